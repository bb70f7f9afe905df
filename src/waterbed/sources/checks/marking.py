"""Marking: the names of rules in the marks of the rows that they point at, and of their sums."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks import copied_block, negative_count, repeated_day

CERTAIN = (copied_block.RULE, negative_count.RULE, repeated_day.RULE)
_SUM = ["source", "key", "start", "end", "published"]
_NONE = pl.lit([], pl.List(pl.String))


def write(rows: pl.DataFrame, findings: pl.DataFrame) -> pl.DataFrame:
    """Add the names of the rules that found something to the marks of the rows concerned.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA` and ``row``, the positions that findings point at.
    findings
        Columns of `FINDING`.

    Returns
    -------
    polars.DataFrame
        The same rows in the same order; only ``marks`` can have grown, each name once.
    """
    pointed = findings.select("rule", row="rows").explode("row").drop_nulls("row")
    return _added(rows, pointed.group_by("row").agg(found=pl.col("rule").unique().sort()), ["row"])


def carry(rows: pl.DataFrame) -> pl.DataFrame:
    """Carry the marks of parts to the sums that a parser made of them.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`, marked.

    Returns
    -------
    polars.DataFrame
        The same rows in the same order; only ``marks`` of rows without a line can have grown.

    Notes
    -----
    The parts of a row are those of its source, stretch and report whose keys are one part longer.
    What cannot be right in one of them (`CERTAIN`) cannot be right in the sum; what is merely
    unlikely is carried where every part has it.
    """
    marked = rows.filter((pl.col("line") > 0) & (pl.col("marks").list.len() > 0))
    if marked.is_empty():
        return rows
    parents = rows.with_columns(pl.col("key").str.replace(r"/[^/]+$", "")).filter(
        pl.col("start").is_not_null()
    )
    of = parents.filter(pl.col("line") > 0).explode("marks").drop_nulls("marks")
    found = (
        of.group_by(*_SUM, "marks")
        .agg(had=pl.len())
        .join(parents.group_by(_SUM).agg(parts=pl.len()), on=_SUM, nulls_equal=True)
        .filter((pl.col("had") == pl.col("parts")) | pl.col("marks").is_in(CERTAIN))
        .group_by(_SUM)
        .agg(found=pl.col("marks").sort())
        .with_columns(line=pl.lit(0, pl.UInt32))
    )
    return _added(rows, found, [*_SUM, "line"])


def _added(rows: pl.DataFrame, found: pl.DataFrame, on: list[str]) -> pl.DataFrame:
    marks = pl.concat_list("marks", pl.col("found").fill_null(_NONE))
    return (
        rows.join(found, on=on, how="left", nulls_equal=True, maintain_order="left")
        .with_columns(marks=marks.list.unique(maintain_order=True))
        .drop("found")
    )
