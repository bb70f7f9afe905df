import datetime as dt

import polars as pl
import pytest

from waterbed.records import Citation, Event, Observation, PartialDate, Series
from waterbed.report import (
    Table,
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
