"""Verbs: sentence, table and chart of any result, by its type."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from waterbed.records import (
    Calibration,
    Checked,
    Displacement,
    Diversion,
    Effect,
    HumanCost,
    InvalidError,
    Multiverse,
    Run,
    Verdict,
)

if TYPE_CHECKING:
    import altair as alt

    from waterbed.report.table import Table

_SENTENCES: dict[type, tuple[str, str]] = {
    Calibration: ("effect", "calibration_sentence"),
    Displacement: ("displacement", "displacement_sentence"),
    Diversion: ("phrases", "moved"),
    Effect: ("effect", "effect_sentence"),
    HumanCost: ("cost", "cost_sentence"),
    Multiverse: ("multiverse", "multiverse_sentence"),
    Run: ("simulated", "simulated_sentence"),
    Verdict: ("phrases", "sentence"),
}
_TABLES: dict[type, tuple[str, str]] = {
    Checked: ("checked", "checked_table"),
    Displacement: ("displacement", "displacement_table"),
    Effect: ("effect", "effect_table"),
    Multiverse: ("multiverse", "multiverse_table"),
    Run: ("simulated", "simulated_table"),
}
_CHARTS: dict[type, tuple[str, str]] = {
    Displacement: ("displacement_chart", "displacement_chart"),
    Diversion: ("verdict_chart", "diversion_chart"),
    Effect: ("effect_chart", "effect_chart"),
    Multiverse: ("multiverse_chart", "multiverse_chart"),
    Run: ("simulated_chart", "simulated_chart"),
    Verdict: ("verdict_chart", "reading_chart"),
}


def sentence(record: object, *beside: object) -> str:
    """Say a result in words.

    Parameters
    ----------
    record
        A verdict, an effect, a displacement, a multiverse, a simulated run, a human cost, a
        calibration or a diversion.
    beside
        What its own function takes further: the article of a verdict.

    Returns
    -------
    str
        One or a few sentences.

    Raises
    ------
    InvalidError
        Where results of this type have no sentence.
    """
    text: str = _of(record, _SENTENCES, "sentence")(record, *beside)
    return text


def table(record: object, *beside: object) -> Table:
    """Set a result out in rows.

    Parameters
    ----------
    record
        A checked report, an effect, a displacement, a multiverse or a simulated run.
    beside
        What its own function takes further: the published values of an effect or displacement.

    Returns
    -------
    Table
        For `waterbed.report.as_csv` and `waterbed.report.as_rich`.

    Raises
    ------
    InvalidError
        Where results of this type have no table.
    """
    rows: Table = _of(record, _TABLES, "table")(record, *beside)
    return rows


def chart(record: object, *beside: object) -> alt.LayerChart | alt.VConcatChart:
    """Draw a result.

    Parameters
    ----------
    record
        A verdict, an effect, a displacement, a multiverse, a simulated run or a diversion.
    beside
        What its own function takes further: the article of a verdict.

    Returns
    -------
    altair.LayerChart or altair.VConcatChart
        For `waterbed.report.as_svg` and `waterbed.report.as_png`.

    Raises
    ------
    InvalidError
        Where results of this type have no chart, or this one has nothing to draw.
    """
    drawn: alt.LayerChart | alt.VConcatChart = _of(record, _CHARTS, "chart")(record, *beside)
    return drawn


def _of(record: object, known: dict[type, tuple[str, str]], what: str) -> Any:  # noqa: ANN401 - any verb's function
    if type(record) not in known:
        possible = ", ".join(sorted(one.__name__ for one in known))
        raise InvalidError(
            f"{type(record).__name__} has no {what}; these have one: {possible}. Give one of them."
        )
    module, name = known[type(record)]
    return getattr(importlib.import_module(f"waterbed.report.{module}"), name)
