"""duplicate-report: a report whose every figure equals that of an earlier report."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import counted
from waterbed.sources.checks.wording import day, phrase, place

RULE = "duplicate-report"
_FEWEST = 3  # figures above zero that a report must have: two equal reports are then no accident


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report the reports of a source that repeat an earlier one whole under a new date.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`; only rows with a date of publication can be judged.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding a repeated report.

    Notes
    -----
    A report is what a source published on one day for keys that differ in their last part. Two
    are equal where they have the same keys, first days and figures; the last days may differ,
    since a running count ends on the day of its report.
    """
    reports = _reports(rows)
    again = (
        reports.join(reports, on=["source", "family", "content"], suffix="_earlier")
        .filter(pl.col("published") > pl.col("published_earlier"))
        .sort("source", "family", "published", "published_earlier")
        .unique(["source", "family", "published"], keep="last", maintain_order=True)
    )
    return as_findings(
        again.with_columns(expected=pl.col("value")),
        RULE,
        severity="warning",
        sentence=phrase(
            "{}: all {} figures of the report of {} equal those of the report of {}; it adds "
            "nothing, unless nobody was counted between the two.",
            place(),
            pl.col("rows").list.len(),
            day(pl.col("published")),
            day(pl.col("published_earlier")),
        ),
    )


def _reports(rows: pl.DataFrame) -> pl.DataFrame:
    every_key = phrase("{}/*", "family")
    printed = phrase("{} {} {}", "key", "start", "value")
    return (
        counted(rows)
        .filter(pl.col("published").is_not_null())
        .with_columns(family=pl.col("key").str.replace(r"/[^/]+$", ""))
        .group_by("source", "family", "published", maintain_order=True)
        .agg(
            key=pl.when(pl.col("key").n_unique() == 1).then("key").otherwise(every_key).first(),
            start=pl.col("start").min(),
            end=pl.col("end").max(),
            value=pl.col("value").sum(),
            line=pl.col("line").min(),
            content=printed.sort().str.join("\n"),
            figures=(pl.col("value") > 0).sum(),
            rows=pl.col("row"),
        )
        .filter(pl.col("figures") >= _FEWEST)
    )
