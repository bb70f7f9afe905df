"""Charts of a verdict: what each reading gives beside the claim, and how much can have moved.

Drawn for a phone and a printer: one column, every mark with its label above it. Nothing depends
on measured text or on the fonts of the machine, so that a chart is the same everywhere.
"""

from __future__ import annotations

import math
import textwrap
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING

import altair as alt

from waterbed.check.rate import claimed
from waterbed.check.words import days_of, series_name
from waterbed.records import InvalidError, measure_of
from waterbed.report.phrases import claimed_in_words, figure_of, moved, parts_of, sentence
from waterbed.report.ratings import FITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waterbed.records import Article, Claim, Diversion, Fit, Interval, Reading, Shape, Verdict

    _Placed = Sequence[tuple[int, "_Row"]]

_WIDTH = 350
_MARGIN = {"left": 12, "right": 12, "top": 12, "bottom": 44}
_LINE = 14
_STRIP, _GAP = 18, 12
_LETTERS = 59
_MOST_ROWS = 12
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_INK, _PALE = "#222222", "#f0f0f0"
_SHAPES: dict[Fit, str] = {
    "holds": "circle",
    "close": "diamond",
    "contradicted": "square",
    "undecided": "triangle-up",
}
_AXES: dict[Shape, str] = {
    "change": "change in number of {}",
    "level": "number of {}",
    "percent": "change in percent",
    "ratio": "times the earlier count",
    "share": "percent of the whole",
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A label, and under it a strip with a mark for what it says; without `fit`, the line alone."""

    heads: tuple[str, ...]
    lines: tuple[str, ...]
    low: float
    high: float
    fit: Fit | None = None

    @property
    def height(self) -> int:
        return _LINE * (len(self.heads) + len(self.lines)) + 4 + _STRIP + _GAP

    @property
    def middle(self) -> float:
        return self.height - _GAP - _STRIP / 2


def reading_chart(verdict: Verdict, article: Article) -> alt.LayerChart:
    """Draw what each reading gives beside what the claim says.

    Parameters
    ----------
    verdict
        The verdict.
    article
        The report that the claim is in.

    Returns
    -------
    altair.LayerChart
        A mark for a figure and a bar for bounds, nearest reading first, twelve at most; the claimed
        number, where there is one, as a dashed line. Its description is the verdict's sentence.

    Raises
    ------
    InvalidError
        Where no reading gives a number.
    """
    claim = article.claims[verdict.claim]
    shown = [one for _, readings in parts_of(verdict) for one in readings]
    drawn = [one for one in shown if math.isfinite(one.low) and math.isfinite(one.high)]
    if not drawn:
        raise InvalidError(
            f"claim {verdict.claim + 1} has no reading with a number, so there is nothing to draw. "
            "Use its sentence."
        )
    rows = [_row(one, nearest=one in verdict.readings) for one in drawn[:_MOST_ROWS]]
    left = len(shown) - len(rows)
    more = f"; {left} more in the table" if left else ""
    title = _axis(drawn[:_MOST_ROWS]) + more
    return _chart(rows, _line(claim), title, sentence(verdict, article))


def diversion_chart(diversion: Diversion) -> alt.LayerChart:
    """Draw which part of a fall can have moved to where there was a rise.

    Parameters
    ----------
    diversion
        What figures guarantee of both.

    Returns
    -------
    altair.LayerChart
        A bar from the least to the greatest part, with the figures as printed and with the
        allowances for clocks and revisions. An end without a limit runs out of the chart.

    Raises
    ------
    InvalidError
        Where figures guarantee nothing.
    """
    part = diversion.of_fall
    found = (("figures as printed", part.strict), ("with allowances", part.robust))
    rows = [_part(name, limits) for name, limits in found if limits]
    if not rows:
        raise InvalidError(
            "the figures contradict each other, so that they guarantee nothing: there is nothing "
            "to draw. Use the sentence."
        )
    line = _Row(("100 %: the whole fall",), (), 100.0, 100.0)
    return _chart(rows, line, "percent of the fall that can have moved", moved(diversion))


def as_svg(chart: alt.LayerChart) -> str:
    """Draw a chart as SVG.

    Parameters
    ----------
    chart
        A chart of this module.

    Returns
    -------
    str
        An ``svg`` element with the chart's description as its label. Needs no network and no
        browser.
    """
    import vl_convert  # noqa: PLC0415 - 50 MB that only a drawing needs

    drawn: str = vl_convert.vegalite_to_svg(chart.to_dict(), vl_version=_version())
    label = escape(str(chart.description), quote=True)
    return drawn.replace("<svg ", f'<svg role="img" aria-label="{label}" ', 1)


def as_png(chart: alt.LayerChart) -> bytes:
    """Draw a chart as PNG, with two dots to a pixel of the SVG.

    Parameters
    ----------
    chart
        A chart of this module.

    Returns
    -------
    bytes
        The file.
    """
    import vl_convert  # noqa: PLC0415 - as above

    drawn: bytes = vl_convert.vegalite_to_png(chart.to_dict(), vl_version=_version(), scale=2)
    return drawn


def _version() -> str:
    major, minor, *_ = alt.SCHEMA_VERSION.removeprefix("v").split(".")
    return f"{major}.{minor}"


def _row(reading: Reading, *, nearest: bool) -> _Row:
    near = ", nearest" if nearest else ""
    head = f"{figure_of(reading)}: {FITS[reading.fit].words}{near}"
    return _Row(
        heads=_folded(head),
        lines=(*_folded(series_name(reading.key, reading.source)), *_folded(days_of(reading))),
        low=reading.low,
        high=reading.high,
        fit=reading.fit,
    )


def _part(name: str, limits: Interval) -> _Row:
    low = 0.0 if limits.low is None else 100 * limits.low
    high = math.inf if limits.high is None else 100 * limits.high
    upper = "no upper limit" if limits.high is None else f"{high:,.0f} %"
    lower = "no lower limit" if limits.low is None else f"{low:,.0f} %"
    return _Row((f"{lower} to {upper}",), (name,), low, high, "undecided")


def _line(claim: Claim) -> _Row | None:
    """Give the claimed number; for a claimed direction, where none is left."""
    said = claimed(claim)
    words = claimed_in_words(claim)
    if said.amount is not None and claim.unit != "rank":
        return _Row((f"claimed: {words}",), (), said.amount, said.amount)
    if words:
        same = 1.0 if said.shape == "ratio" else 0.0
        return _Row((f"claimed: {words}; the line is at no change",), (), same, same)
    return None


def _axis(readings: Sequence[Reading]) -> str:
    counts = dict.fromkeys(
        measure_of(one.key).counts.replace("events", "detections") for one in readings
    )
    return _AXES[readings[0].shape].format(" or of ".join(counts))


def _chart(rows: Sequence[_Row], line: _Row | None, title: str, description: str) -> alt.LayerChart:
    every = [line, *rows] if line else [*rows]
    placed = list(zip(accumulate((row.height for row in every), initial=0), every, strict=False))
    height = sum(row.height for row in every)
    y = alt.Y("y:Q", axis=None).scale(domain=[0, height], range=[0, height], nice=False)
    domain = _domain([end for row in every for end in (row.low, row.high)])
    x = alt.X("x:Q").scale(domain=domain, nice=False, zero=False).title(title)
    layers = [*_strips(placed, line, x, y), *_marks(placed, domain, x, y), *_labels(placed, y)]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(
            width=_WIDTH,
            height=height,
            padding=_MARGIN,
            autosize=alt.AutoSizeParams(type="none"),
            description=description,
        )
        .configure(font=_FONT, background="white", aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            grid=False,
            labelColor=_INK,
            titleFontSize=11,
            titleColor=_INK,
            titleFontWeight="normal",
            labelOverlap=False,
            labelBound=False,
            tickCount=4,
        )
    )
    return chart


def _domain(values: Sequence[float]) -> list[float]:
    finite = [0.0, *(value for value in values if math.isfinite(value))]
    room = 0.06 * (max(finite) - min(finite)) or 1.0
    return [min(finite) - room, max(finite) + room]


def _strips(placed: _Placed, line: _Row | None, x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """Draw the strip of each row, with the claimed number as a dashed line in it."""
    strips = [
        {"y": top + row.middle - _STRIP / 2, "y2": top + row.middle + _STRIP / 2}
        for top, row in placed
    ]
    strip = alt.Chart({"values": strips}).mark_rect(color=_PALE)
    yield strip.encode(x=alt.value(0), x2=alt.value(_WIDTH), y=y, y2="y2:Q")
    if line:
        lines = [{**one, "x": line.low} for one in strips]
        rule = alt.Chart({"values": lines}).mark_rule(strokeDash=[3, 2], strokeWidth=2, color=_INK)
        yield rule.encode(x=x, y=y, y2="y2:Q")


def _marks(placed: _Placed, domain: Sequence[float], x: alt.X, y: alt.Y) -> Iterator[alt.Chart]:
    """Draw a point for a figure, and for bounds a bar that ends in points where it has limits."""
    marks = [
        {"y": top + row.middle, "x": row.low, "x2": min(row.high, domain[1]), "fit": row.fit}
        for top, row in placed
        if row.fit
    ]
    ends = [*marks, *({**one, "x": one["x2"]} for one in marks if one["x2"] != domain[1])]
    bars = [one for one in marks if one["x"] != one["x2"]]
    fits = sorted({row.fit for _, row in placed if row.fit})
    colours, shapes = [FITS[fit].colour for fit in fits], [_SHAPES[fit] for fit in fits]
    fill = alt.Fill("fit:N", legend=None).scale(domain=fits, range=colours)
    stroke = alt.Stroke("fit:N", legend=None).scale(domain=fits, range=colours)
    shape = alt.Shape("fit:N", legend=None).scale(domain=fits, range=shapes)
    bar = alt.Chart({"values": bars}).mark_rule(strokeWidth=5)
    yield bar.encode(x=x, x2="x2:Q", y=y, stroke=stroke)
    point = alt.Chart({"values": ends}).mark_point(size=110, opacity=1, stroke=_INK, strokeWidth=1)
    yield point.encode(x=x, y=y, fill=fill, shape=shape)


def _labels(placed: _Placed, y: alt.Y) -> Iterator[alt.Chart]:
    written = [
        (number < len(row.heads), {"y": top + _LINE * (number + 1) - 3, "text": text})
        for top, row in placed
        for number, text in enumerate((*row.heads, *row.lines))
    ]
    for bold in (True, False):
        values = [line for heavy, line in written if heavy == bold]
        text = alt.Chart({"values": values}).mark_text(
            align="left", fontSize=11, fontWeight="bold" if bold else "normal", color=_INK
        )
        yield text.encode(x=alt.value(0), y=y, text="text:N")


def _folded(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, _LETTERS))
