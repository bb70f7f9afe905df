"""Table: a publisher's bytes as a frame of printed cells, with the line of each row.

`read_table` takes CSV, XLSX, ODS and JSON lists, plain or gzipped; `read_json` any JSON. What is
not a table (a web page, an empty or truncated answer, another encoding) is refused with what came
and what to do. `column` and `find` name a column by any of its known names, `slug` makes parts of
keys.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any, Final

import fastexcel
import polars as pl

from waterbed.records import LimitError, ParseError
from waterbed.sources.container import MAX_EXPANDED, gunzip, repack

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Row = tuple[int, list[str]]

LINE: Final = "line"

_ODD = re.compile(r"[\W_]+")


def read_table(
    content: bytes,
    header: Sequence[str] = (),
    *,
    sheet: str = "",
    at: Sequence[str] = (),
    encoding: str = "utf-8",
) -> pl.DataFrame:
    """Read bytes as a table of printed cells.

    Parameters
    ----------
    content
        CSV (comma, semicolon, tab), XLSX, ODS, or a JSON list of objects; each may be gzipped.
    header
        Column names that the header row holds (compared by letters and digits only). The rows
        above it are titles and are left out. Empty: the first row that is not blank.
    sheet
        Name of the sheet in XLSX and ODS. Empty: the first sheet that has such a header row.
    at
        Names that lead to the list in a JSON document: ``("data", "timeseries")``.
    encoding
        Of CSV and JSON.

    Returns
    -------
    polars.DataFrame
        One string column for each column of the table, named as printed (blank names become
        ``column 3``, repeated ones ``Name (2)``), cells stripped of outer white space, empty cells
        null; and ``line``, the line of a CSV (row of a sheet, place in a JSON list) from 1.
        Blank rows are left out. Dates in sheets begin ``2024-05-07``; a time may follow.

    Raises
    ------
    ParseError
        Where it is no such table, empty, cut off or in another encoding.
    LimitError
        Where it expands beyond `waterbed.sources.container.MAX_EXPANDED` bytes.
    """
    content = _opened(content)
    if content.startswith(b"PK"):
        return _read_workbook(content, header, sheet)
    text = _text(content, encoding)
    if text.lstrip()[:1] in {"[", "{"}:
        return _read_records(read_json(content, encoding=encoding), at)
    return _framed(_csv_rows(text), header)


def read_json(content: bytes, *, encoding: str = "utf-8") -> Any:  # noqa: ANN401 (JSON is anything)
    """Read JSON, numbers kept as printed.

    Parameters
    ----------
    content
        A JSON document, may be gzipped.
    encoding
        Of the text.

    Returns
    -------
    object
        Lists, dicts, strings (numbers too, exactly as printed), booleans, None.

    Raises
    ------
    ParseError
        Where it is no JSON, empty, cut off or in another encoding.
    LimitError
        Where it expands beyond the limit.
    """
    text = _text(_opened(content), encoding)
    try:
        return json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise ParseError(
            f"expected JSON, got text that begins {text[:60]!r} and breaks at: {error}. "
            "It is cut off or another format; get it again."
        ) from None


def records(document: object) -> pl.DataFrame:
    """Frame a list of JSON objects.

    Parameters
    ----------
    document
        As `read_json` gives it: a list of objects.

    Returns
    -------
    polars.DataFrame
        As `read_table`: every name that occurs is a column of strings; ``line`` is the place in
        the list, from 1. Lists and objects inside a record stay JSON text.

    Raises
    ------
    ParseError
        Where it is no list of objects, or an empty one.
    """
    if not isinstance(document, list) or not all(isinstance(one, dict) for one in document):
        raise ParseError(
            f"expected a JSON list of objects, got {_described(document)}. "
            "The publisher's format may have changed; look at the document."
        )
    names = list(dict.fromkeys(name for one in document for name in one))
    if not names:
        raise ParseError("the JSON list is empty: the answer holds no figures. Check the address.")
    columns = [[_cell_of_json(one.get(name)) for one in document] for name in names]
    return _frame(names, columns, list(range(1, len(document) + 1)))


def find(frame: pl.DataFrame, *names: str) -> str | None:
    """Find a column by any of its known names.

    Parameters
    ----------
    frame
        As `read_table` gives it.
    *names
        Names to look for, the best first; letters and digits count, in any case.

    Returns
    -------
    str or None
        The column's name in the frame, None where there is none of them.
    """
    printed = {_plain(name): name for name in reversed(frame.columns)}
    return next((printed[_plain(name)] for name in names if _plain(name) in printed), None)


def column(frame: pl.DataFrame, *names: str) -> str:
    """Find a column that must be there by any of its known names.

    Parameters
    ----------
    frame, *names
        As in `find`.

    Returns
    -------
    str
        The column's name in the frame.

    Raises
    ------
    ParseError
        Where there is none of them.
    """
    name = find(frame, *names)
    if name is None:
        printed = [one for one in frame.columns if one != LINE]
        raise ParseError(
            f"no column {' or '.join(repr(name) for name in names)} among "
            f"{', '.join(printed[:40])}. The publisher may have changed the format."
        )
    return name


def slug(text: pl.Expr) -> pl.Expr:
    """Write names as parts of keys: ``Central Mediterranean`` as ``central-mediterranean``.

    Parameters
    ----------
    text
        A string expression.

    Returns
    -------
    polars.Expr
        Lower case, accents taken off, every run of other signs one hyphen.
    """
    return (
        text.str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_lowercase()
        .str.replace_all(r"[^a-z0-9]+", "-")
        .str.strip_chars("-")
    )


def _opened(content: bytes) -> bytes:
    if content.startswith(b"\x1f\x8b"):
        content = gunzip(content)
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise ParseError(
            f"expected a table, got {len(content)} bytes with nothing in them. Get it again."
        )
    if len(content) > MAX_EXPANDED:
        raise LimitError(
            f"refused: {len(content):,} bytes, more than the {MAX_EXPANDED:,} that are allowed."
        )
    for start, what in _STRANGERS.items():
        if content.lstrip(b" \t\r\n\xef\xbb\xbf")[: len(start)].lower() == start:
            raise ParseError(
                f"expected CSV, XLSX, ODS or JSON, got {what} that begins {content[:60]!r}. "
                "The address may have moved or refused the request; open it in a browser."
            )
    return content


_STRANGERS: Final = {
    b"<": "a web page (HTML or XML)",
    b"%pdf": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook (.xls; save it as .xlsx)",
    b"\x1f\x8b": "gzip inside gzip",
}


def _text(content: bytes, encoding: str) -> str:
    try:
        text = content.decode("utf-8-sig" if encoding.lower() in {"utf-8", "utf8"} else encoding)
    except LookupError:
        raise ParseError(f"no such encoding: {encoding!r}. Write utf-8 or latin-1.") from None
    except UnicodeError as error:
        raise ParseError(
            f"expected text in {encoding}, got other bytes ({error}). Name its encoding in the "
            "source's options, or save the file as UTF-8."
        ) from None
    if "\x00" in text:
        raise ParseError(
            f"expected text in {encoding}, got binary data that begins {content[:20]!r}. "
            "Check the address, or name the encoding (utf-16?)."
        )
    return text


def _read_records(document: object, at: Sequence[str]) -> pl.DataFrame:
    inner = document
    for name in at:
        if not isinstance(inner, dict) or name not in inner:
            raise ParseError(
                f"expected a list of figures at {'.'.join(at)}, got {_described(document)}. "
                "The publisher's format may have changed; look at the document."
            )
        inner = inner[name]
    return records(inner)


def _csv_rows(text: str) -> Iterator[Row]:
    first = text[:65_536].lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ParseError(
                f"the CSV breaks in the row at line {line} ({error}). It is cut off or malformed; "
                "get it again."
            ) from None
        yield line, row


def _read_workbook(content: bytes, header: Sequence[str], sheet: str) -> pl.DataFrame:
    content, members = repack(content)
    if not members & {"xl/workbook.xml", "content.xml"}:
        raise ParseError(
            f"expected XLSX or ODS, got a zip archive of {', '.join(sorted(members)[:5])}. "
            "Take the table out of the archive."
        )
    try:
        workbook = fastexcel.read_excel(content)
        return _read_sheets(workbook, header, sheet)
    except fastexcel.FastExcelError as error:
        reason = str(error).partition("\n")[0]
        raise ParseError(f"the workbook cannot be read ({reason}). Get it again.") from None


def _read_sheets(
    workbook: fastexcel.ExcelReader, header: Sequence[str], sheet: str
) -> pl.DataFrame:
    names = workbook.sheet_names
    if sheet and sheet not in names:
        raise ParseError(f"no sheet {sheet!r} in the workbook, only {', '.join(names)}.")
    refusals = []
    for name in [sheet] if sheet else names:
        cells = workbook.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
        rows = enumerate(([cell or "" for cell in row] for row in cells.iter_rows()), start=1)
        try:
            return _framed(rows, header)
        except ParseError as error:
            refusals.append(f"{name}: {error}")
    raise ParseError(" ".join(refusals) or "the workbook has no sheets.")


def _framed(rows: Iterator[Row], header: Sequence[str]) -> pl.DataFrame:
    names = _header(rows, header)
    lines, cells = [], []
    for line, row in rows:
        if not any(map(str.strip, row)):
            continue
        if len(row) < len(names) or any(row[len(names) :]):
            raise ParseError(
                f"line {line} has {len(row)} cells, the header {len(names)}. The file is cut off "
                "or malformed there; get it again."
            )
        lines.append(line)
        cells.append(row[: len(names)])
    if not cells:
        raise ParseError(
            f"a header ({', '.join(names[:8])}) and no row below it. Get the file again."
        )
    return _frame(names, list(zip(*cells, strict=True)), lines)


def _header(rows: Iterator[Row], header: Sequence[str]) -> list[str]:
    wanted = {_plain(name) for name in header}
    first: list[str] = []
    for _, row in rows:
        if any(cell.strip() for cell in row):
            first = first or row
            if wanted <= {_plain(cell) for cell in row}:
                return row
    raise ParseError(
        f"no header row with {', '.join(header) or 'any name'}; the first row is "
        f"{', '.join(first)[:200]!r}. The publisher may have changed the format."
    )


def _frame(names: list[str], columns: list[Any], lines: list[int]) -> pl.DataFrame:
    taken: dict[str, Any] = {LINE: pl.Series(lines, dtype=pl.UInt32)}
    for place, (name, cells) in enumerate(zip(names, columns, strict=True), start=1):
        base = unique = name.strip() or f"column {place}"
        repeats = 1
        while unique in taken:
            repeats += 1
            unique = f"{base} ({repeats})"
        stripped = pl.Series(cells, dtype=pl.String).str.strip_chars()
        taken[unique] = stripped.set(stripped == "", None)
    return pl.DataFrame(taken)


def _plain(name: str) -> str:
    return _ODD.sub("", name.casefold())


def _cell_of_json(value: object) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)


def _described(document: object) -> str:
    if isinstance(document, dict):
        return f"one object with the names {', '.join(list(document)[:8])!r}"
    return f"{type(document).__name__} {str(document)[:60]!r}"
