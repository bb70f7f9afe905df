from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import gzip
import json
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import InvalidError, ParseError, PartialDate, WaterbedError
from waterbed.sources import Arrival, documents, keep, parse
from waterbed.sources.unhcr import LONGEST_GAP, parse_sublocation, parse_timeseries
from waterbed.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_KEY = {"key": "arrivals/sea/malta"}
_PLACES = {"key": "arrivals/sea/{place}"}
_DAILY = b"""\"data_date","unix_timestamp","individuals"
2031-02-26,1929830400,41
2031-02-28,1930003200,7
2031-03-02,1930176000,0
"""
_COLUMNS = ["start", "end", "value", "status", "missing", "original", "line"]


def _series(*records: dict[str, Any]) -> bytes:
    return json.dumps({"data": {"timeseries": list(records)}}).encode()


def _places(*records: dict[str, Any]) -> bytes:
    return json.dumps({"data": list(records)}).encode()


def _place(name: str, count: str, date: str, **more: str) -> dict[str, Any]:
    return {
        "geomaster_name": name,
        "individuals": count,
        "date": date,
        "year": date[:4],
        "population_group_id": "1",
        **more,
    }


def _day(month: int, day: int) -> dt.date:
    return dt.date(2031, month, day)


def test_days_that_the_export_leaves_out_are_implied_zeros() -> None:
    rows = parse_timeseries(_DAILY, _KEY).sort("start")
    assert rows.select("start", "value", "status", "line").rows() == [
        (_day(2, 26), 41.0, "final", 2),
        (_day(2, 27), 0.0, "implied", 0),
        (_day(2, 28), 7.0, "final", 3),
        (_day(3, 1), 0.0, "implied", 0),
        (_day(3, 2), 0.0, "final", 4),
    ]
    assert set(rows["key"]) == {"arrivals/sea/malta"}
    assert set(rows["source"]) == {"unhcr"}
    assert rows["start"].equals(rows["end"])


def test_the_json_and_its_export_say_the_same() -> None:
    content = _series(
        {"data_date": "2031-02-26", "unix_timestamp": 1929830400, "individuals": "41"},
        {"data_date": "2031-02-28", "unix_timestamp": 1930003200, "individuals": 7},
        {"data_date": "2031-03-02", "unix_timestamp": 1930176000, "individuals": 0},
    )
    expected = parse_timeseries(_DAILY, _KEY).drop("line")
    for packed in (content, gzip.compress(content)):
        assert parse_timeseries(packed, _KEY).drop("line").equals(expected)


def test_months_run_to_their_end_and_the_latest_is_provisional() -> None:
    rows = parse_timeseries(
        _series(
            {"year": "2031", "month": "01", "individuals": "12"},
            {"year": "2031", "month": "02", "individuals": None},
            {"year": 2031, "month": 3, "individuals": 9},
        ),
        _KEY,
    )
    assert rows.select(_COLUMNS).rows() == [
        (_day(1, 1), _day(1, 31), 12.0, "final", None, "", 1),
        (_day(2, 1), _day(2, 28), None, "missing", "not reported", "", 2),
        (_day(3, 1), _day(3, 31), 9.0, "provisional", None, "", 3),
    ]
    assert rows["note"].to_list() == ["", "", "The latest one; it may be unfinished."]


def test_years_are_read_too() -> None:
    rows = parse_timeseries(_series({"year": "2032", "individuals": "5"}), _KEY)
    assert rows.select("start", "end").row(0) == (dt.date(2032, 1, 1), dt.date(2032, 12, 31))


def test_what_cannot_be_read_keeps_a_row() -> None:
    rows = parse_timeseries(
        _series(
            {"data_date": "2031-02-30", "individuals": "12"},
            {"data_date": "2031-02-03", "individuals": "3 (est.)"},
            {"data_date": "2031-02-04", "individuals": "-2"},
        ),
        _KEY,
    )
    assert rows.select(_COLUMNS).rows() == [
        (None, None, 12.0, "final", None, "2031-02-30", 1),
        (_day(2, 3), _day(2, 3), None, "missing", "unreadable", "3 (est.)", 2),
        (_day(2, 4), _day(2, 4), -2.0, "final", None, "", 3),
    ]
    assert rows["marks"].to_list() == [["impossible-date"], [], []]
    month = parse_timeseries(_series({"year": "2031", "month": "13", "individuals": "x"}), _KEY)
    assert month.select("start", "original").row(0) == (None, "2031-13: x")


@pytest.mark.parametrize(("absent", "implied"), [(LONGEST_GAP, LONGEST_GAP), (15, 0), (9999, 0)])
def test_more_than_a_fortnight_without_a_row_is_not_reported(absent: int, implied: int) -> None:
    first = _day(1, 1)
    days = (first, first + dt.timedelta(days=absent + 1))
    rows = parse_timeseries(_series(*({"data_date": f"{d}", "individuals": 1} for d in days)), _KEY)
    assert rows.filter(pl.col("status") == "implied").height == implied
    if not implied:
        gap = rows.filter(pl.col("line") == 0).select("start", "end", "value", "missing").rows()
        one = dt.timedelta(days=1)
        assert gap == [(first + one, days[1] - one, None, "not reported")]


def test_a_day_printed_twice_keeps_both_rows_and_is_marked() -> None:
    rows = parse("unhcr.parse_timeseries", _DAILY + b"2031-02-28,1930003200,9\n", _KEY)
    marked = rows.filter(pl.col("marks").list.contains("repeated-day"))
    assert marked["value"].to_list() == [7, 9]


def test_days_printed_again_and_again_are_no_series() -> None:
    again = _DAILY.split(b"\n", maxsplit=1)[1]
    with pytest.raises(ParseError, match="3 of 6 rows print a stretch again"):
        parse_timeseries(_DAILY + again, _KEY)


def test_a_month_printed_twice_is_no_series() -> None:
    twice = [{"year": "2031", "month": "01", "individuals": n} for n in (4, 5)]
    with pytest.raises(ParseError, match="1 of 2 rows print a stretch again.*2031-01-01"):
        parse_timeseries(_series(*twice), _KEY)


def test_a_table_with_places_is_no_series() -> None:
    content = b"year,geomaster_name,individuals\n2031,Italy,5\n2032,Malta,6\n"
    with pytest.raises(ParseError, match="got further columns: geomaster_name"):
        parse_timeseries(content, _KEY)


def test_a_table_of_another_frequency_is_refused() -> None:
    assert parse_timeseries(_DAILY, {**_KEY, "frequency": "day"}).height == 5
    with pytest.raises(ParseError, match="expected figures by month, got figures by day"):
        parse_timeseries(_DAILY, {**_KEY, "frequency": "month"})
    with pytest.raises(InvalidError, match="frequency is 'week'"):
        parse_timeseries(_DAILY, {**_KEY, "frequency": "week"})


def test_the_published_landings_by_place_are_no_series_of_one_country(
    published: Callable[[str], bytes],
) -> None:
    with pytest.raises(ParseError, match="got further columns"):
        parse_timeseries(published("unhcr/landings_by_place_annual.csv"), _KEY)


@given(
    st.dictionaries(
        st.dates(dt.date(2030, 1, 1), dt.date(2031, 12, 31)), st.integers(0, 9999)
    ).filter(bool)
)
def test_daily_rows_tile_the_days_from_first_to_last(counts: dict[dt.date, int]) -> None:
    content = "data_date,individuals\n" + "".join(f"{day},{n}\n" for day, n in counts.items())
    rows = parse_timeseries(content.encode(), _KEY).sort("start")
    assert rows["value"].sum() == sum(counts.values())
    assert rows["start"].is_unique().all()
    assert (rows["start"] == rows["end"].shift(1) + dt.timedelta(days=1)).drop_nulls().all()
    longer = rows.filter(pl.col("start") < pl.col("end"))
    assert set(longer["missing"]) <= {"not reported"}


def test_places_are_counted_from_the_day_asked_for_to_their_own_day() -> None:
    content = _places(
        _place("Italy", "1200", "2031-04-07T00:00:00"), _place("Malta", "30", "2031-03-31")
    )
    rows = parse_sublocation(content, {**_PLACES, "from": "2031-02-01"})
    assert rows.select("key", "start", "end", "value", "line").rows() == [
        ("arrivals/sea/italy", _day(2, 1), _day(4, 7), 1200.0, 1),
        ("arrivals/sea/malta", _day(2, 1), _day(3, 31), 30.0, 2),
    ]


def test_without_a_first_day_a_place_is_counted_within_its_year() -> None:
    content = _places(
        _place("Malta", "30", "2031-03-31"), _place("Malta", "99", "2031-03-31", year="2030")
    )
    rows = parse_sublocation(content, _KEY)
    assert rows.select("start", "end").rows() == [
        (_day(1, 1), _day(3, 31)),
        (dt.date(2030, 1, 1), dt.date(2030, 12, 31)),
    ]


def test_a_total_up_to_a_later_day_is_a_new_figure_and_the_earlier_one_is_not_lost(
    home: Path,
) -> None:
    (land,) = (one for one in documents() if one.id == "unhcr/land")
    land = dataclasses.replace(land, options={**land.options, "from": "2019-01-01"})
    store, key = Store(home), "arrivals/land/malta"
    for day, count in (("2019-03-31", "30"), ("2019-04-30", "44")):
        content = _places(_place("Malta", count, day))
        kept = keep(store, Arrival(land, content, PartialDate(day)))
        assert (kept.outcome, kept.grown, kept.changed) == ("new", 1, 0)
    known = [store.rows(key, as_of=day) for day in (dt.date(2019, 4, 1), None)]
    assert [one.filter(document=land.id).select("end", "value").row(0) for one in known] == [
        (dt.date(2019, 3, 31), 30),
        (dt.date(2019, 4, 30), 44),
    ]


def test_a_place_whose_day_cannot_be_keeps_a_row() -> None:
    content = _places(_place("Malta", "x", "2031-02-29"))
    row = parse_sublocation(content, _KEY).row(0, named=True)
    assert (row["start"], row["end"], row["value"]) == (None, None, None)
    assert (row["missing"], row["original"]) == ("unreadable", "2031-02-29: x")


def test_population_groups_do_not_mix() -> None:
    content = _places(
        _place("Spain", "5", "2031-02-01"),
        _place("Spain", "6", "2031-02-01", population_group_id="2"),
    )
    with pytest.raises(ParseError, match="expected one population group, got 1, 2"):
        parse_sublocation(content, _PLACES)


def test_several_places_need_a_key_that_names_them() -> None:
    content = _places(_place("Italy", "5", "2031-02-01"), _place("Malta", "6", "2031-02-01"))
    with pytest.raises(InvalidError, match=r"the document has 2 places\. Write \{place\}"):
        parse_sublocation(content, _KEY)


@pytest.mark.parametrize("parse", [parse_timeseries, parse_sublocation])
def test_a_document_without_a_key_is_refused(parse: Callable[..., pl.DataFrame]) -> None:
    with pytest.raises(InvalidError, match="need the option 'key'"):
        parse(_DAILY, {})


@pytest.mark.parametrize("parse", [parse_timeseries, parse_sublocation])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>403</html>",
        b'{"data": {"timeseries": []}}',
        b'{"data": []}',
        b'{"data": null}',
        b'{"error": "widget not found"}',
        b'{"data": {"timeseries": [{"data_date": "2031-01-01", "individuals": 1}',
        _DAILY[:60],
        _DAILY.replace(b"individuals", b"households"),
        "geomaster_name,individuals,date\nMérida,1,2031-01-01\n".encode("latin-1"),
    ],
)
def test_a_damaged_answer_is_refused(parse: Callable[..., pl.DataFrame], content: bytes) -> None:
    with pytest.raises(ParseError):
        parse(content, _KEY)


@given(st.binary(max_size=120))
def test_random_bytes_raise_nothing_but_our_errors(noise: bytes) -> None:
    for content in (noise, _DAILY + noise, b'{"data": [' + noise + b"]}"):
        for parser in (parse_timeseries, parse_sublocation):
            with contextlib.suppress(WaterbedError):
                parser(content, _KEY)


def test_the_published_daily_export_is_read_whole(published: Callable[[str], bytes]) -> None:
    rows = parse_timeseries(
        published("unhcr/italy_sea_arrivals_daily_export.csv"), {"key": "arrivals/sea/italy"}
    )
    days = (dt.date(2026, 3, 1) - dt.date(2015, 10, 1)).days + 1
    assert rows.height == days == 3805
    assert rows.filter(pl.col("status") == "implied").height == 204
    until_7_may = pl.col("start").is_between(dt.date(2024, 1, 1), dt.date(2024, 5, 7))
    assert rows.filter(until_7_may)["value"].sum() == 17_666


def test_the_published_landings_by_place_are_read_whole(
    published: Callable[[str], bytes],
) -> None:
    rows = parse_sublocation(published("unhcr/landings_by_place_annual.csv"), _PLACES)
    assert rows.height == 211
    assert rows["value"].null_count() == 0
    assert (rows["end"].dt.year() == rows["start"].dt.year()).all()
    assert "arrivals/sea/crete" in set(rows["key"])
