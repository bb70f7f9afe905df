"""Chart of a multiverse: the specification curve, its choices, and the same grid at past dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import InvalidError
from waterbed.report.digits import percent
from waterbed.report.drawing import heading
from waterbed.report.effect import unit_of
from waterbed.report.harmless import harmless
from waterbed.report.multiverse import (
    multiverse_sentence,
    multiverse_title,
    narrowed_in_words,
    shares_in_words,
)

if TYPE_CHECKING:
    import altair as alt

    from waterbed.records import Branch, Multiverse
    from waterbed.report.drawing import Spec

_WIDTH, _HEIGHT, _LINE = 560, 200, 15
_SHOWN = 300
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_INK, _BAND, _FEWER, _MORE = "#222222", "#b9c4d0", "#1f5f8b", "#b3541e"
_COLOURS: Spec = {
    "domain": ["fewer", "more", "cannot tell"],
    "range": [_FEWER, _MORE, "#8a8a8a"],
}


def multiverse_chart(found: Multiverse) -> alt.VConcatChart:
    """Draw the specification curve.

    Parameters
    ----------
    found
        A multiverse with at least one interval.

    Returns
    -------
    altair.VConcatChart
        `multiverse_drawing`, to change or to put beside others.

    Raises
    ------
    InvalidError
        Where no branch has an interval.
    """
    import altair as alt  # noqa: PLC0415 - half a second that only a chart needs

    return alt.VConcatChart.from_dict(multiverse_drawing(found))


def multiverse_drawing(found: Multiverse) -> Spec:
    """Draw the specification curve.

    Parameters
    ----------
    found
        A multiverse with at least one interval.

    Returns
    -------
    dict
        Vega-Lite: the change a month of each branch with its interval, from the lowest to the
        highest; under each which choices it rests on; and the median error of the same grid at past
        dates with that at the event. Above 300 branches evenly spaced ones are drawn, and the title
        says so.

    Raises
    ------
    InvalidError
        Where no branch has an interval.
    """
    curve = sorted(
        (one for one in found.branches if one.monthly is not None),
        key=lambda one: one.monthly.point if one.monthly else 0.0,
    )
    if not curve:
        raise InvalidError(f"{found.key or 'series'}: no interval, so there is nothing to draw.")
    step = -(-len(curve) // _SHOWN)
    shown = curve[::step]
    panels = [_curve(found, shown, step), _choices(found, shown)]
    if found.test is not None:
        panels.append(_past(found.test.placebos, found.test.median))
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": harmless(multiverse_sentence(found)),
        "title": heading(multiverse_title(found), _subtitle(found)),
        "vconcat": panels,
        "config": {
            "font": _FONT,
            "aria": False,
            "background": "white",
            "view": {"stroke": None},
            "axis": {"grid": False, "labelColor": _INK, "titleColor": _INK},
            "title": {"anchor": "start", "fontSize": 11, "fontWeight": "normal", "color": _INK},
        },
    }


def _subtitle(found: Multiverse) -> tuple[str, ...]:
    narrowed = narrowed_in_words(found)
    return (shares_in_words(found.tally), *((narrowed,) if narrowed else ()))


def _curve(found: Multiverse, shown: list[Branch], step: int) -> Spec:
    unit = unit_of(found.key) or "count"
    thinned = f"; one branch in {step} is shown" if step > 1 else ""
    values = [
        {
            "rank": rank,
            "point": one.monthly.point,
            "low": one.monthly.low,
            "high": one.monthly.high,
            "answer": one.answer,
        }
        for rank, one in enumerate(shown)
        if one.monthly is not None
    ]
    y: Spec = {"type": "quantitative", "axis": {"title": None, "tickCount": 5}}
    x = _ranks(len(shown))
    return {
        "title": harmless(
            f"change in {unit} a month, each branch with its {percent(found.nominal)} "
            f"interval{thinned}"
        ),
        "width": _WIDTH,
        "height": _HEIGHT,
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "rule", "color": _BAND},
                "encoding": {"x": x, "y": {**y, "field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "rule", "color": _INK, "strokeDash": [4, 3]},
                "encoding": {"y": {"datum": 0}},
            },
            {
                "mark": {"type": "point", "filled": True, "size": 14, "opacity": 1},
                "encoding": {
                    "x": x,
                    "y": {**y, "field": "point"},
                    "color": {
                        "field": "answer",
                        "type": "nominal",
                        "scale": _COLOURS,
                        "legend": {"title": None, "orient": "top", "symbolOpacity": 1},
                    },
                },
            },
        ],
    }


def _choices(found: Multiverse, shown: list[Branch]) -> Spec:
    made = [one.choices for one in shown]
    rows = [harmless(f"{one.choice}: {one.value}") for one in found.tallies]
    varied = dict.fromkeys(one.choice for one in found.tallies)
    values = [
        {"rank": rank, "row": harmless(f"{name}: {one[name]}")}
        for name in varied
        for rank, one in enumerate(made)
    ]
    return {
        "title": "which choices each rests on",
        "width": _WIDTH,
        "height": _LINE * max(len(rows), 1),
        "data": {"values": values},
        "mark": {"type": "tick", "color": _INK, "thickness": 1.2, "size": 9},
        "encoding": {
            "x": _ranks(len(shown)),
            "y": {
                "field": "row",
                "type": "nominal",
                "sort": rows,
                "scale": {"domain": rows},
                "axis": {"title": None, "ticks": False, "domain": False, "labelLimit": 260},
            },
        },
    }


def _past(placebos: tuple[float, ...], own: float) -> Spec:
    x: Spec = {
        "field": "out",
        "type": "quantitative",
        "scale": {"zero": True},
        "axis": {"title": None, "tickCount": 7},
    }
    ticks = [{"out": one} for one in placebos]
    return {
        "title": "median error of the whole grid, in standard deviations: past dates (ticks), event"
        " (diamond)",
        "width": _WIDTH,
        "height": 34,
        "layer": [
            {
                "data": {"values": ticks},
                "mark": {"type": "tick", "color": _FEWER, "opacity": 0.5, "size": 18},
                "encoding": {"x": x},
            },
            {
                "data": {"values": [{"out": own}]},
                "mark": {
                    "type": "point",
                    "shape": "diamond",
                    "filled": True,
                    "size": 110,
                    "opacity": 1,
                    "color": _INK,
                },
                "encoding": {"x": x},
            },
        ],
    }


def _ranks(count: int) -> Spec:
    return {
        "field": "rank",
        "type": "quantitative",
        "scale": {"domain": [-0.5, count - 0.5], "nice": False},
        "axis": None,
    }
