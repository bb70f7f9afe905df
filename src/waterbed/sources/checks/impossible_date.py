"""impossible-date: a printed day that is not in the calendar, such as 30 February."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import positioned
from waterbed.sources.checks.wording import phrase, place

RULE = "impossible-date"


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report the rows whose printed date cannot exist; parsers keep them without a stretch.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding a row.
    """
    undated = positioned(rows).filter(pl.col("start").is_null())
    return as_findings(
        undated.with_columns(rows=pl.concat_list("row")),
        RULE,
        severity="error",
        sentence=phrase(
            "{}: {} is not a day of the calendar; the row is kept and belongs to no day.",
            place(),
            pl.col("original").replace("", "what is printed"),
        ),
    )
