"""repeated-day: one report prints two different figures for the same stretch of one series."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import SERIES, in_list, positioned
from waterbed.sources.checks.wording import figure, phrase, place, stretch

RULE = "repeated-day"
_REPORT = [*SERIES, "start", "end", "published"]


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report stretches that one report prints more than once with different figures.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding a stretch; ``value`` is the first figure, ``expected``
        the one furthest from it.

    Notes
    -----
    Lists of incidents, where several rows share a day by design, are left out.
    """
    stretches = (
        positioned(rows)
        .filter(pl.col("start").is_not_null() & pl.col("value").is_not_null() & ~in_list())
        .group_by(_REPORT, maintain_order=True)
        .agg(pl.col("value").first(), pl.col("line").min(), every="value", rows="row")
        .with_columns(expected=_furthest())
        .filter(pl.col("expected") != pl.col("value"))
    )
    return as_findings(
        stretches,
        RULE,
        severity="error",
        sentence=phrase(
            "{}: {} is printed {} times, as {} and as {}; only one can hold.",
            place(),
            stretch(pl.col("start"), pl.col("end")),
            pl.col("rows").list.len(),
            figure(pl.col("value")),
            figure(pl.col("expected")),
        ),
    )


def _furthest() -> pl.Expr:
    low, high = pl.col("every").list.min(), pl.col("every").list.max()
    upper = high - pl.col("value") >= pl.col("value") - low
    return pl.when(upper).then(high).otherwise(low)
