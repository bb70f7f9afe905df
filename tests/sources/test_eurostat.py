from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from waterbed.records import ParseError
from waterbed.sources import eurostat

_WIDE = """CITIZEN,GEO,Y2031M01,Y2031M02
Côte d'Ivoire,Czech Rep.,15,
Stateless,UK,0,:
"Poland  ",Turkey,5 p,10
""".encode()


def _published() -> bytes:
    name = "migr_asyappctzm_2015_wide.csv"
    path = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "eurostat" / name
    if not path.exists():
        pytest.skip(f"../shared/data/eurostat/{name} is absent")
    return path.read_bytes()


def _dimension(**labels: str) -> dict[str, Any]:
    return {"category": {"index": {code: n for n, code in enumerate(labels)}, "label": labels}}


def _answer(value: object, **changed: object) -> bytes:
    dimensions: dict[str, Any] = {
        "freq": _dimension(M="Monthly"),
        "unit": _dimension(PER="Person"),
        "citizen": _dimension(TOTAL="Total", SY="Syria", STLS="Stateless"),
        "sex": _dimension(T="Total"),
        "age": _dimension(TOTAL="Total"),
        "applicant": _dimension(FRST="First-time applicant"),
        "geo": _dimension(EL="Greece", UK="United Kingdom"),
        "time": _dimension(**{"2031-01": "2031-01", "2031-02": "2031-02"}),
    } | changed
    size = [len(one["category"]["index"]) for one in dimensions.values()]
    cube = {"version": "2.0", "class": "dataset", "value": value, "id": list(dimensions)}
    flags = {} if changed else {"0": "p", "3": "e", "4": "z", "5": ":", "6": "bp"}
    return json.dumps(cube | {"size": size, "status": flags, "dimension": dimensions}).encode()


def test_every_cell_of_the_cube_is_one_month_of_one_series() -> None:
    rows = eurostat.parse(_answer({"0": 125, "3": 40, "6": 5, "11": 0}), {})
    assert rows.height == 12
    figures = rows.drop_nulls("value").select("key", "start", "end", "value", "status", "bound")
    january, february = dt.date(2031, 1, 1), dt.date(2031, 2, 1)
    ends = dt.date(2031, 1, 31), dt.date(2031, 2, 28)
    assert figures.rows() == [
        ("applications/greece/total", january, ends[0], 125, "provisional", "exact"),
        ("applications/united-kingdom/total", february, ends[1], 40, "final", "about"),
        ("applications/united-kingdom/SYR", january, ends[0], 5, "provisional", "exact"),
        ("applications/united-kingdom/stateless", february, ends[1], 0, "final", "exact"),
    ]


def test_a_cell_without_a_figure_has_a_reason() -> None:
    rows = eurostat.parse(_answer({"0": 125}), {})
    reasons = dict(rows.select("line", "missing").iter_rows())
    assert reasons[1] is None
    assert reasons[5] == "not applicable"
    assert {reasons[place] for place in (2, 3, 6, 12)} == {"not reported"}


def test_the_note_says_the_rounding_the_applicants_and_the_flags_in_words() -> None:
    rows = eurostat.parse(_answer({"0": 125, "6": 10}), {})
    notes = dict(rows.select("line", "note").iter_rows())
    assert notes[2] == "rounded to five; First-time applicant"
    assert notes[7] == "rounded to five; First-time applicant; break in the series; provisional"


def test_the_order_of_the_dimensions_does_not_matter() -> None:
    straight = eurostat.parse(_answer({str(place): place * 5 for place in range(12)}), {})
    cube = json.loads(_answer({}))
    cube["id"].reverse()
    cube["size"].reverse()
    cube["value"] = {
        str(time * 6 + geo * 3 + citizen): (citizen * 4 + geo * 2 + time) * 5
        for citizen in range(3)
        for geo in range(2)
        for time in range(2)
    }
    turned = eurostat.parse(json.dumps(cube).encode(), {})
    columns = ["key", "start", "value"]
    assert turned.select(columns).sort(columns).equals(straight.select(columns).sort(columns))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (_answer({}, geo=_dimension()), "none of the codes asked for in geo"),
        (_answer({}), "holds no value"),
        (_answer({"0": 5}, sex=_dimension(F="Females")), "Ask for sex=T"),
        (_answer({"0": 5}, applicant=_dimension(FRST="a", SUBS="b")), "FRST, SUBS"),
        (_answer({"0": 5}, time=_dimension(**{"2031": "2031"})), "got '2031'"),
        (b'{"error": [{"status": 400, "label": "no such dataset"}]}', "no such dataset"),
    ],
)
def test_an_answer_that_is_not_everyone_by_month_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words):
        eurostat.parse(content, {})


def test_another_dataset_is_refused() -> None:
    cube = json.loads(_answer({"0": 5}).replace(b"citizen", b"product"))
    with pytest.raises(ParseError, match="migr_asyappctzm") as refused:
        eurostat.parse(json.dumps(cube).encode(), {})
    assert "got freq, unit, product, sex, age, applicant, geo, time." in str(refused.value)


def test_an_answer_about_another_country_than_the_document_is_refused() -> None:
    greece = _answer({"0": 5}, geo=_dimension(EL="Greece"))
    assert eurostat.parse(greece, {"geo": "EL"}).height == 6
    with pytest.raises(
        ParseError, match=r"expected applications in malta alone \(geo=MT\), got gre"
    ):
        eurostat.parse(greece, {"geo": "MT"})
    with pytest.raises(ParseError, match="got greece, united-kingdom"):
        eurostat.parse(_answer({"0": 5}), {"geo": "EL"})
    with pytest.raises(ParseError, match="got czechia, turkiye, united-kingdom"):
        eurostat.parse(_WIDE, {"geo": "UK"})


def test_the_published_table_of_every_country_is_not_that_of_malta() -> None:
    with pytest.raises(ParseError, match=r"malta alone .* and \d+ more"):
        eurostat.parse(_published(), {"geo": "MT"})


@pytest.mark.parametrize("content", [_WIDE, gzip.compress(_WIDE, mtime=0)])
def test_the_wide_table_gives_the_same_kind_of_rows(content: bytes) -> None:
    rows = eurostat.parse(content, {}).sort("start", "line")
    assert rows.select("key", "value", "missing", "original").rows() == [
        ("applications/czechia/CIV", 15.0, None, ""),
        ("applications/united-kingdom/stateless", 0.0, None, ""),
        ("applications/turkiye/POL", None, "unreadable", "5 p"),
        ("applications/czechia/CIV", None, "not reported", ""),
        ("applications/united-kingdom/stateless", None, "not reported", ":"),
        ("applications/turkiye/POL", 10.0, None, ""),
    ]
    assert rows["note"].unique().to_list() == ["rounded to five"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"CITIZEN,GEO,Y2031M13\nSyria,Italy,5\n", "got 'Y2031M13'"),
        (b"CITIZEN,GEO,SEX\nSyria,Italy,5\n", "got 'SEX'"),
        (b"CITIZEN,GEO\nSyria,Italy\n", "no column for a month"),
        (b"CITIZEN,COUNTRY\nSyria,Italy\n", "no header row with CITIZEN, GEO"),
    ],
)
def test_another_wide_table_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words):
        eurostat.parse(content, {})


def test_the_published_table_keeps_every_cell_and_knows_every_country() -> None:
    rows = eurostat.parse(_published(), {})
    assert rows.height == 4557 * 12
    assert rows["value"].null_count() == 6447
    assert (rows["value"].drop_nulls() % 5 == 0).all()
    assert rows.select("key", "start").is_unique().all()
    assert rows["key"].str.contains(r"^applications/[a-z-]+/([A-Z]{3}|stateless|unknown)$").all()
    germany = rows.filter(pl.col("key") == "applications/germany/SYR")
    assert germany["value"].len() == 12
