"""Vintages: which rows of a frame hold now, where it has rows of several publications."""

from __future__ import annotations

import polars as pl

_NAMED = 3  # vintages that a sentence names; of more, their number is given


def document() -> pl.Expr:
    """Name the document of a vintage.

    Returns
    -------
    polars.Expr
        What stands before the hash in ``vintage``.
    """
    return pl.col("vintage").str.split("@").list.first()


def last_vintages(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep the last vintage of each document.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`, and ``vintage`` where there are several; earlier vintages of a
        document stand before later ones.

    Returns
    -------
    polars.DataFrame
        Without the rows of vintages that were replaced.
    """
    if "vintage" not in rows.columns:
        return rows
    return rows.filter(pl.col("vintage") == pl.col("vintage").last().over(document()))


def last_printed(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep for each stretch of a series what the vintage known last prints, of any document.

    Parameters
    ----------
    rows
        As for `last_vintages`.

    Returns
    -------
    polars.DataFrame
        Rows of one vintage for each key, source and stretch.
    """
    if "vintage" not in rows.columns:
        return rows
    stretch = ["key", "source", "start", "end"]
    return rows.filter(pl.col("vintage") == pl.col("vintage").last().over(stretch))


def name_vintages(findings: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Say of every finding which publications print its rows.

    Parameters
    ----------
    findings
        Columns of `FINDING`.
    rows
        The rows that they point at, with ``row`` and, where there are several, ``vintage``.

    Returns
    -------
    polars.DataFrame
        The findings in their order with ``vintages``, which the sentences name too.
    """
    if "vintage" not in rows.columns:
        return findings
    numbered = findings.drop("vintages").with_row_index("finding")
    named = (
        numbered.select("finding", row="rows")
        .explode("row")
        .join(rows.select("row", "vintage"), on="row")
        .group_by("finding")
        .agg(vintages=pl.col("vintage").unique().sort())
    )
    joined = numbered.join(named, on="finding", how="left", maintain_order="left")
    return joined.with_columns(
        pl.col("vintages").fill_null(pl.lit([], pl.List(pl.String))),
        sentence=pl.col("sentence") + _said(pl.col("vintages")).fill_null(""),
    ).select(findings.columns)


def _said(vintages: pl.Expr) -> pl.Expr:
    more = vintages.list.len().cast(pl.Int64) - _NAMED
    further = pl.when(more > 0).then(pl.concat_str(pl.lit(" and "), more, pl.lit(" more")))
    listed = vintages.list.head(_NAMED).list.join(", ")
    return pl.concat_str(pl.lit(" Printed in "), listed, further.otherwise(pl.lit("")), pl.lit("."))
