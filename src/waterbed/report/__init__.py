"""Any record as a table, as text, as JSON. Computes nothing that is not in the record."""

from waterbed.report.figures import (
    key_table,
    later_notes,
    revision_table,
    series_table,
    window_table,
)
from waterbed.report.findings import finding_table
from waterbed.report.plain import as_json
from waterbed.report.table import Cell, Table, as_csv, as_rich, as_text
from waterbed.report.words import day, window

__all__ = [
    "Cell",
    "Table",
    "as_csv",
    "as_json",
    "as_rich",
    "as_text",
    "day",
    "finding_table",
    "key_table",
    "later_notes",
    "revision_table",
    "series_table",
    "window",
    "window_table",
]
