"""Any record as a table, as text, as JSON. Computes nothing that is not in the record."""

from waterbed.report.actors import actor_table, actors_table, place_table, standing_table
from waterbed.report.bounds import bounds_table, conflict_table, figure_in_words
from waterbed.report.figures import (
    key_table,
    later_notes,
    revision_table,
    series_table,
    window_table,
)
from waterbed.report.findings import finding_table
from waterbed.report.plain import as_json
from waterbed.report.register import agreement_table, money_table, timeline_table
from waterbed.report.table import Cell, Table, as_csv, as_rich, as_text
from waterbed.report.words import day, window

__all__ = [
    "Cell",
    "Table",
    "actor_table",
    "actors_table",
    "agreement_table",
    "as_csv",
    "as_json",
    "as_rich",
    "as_text",
    "bounds_table",
    "conflict_table",
    "day",
    "figure_in_words",
    "finding_table",
    "key_table",
    "later_notes",
    "money_table",
    "place_table",
    "revision_table",
    "series_table",
    "standing_table",
    "timeline_table",
    "window",
    "window_table",
]
