from __future__ import annotations

import contextlib
import datetime as dt
import gzip
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import ParseError, WaterbedError
from waterbed.sources.crossings import parse

if TYPE_CHECKING:
    from collections.abc import Callable

_WIDE = b"""date,year,month,waar,sea_arrivals_in_italy,interceptions_by_libyan_coast_guard,\
cmr,waar_1,total_deaths_on_maritime_routes_to_europe,mortality_rate_1_in,emr_rate_of_death
2031-01-01,2031,1,40.0,120.0,-7.0,0.0,3.0,3.0,40.0,0.5
2031-02-01,2031,2,NaN,,x,5.0,,5.0,,
"""
_LONG = [
    ["Year", "Month", "Route", "Details", "Count"],
    [2031, "January", "Central Mediterranean", "Interceptions by Libyan Coast Guard", -7],
    [2031, "Feb", "Central Mediterranean", "Deaths recorded in Central Med", 5],
    [2031, 2, None, "Sea arrivals in Italy", None],
    [2031, 13, "Central Mediterranean", "Sea arrivals in Malta", 8],
]
_COLUMNS = ["key", "start", "value", "missing", "original"]
_JANUARY, _FEBRUARY = dt.date(2031, 1, 1), dt.date(2031, 2, 1)


def test_the_wide_form_gives_counts_and_leaves_out_what_is_computed_from_them() -> None:
    rows = parse(_WIDE, {}).sort("key", "start")
    assert rows.select(_COLUMNS).rows() == [
        ("arrivals/sea/italy", _JANUARY, 120.0, None, ""),
        ("arrivals/sea/italy", _FEBRUARY, None, "not reported", ""),
        ("arrivals/sea/spain-canaries", _JANUARY, 40.0, None, ""),
        ("arrivals/sea/spain-canaries", _FEBRUARY, None, "not reported", "NaN"),
        ("deaths/central-mediterranean", _JANUARY, 0.0, None, ""),
        ("deaths/central-mediterranean", _FEBRUARY, 5.0, None, ""),
        ("deaths/western-african", _JANUARY, 3.0, None, ""),
        ("deaths/western-african", _FEBRUARY, None, "not reported", ""),
        ("interceptions/libya", _JANUARY, -7.0, None, ""),
        ("interceptions/libya", _FEBRUARY, None, "unreadable", "x"),
    ]
    assert set(rows["source"]) == {"iom-crossings"}
    assert set(rows["end"]) == {dt.date(2031, 1, 31), dt.date(2031, 2, 28)}
    assert rows["line"].to_list() == [2, 3] * 5


@pytest.mark.parametrize("form", ["make_xlsx", "make_ods"])
def test_the_long_form_gives_the_same_series(form: str, request: pytest.FixtureRequest) -> None:
    rows = parse(request.getfixturevalue(form)(_LONG), {})
    assert rows.select(*_COLUMNS, "line").rows() == [
        ("interceptions/libya", _JANUARY, -7.0, None, "", 2),
        ("deaths/central-mediterranean", _FEBRUARY, 5.0, None, "", 3),
        ("arrivals/sea/italy", _FEBRUARY, None, "not reported", "", 4),
        ("arrivals/sea/malta", None, 8.0, None, "2031-13", 5),
    ]
    assert rows["note"][0] == "Route as printed: Central Mediterranean."
    assert rows["marks"].to_list() == [[], [], [], ["impossible-date"]]


def test_an_unknown_count_is_refused_until_its_key_is_given() -> None:
    content = b"year,month,emr,Landings in Atlantis,notes\n2031,1,2,7,\n"
    with pytest.raises(ParseError, match="meaning is not known: 'Landings in Atlantis'"):
        parse(content, {})
    rows = parse(content, {"landings in atlantis": "arrivals/sea/atlantis"})
    assert rows.select("key", "value").rows() == [
        ("deaths/eastern-mediterranean", 2.0),
        ("arrivals/sea/atlantis", 7.0),
    ]
    assert parse(content, {"Landings in Atlantis": ""}).height == 1


def test_printed_names_and_names_made_by_programs_mean_the_same() -> None:
    printed = b"Date,WAAR,WMR sea arrivals,EMR,WAAR\n2031-01-15,1,2,3,4\n"
    made = b"date,waar,wmr_sea_arrivals,emr,waar_1\n2031-01-15,1,2,3,4\n"
    assert parse(printed, {}).equals(parse(made, {}))
    assert parse(gzip.compress(made), {})["start"].unique().to_list() == [_JANUARY]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><title>403</title>",
        _WIDE[:-8],
        _WIDE.partition(b"\n")[0],
        b"emr,cmr\n1,2\n",
        b"Year,Month,Details,Count\n2031,1,EMR,2\n",
        "Year,Month,Route,Details,Count\n2031,1,M\xe9d,EMR,2\n".encode("latin-1"),
    ],
)
def test_a_damaged_annex_is_refused(content: bytes) -> None:
    with pytest.raises(ParseError):
        parse(content, {})


@given(st.binary(max_size=120))
def test_random_bytes_raise_nothing_but_our_errors(noise: bytes) -> None:
    for content in (noise, _WIDE + noise, b"Year,Month,Route,Details,Count\n" + noise):
        with contextlib.suppress(WaterbedError):
            parse(content, {})


@given(st.integers(-999_999, 999_999), st.integers(1, 12))
def test_every_count_comes_back_as_printed(count: int, month: int) -> None:
    for printed in (f"{count}", f"{count}.0"):
        rows = parse(f"year,month,cmr\n2031,{month},{printed}\n".encode(), {})
        assert rows.select("value", "start").row(0) == (count, dt.date(2031, month, 1))


def test_the_published_annex_is_read_whole(published: Callable[[str], bytes]) -> None:
    rows = parse(published("iom/med_crossings_monthly.csv"), {})
    assert rows.height == 144 * 17
    assert rows["key"].n_unique() == 17
    assert set(rows["missing"].drop_nulls()) == {"not reported"}
    spring = pl.col("start").is_between(dt.date(2024, 1, 1), dt.date(2024, 4, 1))
    for key, count in (
        ("interceptions/libya", 5_141),
        ("interceptions/tunisia", 16_781),
        ("interceptions/turkiye", 15_927),
        ("arrivals/sea/greece", 11_492),
        ("arrivals/sea/italy", 16_137),
        ("deaths/central-mediterranean", 563),
    ):
        assert rows.filter(spring & (pl.col("key") == key))["value"].sum() == count
    negative = rows.filter(pl.col("value") < 0).sort("value")
    assert negative.select("key", "start", "value").rows() == [
        ("arrivals/sea/spain-mainland-balearics", dt.date(2015, 12, 1), -380.0),
        ("arrivals/land/spain", dt.date(2021, 3, 1), -15.0),
    ]
