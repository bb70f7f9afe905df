from __future__ import annotations

import datetime as dt

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks import after_report_date


def test_figures_for_days_to_come_are_one_finding_for_each_report(days):
    first = days([5.0, 0.0, 0.0], published=dt.date(2015, 1, 1))
    second = days([5.0, 6.0, 0.0], published=dt.date(2015, 1, 2))
    found = after_report_date.find(pl.concat([first, second]))
    assert found["rows"].to_list() == [[1, 2], [5]]
    assert found["severity"].to_list() == ["warning", "warning"]
    assert found["sentence"].first() == (
        "a-publisher, arrivals/sea/italy, line 3: the report of 1 January 2015 prints 2 figures "
        "for days after it (2 January 2015 to 3 January 2015), 0 in all; they were not counted."
    )


def test_anything_but_zero_for_a_day_to_come_is_an_error(days):
    found = after_report_date.find(days([5.0, 7.0], published=dt.date(2015, 1, 1)))
    assert found["severity"].to_list() == ["error"]


def test_a_blank_for_a_day_to_come_is_as_it_should_be(days):
    assert after_report_date.find(days([5.0, None], published=dt.date(2015, 1, 1))).is_empty()


@given(report=st.dates(dt.date(2014, 12, 20), dt.date(2015, 1, 20)))
def test_as_many_days_are_found_as_lie_after_the_report(days, report):
    found = after_report_date.find(days([1.0] * 10, published=report))
    after = max(0, min(10, (dt.date(2015, 1, 10) - report).days))
    assert found["rows"].explode().len() == after
