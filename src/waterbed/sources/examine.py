"""Examine: every rule of `checks` over the rows of a store."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl

from waterbed.records import NotFoundError
from waterbed.sources.checks import bundled_sisters, doctor, kin
from waterbed.store import VINTAGE_SCHEMA
from waterbed.store.asof import BUNDLED, IDENTITY, in_force

if TYPE_CHECKING:
    from waterbed.store import Store


def examine(store: Store, source: str | None = None, as_of: dt.date | None = None) -> pl.DataFrame:
    """Look for figures that cannot be right.

    Parameters
    ----------
    store
        The store, the bundled record included.
    source
        Id of the publisher whose findings are wanted, also those that set its figures beside
        another's; None for all. The others' figures are read all the same, to compare with.
    as_of
        Look only at what was known on this day, None for now.

    Returns
    -------
    polars.DataFrame
        Columns of `waterbed.sources.checks.FINDING`, errors first.

    Raises
    ------
    NotFoundError
        Where the store holds no figure of that publisher.

    Notes
    -----
    Tables of the bundled record are not looked at where the publisher's own document replaces
    them.
    """
    held = _held(store, store.history(), as_of)
    if source is None:
        return doctor(held)
    if source not in held["source"]:
        raise NotFoundError.among("source", source, held["source"].unique(), "waterbed series")
    return _about(doctor(held), held, source=source)


def findings_for(
    store: Store, key: str, *, source: str | None = None, as_of: dt.date | None = None
) -> pl.DataFrame:
    """Look for figures of one series that cannot be right, and for sisters that lie far from it.

    Parameters
    ----------
    store
        The store, the bundled record included.
    key
        One series key.
    source
        Id of a publisher, None for all of the key.
    as_of
        Look only at what was known on this day, None for now.

    Returns
    -------
    polars.DataFrame
        Columns of `waterbed.sources.checks.FINDING`, errors first: those of `examine` that point
        at a row of the series. Empty where the store holds no such series.

    Notes
    -----
    Reads only the series and its sisters. A report that repeats another is seen only among all
    series of its publisher: that stands in the marks of the rows.
    """
    history = pl.concat([store.history(one) for one in kin(key, bundled_sisters())])
    held = _held(store, history, as_of)
    return _about(doctor(held), held, **{"key": key} | ({"source": source} if source else {}))


def first_of_each(findings: pl.DataFrame) -> pl.DataFrame:
    """Keep the first finding of each rule for each publisher, with how many there are.

    Parameters
    ----------
    findings
        What `examine` gives.

    Returns
    -------
    polars.DataFrame
        The same columns and ``alike``, the number of findings that the row stands for.
    """
    return findings.with_columns(alike=pl.len().over("rule", "source", "severity")).unique(
        ["rule", "source", "severity"], keep="first", maintain_order=True
    )


def _held(store: Store, history: pl.DataFrame, as_of: dt.date | None) -> pl.DataFrame:
    vintages = store.vintage_table()
    joined = history.join(vintages, on="vintage", how="left")
    table = pl.col("document").str.starts_with(BUNDLED) & (pl.col("reported_by") == "")
    standing = in_force(history, vintages, as_of).select(*IDENTITY, "vintage")
    gone = joined.filter(table).join(standing, on=[*IDENTITY, "vintage"], how="anti")
    known = pl.coalesce("published", "known") <= (as_of or dt.date.max)
    return (
        joined.filter(known)
        .join(gone, on=[*IDENTITY, "vintage"], how="anti")
        .sort("known", "retrieved", "vintage", "line", maintain_order=True)
        .drop(set(VINTAGE_SCHEMA) - {"vintage"})
    )


def _about(findings: pl.DataFrame, rows: pl.DataFrame, **series: str) -> pl.DataFrame:
    named = [pl.col(name) == text for name, text in series.items()]
    own = rows.with_row_index("row").filter(named)["row"].implode()
    pointing = pl.col("rows").list.eval(pl.element().is_in(own)).list.any()
    return findings.filter(pl.all_horizontal(named) | pointing.fill_null(value=False))
