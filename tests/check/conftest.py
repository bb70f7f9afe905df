"""Invented series and claims, to judge one against the other."""

from __future__ import annotations

import datetime as dt

import pytest

from waterbed.check.evidence import Evidence
from waterbed.records import Claim, Observation, Series, Window


def day(text):
    return dt.date.fromisoformat(text)


@pytest.fixture
def make_series():
    """Give `make(key, source, {(start, end): value})`."""

    def make(key, source, figures, published=None):
        seen = tuple(
            Observation(
                key,
                source,
                day(start),
                day(end),
                value,
                published=day(published) if published else None,
                retrieved=day("2026-01-01"),
            )
            for (start, end), value in sorted(figures.items())
        )
        return Series(key, source, seen)

    return make


@pytest.fixture
def make_claim():
    """Give `make(direction, amount, unit, …)` for arrivals in Italy from 1 January to 7 May."""

    def make(direction="down", amount=None, unit=None, **more):
        sentence = more.pop("sentence", "Fewer people landed.")
        fields = {
            "measure": "sea_arrivals",
            "where": "IT",
            "period": Window(day("2024-01-01"), day("2024-05-07")),
            "versus": Window(day("2023-01-01"), day("2023-05-07")),
        } | more
        if direction == "level":
            fields["versus"] = None
        return Claim(sentence, 0, len(sentence), 0, direction, amount=amount, unit=unit, **fields)

    return make


@pytest.fixture
def evidence(make_series):
    """Two publishers of arrivals in Italy, and two corridors that make up most of one."""
    italy = {
        ("2023-01-01", "2023-05-06"): 44_000,
        ("2023-01-01", "2023-05-07"): 44_500,
        ("2024-01-01", "2024-05-06"): 17_000,
        ("2024-01-01", "2024-05-07"): 17_500,
    }
    libya = {
        ("2023-01-01", "2023-05-07"): 18_000,
        ("2024-01-01", "2024-05-07"): 9_000,
    }
    tunisia = {
        ("2023-01-01", "2023-05-07"): 25_000,
        ("2024-01-01", "2024-05-07"): 8_000,
    }
    months = {
        ("2023-01-01", "2023-01-31"): 10_000,
        ("2024-01-01", "2024-01-31"): 5_000,
    }
    return Evidence(
        (one.key, one.source, lambda one=one: one)
        for one in [
            make_series("arrivals/sea/italy", "italy-interior", italy, "2024-05-08"),
            make_series("corridor/libya>italy", "italy-interior", libya, "2024-05-08"),
            make_series("corridor/tunisia>italy", "italy-interior", tunisia, "2024-05-08"),
            make_series("detections/central-mediterranean", "frontex", months),
        ]
    )
