"""Any record as a sentence, a table, a chart, a page. Computes nothing that is not in it.

What a checked report needs (charts, templates, the check) is loaded when it is asked for.
"""

import importlib
from typing import TYPE_CHECKING

from waterbed.report.actors import actor_table, actors_table, place_table, standing_table
from waterbed.report.bounds import bounds_table, conflict_table, figure_in_words
from waterbed.report.cost import cost_sentence
from waterbed.report.displacement import displacement_sentence, displacement_table
from waterbed.report.effect import calibration_sentence, effect_rows, effect_sentence, effect_table
from waterbed.report.estimates import displacement_fields, effect_fields, estimate_fields
from waterbed.report.figures import (
    key_table,
    later_notes,
    revision_table,
    series_table,
    window_table,
)
from waterbed.report.findings import finding_table
from waterbed.report.flat import (
    bounds_rows,
    conflict_rows,
    frame_rows,
    series_rows,
    sourced_rows,
    window_records,
    window_rows,
)
from waterbed.report.multiverse import branch_rows, multiverse_sentence, multiverse_table
from waterbed.report.plain import as_json
from waterbed.report.register import agreement_table, money_table, timeline_table
from waterbed.report.simulated import (
    simulated_rows,
    simulated_sentence,
    simulated_table,
    sweep_rows,
    sweep_table,
)
from waterbed.report.skill import skill_sentence, skill_table
from waterbed.report.table import Cell, Table, as_csv, as_rich, as_text
from waterbed.report.verbs import chart, sentence, table  # after the module of that name
from waterbed.report.words import day, window

if TYPE_CHECKING:
    from waterbed.report.article import article_schema, article_text
    from waterbed.report.checked import checked_table, checked_text
    from waterbed.report.estimate_html import estimate_page
    from waterbed.report.exports import as_schema, claim_review, web_annotations
    from waterbed.report.page import as_page
    from waterbed.report.verdict_chart import as_png, as_svg, diversion_chart, reading_chart

__all__ = [
    "Cell",
    "Table",
    "actor_table",
    "actors_table",
    "agreement_table",
    "article_schema",
    "article_text",
    "as_csv",
    "as_json",
    "as_page",
    "as_png",
    "as_rich",
    "as_schema",
    "as_svg",
    "as_text",
    "bounds_rows",
    "bounds_table",
    "branch_rows",
    "calibration_sentence",
    "chart",
    "checked_table",
    "checked_text",
    "claim_review",
    "conflict_rows",
    "conflict_table",
    "cost_sentence",
    "day",
    "displacement_fields",
    "displacement_sentence",
    "displacement_table",
    "diversion_chart",
    "effect_fields",
    "effect_rows",
    "effect_sentence",
    "effect_table",
    "estimate_fields",
    "estimate_page",
    "figure_in_words",
    "finding_table",
    "frame_rows",
    "key_table",
    "later_notes",
    "money_table",
    "multiverse_sentence",
    "multiverse_table",
    "place_table",
    "reading_chart",
    "revision_table",
    "sentence",
    "series_rows",
    "series_table",
    "simulated_rows",
    "simulated_sentence",
    "simulated_table",
    "skill_sentence",
    "skill_table",
    "sourced_rows",
    "standing_table",
    "sweep_rows",
    "sweep_table",
    "table",
    "timeline_table",
    "web_annotations",
    "window",
    "window_records",
    "window_rows",
    "window_table",
]

_LATER = {
    "article_schema": "article",
    "article_text": "article",
    "as_png": "verdict_chart",
    "as_svg": "verdict_chart",
    "diversion_chart": "verdict_chart",
    "reading_chart": "verdict_chart",
    "checked_table": "checked",
    "checked_text": "checked",
    "as_schema": "exports",
    "claim_review": "exports",
    "web_annotations": "exports",
    "as_page": "page",
    "estimate_page": "estimate_html",
}


def __getattr__(name: str) -> object:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_LATER[name]}"), name)
