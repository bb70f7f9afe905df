from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import io
import zipfile
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from waterbed.records import ParseError, WaterbedError
from waterbed.sources.table import column, find, read_json, read_table, records, slug

if TYPE_CHECKING:
    from collections.abc import Callable

_CSV = b"""Route,Count,Day
Harbour A,12,2031-01-05
"Harbour, B","1,204",2031-02-30
"""
_JSON = b"""[
{"Route": "Harbour A", "Count": 12, "Day": "2031-01-05"},
{"Route": "Harbour, B", "Count": "1,204", "Day": "2031-02-30"}]"""
_ROWS = [
    ["Arrivals, all routes"],
    [],
    ["Route", "Count", dt.date(2031, 1, 1)],
    ["Détroit <A> & B", 12, None],
    [None, None, None],
    ["C", -2.5, dt.date(2031, 3, 4)],
]


def test_csv_cells_stay_as_printed_with_their_line() -> None:
    table = read_table(_CSV)
    assert table.rows() == [
        (2, "Harbour A", "12", "2031-01-05"),
        (3, "Harbour, B", "1,204", "2031-02-30"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        gzip.compress(_CSV, mtime=0),
        b"\xef\xbb\xbf" + _CSV,
        _CSV.replace(b"\n", b"\r\n"),
        b"Route;Count;Day\nHarbour A;12;2031-01-05\nHarbour, B;1,204;2031-02-30\n",
        b"Route\tCount\tDay\nHarbour A\t12\t2031-01-05\nHarbour, B\t1,204\t2031-02-30",
        _JSON,
    ],
)
def test_one_table_reads_alike_in_every_form(content: bytes) -> None:
    assert read_table(content).drop("line").equals(read_table(_CSV).drop("line"))


def test_a_line_is_that_of_the_file_also_after_breaks_within_cells_and_blank_lines() -> None:
    table = read_table(b'a,b\n"one\ntwo",1\n\n\nthree,2\n')
    assert table["line"].to_list() == [2, 6]


@pytest.mark.parametrize("form", ["make_xlsx", "make_ods"])
def test_a_sheet_reads_from_its_header_row_down(form: str, request: pytest.FixtureRequest) -> None:
    content = request.getfixturevalue(form)(_ROWS, "Début & fin")
    table = read_table(content, ["route", "COUNT"])
    assert table.columns[:3] == ["line", "Route", "Count"]
    assert table.columns[3].startswith("2031-01-01")
    assert table.select("line", "Route", "Count").rows() == [
        (4, "Détroit <A> & B", "12"),
        (6, "C", "-2.5"),
    ]
    assert table.row(1)[3].startswith("2031-03-04")


def test_a_named_sheet_must_be_there(make_xlsx: Callable[..., bytes]) -> None:
    content = make_xlsx(_ROWS, "Second")
    assert read_table(content, ["Route"], sheet="Second").height == 2
    with pytest.raises(ParseError, match="no sheet 'First' in the workbook, only Second"):
        read_table(content, sheet="First")


def test_blank_and_repeated_names_of_columns_are_told_apart() -> None:
    table = read_table(b"x,,x,x (2)\n1,2,3,4\n")
    assert table.columns == ["line", "x", "column 2", "x (2)", "x (2) (2)"]


def test_json_numbers_stay_as_printed_and_nothing_is_null() -> None:
    content = b'{"data": {"series": [{"n": 1.50, "m": null}, {"m": [1, true], "k": ""}]}}'
    table = read_table(content, at=["data", "series"])
    assert table.rows() == [(1, "1.50", None, None), (2, None, '["1", true]', None)]
    with pytest.raises(ParseError, match=r"expected a list of figures at data\.none"):
        read_table(content, at=["data", "none"])


def test_columns_are_found_by_letters_and_digits_only() -> None:
    table = read_table(b"No. dead/missing,Web ID\n1,2\n")
    assert column(table, "absent", "NO DEAD MISSING") == "No. dead/missing"
    assert find(table, "web_id") == "Web ID"
    assert find(table, "id") is None
    greek = read_table("Ημερομηνία,Αφίξεις\n2031-01-05,7\n  , \n".encode())
    assert (column(greek, "αφίξεις"), greek.height) == ("Αφίξεις", 1)
    with pytest.raises(ParseError, match="no column 'id' or 'key' among No"):
        column(table, "id", "key")


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Central Mediterranean", "central-mediterranean"),
        ("Türkiye-Europe  land route ", "turkiye-europe-land-route"),
        ("No. dead/missing", "no-dead-missing"),
        ("…", ""),
    ],
)
def test_slugs_are_parts_of_keys(name: str, part: str) -> None:
    assert pl.select(slug(pl.lit(name))).item() == part


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "0 bytes with nothing in them"),
        (b" \r\n\x00", "4 bytes with nothing in them"),
        (b"<!DOCTYPE html><html><body>403 Forbidden</body></html>", "a web page"),
        (gzip.compress(b"\n <html></html>", mtime=0), "a web page"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook"),
        (gzip.compress(gzip.compress(_CSV, mtime=0), mtime=0), "gzip inside gzip"),
        (gzip.compress(_CSV, mtime=0)[:-12], "gzip file is cut off or damaged"),
        (b"Route,Count\nAlger\xeda,12\n", "expected text in utf-8"),
        (_CSV.decode().encode("utf-16"), "expected text in utf-8"),
        (b"a,b\n\x00\x01,2\n", "binary data"),
        (b"a,b,c\n1,2,3\n4,5", "line 3 has 2 cells, the header 3"),
        (b"a,b\n1,2,3\n", "line 2 has 3 cells, the header 2"),
        (b'a,b\n1,"2\n', "breaks in the row at line 2"),
        (b"a,b\n", "a header .* and no row below it"),
        (b'[{"a": 1}, {"a": 2', "breaks at"),
        (b'{"error": "no such widget"}', "one object with the names 'error'"),
        (b"[]", "JSON list is empty"),
        (b"[" * 100_000, "breaks at"),
        (b"PK\x03\x04 and no more", "zip archive .* is cut off or damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_what_came(content: bytes, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        read_table(content)


def test_a_header_row_that_is_not_there_is_named() -> None:
    with pytest.raises(ParseError, match="no header row with Boats; the first row is 'Route"):
        read_table(_CSV, ["Boats"])


def test_another_encoding_is_read_where_it_is_named() -> None:
    content = "Route,Count\nAlgería,12\n".encode("latin-1")
    assert read_table(content, encoding="latin-1")["Route"].item() == "Algería"
    with pytest.raises(ParseError, match="no such encoding: 'klingon'"):
        read_table(content, encoding="klingon")


def test_an_archive_that_is_no_workbook_is_refused(make_zip: Callable[..., bytes]) -> None:
    with pytest.raises(ParseError, match=r"a zip archive of figures\.csv"):
        read_table(make_zip({"figures.csv": "a,b\n1,2\n"}))


@pytest.mark.parametrize("form", ["make_xlsx", "make_ods"])
def test_a_workbook_cut_anywhere_is_refused(form: str, request: pytest.FixtureRequest) -> None:
    content = request.getfixturevalue(form)(_ROWS)
    for end in range(2, len(content), 23):
        with pytest.raises(ParseError):
            read_table(content[:end])


def test_json_that_is_no_list_of_objects_is_refused() -> None:
    with pytest.raises(ParseError, match="expected a JSON list of objects, got list"):
        records(["a"])
    with pytest.raises(ParseError, match="expected JSON, got text that begins 'a,b'"):
        read_json(b"a,b")


@example(b"[{}]").via("no names")
@example(b"a\r\rb").via("line ends of old")
@example(b"PK\x05\x06" + b"\x00" * 18).via("an archive of nothing")
@given(st.binary(max_size=200))
def test_random_bytes_raise_nothing_but_our_errors(content: bytes) -> None:
    for packed in (content, gzip.compress(content)):
        with contextlib.suppress(WaterbedError):
            read_table(packed)


@given(st.data())
def test_damaged_workbooks_raise_nothing_but_our_errors(
    make_xlsx: Callable[..., bytes], make_ods: Callable[..., bytes], data: st.DataObject
) -> None:
    content = bytearray(data.draw(st.sampled_from([make_xlsx(_ROWS), make_ods(_ROWS)])))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(2, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(WaterbedError):
        read_table(bytes(content))


_INSERTED = st.sampled_from(
    [
        b'r="XFD1048576"',
        b't="s"',
        b"99999999999999999999",
        b"&none;",
        b"<!--",
        b'<dimension ref="A1:XFD1048576"/>',
        b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        b'table:number-rows-repeated="999999999"',
        b'encoding="UTF-none"',
    ]
)


@given(st.data())
def test_workbooks_with_damaged_members_raise_nothing_but_our_errors(
    make_xlsx: Callable[..., bytes], make_ods: Callable[..., bytes], data: st.DataObject
) -> None:
    content = data.draw(st.sampled_from([make_xlsx(_ROWS), make_ods(_ROWS)]))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for name in data.draw(st.lists(st.sampled_from(list(members)), min_size=1, max_size=3)):
        member = members[name]
        place = data.draw(st.integers(0, len(member)))
        cut = data.draw(st.integers(0, 30))
        members[name] = member[:place] + data.draw(_INSERTED) + member[place + cut :]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    with contextlib.suppress(WaterbedError):
        read_table(buffer.getvalue())


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")))


@given(st.lists(st.fixed_dictionaries({"a": _TEXT, "b": _TEXT}), min_size=1, max_size=5))
def test_every_cell_of_a_json_list_comes_back(rows: list[dict[str, str]]) -> None:
    table = records(rows)
    assert table.select("a", "b").rows() == [(row["a"] or None, row["b"] or None) for row in rows]
    assert table["line"].to_list() == list(range(1, len(rows) + 1))
