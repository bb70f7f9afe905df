"""falling-cumulative: a count since a fixed day that is lower in a later report."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import SERIES, counted, in_list, running
from waterbed.sources.checks.wording import day, figure, phrase, place

RULE = "falling-cumulative"
RESIDUAL = "other"
_FAMILY = [*SERIES, "start"]


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report running counts that fall from one report to the next.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding a fall; ``value`` is the lower figure, ``expected`` the
        earlier one.

    Notes
    -----
    A running count has at least three last days for one first day. What a publisher calls "other"
    is left out: it falls whenever a group leaves it to be printed by name.
    """
    falls = (
        counted(rows)
        .filter(~in_list() & (pl.col("key").str.split("/").list.last() != RESIDUAL))
        .filter(running())
        .sort("end", "published")
        .with_columns(
            before=pl.col("end").shift(1).over(_FAMILY),
            expected=pl.col("value").shift(1).over(_FAMILY),
            after=pl.col("value").shift(-1).over(_FAMILY),
        )
        .filter((pl.col("value") < pl.col("expected")) & (pl.col("before") < pl.col("end")))
    )
    return as_findings(
        falls.with_columns(rows=pl.concat_list("row")),
        RULE,
        severity="warning",
        sentence=phrase(
            "{}: {} from {} to {}, {} fewer than the {} counted up to {}; a running count cannot "
            "fall. The next report has {}.",
            place(),
            figure(pl.col("value")),
            day(pl.col("start")),
            day(pl.col("end")),
            figure(pl.col("expected") - pl.col("value")),
            figure(pl.col("expected")),
            day(pl.col("before")),
            figure(pl.col("after")),
        ),
    )
