"""Chart of a displacement: averted and excess on one axis, the shares on another from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.records import InvalidError
from waterbed.report.digits import percent
from waterbed.report.displacement import (
    counted_of,
    displacement_sentence,
    quoted,
    signed,
)
from waterbed.report.drawing import CONFIG, SCHEMA, Spec, folded, heading, svg
from waterbed.report.harmless import harmless
from waterbed.report.held import held_in_short
from waterbed.report.named import route_name
from waterbed.report.shares import ends_in_short
from waterbed.report.words import counted_window

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from waterbed.records import Displacement, Flow, Receiving

_WIDTH, _LINE, _STRIP, _GAP = 350, 14, 18, 12
_INK, _PALE, _BAR = "#222222", "#f0f0f0", "#4a6785"
_SHARES = (-0.25, 1.25)
_ROOM = 0.06


@dataclass(frozen=True, slots=True)
class _Bar:
    """Lines of a label, and under it a bar; an end of None runs out of the drawing as an arrow."""

    lines: tuple[str, ...]
    low: float | None
    high: float | None
    point: float | None

    @property
    def height(self) -> int:
        return _LINE * len(self.lines) + 4 + _STRIP + _GAP


def displacement_chart(found: Displacement) -> alt.VConcatChart:
    """Draw averted and excess with their intervals, and the shares on an axis from 0 to 1.

    Parameters
    ----------
    found
        A displacement with an estimate.

    Returns
    -------
    altair.VConcatChart
        `displacement_drawing`, to change or to put beside others.

    Raises
    ------
    InvalidError
        Where there is no telling what was averted.
    """
    import altair as alt  # noqa: PLC0415 - half a second that only a chart needs

    chart: alt.VConcatChart = alt.VConcatChart.from_dict(displacement_drawing(found))
    return chart


def displacement_svg(found: Displacement) -> str:
    """Draw the same as SVG, without network or browser.

    Parameters
    ----------
    found
        A displacement with an estimate.

    Returns
    -------
    str
        An ``svg`` element with the sentence as its label.

    Raises
    ------
    InvalidError
        Where there is no telling what was averted.
    """
    return svg(displacement_drawing(found))


def displacement_drawing(found: Displacement) -> Spec:
    """Draw averted and excess with their intervals, and the shares on an axis from 0 to 1.

    Parameters
    ----------
    found
        A displacement with an estimate.

    Returns
    -------
    dict
        Vega-Lite. A set without an end, and an end that may not be quoted, is an arrow. A share
        that is not identified has no point. Its description is the sentence.

    Raises
    ------
    InvalidError
        Where there is no telling what was averted.
    """
    if found.averted.difference is None:
        raise InvalidError(
            f"{found.averted.key}: no estimate, so there is nothing to draw. Use its sentence."
        )
    flows = [_flow(found.averted, "averted on", averted=True)]
    flows += [_flow(one.excess, "in excess on", averted=False) for one in found.receiving]
    shares = [_share(one) for one in found.receiving]
    ends = [end for one in flows for end in (one.low, one.high, one.point) if end is not None]
    room = _ROOM * (max([0.0, *ends]) - min([0.0, *ends])) or 1.0
    domain = (min([0.0, *ends]) - room, max([0.0, *ends]) + room)
    people = f"people or detections in the window{counted_of(found, ', ')}"
    part = "share of the averted that went there"
    return {
        "$schema": SCHEMA,
        "description": harmless(displacement_sentence(found)),
        "title": _title(found),
        "vconcat": [
            _panel(flows, domain, people, (0.0,)),
            _panel(shares, _SHARES, part, (0.0, 1.0)),
        ],
        "padding": 12,
        "config": CONFIG,
    }


def _title(found: Displacement) -> Spec:
    """Name the question, and under it what the intervals promise and how often the sets held."""
    level = percent(found.nominal)
    lines = [f"averted and in excess: {level} intervals{counted_of(found, ', counts ')}"]
    for one in found.receiving:
        held = held_in_short(one.measured, found.nominal)
        lines.append(f"share to {route_name(one.excess.key)}: {held}")
    named = f"Displacement after {found.event}" if found.event else "Displacement"
    return heading(f"{named}, {counted_window(found)}", lines)


def _flow(flow: Flow, what: str, *, averted: bool) -> _Bar:
    low, high = quoted(flow, averted=averted)
    if flow.difference is None:
        return _Bar(folded(f"{what} {route_name(flow.key)}: no telling"), None, None, None)
    point = flow.difference.point
    ends = f"{'…' if low is None else signed(low)} to {'…' if high is None else signed(high)}"
    far = "" if flow.as_extreme is None else percent(flow.as_extreme)
    rate = f"; dates as far out, with it: {far}" if far else ""
    text = f"{what} {route_name(flow.key)}: {signed(point)} ({ends}){rate}"
    return _Bar(folded(text), low, high, point)


def _share(one: Receiving) -> _Bar:
    share, ends = one.share, ends_in_short(one.share)
    said = share.standing if share.point is None else percent(share.point)
    text = f"to {route_name(one.excess.key)}: {said}{f' ({ends})' if ends else ''}"
    return _Bar(folded(text), share.low, share.high, share.point)


def _panel(
    bars: Sequence[_Bar], domain: tuple[float, float], title: str, lines: tuple[float, ...]
) -> Spec:
    height = sum(one.height for one in bars)
    x: Spec = {
        "field": "x",
        "type": "quantitative",
        "title": title,
        "scale": {"domain": list(domain), "nice": False, "zero": False},
    }
    y: Spec = {
        "field": "y",
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": [0, height], "range": [0, height], "nice": False, "zero": False},
    }
    return {
        "width": _WIDTH,
        "height": height,
        "layer": [*_ground(bars, lines, x, y), *_marks(bars, domain, x, y), _labels(bars, y)],
    }


def _placed(bars: Sequence[_Bar]) -> list[tuple[float, float, _Bar]]:
    """Give the top of each bar's row, the middle of its strip, and the bar."""
    found, top = [], 0.0
    for one in bars:
        found.append((top, top + one.height - _GAP - _STRIP / 2, one))
        top += one.height
    return found


def _ground(bars: Sequence[_Bar], lines: tuple[float, ...], x: Spec, y: Spec) -> list[Spec]:
    half = _STRIP / 2
    strips = [{"y": middle - half, "y2": middle + half} for _, middle, _ in _placed(bars)]
    dashed = [{**one, "x": value} for one in strips for value in lines]
    sides = {"x": {"value": 0}, "x2": {"value": _WIDTH}, "y": y, "y2": {"field": "y2"}}
    rule = {"type": "rule", "strokeDash": [3, 2], "color": _INK}
    return [
        {"data": {"values": strips}, "mark": {"type": "rect", "color": _PALE}, "encoding": sides},
        {
            "data": {"values": dashed},
            "mark": rule,
            "encoding": {"x": x, "y": y, "y2": {"field": "y2"}},
        },
    ]


def _marks(bars: Sequence[_Bar], domain: tuple[float, float], x: Spec, y: Spec) -> list[Spec]:
    """Draw each bar within the domain, an arrow where it goes beyond, and the point."""
    left, right = domain
    ranges, arrows, points = [], [], []
    for _, middle, one in _placed(bars):
        low = left if one.low is None else max(one.low, left)
        high = right if one.high is None else min(one.high, right)
        if one.low is None and one.high is None and one.point is None:
            low, high = left, right
        ranges.append({"y": middle, "x": min(low, right), "x2": max(high, left)})
        if one.low is None or one.low < left:
            arrows.append({"y": middle, "x": left, "turn": "left"})
        if one.high is None or one.high > right:
            arrows.append({"y": middle, "x": right, "turn": "right"})
        if one.point is not None and left <= one.point <= right:
            points.append({"y": middle, "x": one.point})
    rule = {"type": "rule", "strokeWidth": 5, "color": _BAR}
    shape = {
        "field": "turn",
        "type": "nominal",
        "legend": None,
        "scale": {"domain": ["left", "right"], "range": ["triangle-left", "triangle-right"]},
    }
    filled = {"type": "point", "filled": True, "opacity": 1}
    return [
        {
            "data": {"values": ranges},
            "mark": rule,
            "encoding": {"x": x, "x2": {"field": "x2"}, "y": y},
        },
        {
            "data": {"values": arrows},
            "mark": {**filled, "size": 140, "color": _BAR},
            "encoding": {"x": x, "y": y, "shape": shape},
        },
        {
            "data": {"values": points},
            "mark": {**filled, "size": 70, "color": _INK},
            "encoding": {"x": x, "y": y},
        },
    ]


def _labels(bars: Sequence[_Bar], y: Spec) -> Spec:
    values = [
        {"y": top + _LINE * (number + 1) - 3, "text": text}
        for top, _, one in _placed(bars)
        for number, text in enumerate(one.lines)
    ]
    return {
        "data": {"values": values},
        "mark": {"type": "text", "align": "left", "fontSize": 11, "color": _INK},
        "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "text", "type": "nominal"}},
    }
