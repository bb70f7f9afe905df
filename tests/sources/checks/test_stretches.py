from __future__ import annotations

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks.stretches import latest, monthly, positioned


def test_positions_are_kept_where_they_are_there(days):
    once = positioned(days([1.0, 2.0, 3.0])).filter(pl.col("value") > 1)
    assert positioned(once)["row"].to_list() == [1, 2]


def test_the_last_report_on_a_day_holds_unless_it_foresees_the_day(days):
    early = days([1.0, 2.0], published=dt.date(2015, 1, 1))
    late = days([5.0, None], published=dt.date(2015, 1, 3))
    assert latest(pl.concat([early, late]))["value"].to_list() == [5.0]


def test_a_printed_month_goes_before_the_sum_of_its_days(days, months):
    found = monthly(pl.concat([days([1.0] * 59), months([700.0])]))
    assert found.select("month", "value").rows() == [
        (dt.date(2015, 1, 1), 700.0),
        (dt.date(2015, 2, 1), 28.0),
    ]


def test_only_whole_months_of_days_are_added(days):
    found = monthly(days([1.0] * 70, first=dt.date(2015, 1, 2)))
    assert found["month"].to_list() == [dt.date(2015, 2, 1)]


def test_a_month_with_a_missing_day_has_no_sum(days):
    found = monthly(days([1.0] * 40 + [None] + [1.0] * 60))
    assert found["month"].dt.month().to_list() == [1, 3]


def test_no_month_of_a_stretch_that_is_not_reported_has_a_sum(days):
    gap = days([None], first=dt.date(2015, 2, 10)).with_columns(end=pl.lit(dt.date(2015, 4, 5)))
    rows = pl.concat([days([1.0] * 40), gap, days([1.0] * 56, first=dt.date(2015, 4, 6))])
    assert monthly(rows)["month"].dt.month().to_list() == [1, 5]


def test_incidents_of_one_day_are_added(days):
    rows = pl.concat([days([2.0] * 59), days([3.0] * 59)])
    assert monthly(rows)["value"].to_list() == [5 * 31.0, 5 * 28.0]


def test_running_counts_are_not_months(since_january):
    reports = {dt.date(2015, month, 28): 100.0 * month for month in (1, 2, 3)}
    assert monthly(since_january(reports)).is_empty()


@given(values=st.lists(st.none() | st.integers(0, 9), min_size=1, max_size=30))
def test_printed_months_come_out_as_they_went_in(months, values):
    found = monthly(months(values))
    assert found["value"].to_list() == [one for one in values if one is not None]
    assert found["rows"].list.len().eq(1).all()


@given(
    values=st.lists(st.integers(0, 9), min_size=1, max_size=200),
    first=st.dates(dt.date(2012, 1, 1), dt.date(2016, 12, 31)),
)
def test_every_day_of_a_whole_month_is_counted_once(days, values, first):
    rows = days(values, first)
    whole = pl.col("start").dt.month_start().is_between(
        first.replace(day=1)
        if first.day == 1
        else (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1),
        rows["end"].max(),
    ) & (pl.col("start").dt.month_end() <= rows["end"].max())
    assert monthly(rows)["value"].sum() == rows.filter(whole)["value"].sum()
