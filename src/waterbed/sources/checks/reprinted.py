"""reprinted: how often and how far later reports of one document change a figure."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import SERIES, counted, in_list
from waterbed.sources.checks.wording import figure, phrase, stretch

RULE = "reprinted"
_STRETCH = [*SERIES, "start", "end"]


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Note for each series how many figures a later report of the document changes.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`; only rows with a date of publication can be compared.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one note for each series with a change. ``start`` and ``end`` are
        those of the largest change, ``value`` is its last figure, ``expected`` its first.

    Notes
    -----
    The first figure of a stretch is compared with the last. Stretches that begin after their
    report are left out.
    """
    changed = pl.col("value") != pl.col("expected")
    largest = (pl.col("value") - pl.col("expected")).abs().arg_max()
    own_day = changed & (pl.col("first") <= pl.col("end"))
    series = (
        _first_and_last(rows)
        .with_columns(own_day=own_day)
        .group_by(*SERIES, maintain_order=True)
        .agg(
            pl.col("start", "end", "value", "expected", "line").get(largest),
            again=pl.len(),
            changed=changed.sum(),
            own_day=pl.col("own_day").sum(),
            mean=(pl.col("value") - pl.col("expected")).filter(changed).mean(),
            rows=pl.col("row").filter(changed),
        )
        .filter(pl.col("changed") > 0)
    )
    return as_findings(
        series,
        RULE,
        severity="note",
        sentence=phrase(
            "{}, {}: {} of {} figures that were printed again are changed, by {} on average, most "
            "for {} from {} to {}; {} of them are of a report's own last day, which was not over.",
            *SERIES,
            "changed",
            figure(pl.col("again")),
            figure(pl.col("mean")),
            stretch(pl.col("start"), pl.col("end")),
            figure(pl.col("expected")),
            figure(pl.col("value")),
            "own_day",
        ),
    )


def _first_and_last(rows: pl.DataFrame) -> pl.DataFrame:
    return (
        counted(rows)
        .filter(pl.col("published").is_not_null() & ~in_list())
        .sort("published")
        .group_by(_STRETCH, maintain_order=True)
        .agg(
            pl.col("value", "line", "row").last(),
            expected=pl.col("value").first(),
            first=pl.col("published").first(),
            reports=pl.col("published").n_unique(),
        )
        .filter(pl.col("reports") > 1)
        .sort(_STRETCH)
    )
