from __future__ import annotations

import datetime as dt

import polars as pl

from waterbed.sources.checks import repeated_day


def test_two_figures_of_one_report_for_one_day_are_an_error(days):
    report = dt.date(2015, 3, 1)
    table = days([float(value) for value in range(40)], published=report)
    again = days([1200.0], first=dt.date(2015, 1, 3), published=report)
    found = repeated_day.find(pl.concat([table, again]))
    assert found.select("value", "expected").row(0) == (2.0, 1200.0)
    assert found["rows"].to_list() == [[2, 40]]
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy, line 2: 3 January 2015 is printed 2 times, as 2 and as "
        "1,200; only one can hold."
    )


def test_one_repeat_in_a_short_table_is_an_error_too(days):
    rows = pl.concat([days([4.0, 5.0]), days([6.0])])
    assert repeated_day.find(rows)["rows"].to_list() == [[0, 2]]


def test_the_same_figure_twice_and_another_report_are_no_contradiction(days):
    table = days([float(value) for value in range(40)], published=dt.date(2015, 3, 1))
    same = days([2.0], first=dt.date(2015, 1, 3), published=dt.date(2015, 3, 1))
    later = days([9.0], first=dt.date(2015, 1, 3), published=dt.date(2015, 4, 1))
    assert repeated_day.find(pl.concat([table, same, later])).is_empty()


def test_incidents_that_share_a_day_are_not_reported(days):
    incidents = [days([float(dead)], key="deaths/central-mediterranean") for dead in range(1, 9)]
    assert repeated_day.find(pl.concat(incidents)).is_empty()
