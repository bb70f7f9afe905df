"""Rows: the table that every parser returns and the store keeps, with its schema and its rules."""

from __future__ import annotations

import re

import polars as pl

from waterbed.records import BOUNDS, MEASURES, MISSING, STATUSES, ParseError

ROW_SCHEMA = pl.Schema(
    {
        "key": pl.String(),  # series key, "arrivals/sea/italy"
        "source": pl.String(),  # id of the publisher
        "start": pl.Date(),  # first day; null only where the printed date cannot exist
        "end": pl.Date(),  # last day, included
        "value": pl.Float64(),  # the count; null where missing or unreadable
        "bound": pl.String(),  # one of records.BOUNDS
        "status": pl.String(),  # one of records.STATUSES
        "missing": pl.String(),  # one of records.MISSING, null where there is a value
        "published": pl.Date(),  # null where the vintage's own date holds
        "marks": pl.List(pl.String()),  # names of the defects found, empty where none
        "original": pl.String(),  # what was printed where it is not simply the number
        "note": pl.String(),  # what a reader must know
        "slack": pl.UInt8(),  # days by which the end may be off, as relayed by an outlet
        "line": pl.UInt32(),  # line or row of the raw file, counted from 1; 0 where derived
    }
)


def pattern(key: str) -> str:
    """Write a key with ``*`` as a regular expression.

    Parameters
    ----------
    key
        A series key in which each ``*`` stands for any letters, also for none.

    Returns
    -------
    str
        Anchored at both ends; everything but ``*`` is taken literally.
    """
    return "^" + ".*".join(re.escape(part) for part in key.split("*")) + "$"


_DEFAULTS = {
    "bound": pl.lit("exact"),
    "status": pl.when(pl.col("value").is_null()).then(pl.lit("missing")).otherwise(pl.lit("final")),
    "missing": pl.lit(None, pl.String),
    "published": pl.lit(None, pl.Date),
    "marks": pl.lit([], pl.List(pl.String)),
    "original": pl.lit(""),
    "note": pl.lit(""),
    "slack": pl.lit(0, pl.UInt8),
    "line": pl.lit(0, pl.UInt32),
}


def as_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """Complete a parser's frame to the row schema and check every rule on it.

    Parameters
    ----------
    frame
        At least the columns ``key``, ``source``, ``start``, ``end``, ``value``; any other column
        of `ROW_SCHEMA`. The rest is filled: exact, final (or missing without a value), unmarked.

    Returns
    -------
    polars.DataFrame
        Columns and types of `ROW_SCHEMA`, in its order.

    Raises
    ------
    ParseError
        Where a column is absent, a type does not fit, or a row breaks a rule of
        `waterbed.records.Observation` (the first such row is named).
    """
    absent = {"key", "source", "start", "end", "value"} - set(frame.columns)
    extra = set(frame.columns) - set(ROW_SCHEMA)
    if absent or extra:
        raise ParseError(
            f"rows need the columns {', '.join(ROW_SCHEMA)}; absent: {sorted(absent)}, "
            f"unknown: {sorted(extra)}."
        )
    filled = frame.with_columns(
        **{name: default for name, default in _DEFAULTS.items() if name not in frame.columns}
    )
    try:
        rows = filled.select(ROW_SCHEMA.names()).cast(ROW_SCHEMA)
    except pl.exceptions.PolarsError as error:
        raise ParseError(f"rows do not fit their types: {error}") from None
    _refuse_rule_breakers(rows)
    return rows


def _refuse_rule_breakers(rows: pl.DataFrame) -> None:
    dated = pl.col("start").is_not_null() & pl.col("end").is_not_null()
    undated_and_marked = (
        pl.col("start").is_null()
        & pl.col("end").is_null()
        & pl.col("marks").list.contains("impossible-date")
    )
    rules = {
        "dates are there, or marked impossible-date": dated | undated_and_marked,
        "the stretch is not reversed": ~dated | (pl.col("start") <= pl.col("end")),
        "a value or a reason, never both": pl.col("value").is_null()
        == pl.col("missing").is_not_null(),
        "the value is finite": pl.col("value").is_null() | pl.col("value").is_finite(),
        "status missing exactly without a value": (pl.col("status") == "missing")
        == pl.col("value").is_null(),
        "bound is known": pl.col("bound").is_in(BOUNDS),
        "status is known": pl.col("status").is_in(STATUSES),
        "the reason is known": pl.col("missing").is_null() | pl.col("missing").is_in(MISSING),
        "the key starts with a measure": pl.col("key")
        .str.extract(r"^([^/]+)/")
        .is_in(list(MEASURES)),
        "the key has neither * nor control characters": ~pl.col("key").str.contains(
            r"[*\x00-\x1f\x7f-\x9f]"
        ),
        "a source is named": pl.col("source").str.len_chars() > 0,
    }
    for rule, holds in rules.items():
        broken = rows.filter(~holds.fill_null(value=False))
        if broken.height:
            raise ParseError(
                f"{broken.height} of {rows.height} rows break the rule '{rule}'; "
                f"the first: {broken.row(0, named=True)}."
            )
