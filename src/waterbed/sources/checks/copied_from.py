"""copied-block, continued: which of two equal blocks is the copy, by the word of a sister."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks import copied_block
from waterbed.sources.checks.finding import FINDING
from waterbed.sources.checks.sisters import Sisters, by_member
from waterbed.sources.checks.stretches import positioned
from waterbed.sources.checks.wording import figure, phrase, stretch

_FITS = 0.25  # share of the larger total by which a block may miss its sister and still fit
_MISSES = 0.5  # share by which a copy misses it at least
_BLOCK = ["finding", "source_sister", "later"]


def judge(findings: pl.DataFrame, rows: pl.DataFrame, sisters: tuple[Sisters, ...]) -> pl.DataFrame:
    """Say in the findings of copied blocks which block a sister shows to be the copy.

    Parameters
    ----------
    findings
        Columns of `FINDING`, of any rules.
    rows
        The rows that they are about, with those of other sources.
    sisters
        Which series count the same.

    Returns
    -------
    polars.DataFrame
        The findings in their order. Where a sister decides, ``start``, ``end`` and ``value`` are
        the copy's, ``expected`` is the sister's total for it, and the sentence says so.

    Notes
    -----
    A block's misfit is the sum of its months' absolute differences from the sister, divided by
    the larger of the two totals. The copy misfits by at least a half where the other block fits
    within a quarter. Only blocks of months are judged.
    """
    numbered = findings.with_row_index("finding")
    decided = _decided(_blocks(numbered, rows, sisters))
    changes = ["start", "end", "value", "expected"]
    joined = numbered.join(decided, on="finding", how="left", suffix="_copy", maintain_order="left")
    return joined.with_columns(
        *(pl.coalesce(f"{name}_copy", name).alias(name) for name in changes),
        sentence=pl.col("sentence") + pl.col("said").fill_null(""),
    ).select(FINDING.names())


def _blocks(
    numbered: pl.DataFrame, rows: pl.DataFrame, sisters: tuple[Sisters, ...]
) -> pl.DataFrame:
    members = by_member(rows, sisters).drop("line", "rows", "end", "why")
    stretches = positioned(rows).select("row", "value", month="start", last="end")
    own = (
        numbered.filter(pl.col("rule") == copied_block.RULE)
        .select("finding", "source", "key", "end", row="rows")
        .explode("row")
        .join(stretches, on="row")
        .filter(
            (pl.col("month") == pl.col("month").dt.month_start())
            & (pl.col("last") == pl.col("month").dt.month_end())
        )
        .with_columns(later=pl.col("month") > pl.col("end"))
    )
    belonging = members.select("sisters", "member", "source", "key").unique()
    return (
        own.join(belonging, on=["source", "key"])
        .join(members, on=["sisters", "month"], suffix="_sister")
        .filter(pl.col("member") != pl.col("member_sister"))
        .group_by(_BLOCK)
        .agg(
            pl.col("value", "value_sister").sum(),
            start=pl.col("month").min(),
            end=pl.col("last").max(),
            apart=(pl.col("value") - pl.col("value_sister")).abs().sum(),
        )
        .with_columns(misfit=pl.col("apart") / pl.max_horizontal("value", "value_sister"))
    )


def _decided(blocks: pl.DataFrame) -> pl.DataFrame:
    other = blocks.select("finding", "source_sister", "misfit", later=~pl.col("later"))
    return (
        blocks.join(other, on=_BLOCK, suffix="_other")
        .filter((pl.col("misfit") >= _MISSES) & (pl.col("misfit_other") <= _FITS))
        .sort("finding", "misfit_other")
        .unique("finding", keep="first", maintain_order=True)
        .select(
            "finding",
            "start",
            "end",
            "value",
            expected="value_sister",
            said=phrase(
                " {} shows which: for {} it has {}, not {}.",
                "source_sister",
                stretch(pl.col("start"), pl.col("end")),
                figure(pl.col("value_sister")),
                figure(pl.col("value")),
            ),
        )
    )
