"""Vintages: which rows of a frame hold now, where it has rows of several publications."""

from __future__ import annotations

import polars as pl


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
