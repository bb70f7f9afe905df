"""Month: a printed year and month as the stretch of its days."""

from __future__ import annotations

from typing import Final

import polars as pl

from waterbed.sources.cell import as_day, impossible_date

_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS: Final = {name: f"{place:02}" for place, name in enumerate(_NAMES, start=1)}


def first_day(year: pl.Expr, month: pl.Expr) -> pl.Expr:
    """Give the first day of a printed month.

    Parameters
    ----------
    year
        Text: ``2024``.
    month
        Text: ``5``, ``05``, ``May``, or any English name that begins with its first three letters.

    Returns
    -------
    polars.Expr
        The day, null where there is no such month.
    """
    name = month.str.slice(0, 3).str.to_lowercase().replace(_NUMBERS)
    number = pl.when(month.str.contains(r"^\d{1,2}$")).then(month.str.zfill(2)).otherwise(name)
    return as_day(pl.concat_str(year, number, pl.lit("01"), separator="-"))


def read_month(frame: pl.DataFrame, day: str, printed: str) -> pl.DataFrame:
    """Date counts by month, as `waterbed.sources.cell.read_day` does by day.

    Parameters
    ----------
    frame
        What `waterbed.sources.cell.read_count` gave: it has ``original``.
    day
        Name of the column with the month's first day, null where there is no such month.
    printed
        Name of the column with the month as printed.

    Returns
    -------
    polars.DataFrame
        The frame with ``start``, ``end`` and ``marks``. A month that does not exist has neither
        start nor end, the mark ``impossible-date``, and stands before the rest in ``original``.
    """
    figure = pl.col("original")
    month = pl.col(printed).fill_null("")
    both = pl.when(figure == "").then(month).otherwise(pl.concat_str(month, pl.lit(": "), figure))
    return frame.with_columns(
        start=pl.col(day),
        end=pl.col(day).dt.month_end(),
        marks=impossible_date(pl.col(day)),
        original=pl.when(pl.col(day).is_null()).then(both).otherwise(figure),
    )
