"""Cell: a printed cell as a count with its reason, or as a day; nothing dropped, nothing mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waterbed.records import Missing

_COUNT = r"^[+-]?\d{1,15}(\.0*)?$"


def read_count(
    frame: pl.DataFrame, column: str, *, signs: Mapping[str, Missing] | None = None
) -> pl.DataFrame:
    """Read a column of counts.

    Parameters
    ----------
    frame
        Any frame with the column as text.
    column
        Name of the column.
    signs
        The publisher's signs for a missing count, with their reasons: ``{":": "not reported"}``.

    Returns
    -------
    polars.DataFrame
        The frame with ``value``, ``missing`` and ``original``. A blank cell is "not reported"; a
        cell that is neither a whole number nor a sign is "unreadable". What stood in a cell
        without a count is kept in ``original``.

    Notes
    -----
    Only whole numbers are read: ``1.234`` may be a thousand or one and a quarter, so it is
    unreadable, not guessed.
    """
    printed = _printed(column)
    value = pl.when(printed.str.contains(_COUNT)).then(printed).cast(pl.Float64)
    return read_figure(frame, column, value=value, signs=signs)


def read_figure(
    frame: pl.DataFrame,
    column: str,
    *,
    value: pl.Expr,
    signs: Mapping[str, Missing] | None = None,
) -> pl.DataFrame:
    """Put beside a column of printed figures its values, and a reason where there is none.

    Parameters
    ----------
    frame
        Any frame with the column as text.
    column
        Name of the column.
    value
        How its cells are read: a number, null where a cell is none.
    signs
        The publisher's signs for a missing figure, with their reasons.

    Returns
    -------
    polars.DataFrame
        As of `read_count`.
    """
    printed = _printed(column)
    reason = printed.replace_strict(
        {"": "not reported", **(signs or {})}, default="unreadable", return_dtype=pl.String
    )
    absent = value.is_null()
    return frame.with_columns(
        value=value,
        missing=pl.when(absent).then(reason),
        original=pl.when(absent).then(printed).otherwise(pl.lit("")),
    )


def read_day(frame: pl.DataFrame, column: str) -> pl.DataFrame:
    """Read a column of days as stretches of one day.

    Parameters
    ----------
    frame
        What `read_count` gave: it has ``original``.
    column
        Name of a column of days as text, ``2024-05-07`` with or without a time.

    Returns
    -------
    polars.DataFrame
        The frame with ``start``, ``end`` and ``marks``. A day that does not exist has neither
        start nor end, the mark ``impossible-date``, and stands before the rest in ``original``.
    """
    day = as_day(pl.col(column))
    beside = pl.when(pl.col("original") == "").then(pl.lit("")).otherwise(": " + pl.col("original"))
    return frame.with_columns(
        start=day,
        end=day,
        marks=impossible_date(day),
        original=pl.when(day.is_null()).then(_printed(column) + beside).otherwise("original"),
    )


def as_day(text: pl.Expr) -> pl.Expr:
    """Read ``2024-05-07``, with or without a time; null where there is no such day.

    Parameters
    ----------
    text
        Printed text.

    Returns
    -------
    polars.Expr
        The day.
    """
    shape = text.str.strip_chars().str.extract(r"^(\d{4}-\d{2}-\d{2})([T ][\d:.]+Z?)?$")
    return shape.str.to_date("%Y-%m-%d", strict=False)


def impossible_date(day: pl.Expr) -> pl.Expr:
    """Give the marks of a row from its day: ``impossible-date`` where it is null.

    Parameters
    ----------
    day
        The day, null where the printed one does not exist.

    Returns
    -------
    polars.Expr
        Lists of marks.
    """
    empty = pl.lit([], pl.List(pl.String))
    return pl.when(day.is_null()).then(pl.lit(["impossible-date"])).otherwise(empty)


def _printed(column: str) -> pl.Expr:
    return pl.col(column).fill_null("").str.strip_chars()
