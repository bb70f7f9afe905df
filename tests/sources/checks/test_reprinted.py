from __future__ import annotations

import datetime as dt

import polars as pl

from waterbed.sources.checks import reprinted


def test_changes_between_reports_are_counted_in_one_note(days):
    middle = days([10.0, 20.0, 5.0, 0.0], published=dt.date(2015, 1, 3))
    end = days([10.0, 22.0, 305.0, 40.0], published=dt.date(2015, 1, 4))
    found = reprinted.find(pl.concat([middle, end]))
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy: 2 of 3 figures that were printed again are changed, by "
        "151 on average, most for 3 January 2015 from 5 to 305; 1 of them are of a report's own "
        "last day, which was not over."
    )
    assert found.select("severity", "value", "expected").row(0) == ("note", 305.0, 5.0)


def test_reports_that_agree_give_no_note(days):
    reports = [days([10.0, 20.0], published=dt.date(2015, 1, day)) for day in (3, 4)]
    assert reprinted.find(pl.concat(reports)).is_empty()
