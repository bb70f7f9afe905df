"""Wording: numbers, days and stretches as they stand in a finding's sentence."""

from __future__ import annotations

import polars as pl

_THOUSAND = 1_000
_MILLION = 1_000_000
_DAY = "%-d %B %Y"
_MONTH = "%B %Y"


def phrase(template: str, *parts: pl.Expr | str) -> pl.Expr:
    """Fill a sentence.

    Parameters
    ----------
    template
        Text with ``{}`` for each part.
    *parts
        Expressions or names of columns, in the order of the text.

    Returns
    -------
    polars.Expr
        Text; ``?`` stands for a part that is null.

    Notes
    -----
    Does what ``polars.format`` does, which fails on columns of several chunks in polars 2.1
    (polars issue 25525).
    """
    pieces = template.split("{}")
    woven: list[pl.Expr] = [pl.lit(pieces[0])]
    for part, text in zip(parts, pieces[1:], strict=True):
        value = pl.col(part) if isinstance(part, str) else part
        woven += [value.cast(pl.String).fill_null("?"), pl.lit(text)]
    return pl.concat_str(woven)


def figure(value: pl.Expr) -> pl.Expr:
    """Write a count with commas between thousands: ``12,864``.

    Parameters
    ----------
    value
        Counts, below 1,000 million.

    Returns
    -------
    polars.Expr
        Text, rounded to whole units; "nothing" where null.
    """
    whole = value.round().cast(pl.Int64)
    size = whole.abs()
    short = size.cast(pl.String)
    last = _padded(size % _THOUSAND)
    thousands = phrase("{},{}", size // _THOUSAND, last)
    middle = _padded(size // _THOUSAND % _THOUSAND)
    millions = phrase("{},{},{}", size // _MILLION, middle, last)
    text = (
        pl.when(size < _THOUSAND)
        .then(short)
        .when(size < _MILLION)
        .then(thousands)
        .otherwise(millions)
    )
    sign = pl.when(whole < 0).then(pl.lit("−")).otherwise(pl.lit(""))
    return (sign + text).fill_null("nothing")


def _padded(part: pl.Expr) -> pl.Expr:
    return part.cast(pl.String).str.pad_start(3, "0")


def day(date: pl.Expr) -> pl.Expr:
    """Write a day: ``7 May 2024``.

    Parameters
    ----------
    date
        Days.

    Returns
    -------
    polars.Expr
        Text.
    """
    return date.dt.to_string(_DAY)


def stretch(start: pl.Expr, end: pl.Expr) -> pl.Expr:
    """Write a stretch: ``7 May 2024``, ``October 2025``, ``January to December 2014``.

    Parameters
    ----------
    start, end
        First and last day.

    Returns
    -------
    polars.Expr
        Text; months where the stretch is made of whole months, "an impossible day" where null.
    """
    whole = (start == start.dt.month_start()) & (end == end.dt.month_end())
    month_start = pl.when(start.dt.year() == end.dt.year()).then(start.dt.to_string("%B"))
    months = phrase("{} to {}", month_start.otherwise(start.dt.to_string(_MONTH)), _month(end))
    return (
        pl.when(start.is_null() | end.is_null())
        .then(pl.lit("an impossible day"))
        .when(start == end)
        .then(day(start))
        .when(whole & (start.dt.truncate("1mo") == end.dt.truncate("1mo")))
        .then(_month(start))
        .when(whole)
        .then(months)
        .otherwise(phrase("{} to {}", day(start), day(end)))
    )


def _month(date: pl.Expr) -> pl.Expr:
    return date.dt.to_string(_MONTH)


def place() -> pl.Expr:
    """Write where a figure stands: ``iom-crossings, arrivals/sea/italy, line 142``.

    Returns
    -------
    polars.Expr
        Text from the columns source, key and line; no line where the row is derived.
    """
    line = pl.when(pl.col("line") > 0).then(phrase(", line {}", "line")).otherwise(pl.lit(""))
    return phrase("{}, {}{}", "source", "key", line)
