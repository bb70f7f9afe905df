"""Extent: how many cells a sheet spans, found before a reader lays it out.

Readers lay a sheet out as a full rectangle, so a file of 1 KB with two cells far apart, or with one
cell "repeated", would ask for hundreds of gigabytes and end the process.

References
----------
https://github.com/tafia/calamine/issues/693
"""

from __future__ import annotations

import math
from typing import Final
from xml.parsers import expat

import polars as pl

from waterbed.records import LimitError, ParseError

MAX_CELLS: Final = 16 * 2**20

_ADDRESS: Final = r"""\br\s*=\s*["']([A-Za-z]{0,9})(\d{1,9})"""
_ROW: Final = r"<(?:\w+:)?row[\s/>]"
_CELL: Final = r"<(?:\w+:)?c[\s/>]"


def refuse_wide(name: str, data: bytes) -> None:
    """Refuse a member of a workbook whose cells span more than `MAX_CELLS`.

    Parameters
    ----------
    name
        Name of the member, as in ``xl/worksheets/sheet1.xml`` or ``content.xml``.
    data
        Its XML.

    Raises
    ------
    LimitError
        Where it spans more.
    ParseError
        Where the XML of an ODS is cut off or damaged.

    Notes
    -----
    An upper bound: the last row and column that a cell names, and one more for every cell that
    names none. In an ODS, rows and columns as often as they are repeated, up to the last that
    holds something.
    """
    rows, columns = _ods_extent(data) if name == "content.xml" else _xlsx_extent(data)
    if rows * columns > MAX_CELLS:
        raise LimitError(
            f"refused: the cells of {name} span up to {rows:,} rows and {columns:,} columns, more "
            f"than {MAX_CELLS:,} cells together. Delete the stray cells far from the table and "
            "save it again."
        )


def _xlsx_extent(data: bytes) -> tuple[int, int]:
    text = pl.Series([data.decode("latin-1")])
    addresses = text.str.extract_all(_ADDRESS).explode().drop_nulls()
    if addresses.is_empty():
        return text.str.count_matches(_ROW).item(), text.str.count_matches(_CELL).item()
    parts = addresses.str.extract_groups(_ADDRESS).struct.unnest()
    letters = parts["1"].unique().to_list()
    named = parts.select(
        rows=(pl.col("1") == "").sum(),
        cells=(pl.col("1") != "").sum(),
        last=pl.col("2").cast(pl.Int64).max(),
    ).row(0, named=True)
    bare_rows = max(0, text.str.count_matches(_ROW).item() - named["rows"])
    bare_cells = max(0, text.str.count_matches(_CELL).item() - named["cells"])
    return named["last"] + bare_rows, max(map(_column_number, letters)) + bare_cells


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _OdsExtent:
    """Counts rows and columns of each sheet up to the last filled one."""

    def __init__(self) -> None:
        self.sheets = [(0, 0)]
        self._row = self._column = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(":")[2]
        given = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        if kind == "table":
            self.sheets.append((0, 0))
            self._row = 0
        elif kind == "table-row":
            self._row += int(given.get("number-rows-repeated", "1"))
            self._column = 0
        elif kind in {"table-cell", "covered-table-cell"}:
            self._column += int(given.get("number-columns-repeated", "1"))
        if "value-type" in given or kind == "p":
            self.sheets[-1] = self._row, max(self.sheets[-1][1], self._column)


def _ods_extent(data: bytes) -> tuple[int, int]:
    extent = _OdsExtent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise ParseError(
            f"content.xml of the ODS file is cut off or damaged ({error}). Get it again."
        ) from None
    return max(extent.sheets, key=math.prod)
