"""Table: rows for the eye and for a spreadsheet, with the notes that go under them."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import dataclass

import rich.box
import rich.table
import rich.text

from waterbed.records import PartialDate
from waterbed.report.harmless import harmless

_WHOLE = 100  # from here on a fraction of a person is noise
Cell = str | float | dt.date | PartialDate | None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows for the eye and for a spreadsheet.

    Parameters
    ----------
    title
        What the rows answer.
    columns
        Names of the columns.
    rows
        One tuple a row, as long as `columns`. Numbers stay numbers.
    notes
        Sentences under the table: units, sources, what is left out.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


def as_rich(table: Table) -> rich.table.Table:
    """Lay a table out for a terminal.

    Parameters
    ----------
    table
        Any table.

    Returns
    -------
    rich.table.Table
        Numbers right-aligned with a comma at the thousands; text is never read as markup, and
        characters that act on a terminal have a stand-in.
    """
    laid = rich.table.Table(
        title=rich.text.Text(harmless(table.title)), title_justify="left", box=rich.box.SIMPLE_HEAD
    )
    for index, name in enumerate(table.columns):
        numbers = any(isinstance(row[index], int | float) for row in table.rows)
        laid.add_column(harmless(name), justify="right" if numbers else "left", overflow="fold")
    for row in table.rows:
        laid.add_row(*(rich.text.Text(as_text(cell)) for cell in row))
    return laid


def as_csv(table: Table) -> str:
    r"""Write a table as CSV, without its notes.

    Parameters
    ----------
    table
        Any table.

    Returns
    -------
    str
        RFC 4180 with ``\\n``; dates in ISO form; an empty cell where nothing is known; a text
        that a spreadsheet would run as a formula gets a leading apostrophe.
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_inert(cell) for cell in row] for row in table.rows)
    return file.getvalue()


def as_text(cell: Cell) -> str:
    """Write one cell for the eye.

    Parameters
    ----------
    cell
        A text, number, date or None.

    Returns
    -------
    str
        ``"1,234"``, ``"2024-05-07"``, ``""`` for None. Without characters that act on a terminal.
    """
    if cell is None:
        return ""
    if isinstance(cell, int | float):
        whole = float(cell).is_integer() or abs(cell) >= _WHOLE
        return f"{cell:,.0f}" if whole else f"{cell:,.3g}"
    return harmless(str(cell))


def _inert(cell: Cell) -> str | float:
    if isinstance(cell, int | float):
        return int(cell) if float(cell).is_integer() else cell
    text = cell.text if isinstance(cell, PartialDate) else "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
