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
    with a date of their own belong to the dated report that printed them; where two compilations
    hold a report, it is read from the one known last. A month of the bundled record gives way to
    the publisher's own daily figures once these cover each of its days. Among the rest the one
    known last is in force. A disputed figure is never replaced, and a new vintage that prints the
    same number does not settle the dispute.
    """
    day = as_of or dt.date.max
    seen = join_vintages(rows, vintages).filter(pl.col("known") <= day)
    released = _latest(vintages.filter(pl.col("known") <= day))
    dated = pl.col("published").is_not_null()
    whole = seen.filter(~dated & pl.col("vintage").is_in(released))
    holding = _give_way(pl.concat([whole, last_printing(seen.filter(dated))])).sort(_ORDER)
    disputed = holding.filter(pl.col("status") == "disputed").unique([*IDENTITY, "value"])
    accepted = holding.filter(pl.col("status") != "disputed").join(
        disputed, on=[*IDENTITY, "value"], how="anti"
    )
    latest = accepted.unique(IDENTITY, keep="last", maintain_order=True)
    return pl.concat([latest, disputed]).sort(*IDENTITY, "known")


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
            vintage_known="known",
            known=pl.coalesce("published", "known"),
            stated=pl.coalesce("published", "stated"),
        )
    )


def last_printing(dated: pl.DataFrame) -> pl.DataFrame:
    """Keep each dated report as the compilation known last prints it.

    Parameters
    ----------
    dated
        Rows with a date of publication of their own, from `join_vintages`.

    Returns
    -------
    polars.DataFrame
        The rows of one compilation for each document and date of publication.
    """
    order = ["vintage_known", "retrieved", "vintage"]
    last = pl.col("vintage").sort_by(order).last().over("document", "published")
    return dated.filter(pl.col("vintage") == last)


def _give_way(rows: pl.DataFrame) -> pl.DataFrame:
    bundled = pl.col("document").str.starts_with(BUNDLED)
    daily = (
        rows.filter(~bundled & (pl.col("start") == pl.col("end")) & pl.col("value").is_not_null())
        .group_by("key", "source", month=pl.col("start").dt.truncate("1mo"))
        .agg(own_days=pl.col("start").n_unique(), own_known=pl.col("known").max())
    )
    joined = rows.join(
        daily,
        left_on=["key", "source", "start"],
        right_on=["key", "source", "month"],
        how="left",
        maintain_order="left",
    )
    days = (pl.col("end") - pl.col("start")).dt.total_days() + 1
    replaced = (
        bundled
        & (pl.col("reported_by") == "")
        & (pl.col("end") == pl.col("start").dt.month_end())
        & (pl.col("own_days") == days)
        & (pl.col("known") <= pl.col("own_known"))
    )
    return joined.filter(~replaced.fill_null(value=False)).drop("own_days", "own_known")


def _latest(vintages: pl.DataFrame) -> list[str]:
    ordered = vintages.sort("known", "retrieved", "vintage")
    return ordered.unique("document", keep="last", maintain_order=True)["vintage"].to_list()
