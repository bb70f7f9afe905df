import datetime as dt

import polars as pl
import pytest

from waterbed.records import (
    Bounds,
    Change,
    Citation,
    Conflict,
    Event,
    Interval,
    Observation,
    PartialDate,
    Quantity,
    Series,
    Share,
)
from waterbed.report import (
    Table,
    bounds_rows,
    conflict_rows,
    frame_rows,
    series_rows,
    sourced_rows,
    window_records,
    window_rows,
)

KEY = "deaths/black-sea"
FIRST, LAST = dt.date(2024, 1, 1), dt.date(2024, 2, 29)


def month(number, **more):
    start = dt.date(2024, number, 1)
    end = (start + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    about = {
        "published": dt.date(2024, number + 1, 9),
        "retrieved": dt.date(2025, 2, 1),
        "url": f"https://example.org/{number}",
        "vintage": "isle/monthly@0123456789ab",
    }
    return Observation(KEY, "isle-office", start, end, 10.0, **{**about, **more})


def cells(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def in_window(*observations):
    return cells(window_rows([Series(KEY, "isle-office", observations)], FIRST, LAST))


def test_a_sum_keeps_every_origin_in_one_row():
    (row,) = in_window(month(1), month(2, status="provisional", marks=("odd",), note="by phone"))
    assert (row["what"], row["key"], row["start"], row["end"]) == ("figure", KEY, FIRST, LAST)
    assert (row["value"], row["bound"], row["unit"]) == (20.0, "exact", "persons, a minimum")
    assert (row["publisher"], row["source"], row["outlet"]) == ("isle-office", "isle-office", "")
    assert (row["published"], row["retrieved"]) == (dt.date(2024, 3, 9), dt.date(2025, 2, 1))
    assert row["url"] == "https://example.org/1; https://example.org/2"
    assert (row["vintage"], row["status"]) == ("isle/monthly@0123456789ab", "final; provisional")
    assert (row["marks"], row["note"]) == ("odd", "by phone")


def test_a_sum_of_which_one_part_is_undated_is_undated():
    (row,) = in_window(month(1), month(2, published=None))
    assert row["published"] is None


def test_a_window_without_a_figure_says_so_and_gives_what_stands_beside():
    rows = in_window(month(1), month(2, status="disputed", reported_by="Porto News"))
    assert [row["what"] for row in rows] == ["no figure", "beside", "disputed"]
    assert (rows[0]["value"], rows[0]["source"]) == (None, "isle-office")
    assert rows[2]["outlet"] == "Porto News"


def test_every_figure_of_a_series_has_its_row():
    series = Series(KEY, "isle-office", (month(1), month(2, status="provisional")))
    rows = cells(series_rows([series]))
    assert [row["status"] for row in rows] == ["final", "provisional"]


@pytest.mark.parametrize(("end", "beside"), [(LAST, 0), (dt.date(2024, 2, 9), 1)])
def test_a_record_repeats_no_figure(end, beside):
    series = Series(KEY, "isle-office", (month(1), month(2)))
    (record,) = window_records([series], FIRST, end)
    assert (record["figure"] is None, len(record["beside"])) == (bool(beside), beside)


def test_a_frame_stays_as_it_is():
    frame = pl.DataFrame({"key": [KEY], "before": [5.0], "known": [FIRST]})
    assert frame_rows(frame) == Table("", ("key", "before", "known"), ((KEY, 5.0, FIRST),))


def test_entries_behind_a_row_are_named_with_their_sources():
    entry = Event(
        id="a-visit",
        title="A visit",
        kind="visit",
        start=PartialDate("2024-05"),
        sources=(Citation("https://example.org/a"), Citation("https://example.org/b")),
        note="the day is not known",
    )
    table = sourced_rows(Table("t", ("event",), (("A visit",),), ("n",)), [[entry]])
    assert table.columns == ("event", "id", "note", "source")
    sources = "https://example.org/a; https://example.org/b"
    assert table.rows == (("A visit", "a-visit", "the day is not known", sources),)


def quantity(number):
    seen = month(number)
    return Quantity(KEY, "isle-office", seen.start, seen.end)


def test_bounds_carry_their_question_and_the_figures_that_guarantee_them():
    change = Change(quantity(2), quantity(1))
    interval = Interval(-5.0, None, (month(1), month(2)), ())
    strict, robust = cells(bounds_rows([Bounds(change, interval, None, (month(2),))]))
    assert (strict["key"], strict["source"]) == (KEY, "isle-office")
    assert (strict["start"], strict["versus end"]) == (dt.date(2024, 2, 1), dt.date(2024, 1, 31))
    assert (strict["low"], strict["high"], strict["unit"]) == (-5.0, None, "persons, a minimum")
    assert strict["low by"].count("deaths/black-sea") == 2
    assert (robust["figures taken"], robust["low"]) == ("robust", None)
    assert robust["against"].startswith("deaths/black-sea February 2024: 10")


@pytest.mark.parametrize(
    ("asked", "unit", "versus"),
    [
        (quantity(1), "persons, a minimum", None),
        (Share(quantity(2), quantity(1)), "share", None),
    ],
)
def test_bounds_of_a_count_or_a_share_name_what_they_count(asked, unit, versus):
    (row, _) = cells(bounds_rows([Bounds(asked, None, None)]))
    assert (row["unit"], row["versus start"]) == (unit, versus)


def test_each_figure_of_a_conflict_has_its_row():
    conflict = Conflict((month(1), month(2)), 4.0, "contradiction", True, 4.0, True)
    rows = cells(conflict_rows([conflict, conflict]))
    assert [row["set"] for row in rows] == [1, 1, 2, 2]
    assert (rows[0]["size"], rows[0]["kind"], rows[0]["value"]) == (4.0, "contradiction", 10.0)
    assert rows[0]["vintage"] == "isle/monthly@0123456789ab"
