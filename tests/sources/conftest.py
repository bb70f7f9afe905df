"""Workbooks made by hand, so that no test needs a publisher's file."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Cell = str | float | dt.date | None
    Rows = Sequence[Sequence[Cell]]
    Workbook = Callable[..., bytes]

_SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
_OOXML = "http://schemas.openxmlformats.org"
_MAIN = f"{_OOXML}/spreadsheetml/2006/main"
_RELATIONS = f"{_OOXML}/officeDocument/2006/relationships"
_PACKAGE = f"{_OOXML}/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'


@pytest.fixture(scope="session")
def published() -> Callable[[str], bytes]:
    """Give the bytes of a publisher's real file, or skip the test where they are absent."""
    return _published


@pytest.fixture(scope="session")
def make_zip() -> Callable[[dict[str, str]], bytes]:
    return _zip


@pytest.fixture(scope="session")
def make_xlsx() -> Workbook:
    """Write rows of str, int, float, date or None as an XLSX with one sheet."""
    return _xlsx


@pytest.fixture(scope="session")
def make_ods() -> Workbook:
    """Write rows of str, int, float, date or None as an ODS with one sheet."""
    return _ods


def _published(name: str) -> bytes:
    path = _SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/data/{name} is absent")
    return path.read_bytes()


def _zip(members: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _xlsx(rows: Rows, sheet: str = "Sheet1") -> bytes:
    body = "".join(
        f'<row r="{y}">' + "".join(_xlsx_cell(x, y, cell) for x, cell in enumerate(row)) + "</row>"
        for y, row in enumerate(rows, start=1)
    )
    return _zip(_xlsx_members(f"<sheetData>{body}</sheetData>", sheet))


def _xlsx_members(body: str, sheet: str) -> dict[str, str]:
    return {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        "</Types>",
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")
        ),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
        f'<sheet name={quoteattr(sheet)} sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/styles.xml": f'{_HEAD}<styleSheet xmlns="{_MAIN}"><cellXfs count="2">'
        '<xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'{_HEAD}<worksheet xmlns="{_MAIN}">{body}</worksheet>',
    }


def _relations(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{place}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for place, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _xlsx_cell(x: int, y: int, cell: Cell) -> str:
    address = f"{_letters(x)}{y}"
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return f'<c r="{address}" s="1"><v>{(cell - dt.date(1899, 12, 30)).days}</v></c>'
    if isinstance(cell, str):
        return f'<c r="{address}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
    return f'<c r="{address}"><v>{cell}</v></c>'


def _letters(x: int) -> str:
    return ("" if x < 26 else _letters(x // 26 - 1)) + chr(65 + x % 26)


def _ods(rows: Rows, sheet: str = "Sheet1") -> bytes:
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows
    )
    return _zip(_ods_members(f"<table:table table:name={quoteattr(sheet)}>{body}</table:table>"))


def _ods_members(body: str) -> dict[str, str]:
    spaces = " ".join(f'xmlns:{name}="{_ODF}:{name}:1.0"' for name in ("office", "table", "text"))
    return {
        "mimetype": _ODS_TYPE,
        "META-INF/manifest.xml": f'{_HEAD}<manifest:manifest xmlns:manifest="{_ODF}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_ODS_TYPE}"/>'
        "</manifest:manifest>",
        "content.xml": f"{_HEAD}<office:document-content {spaces}><office:body>"
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>",
    }


def _ods_cell(cell: Cell) -> str:
    if cell is None:
        return "<table:table-cell/>"
    kind, attribute = "float", f'office:value="{cell}"'
    if isinstance(cell, dt.date):
        kind, attribute = "date", f'office:date-value="{cell}"'
    elif isinstance(cell, str):
        kind, attribute = "string", ""
    return (
        f'<table:table-cell office:value-type="{kind}" {attribute}>'
        f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
    )
