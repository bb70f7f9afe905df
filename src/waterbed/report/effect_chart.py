"""Chart of an effect: month by month, what was counted over what was to be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import InvalidError
from waterbed.report.drawing import Spec, svg
from waterbed.report.effect import effect_sentence, unit_of
from waterbed.report.harmless import harmless

if TYPE_CHECKING:
    import altair as alt

    from waterbed.records import Effect

_WIDTH, _HEIGHT = 350, 220
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_INK, _BAND, _LINE = "#222222", "#cfd8e3", "#4a6785"


def effect_chart(effect: Effect) -> alt.LayerChart:
    """Draw what was counted over what was to be expected.

    Parameters
    ----------
    effect
        An effect with an interval.

    Returns
    -------
    altair.LayerChart
        `effect_drawing`, to change or to put beside others.

    Raises
    ------
    InvalidError
        Where there is no telling what to expect.
    """
    import altair as alt  # noqa: PLC0415 - half a second that only a chart needs

    return alt.LayerChart.from_dict(effect_drawing(effect))


def effect_svg(effect: Effect) -> str:
    """Draw the same as SVG, without network or browser.

    Parameters
    ----------
    effect
        An effect with an interval.

    Returns
    -------
    str
        An ``svg`` element with the effect's sentence as its label.

    Raises
    ------
    InvalidError
        Where there is no telling what to expect.
    """
    return svg(effect_drawing(effect))


def effect_drawing(effect: Effect) -> Spec:
    """Draw what was counted over what was to be expected.

    Parameters
    ----------
    effect
        An effect with an interval.

    Returns
    -------
    dict
        Vega-Lite: the interval of each month as a band, its median as a line, the counts as points.
        Its description is the effect's sentence.

    Raises
    ------
    InvalidError
        Where there is no telling what to expect.
    """
    path = effect.path
    if path is None:
        raise InvalidError(f"{effect.key or 'series'}: no interval, so there is nothing to draw.")
    values = [
        {"month": f"{month:%b %Y}", "seen": seen, "middle": middle, "low": low, "high": high}
        for month, seen, middle, low, high in zip(
            path.months, path.observed, path.expected, path.low, path.high, strict=True
        )
    ]
    unit = unit_of(effect.key) or "count"
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": harmless(effect_sentence(effect)),
        "width": _WIDTH,
        "height": _HEIGHT,
        "data": {"values": values},
        "title": {
            "text": harmless(f"{unit} a month: counted (points), expected (line, interval)"),
            "anchor": "start",
            "fontSize": 11,
            "fontWeight": "normal",
            "color": _INK,
        },
        "layer": _layers(),
        "config": {
            "font": _FONT,
            "aria": False,
            "background": "white",
            "view": {"stroke": None},
            "axis": {"grid": False, "labelColor": _INK, "titleColor": _INK},
        },
    }


def _layers() -> list[Spec]:
    x: Spec = {
        "field": "month",
        "type": "ordinal",
        "sort": None,
        "axis": {"title": None, "labelAngle": -90},
    }
    y: Spec = {"type": "quantitative", "axis": {"title": None, "tickCount": 4}}
    point = {"type": "point", "filled": True, "size": 60, "opacity": 1, "color": _INK}
    return [
        {
            "mark": {"type": "area", "color": _BAND, "opacity": 1},
            "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "line", "color": _LINE},
            "encoding": {"x": x, "y": {**y, "field": "middle"}},
        },
        {"mark": point, "encoding": {"x": x, "y": {**y, "field": "seen"}}},
    ]
