"""copied-block: a stretch of a series that repeats another year's figures exactly."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import SERIES, in_list, latest
from waterbed.sources.checks.wording import figure, phrase, place, stretch

RULE = "copied-block"
_FEWEST = 6  # figures in a row
_SURPRISE = 32.0  # bits; by chance 15 at most in 90,000 published rows, 2**23 places to begin
_RUN = [*SERIES, "span", "years", "ahead", "run"]


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report runs of figures that equal those of the same days or months of another year.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding for each series and pair of blocks. ``start`` and ``end``
        are those of the earlier block, ``value`` and ``expected`` its sum; rows are of both.

    Notes
    -----
    At least six figures in a row must agree, and their agreement must be a surprise of at least
    32 bits together. The surprise of one figure is minus the base-2 logarithm of the share of the
    other figures of the series that are equal to it: small counts and zeros agree by chance and
    weigh little, a constant series weighs nothing.
    """
    blocks = (
        _runs(_equal_pairs(_placed(rows)))
        .group_by(_RUN, maintain_order=True)
        .agg(
            pl.col("start", "start_twin").min(),
            pl.col("end", "end_twin").max(),
            pl.col("value").sum(),
            pl.col("line").min(),
            length=pl.len(),
            bits=pl.col("bits").sum(),
            rows=pl.concat([pl.col("row"), pl.col("row_twin")]),
        )
        .filter((pl.col("length") >= _FEWEST) & (pl.col("bits") >= _SURPRISE))
        .with_columns(together=pl.len().over("source", "start", "end", "start_twin", "end_twin"))
    )
    return as_findings(
        blocks.with_columns(expected=pl.col("value")),
        RULE,
        severity="error",
        sentence=_sentence(),
    )


def _placed(rows: pl.DataFrame) -> pl.DataFrame:
    start, end = pl.col("start"), pl.col("end")
    whole = (start == start.dt.month_start()) & (end == start.dt.month_end())
    days = phrase("{} days", (end - start).dt.total_days() + 1)
    of = [*SERIES, "span"]
    others = pl.len().over(of) - 1
    same = (pl.len().over([*of, "value"]) - 1) / others
    return (
        latest(rows)
        .filter(~in_list() & (pl.col("status") != "implied"))
        .unique([*SERIES, "start", "end"], keep="first", maintain_order=True)
        .with_columns(span=pl.when(whole).then(pl.lit("month")).otherwise(days))
        .sort(*of, "start")
        .with_columns(
            rank=pl.int_range(pl.len()).over(of),
            bits=-same.log(2),
            year=start.dt.year(),
            date=start.dt.to_string("%m-%d"),
        )
        .filter(others > 0)
    )


def _equal_pairs(placed: pl.DataFrame) -> pl.DataFrame:
    return (
        placed.join(placed, on=[*SERIES, "span", "date", "value"], suffix="_twin")
        .filter(pl.col("year") < pl.col("year_twin"))
        .with_columns(
            years=pl.col("year_twin") - pl.col("year"), ahead=pl.col("rank_twin") - pl.col("rank")
        )
        .sort("rank")
    )


def _runs(pairs: pl.DataFrame) -> pl.DataFrame:
    of = _RUN[:-1]
    return pairs.with_columns(run=pl.col("rank") - pl.int_range(pl.len()).over(of))


def _sentence() -> pl.Expr:
    more = pl.col("together") - 1
    others = (
        pl.when(more > 1)
        .then(phrase(" So have {} other series of this source.", more))
        .when(more == 1)
        .then(pl.lit(" So has one other series of this source."))
        .otherwise(pl.lit(""))
    )
    return pl.concat_str(
        phrase(
            "{}: {} and {} have the same {} figures one by one (sum {}); one of the two is a copy.",
            place(),
            stretch(pl.col("start"), pl.col("end")),
            stretch(pl.col("start_twin"), pl.col("end_twin")),
            "length",
            figure(pl.col("value")),
        ),
        others,
    )
