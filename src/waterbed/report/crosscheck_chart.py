"""Panel of an effect's chart: its change beside those of the other methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.harmless import harmless

if TYPE_CHECKING:
    from waterbed.records import Effect
    from waterbed.report.drawing import Spec

_WIDTH, _STEP = 350, 18
_INK, _LINE = "#222222", "#4a6785"


def check_panel(effect: Effect, unit: str) -> Spec | None:
    """Draw the change by each method, with its interval.

    Parameters
    ----------
    effect
        An effect with an interval.
    unit
        What is counted.

    Returns
    -------
    dict or None
        Vega-Lite: one line a method, the effect's own first; None where there are no cross-checks.
    """
    if not effect.checks or effect.change is None:
        return None
    named = [("this effect", effect.change)]
    named += [(one.method, one.change) for one in effect.checks]
    values = [
        {"by": name, "point": one.point, "low": one.low, "high": one.high} for name, one in named
    ]
    x: Spec = {"type": "quantitative", "axis": {"title": None, "tickCount": 4}}
    y: Spec = {"field": "by", "type": "ordinal", "sort": None, "axis": {"title": None}}
    y["axis"] |= {"labelLimit": 250, "ticks": False, "domain": False}
    dashed = {"type": "rule", "color": _INK, "strokeDash": [4, 3]}
    point = {"type": "point", "filled": True, "opacity": 1, "color": _INK, "size": 50}
    return {
        "title": harmless(f"{unit} counted less expected, by each method"),
        "width": _WIDTH,
        "height": {"step": _STEP},
        "data": {"values": values},
        "layer": [
            {"mark": dashed, "encoding": {"x": {"datum": 0, "type": "quantitative"}}},
            {
                "mark": {"type": "rule", "color": _LINE, "strokeWidth": 2},
                "encoding": {"x": {**x, "field": "low"}, "x2": {"field": "high"}, "y": y},
            },
            {"mark": point, "encoding": {"x": {**x, "field": "point"}, "y": y}},
        ],
    }
