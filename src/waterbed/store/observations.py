"""Rows to records: series of observations out of a table of figures in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import Observation, Series

if TYPE_CHECKING:
    import datetime as dt

    import polars as pl


def as_series(rows: pl.DataFrame, as_of: dt.date | None = None) -> tuple[Series, ...]:
    """Group figures in force to series.

    Parameters
    ----------
    rows
        What `waterbed.store.asof.in_force` gives.
    as_of
        The day of the question, None for now.

    Returns
    -------
    tuple of Series
        One for each key and source, sorted by these.
    """
    return tuple(
        Series(key, source, _observations(group), as_of=as_of)
        for (key, source), group in rows.sort("key", "source", "start", "end").group_by(
            "key", "source", maintain_order=True
        )
    )


def _observations(rows: pl.DataFrame) -> tuple[Observation, ...]:
    return tuple(
        Observation(
            key=row["key"],
            source=row["source"],
            start=row["start"],
            end=row["end"],
            value=row["value"],
            bound=row["bound"],
            status=row["status"],
            missing=row["missing"],
            marks=tuple(row["marks"]),
            original=row["original"],
            note=row["note"],
            slack=row["slack"],
            vintage=row["vintage"],
            published=row["stated"],
            retrieved=row["retrieved"].date(),
            reported_by=row["reported_by"],
            url=row["url"],
        )
        for row in rows.iter_rows(named=True)
    )
