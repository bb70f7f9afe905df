"""sum-differs: the days of a year against the running count of the same source."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import SERIES, counted, in_list, latest, running
from waterbed.sources.checks.wording import day, figure, phrase

RULE = "sum-differs"
_YEAR = [*SERIES, "start"]


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Note where a source's days do not add up to its own running count.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`, of all documents of a source.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one note for each series and first day of a running count; ``value``
        is the sum of the days, ``expected`` the running count.

    Notes
    -----
    The last running count is taken whose stretch the days cover from end to end; of each day the
    figure printed last. Days that are not printed count as none.
    """
    days = latest(rows).filter((pl.col("start") == pl.col("end")) & ~in_list())
    sums = (
        _covered_totals(rows, days)
        .join(days.select(*SERIES, "value", "line", "row", day="start"), on=SERIES)
        .filter(pl.col("day").is_between("start", "end"))
        .group_by(*_YEAR, "end", "expected", maintain_order=True)
        .agg(pl.col("value").sum(), pl.col("line").min(), rows="row")
        .filter(pl.col("value") != pl.col("expected"))
        .sort(_YEAR)
    )
    return as_findings(
        sums,
        RULE,
        severity="note",
        sentence=phrase(
            "{}, {}: the days from {} to {} add up to {}, the running count is {}: a difference "
            "of {}.",
            *SERIES,
            day(pl.col("start")),
            day(pl.col("end")),
            figure(pl.col("value")),
            figure(pl.col("expected")),
            figure(pl.col("expected") - pl.col("value")),
        ),
    )


def _covered_totals(rows: pl.DataFrame, days: pl.DataFrame) -> pl.DataFrame:
    totals = (
        counted(rows)
        .filter(running() & ~in_list() & (pl.col("start") < pl.col("end")))
        .select(*_YEAR, "end", "published", expected="value")
    )
    covered = days.group_by(SERIES).agg(first=pl.col("start").min(), last=pl.col("end").max())
    return (
        totals.join(covered, on=SERIES)
        .filter((pl.col("first") <= pl.col("start")) & (pl.col("end") <= pl.col("last")))
        .sort("end", "published")
        .unique(_YEAR, keep="last", maintain_order=True)
    )
