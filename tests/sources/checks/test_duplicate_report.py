from __future__ import annotations

import datetime as dt

import polars as pl

from waterbed.sources.checks import duplicate_report

NAMES = ["TUN", "EGY", "BGD", "other"]


def _reports(since_january, reports):
    return pl.concat(
        [
            since_january({day: value}, key=f"arrivals/sea/italy/{name}")
            for day, values in reports.items()
            for name, value in zip(NAMES, values, strict=True)
        ]
    )


def test_a_report_that_repeats_an_earlier_one_whole_is_reported(since_january):
    first, second = dt.date(2020, 4, 30), dt.date(2020, 5, 2)
    rows = _reports(since_january, {first: [70, 50, 20, 9], second: [70, 50, 20, 9]})
    found = duplicate_report.find(rows)
    assert found["rows"].to_list() == [[4, 5, 6, 7]]
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy/*, line 2: all 4 figures of the report of 2 May 2020 "
        "equal those of the report of 30 April 2020; it adds nothing, unless nobody was counted "
        "between the two."
    )


def test_one_figure_more_makes_another_report(since_january):
    first, second = dt.date(2020, 4, 30), dt.date(2020, 5, 2)
    rows = _reports(since_january, {first: [70, 50, 20, 9], second: [70, 50, 20, 10]})
    assert duplicate_report.find(rows).is_empty()


def test_two_figures_alone_may_agree_by_chance(days):
    rows = pl.concat([days([0.0, 4.0], published=dt.date(2015, 2, day)) for day in (1, 2)])
    assert duplicate_report.find(rows).is_empty()
