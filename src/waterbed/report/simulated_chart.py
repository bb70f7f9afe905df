"""Charts of a simulated run: landings month by month, and a map of where they change."""

from __future__ import annotations

import struct
import zlib
from html import escape
from typing import TYPE_CHECKING

from waterbed.report.digits import about
from waterbed.report.drawing import Spec, folded, png, svg
from waterbed.report.harmless import harmless
from waterbed.report.simulated import MARK, simulated_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    import altair as alt

    from waterbed.records import CorridorRun, Estimate, Run

_WIDTH, _HEIGHT, _MAP = 350, 180, 210
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_INK, _BAND, _LINE, _OTHER, _PALE = "#222222", "#cfd8e3", "#4a6785", "#b8860b", "#f2e3bd"
_WIDEST = 14.0
_LEAST_LINE = 0.6


def simulated_chart(run: Run) -> alt.VConcatChart:
    """Draw a run.

    Parameters
    ----------
    run
        Any run.

    Returns
    -------
    altair.VConcatChart
        `simulated_drawing`, to change or to put beside others.
    """
    import altair as alt  # noqa: PLC0415 - half a second that only a chart needs

    return alt.VConcatChart.from_dict(simulated_drawing(run))


def simulated_svg(run: Run) -> str:
    """Draw a run as SVG, without network or browser.

    Parameters
    ----------
    run
        Any run.

    Returns
    -------
    str
        An ``svg`` element marked as simulated in the picture, in its label and in its metadata.
    """
    said = escape(f"{MARK}. {harmless(run.scenario.title)}")
    drawn = svg(simulated_drawing(run))
    place = drawn.index(">", drawn.index("<svg")) + 1
    return f"{drawn[:place]}<metadata>{said}</metadata>{drawn[place:]}"


def simulated_png(run: Run) -> bytes:
    """Draw a run as PNG.

    Parameters
    ----------
    run
        Any run.

    Returns
    -------
    bytes
        Marked as simulated in the picture and in the file's description.
    """
    title = run.scenario.title.encode("latin-1", "replace").decode("latin-1")
    return described(png(simulated_drawing(run)), f"{MARK}. {harmless(title)}")


def described(image: bytes, words: str) -> bytes:
    """Put a description into the metadata of a PNG.

    Parameters
    ----------
    image
        A PNG.
    words
        Latin-1 text.

    Returns
    -------
    bytes
        The same picture with a ``tEXt`` chunk after its header.

    References
    ----------
    PNG specification, third edition, section 11.3.3.2.
    """
    header = 8 + 25
    body = b"tEXt" + b"Description\0" + words.encode("latin-1", "replace")
    chunk = struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))
    return image[:header] + chunk + image[header:]


def simulated_drawing(run: Run) -> Spec:
    """Draw landings month by month, and where they change.

    Parameters
    ----------
    run
        Any run.

    Returns
    -------
    dict
        Vega-Lite: a band and a line for the months without and with the levers, and, where the
        network says where its places lie, three small maps whose lines are as wide as landings
        without, with, and their difference. Its description is the run's sentence.
    """
    panels = [_fan(run)]
    if all(flow.ends for flow in run.flows):
        panels += [_map(run, which) for which in range(3 if run.scenario.levers else 1)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": harmless(simulated_sentence(run)),
        "title": {
            "text": [f"{MARK}.", *folded(run.scenario.title)],
            "subtitle": _subtitle(run),
            "anchor": "start",
            "fontSize": 12,
            "color": _INK,
            "subtitleColor": _INK,
            "subtitleFontSize": 11,
        },
        "vconcat": panels,
        "config": {
            "font": _FONT,
            "aria": False,
            "background": "white",
            "view": {"stroke": None},
            "axis": {"grid": False, "labelColor": _INK, "titleColor": _INK},
        },
    }


def _subtitle(run: Run) -> list[str]:
    calibrated = f"Calibrated on {run.calibration}." if run.calibration else "Not calibrated."
    bands = f"Bands hold {run.nominal:.0%} of {run.scenario.draws:,} draws of the model."
    return [line for part in (calibrated, bands) for line in folded(part)]


def _titled(text: str) -> Spec:
    return {"text": text, "anchor": "start", "fontSize": 11, "fontWeight": "normal", "color": _INK}


def _fan(run: Run) -> Spec:
    fan = run.fans[0]
    whiches = [("without", fan.baseline, _LINE, _BAND, [1, 0])]
    if run.scenario.levers:
        whiches.append(("with", fan.scenario, _OTHER, _PALE, [5, 3]))
    layers: list[Spec] = []
    for _, path, _, pale, _ in whiches:
        layers.append(_layer(run, path, {"type": "area", "color": pale, "opacity": 0.7}, band=True))
    for _, path, colour, _, dash in whiches:
        mark = {"type": "line", "color": colour, "strokeWidth": 2, "strokeDash": dash}
        layers.append(_layer(run, path, mark, band=False))
    lines = "without levers (solid), with them (dashed)" if len(whiches) > 1 else "no levers"
    title = _titled(f"People who land, a month: {lines}")
    return {"width": _WIDTH, "height": _HEIGHT, "title": title, "layer": layers}


def _layer(run: Run, path: tuple[Estimate, ...], mark: Spec, *, band: bool) -> Spec:
    values = [
        {"month": f"{start:%Y-%m-%d}", "middle": one.point, "low": one.low, "high": one.high}
        for start, one in zip(run.fans[0].months, path, strict=True)
    ]
    axis = {"title": None, "format": "%b %Y", "labelAngle": -90, "tickCount": 8}
    x = {"field": "month", "type": "temporal", "axis": axis}
    y: Spec = {"type": "quantitative", "axis": {"title": None, "tickCount": 4}}
    ends = {"y": {**y, "field": "low"}, "y2": {"field": "high"}}
    encoding = {"x": x, **(ends if band else {"y": {**y, "field": "middle"}})}
    return {"data": {"values": values}, "mark": mark, "encoding": encoding}


def _map(run: Run, which: int) -> Spec:
    """Draw each corridor as a line as wide as its landings, on a plain map without a coast."""
    titles = ("Landings without levers", "Landings with levers", "Fewer (grey) and more landings")
    scale = (which,) if which == 2 else (0, 1)  # noqa: PLR2004 - the third has its own
    widest = max(abs(_landed(flow, each)) for flow in run.flows for each in scale) or 1.0
    lines = []
    for flow in run.flows:
        landed = _landed(flow, which)
        width = max(_LEAST_LINE, _WIDEST * abs(landed) / widest) if landed else 0.0
        colour = "#9a9a9a" if landed < 0 else _OTHER if which else _LINE
        west, south, east, north = flow.ends or (0.0, 0.0, 0.0, 0.0)
        lines.append({"x": west, "y": south, "x2": east, "y2": north, "w": width, "c": colour})
    mark = {"type": "rule", "strokeCap": "round", "opacity": 0.85}
    drawn = {
        "x": _scaled("x", run, 0),
        "y": _scaled("y", run, 1),
        "x2": {"field": "x2"},
        "y2": {"field": "y2"},
        "strokeWidth": {"field": "w", "type": "quantitative", "scale": None},
        "color": {"field": "c", "type": "nominal", "scale": None},
    }
    of = "line of both maps" if run.scenario.levers and len(scale) > 1 else "line"
    title = f"{titles[which]}, simulated; the widest {of} is {about(widest)} people"
    rules = {"data": {"values": lines}, "mark": mark, "encoding": drawn}
    layers = [rules, *_places(run)]
    return {"width": _WIDTH, "height": _MAP, "title": _titled(title), "layer": layers}


def _landed(flow: CorridorRun, which: int) -> float:
    return (flow.baseline, flow.scenario, flow.change)[which].landed.point


def _places(run: Run) -> Iterator[Spec]:
    """Draw where corridors begin as circles, where they end as squares, named off their lines."""
    x, y = _scaled("x", run, 0), _scaled("y", run, 1)
    for end, shape in enumerate(("circle", "square")):
        values = list(_named(run, end))
        point = {"type": "point", "shape": shape, "filled": True, "size": 28, "opacity": 1}
        drawn = {"mark": {**point, "color": _INK}, "encoding": {"x": x, "y": y}}
        yield {"data": {"values": values}, **drawn}
        for above, shift in ((True, -8), (False, 12)):
            text = {"type": "text", "fontSize": 8, "dy": shift, "color": _INK}
            drawn = {"mark": text, "encoding": {"x": x, "y": y, "text": {"field": "name"}}}
            named = [one for one in values if one["above"] is above]
            if named:
                yield {"data": {"values": named}, **drawn}


def _named(run: Run, end: int) -> Iterator[Spec]:
    """Give each place at one end of corridors, and whether it lies above the middle of the others.

    Its name then goes above it too: lines leave a place on the other side.
    """
    others: dict[tuple[float, float, str], list[float]] = {}
    for flow in run.flows:
        if flow.ends:
            east, north = flow.ends[2 * end : 2 * end + 2]
            other = flow.ends[3 - 2 * end]
            others.setdefault((east, north, _short(flow.names[end])), []).append(other)
    for (east, north, name), far in others.items():
        above = north > sum(far) / len(far)
        yield {"x": east, "y": north, "name": name, "above": above}


def _short(title: str) -> str:
    """Name one end of a corridor without what its title adds in brackets or after a comma."""
    return harmless(title.split(" (", maxsplit=1)[0].split(",", maxsplit=1)[0])


def _scaled(name: str, run: Run, place: int) -> Spec:
    values = [flow.ends[at] for flow in run.flows if flow.ends for at in (place, place + 2)]
    room = 0.08 * (max(values) - min(values)) or 1.0
    scale = {"domain": [min(values) - room, max(values) + room], "zero": False, "nice": False}
    return {"field": name, "type": "quantitative", "axis": None, "scale": scale}
