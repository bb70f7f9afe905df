from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import LimitError, ParseError
from waterbed.sources.extent import refuse_wide
from waterbed.sources.table import read_table

if TYPE_CHECKING:
    from collections.abc import Callable

_SHEET = "xl/worksheets/sheet1.xml"
_ODS = (
    "<o:x xmlns:o='o' xmlns:table='t' xmlns:office='f' xmlns:text='p'>"
    "<table:table>{}</table:table></o:x>"
)


def _row(cells: str, times: int = 1) -> str:
    return f"<table:table-row table:number-rows-repeated='{times}'>{cells}</table:table-row>"


def _filled(times: int = 1) -> str:
    repeated = f"table:number-columns-repeated='{times}'"
    return (
        f"<table:table-cell office:value-type='string' {repeated}><text:p>a</text:p>"
        "</table:table-cell>"
    )


def _empty(times: int) -> str:
    return f"<table:table-cell table:number-columns-repeated='{times}'/>"


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',
        "<row r = '1'><c s='1' r = 'a1'/></row><row><c\nr='xfd900000'/></row>",
        '<row><c r="A1"/></row><row><c s="1"r="XFD1048576"/></row>',
        '<x:row r="1"><x:c r="A1"/></x:row><x:row r="9999999"><x:c r="ZZ9999999"/></x:row>',
        "<row>" + "<c><v>1</v></c>" * 20 + "</row>" + "<row/>" * 900_000,
    ],
)
def test_cells_far_apart_are_refused(cells: str) -> None:
    with pytest.raises(LimitError, match=r"sheet1\.xml span up to [\d,]+ rows and [\d,]+ columns"):
        refuse_wide(_SHEET, f"<worksheet><sheetData>{cells}</sheetData></worksheet>".encode())


@pytest.mark.parametrize(
    "rows",
    [
        _row(_filled(9000), 9000),
        _row(_filled()) + _row("", 1_048_574) + _row(_empty(999) + _filled()),
    ],
)
def test_repeated_cells_are_refused(rows: str) -> None:
    with pytest.raises(LimitError, match=r"content\.xml span up to"):
        refuse_wide("content.xml", _ODS.format(rows).encode())


def test_empty_cells_repeated_to_the_edge_are_no_harm() -> None:
    rows = _row(_filled() + _empty(16_383)) + _row(_empty(16_384), 1_048_575)
    refuse_wide("content.xml", _ODS.format(rows).encode())


@pytest.mark.parametrize(
    "content",
    [
        _ODS.format("<table:table-row>"),
        _ODS.format(_row(_filled(), 10).replace("10", "many")),
        "<?xml version='1.0' encoding='UTF-none'?><a/>",
    ],
)
def test_a_damaged_ods_is_refused(content: str) -> None:
    with pytest.raises(ParseError, match=r"content\.xml of the ODS file is cut off or damaged"):
        refuse_wide("content.xml", content.encode())


@given(st.integers(1, 90), st.integers(1, 40))
def test_full_sheets_pass(
    make_xlsx: Callable[..., bytes], make_ods: Callable[..., bytes], rows: int, columns: int
) -> None:
    cells = [["x"] * columns, *[[1] * columns] * rows]
    for content in (make_xlsx(cells), make_ods(cells)):
        assert read_table(content).shape == (rows, columns + 1)
