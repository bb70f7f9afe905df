"""unreadable: something is printed where a number belongs, and it is no number."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import positioned
from waterbed.sources.checks.wording import phrase, place, stretch

RULE = "unreadable"


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report the rows whose figure could not be read.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding a row.
    """
    unread = positioned(rows).filter(pl.col("missing") == "unreadable")
    return as_findings(
        unread.with_columns(rows=pl.concat_list("row")),
        RULE,
        severity="error",
        sentence=phrase(
            "{}: '{}' is printed for {}, which is no number; the figure is missing.",
            place(),
            "original",
            stretch(pl.col("start"), pl.col("end")),
        ),
    )
