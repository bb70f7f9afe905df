"""Invented vintages of an invented publisher, to fill a store with."""

from __future__ import annotations

import datetime as dt
import hashlib

import polars as pl
import pytest

from waterbed.records import PartialDate, Vintage
from waterbed.store import as_rows


def _month(text):
    start = dt.date.fromisoformat(f"{text}-01")
    return start, (start + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


@pytest.fixture
def make_rows():
    def make(values, key="arrivals/sea/italy", source="ministry", published=None):
        stretches = [_month(month) for month in values]
        frame = pl.DataFrame(
            {
                "key": [key] * len(values),
                "source": [source] * len(values),
                "start": [start for start, _ in stretches],
                "end": [end for _, end in stretches],
                "value": [float(value) for value in values.values()],
                "published": [dt.date.fromisoformat(published) if published else None]
                * len(values),
            },
            schema={
                "key": pl.String,
                "source": pl.String,
                "start": pl.Date,
                "end": pl.Date,
                "value": pl.Float64,
                "published": pl.Date,
            },
        )
        return as_rows(frame)

    return make


@pytest.fixture
def make_vintage():
    def make(content, published=None, retrieved="2036-01-01T00:00:00+00:00", **more):
        fields = {"source": "ministry", "document": "ministry/monthly", **more}
        return Vintage(
            content=hashlib.sha256(content).hexdigest(),
            retrieved=dt.datetime.fromisoformat(retrieved),
            published=PartialDate(published) if published else None,
            **fields,
        )

    return make
