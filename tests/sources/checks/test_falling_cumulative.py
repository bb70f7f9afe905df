from __future__ import annotations

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks import falling_cumulative

ENDS = [dt.date(2020, month, 28) for month in range(1, 13)]


def test_a_running_count_that_falls_is_compared_with_the_reports_around_it(since_january):
    reports = dict(zip(ENDS, [10, 1500, 1400, 1600], strict=False))
    found = falling_cumulative.find(since_january(reports))
    assert found.select("value", "expected").row(0) == (1400.0, 1500.0)
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy, line 4: 1,400 from 1 January 2020 to 28 March 2020, 100 "
        "fewer than the 1,500 counted up to 28 February 2020; a running count cannot fall. The "
        "next report has 1,600."
    )


def test_a_count_begins_again_with_the_year(since_january):
    reports = {
        dt.date(year, month, 28): 100 * month for year in (2020, 2021) for month in (1, 6, 9)
    }
    assert falling_cumulative.find(since_january(reports)).is_empty()


def test_what_is_called_other_may_fall_when_a_group_leaves_it(since_january):
    reports = dict(zip(ENDS, [10, 1500, 1400], strict=False))
    rows = since_january(reports, key="arrivals/sea/italy/other")
    assert falling_cumulative.find(rows).is_empty()


def test_days_are_no_running_count(days):
    assert falling_cumulative.find(days([9.0, 8.0, 7.0, 6.0])).is_empty()


@given(steps=st.lists(st.integers(-50, 50), min_size=3, max_size=12))
def test_there_is_a_finding_for_every_step_down_and_no_other(since_january, steps):
    counts = [1000 + sum(steps[: place + 1]) for place in range(len(steps))]
    rows = since_january(dict(zip(ENDS, counts, strict=False)))
    found = falling_cumulative.find(rows.sample(fraction=1, shuffle=True, seed=1))
    assert found.height == sum(step < 0 for step in steps[1:])
    assert pl.Series(found["value"] < found["expected"]).all()
