"""after-report-date: a figure for a day that had not come when the report was made."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import SERIES, positioned
from waterbed.sources.checks.wording import day, figure, phrase, place, stretch

RULE = "after-report-date"


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report figures, zeros too, for stretches that begin after their own report.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`; only rows with a date of publication can be judged.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding for each series and report.

    Notes
    -----
    Zeros are a warning, since they fill a form; any other figure is an error.
    """
    foreseen = (pl.col("start") > pl.col("published")) & pl.col("value").is_not_null()
    reports = (
        positioned(rows)
        .filter(foreseen)
        .group_by(*SERIES, "published", maintain_order=True)
        .agg(
            pl.col("start").min(),
            pl.col("end").max(),
            pl.col("value").sum(),
            pl.col("line").min(),
            filled=(pl.col("value") != 0).any(),
            rows=pl.col("row"),
        )
    )
    return as_findings(
        reports,
        RULE,
        severity=pl.when("filled").then(pl.lit("error")).otherwise(pl.lit("warning")),
        sentence=phrase(
            "{}: the report of {} prints {} figures for days after it ({}), {} in all; they were "
            "not counted.",
            place(),
            day(pl.col("published")),
            pl.col("rows").list.len(),
            stretch(pl.col("start"), pl.col("end")),
            figure(pl.col("value")),
        ),
    )
