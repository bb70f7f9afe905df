"""Revisions: what a publisher changed in figures that it had published before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from waterbed.store.asof import join_vintages, last_printing

if TYPE_CHECKING:
    from collections.abc import Sequence

_AT = ["document", "key", "source", "reported_by", "start", "end"]
_COLUMNS = [*_AT[1:], "kind", "before", "after", "known_before", "known_after"]


def revisions(rows: pl.DataFrame, vintages: pl.DataFrame) -> pl.DataFrame:
    """List every change of a past figure between successive publications of a document.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA` and ``vintage``: all rows of any keys, from every vintage.
    vintages
        Columns of `VINTAGE_SCHEMA`: every vintage of the store, also those without such rows.

    Returns
    -------
    polars.DataFrame
        Columns key, source, reported_by, start, end, kind (``changed``, ``withdrawn``: no longer
        in the publication, ``added``: a past stretch that the one before did not have), before,
        after, known_before, known_after; sorted by known_after, key, start.

    Notes
    -----
    A publication is a vintage, or within a compilation the rows of one date of publication.
    Publications of a document are put in the order in which they were known and each is compared
    with the one before it. In compilations only changed values are listed: a dated report need
    not repeat an earlier one.
    """
    dated = pl.col("published").is_not_null()
    known = join_vintages(rows, vintages)
    changes = [
        _between_reports(known.filter(dated)),
        *_between_releases(known.filter(~dated), vintages),
    ]
    return pl.concat(changes).sort("known_after", "key", "start", "end")


def differences(
    old: pl.DataFrame, new: pl.DataFrame, *, at: Sequence[str] = ("key", "source", "start", "end")
) -> pl.DataFrame:
    """Compare two publications of one document.

    Parameters
    ----------
    old, new
        Rows with the columns of `ROW_SCHEMA`; only those with possible dates are compared.
    at
        Columns that say which figure a row is.

    Returns
    -------
    polars.DataFrame
        Columns `at`, kind (``changed``, ``withdrawn``, ``added``), before, after; a row for each
        stretch up to the last that `old` knew where the two differ.
    """
    sides = [
        side.filter(pl.col("start").is_not_null())
        .select(*at, "value", there=pl.lit(value=True))
        .unique(at, keep="last")
        for side in (old, new)
    ]
    both = sides[0].join(
        sides[1], on=list(at), how="full", coalesce=True, suffix="_new", nulls_equal=True
    )
    kind = (
        pl.when(pl.col("there_new").is_null())
        .then(pl.lit("withdrawn"))
        .when(pl.col("there").is_null())
        .then(pl.lit("added"))
        .otherwise(pl.lit("changed"))
    )
    differs = pl.col("value").ne_missing(pl.col("value_new")) | (pl.col("kind") != "changed")
    past = pl.col("end") <= pl.lit(old["end"].max(), pl.Date)
    return (
        both.with_columns(kind=kind)
        .filter(differs & past)
        .select(*at, "kind", before="value", after="value_new")
    )


def _between_reports(rows: pl.DataFrame) -> pl.DataFrame:
    ordered = last_printing(rows).sort("known", "line")
    return (
        ordered.with_columns(
            before=pl.col("value").shift(1).over(_AT),
            known_before=pl.col("known").shift(1).over(_AT),
            kind=pl.lit("changed"),
        )
        .filter(pl.col("known_before").is_not_null() & pl.col("before").ne_missing(pl.col("value")))
        .rename({"value": "after", "known": "known_after"})
        .select(_COLUMNS)
    )


def _between_releases(rows: pl.DataFrame, vintages: pl.DataFrame) -> list[pl.DataFrame]:
    documents = rows["document"].unique()
    pairs = (
        vintages.filter(pl.col("document").is_in(documents.implode()))
        .sort("known", "retrieved", "vintage")
        .with_columns(
            previous=pl.col("vintage").shift(1).over("document"),
            previous_known=pl.col("known").shift(1).over("document"),
        )
        .filter(pl.col("previous").is_not_null())
    )
    return [
        differences(
            rows.filter(pl.col("vintage") == pair["previous"]),
            rows.filter(pl.col("vintage") == pair["vintage"]),
            at=_AT,
        )
        .with_columns(known_before=pair["previous_known"], known_after=pair["known"])
        .select(_COLUMNS)
        for pair in pairs.iter_rows(named=True)
    ]
