"""Chart of an effect: the months with what was to be expected, the change so far, past dates."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

from waterbed.records import InvalidError
from waterbed.records.monthly import date_of, index_of
from waterbed.report.crosscheck_chart import check_panel
from waterbed.report.digits import percent
from waterbed.report.drawing import Spec, heading, svg
from waterbed.report.effect import effect_answer, effect_sentence, effect_title, unit_of
from waterbed.report.harmless import harmless

if TYPE_CHECKING:
    import datetime as dt

    import altair as alt

    from waterbed.records import Effect, Estimate, Path, Picture

_WIDTH, _HEIGHT, _LOW, _STRIP = 350, 200, 110, 30
_LABELS = 14
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_INK, _BAND, _LINE = "#222222", "#cfd8e3", "#4a6785"
_POINT: Spec = {"type": "point", "filled": True, "opacity": 1, "color": _INK}


def effect_chart(effect: Effect) -> alt.VConcatChart:
    """Draw an effect.

    Parameters
    ----------
    effect
        An effect with an interval.

    Returns
    -------
    altair.VConcatChart
        `effect_drawing`, to change or to put beside others.

    Raises
    ------
    InvalidError
        Where there is no telling what to expect.
    """
    import altair as alt  # noqa: PLC0415 - half a second that only a chart needs

    return alt.VConcatChart.from_dict(effect_drawing(effect))


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
    """Draw an effect.

    Parameters
    ----------
    effect
        An effect with an interval.

    Returns
    -------
    dict
        Vega-Lite, three panels: the counts of the three years before and of the window, with what
        was to be expected and its interval; counted less expected so far, month by month; and the
        error of the event among those at past dates; where there are cross-checks, a fourth with
        the change by each method. Its description is the effect's sentence.

    Raises
    ------
    InvalidError
        Where there is no telling what to expect.
    """
    path, picture = effect.path, effect.picture
    if path is None:
        raise InvalidError(f"{effect.key or 'series'}: no interval, so there is nothing to draw.")
    unit = unit_of(effect.key) or "count"
    nominal = effect.calibration.nominal if effect.calibration else 0.0
    panels = [
        _months(path, picture, f"{unit} a month: counted (points), expected (line, interval)")
    ]
    if picture is not None:
        far = f"{unit} counted less expected, from the first month of the window on"
        panels += [_so_far(path, picture.cumulative, far), _past(picture, nominal)]
    checks = check_panel(effect, unit)
    panels += [checks] if checks else []
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": harmless(effect_sentence(effect)),
        "title": heading(effect_title(effect), (effect_answer(effect),)),
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


def _months(path: Path, picture: Picture | None, title: str) -> Spec:
    values = _before(picture, path.months[0]) if picture else []
    columns = (path.months, path.observed, path.expected, path.low, path.high)
    values += [
        {"month": f"{month}", "seen": seen, "middle": middle, "low": low, "high": high}
        for month, seen, middle, low, high in zip(*columns, strict=True)
    ]
    untried = (
        () if path.calibrated else ("intervals of single months were not tried at past dates",)
    )
    return {
        "title": [harmless(title), *untried],
        "width": _WIDTH,
        "height": _HEIGHT,
        "data": {"values": values},
        "layer": [
            *_band("middle", len(values)),
            {
                "mark": {"type": "line", "color": _INK, "strokeWidth": 0.7},
                "encoding": {"x": _along(len(values)), "y": {**_Y, "field": "seen"}},
            },
            {
                "mark": {**_POINT, "size": 18},
                "encoding": {"x": _along(len(values)), "y": {**_Y, "field": "seen"}},
            },
        ],
    }


def _before(picture: Picture, first: dt.date) -> list[Spec]:
    """List the months before the window; those of the event and a gap break the line."""
    counted = dict(zip(picture.months, picture.counted, strict=True))
    start = index_of(picture.months[0])
    months = map(date_of, range(start, index_of(first)))
    return [{"month": f"{month}", "seen": counted.get(month)} for month in months]


def _so_far(path: Path, cumulative: tuple[Estimate, ...], title: str) -> Spec:
    values = [
        {"month": f"{month}", "point": one.point, "low": one.low, "high": one.high}
        for month, one in zip(path.months, cumulative, strict=True)
    ]
    rule = {"type": "rule", "color": _INK, "strokeDash": [4, 3]}
    zero: Spec = {"mark": rule, "encoding": {"y": {"datum": 0}}}
    return {
        "title": [harmless(title), "only the interval at the last month was tried at past dates"],
        "width": _WIDTH,
        "height": _LOW,
        "data": {"values": values},
        "layer": [*_band("point", len(values)), zero],
    }


def _past(picture: Picture, nominal: float) -> Spec:
    x: Spec = {
        "field": "out",
        "type": "quantitative",
        "axis": {"title": None, "tickCount": 7},
    }
    limit = NormalDist().inv_cdf((1.0 + nominal) / 2.0)
    tick = {"type": "tick", "color": _LINE, "opacity": 0.5, "size": 16}
    return {
        "title": [
            "error in standard deviations: past dates (ticks), event (diamond)",
            f"beyond the dashed lines the interval of {percent(nominal)} excludes no change",
        ],
        "width": _WIDTH,
        "height": _STRIP,
        "layer": [
            {
                "data": {"values": [{"out": -limit}, {"out": limit}]},
                "mark": {"type": "rule", "color": _INK, "strokeDash": [4, 3]},
                "encoding": {"x": x},
            },
            {
                "data": {"values": [{"out": one} for one in picture.errors]},
                "mark": tick,
                "encoding": {"x": x},
            },
            {
                "data": {"values": [{"out": picture.error}]},
                "mark": {**_POINT, "shape": "diamond", "size": 110},
                "encoding": {"x": x},
            },
        ],
    }


def _band(middle: str, months: int) -> list[Spec]:
    x, kept = _along(months), [{"filter": "isValid(datum.low)"}]
    return [
        {
            "transform": kept,
            "mark": {"type": "area", "color": _BAND, "opacity": 1},
            "encoding": {"x": x, "y": {**_Y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "transform": kept,
            "mark": {"type": "line", "color": _LINE},
            "encoding": {"x": x, "y": {**_Y, "field": middle}},
        },
    ]


def _along(months: int) -> Spec:
    """Label one month in so many that a year's worth of labels stands."""
    step = max(1, -(-months // _LABELS))
    ticks = {"interval": "month", "step": step}
    return {**_X, "axis": {"title": None, "format": "%b %Y", "labelAngle": -90, "tickCount": ticks}}


_X: Spec = {
    "field": "month",
    "type": "temporal",
    "scale": {"type": "utc"},
}
_Y: Spec = {"type": "quantitative", "axis": {"title": None, "tickCount": 4}}
