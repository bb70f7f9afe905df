"""Drawing: rows of marks as Vega-Lite, and Vega-Lite as SVG or PNG, without network or browser.

Drawn for a phone and a printer: one column, every mark with its label above it. Nothing depends
on measured text or on the fonts of the machine, so that a drawing is the same everywhere.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from waterbed.report.harmless import harmless
from waterbed.report.ratings import FITS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waterbed.records import Fit

    _Placed = Sequence[tuple[int, "Row"]]

Spec = dict[str, Any]

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_WIDTH = 350
_MARGIN = {"left": 12, "right": 12, "top": 12, "bottom": 44}
_LINE = 14
_STRIP, _GAP = 18, 12
_LETTERS = 59
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_INK, _PALE = "#222222", "#f0f0f0"
_SHAPES: dict[Fit, str] = {
    "holds": "circle",
    "close": "diamond",
    "contradicted": "square",
    "undecided": "triangle-up",
}
CONFIG: Spec = {
    "font": _FONT,
    "aria": False,
    "background": "white",
    "view": {"stroke": None},
    "axis": {
        "grid": False,
        "labelColor": _INK,
        "titleColor": _INK,
        "titleFontWeight": "normal",
        "labelOverlap": False,
        "labelBound": False,
        "tickCount": 4,
    },
}


@dataclass(frozen=True, slots=True)
class Row:
    """A label, and under it a strip with a mark.

    Parameters
    ----------
    heads, lines
        Lines of the label, bold and plain, as `folded` gives them.
    low, high
        Where the mark is; a bar where they differ, running out of the drawing where `high` has no
        limit.
    fit
        How it agrees with what is claimed; None for a row without a mark.
    """

    heads: tuple[str, ...]
    lines: tuple[str, ...]
    low: float
    high: float
    fit: Fit | None = None

    @property
    def height(self) -> int:
        """Height in pixels, with the gap below."""
        return _LINE * (len(self.heads) + len(self.lines)) + 4 + _STRIP + _GAP

    @property
    def middle(self) -> float:
        """Middle of the strip, in pixels from the top of the row."""
        return self.height - _GAP - _STRIP / 2


def folded(text: str) -> tuple[str, ...]:
    """Fold a text into lines that fit.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str
        The lines, harmless.
    """
    return tuple(textwrap.wrap(harmless(text), _LETTERS))


def heading(text: str, lines: Sequence[str] = ()) -> Spec:
    """Head a whole picture.

    Parameters
    ----------
    text
        What is drawn.
    lines
        Smaller ones below it.

    Returns
    -------
    dict
        A title of Vega-Lite, folded and harmless.
    """
    return {
        "text": list(folded(text)),
        "subtitle": [part for line in lines for part in folded(line)],
        "anchor": "start",
        "fontSize": 12,
        "fontWeight": "normal",
        "subtitleFontSize": 11,
        "color": _INK,
        "subtitleColor": _INK,
    }


def draw(rows: Sequence[Row], line: Row | None, *, title: str, description: str) -> Spec:
    """Draw rows of marks under one another.

    Parameters
    ----------
    rows
        The rows, at least one, from the top.
    line
        A row above them without a mark; a dashed line at its value runs through every strip.
    title
        Title of the axis.
    description
        The sentence that stands for the drawing where it is not seen.

    Returns
    -------
    dict
        Vega-Lite.
    """
    every = [line, *rows] if line else [*rows]
    placed = list(zip(accumulate((row.height for row in every), initial=0), every, strict=False))
    height = sum(row.height for row in every)
    domain = _domain([end for row in every for end in (row.low, row.high)])
    x = {**_axis("x", domain), "title": title}
    y = {**_axis("y", [0, height]), "axis": None}
    y["scale"] |= {"range": [0, height]}
    layers = [*_strips(placed, line, x, y), *_marks(placed, domain, x, y), *_labels(placed, y)]
    return {
        "$schema": SCHEMA,
        "description": description,
        "width": _WIDTH,
        "height": height,
        "padding": _MARGIN,
        "autosize": {"type": "none"},
        "layer": layers,
        "config": CONFIG,
    }


def svg(spec: Spec) -> str:
    """Write a drawing as SVG.

    Parameters
    ----------
    spec
        Vega-Lite with a description.

    Returns
    -------
    str
        An ``svg`` element with the description as its label.
    """
    import vl_convert  # noqa: PLC0415 - a library of 50 MB that only a drawing needs

    drawn: str = vl_convert.vegalite_to_svg(spec)
    label = escape(harmless(str(spec.get("description", ""))))
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def png(spec: Spec) -> bytes:
    """Write a drawing as PNG, with two dots to a pixel of the SVG.

    Parameters
    ----------
    spec
        Vega-Lite.

    Returns
    -------
    bytes
        The file.
    """
    import vl_convert  # noqa: PLC0415 - as above

    drawn: bytes = vl_convert.vegalite_to_png(spec, scale=2)
    return drawn


def _axis(field: str, domain: Sequence[float]) -> Spec:
    scale = {"domain": domain, "nice": False, "zero": False}
    return {"field": field, "type": "quantitative", "scale": scale}


def _domain(values: Sequence[float]) -> list[float]:
    finite = [0.0, *(value for value in values if math.isfinite(value))]
    room = 0.06 * (max(finite) - min(finite)) or 1.0
    return [min(finite) - room, max(finite) + room]


def _layer(values: Iterable[Spec], mark: Spec, **encoding: Spec) -> Spec:
    return {"data": {"values": [*values]}, "mark": mark, "encoding": encoding}


def _strips(placed: _Placed, line: Row | None, x: Spec, y: Spec) -> Iterator[Spec]:
    """Draw the strip of each row, with the dashed line in it."""
    strips = [
        {"y": top + row.middle - _STRIP / 2, "y2": top + row.middle + _STRIP / 2}
        for top, row in placed
    ]
    sides = {"x": {"value": 0}, "x2": {"value": _WIDTH}, "y": y, "y2": {"field": "y2"}}
    yield _layer(strips, {"type": "rect", "color": _PALE}, **sides)
    if line:
        dashed = {"type": "rule", "strokeDash": [3, 2], "strokeWidth": 2, "color": _INK}
        lines = ({**one, "x": line.low} for one in strips)
        yield _layer(lines, dashed, x=x, y=y, y2={"field": "y2"})


def _marks(placed: _Placed, domain: Sequence[float], x: Spec, y: Spec) -> Iterator[Spec]:
    """Draw a point for a figure, and for bounds a bar that ends in points where it has limits."""
    marks = [
        {"y": top + row.middle, "x": row.low, "x2": min(row.high, domain[1]), "fit": row.fit}
        for top, row in placed
        if row.fit
    ]
    ends = [*marks, *({**one, "x": one["x2"]} for one in marks if one["x2"] != domain[1])]
    bars = [one for one in marks if one["x"] != one["x2"]]
    fits = sorted({row.fit for _, row in placed if row.fit})
    colour = _named(fits, [FITS[fit].colour for fit in fits])
    shape = _named(fits, [_SHAPES[fit] for fit in fits])
    bar = {"type": "rule", "strokeWidth": 5}
    yield _layer(bars, bar, x=x, x2={"field": "x2"}, y=y, stroke=colour)
    point = {"type": "point", "size": 110, "opacity": 1, "stroke": _INK, "strokeWidth": 1}
    yield _layer(ends, point, x=x, y=y, fill=colour, shape=shape)


def _named(names: Sequence[str], values: Sequence[str]) -> Spec:
    scale = {"domain": names, "range": values}
    return {"field": "fit", "type": "nominal", "legend": None, "scale": scale}


def _labels(placed: _Placed, y: Spec) -> Iterator[Spec]:
    written = [
        (number < len(row.heads), {"y": top + _LINE * (number + 1) - 3, "text": text})
        for top, row in placed
        for number, text in enumerate((*row.heads, *row.lines))
    ]
    for bold in (True, False):
        weight = "bold" if bold else "normal"
        mark = {"type": "text", "align": "left", "fontSize": 11, "fontWeight": weight}
        values = (line for heavy, line in written if heavy == bold)
        text = {"field": "text", "type": "nominal"}
        yield _layer(values, {**mark, "color": _INK}, x={"value": 0}, y=y, text=text)
