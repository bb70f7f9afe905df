from __future__ import annotations

import datetime as dt

import polars as pl

from waterbed.sources.checks import sum_differs

REPORTS = {dt.date(2015, 1, 31): 310.0, dt.date(2015, 2, 28): 600.0, dt.date(2015, 3, 31): 960.0}


def test_days_are_added_up_to_the_last_running_count_that_they_cover(days, since_january):
    daily = days([10.0] * 80)
    found = sum_differs.find(pl.concat([daily, since_january(REPORTS)]))
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy: the days from 1 January 2015 to 28 February 2015 add up "
        "to 590, the running count is 600: a difference of 10."
    )
    assert found["rows"].item().to_list() == list(range(59))


def test_of_each_day_the_last_report_counts(days, since_january):
    first = days([0.0] * 59, published=dt.date(2015, 2, 28))
    last = days([10.0] * 59, published=dt.date(2015, 3, 31))
    rows = pl.concat([first, last, since_january({**REPORTS, dt.date(2015, 2, 28): 590.0})])
    assert sum_differs.find(rows).is_empty()


def test_days_of_another_series_do_not_count(days, since_january):
    daily = days([10.0] * 80, key="arrivals/sea/malta")
    assert sum_differs.find(pl.concat([daily, since_january(REPORTS)])).is_empty()
