"""negative-count: fewer than none, most often a later correction booked as a month's figure."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import positioned
from waterbed.sources.checks.wording import figure, phrase, place, stretch

RULE = "negative-count"


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report counts below zero.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding a row.
    """
    negative = positioned(rows).filter(pl.col("value") < 0)
    return as_findings(
        negative.with_columns(rows=pl.concat_list("row"), expected=pl.lit(0.0)),
        RULE,
        severity="error",
        sentence=phrase(
            "{}: {} for {}; a count cannot be below 0.",
            place(),
            figure(pl.col("value")),
            stretch(pl.col("start"), pl.col("end")),
        ),
    )
