from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from waterbed.sources.checks import mark

FIRST, SECOND = dt.date(2020, 4, 30), dt.date(2020, 5, 2)
SUM = "arrivals/sea/italy"


def _with_sums(since_january, reports):
    parts = [
        since_january({day: value}, key=f"{SUM}/{name}")
        for day, values in reports.items()
        for name, value in values.items()
    ]
    totals = since_january({day: sum(values.values()) for day, values in reports.items()}, key=SUM)
    return pl.concat([*parts, totals.with_columns(line=pl.lit(0, pl.UInt32))])


def _marks(rows, day):
    marked = mark(rows)
    assert mark(marked).equals(marked)
    assert marked.drop("marks").equals(rows.drop("marks"))
    return marked.filter((pl.col("key") == SUM) & (pl.col("end") == day))["marks"].item().to_list()


def test_a_mark_of_every_part_is_carried_to_their_sum(since_january):
    counts = {"TUN": 70, "EGY": 50, "BGD": 20}
    rows = _with_sums(since_january, {FIRST: counts, SECOND: counts})
    assert _marks(rows, FIRST) == []
    assert _marks(rows, SECOND) == ["duplicate-report"]


@pytest.mark.parametrize(("value", "marks"), [(-5, ["negative-count"]), (10, [])])
def test_what_cannot_be_right_in_one_part_is_carried_and_what_is_unlikely_is_not(
    since_january, value, marks
):
    reports = {FIRST: {"TUN": 70, "EGY": 50}, SECOND: {"TUN": 900, "EGY": value}}
    rows = _with_sums(since_january, {dt.date(2020, 3, 31): {"TUN": 5, "EGY": 5}, **reports})
    assert _marks(rows, SECOND) == marks
