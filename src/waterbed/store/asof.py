"""As-of reads: of all that was ever published, the figures in force on a day."""

from __future__ import annotations

import datetime as dt

import polars as pl

IDENTITY = ["key", "source", "reported_by", "start", "end"]
BUNDLED = "record/"
_ORDER = ["known", "retrieved", "vintage", "line"]


def in_force(
    rows: pl.DataFrame, vintages: pl.DataFrame, as_of: dt.date | None = None
) -> pl.DataFrame:
    """Give the figures in force on a day.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA` and ``vintage``: all rows of any keys, from every vintage.
    vintages
        Columns of `VINTAGE_SCHEMA`: every vintage of the store, also those without such rows.
    as_of
        The day of the question, None for now.

    Returns
    -------
    polars.DataFrame
        The rows with the columns of their vintage, at most one for a key, source, outlet and
        stretch, sorted by these. ``known`` is the day from which the row was known, ``stated``
        the day that the publisher states or null. Rows without possible dates are left to
        `waterbed doctor`.

    Notes
    -----
    A row is known from its own date of publication where it has one, else from its vintage's,
    else from the day of retrieval. Rows without a date of their own hold only while their vintage
    is the latest of its document that was known: what a new release leaves out is withdrawn. Rows
    with a date of their own (a compilation of dated reports) are read from the compilation
    retrieved last. A table of the bundled record gives way to the publisher's own document for the
    days between that document's first and last, once it was known later. Among the rest the one
    known last is in force.
    """
    day = as_of or dt.date.max
    seen = join_vintages(rows, vintages).filter(pl.col("known") <= day)
    released = _latest(vintages.filter(pl.col("known") <= day), "known", "retrieved")
    compiled = _latest(vintages, "retrieved")
    dated = pl.col("published").is_not_null()
    holds = (
        pl.when(dated)
        .then(pl.col("vintage").is_in(compiled))
        .otherwise(pl.col("vintage").is_in(released))
    )
    return (
        _give_way(seen.filter(holds))
        .sort(_ORDER)
        .unique(IDENTITY, keep="last", maintain_order=True)
        .sort(IDENTITY)
    )


def join_vintages(rows: pl.DataFrame, vintages: pl.DataFrame) -> pl.DataFrame:
    """Put beside each dated row what its vintage says, and from when it was known.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA` and ``vintage``.
    vintages
        Columns of `VINTAGE_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        The rows that have a stretch, with the columns of their vintage; a row's own date of
        publication goes before its vintage's in ``known`` and ``stated``.
    """
    return (
        rows.filter(pl.col("start").is_not_null())
        .join(vintages, on="vintage", how="inner")
        .with_columns(
            known=pl.coalesce("published", "known"), stated=pl.coalesce("published", "stated")
        )
    )


def _give_way(rows: pl.DataFrame) -> pl.DataFrame:
    bundled = pl.col("document").str.starts_with(BUNDLED)
    own = (
        rows.filter(~bundled)
        .group_by("key", "source")
        .agg(
            own_start=pl.col("start").min(),
            own_end=pl.col("end").max(),
            own_known=pl.col("known").max(),
        )
    )
    covered = (
        (pl.col("own_start") <= pl.col("start"))
        & (pl.col("end") <= pl.col("own_end"))
        & (pl.col("known") <= pl.col("own_known"))
    )
    replaced = bundled & (pl.col("reported_by") == "") & covered.fill_null(value=False)
    joined = rows.join(own, on=["key", "source"], how="left", maintain_order="left")
    return joined.filter(~replaced).drop("own_start", "own_end", "own_known")


def _latest(vintages: pl.DataFrame, *by: str) -> list[str]:
    ordered = vintages.sort(*by, "vintage").unique("document", keep="last", maintain_order=True)
    return ordered["vintage"].to_list()
