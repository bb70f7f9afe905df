"""Examine: every rule of `checks` over the rows of a store."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl

from waterbed.records import NotFoundError
from waterbed.sources.checks import doctor
from waterbed.store import VINTAGE_SCHEMA

if TYPE_CHECKING:
    from waterbed.store import Store


def examine(store: Store, source: str | None = None, as_of: dt.date | None = None) -> pl.DataFrame:
    """Look for figures that cannot be right.

    Parameters
    ----------
    store
        The store, the bundled record included.
    source
        Id of the publisher whose findings are wanted, None for all. The others' figures are read
        all the same, to compare with.
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
    """
    held = store.history().join(store.vintage_table(), on="vintage", how="left")
    if source is not None and source not in held["source"]:
        raise NotFoundError.among("source", source, held["source"].unique(), "waterbed series")
    known = held.filter(pl.coalesce("published", "known") <= (as_of or dt.date.max))
    ordered = known.sort("known", "retrieved", "vintage", "line", maintain_order=True)
    added = set(VINTAGE_SCHEMA) - {"vintage"}
    findings = doctor(ordered.drop(added))
    return findings if source is None else findings.filter(pl.col("source") == source)


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
