"""Charts of a verdict: what each reading gives beside the claim, and how much can have moved."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from waterbed.check.rate import claimed
from waterbed.check.words import days_of, series_name
from waterbed.records import InvalidError, measure_of
from waterbed.report.drawing import Row, draw, folded, png, svg
from waterbed.report.phrases import claimed_in_words, figure_of, moved, parts_of, sentence
from waterbed.report.ratings import FITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import altair as alt

    from waterbed.records import Article, Claim, Diversion, Interval, Reading, Shape, Verdict
    from waterbed.report.drawing import Spec

_MOST_ROWS = 12
_AXES: dict[Shape, str] = {
    "change": "change in number of {}",
    "level": "number of {}",
    "percent": "change in percent",
    "ratio": "times the earlier count",
    "share": "percent of the whole",
}


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
        `reading_drawing`, to change or to put beside others.

    Raises
    ------
    InvalidError
        Where no reading gives a number.
    """
    return _chart(reading_drawing(verdict, article))


def diversion_chart(diversion: Diversion) -> alt.LayerChart:
    """Draw which part of a fall can have moved to where there was a rise.

    Parameters
    ----------
    diversion
        What figures guarantee of both.

    Returns
    -------
    altair.LayerChart
        `diversion_drawing`, to change or to put beside others.

    Raises
    ------
    InvalidError
        Where figures guarantee nothing.
    """
    return _chart(diversion_drawing(diversion))


def as_svg(chart: alt.LayerChart | alt.VConcatChart) -> str:
    """Write a chart as SVG. Needs no network and no browser.

    Parameters
    ----------
    chart
        A chart of this package.

    Returns
    -------
    str
        An ``svg`` element with the chart's description as its label.
    """
    return svg(chart.to_dict())


def as_png(chart: alt.LayerChart | alt.VConcatChart) -> bytes:
    """Write a chart as PNG, with two dots to a pixel of the SVG.

    Parameters
    ----------
    chart
        A chart of this package.

    Returns
    -------
    bytes
        The file.
    """
    return png(chart.to_dict())


def reading_drawing(verdict: Verdict, article: Article) -> Spec:
    """Draw what each reading gives beside what the claim says.

    Parameters
    ----------
    verdict
        The verdict.
    article
        The report that the claim is in.

    Returns
    -------
    dict
        Vega-Lite: a point for a figure and a bar for bounds, nearest reading first, twelve at
        most; the claimed number as a dashed line. Its description is the verdict's sentence.

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
    title = _axis(drawn[:_MOST_ROWS]) + (f"; {left} more in the table" if left else "")
    return draw(rows, _line(claim), title=title, description=sentence(verdict, article))


def diversion_drawing(diversion: Diversion) -> Spec:
    """Draw which part of a fall can have moved to where there was a rise.

    Parameters
    ----------
    diversion
        What figures guarantee of both.

    Returns
    -------
    dict
        Vega-Lite: a bar from the least to the greatest part, with the figures as printed and with
        the allowances for clocks and revisions. A bar without an upper limit runs out of it.

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
    line = Row(("100 %: the whole fall",), (), 100.0, 100.0)
    title = "percent of the fall that can have moved"
    return draw(rows, line, title=title, description=moved(diversion))


def _chart(spec: Spec) -> alt.LayerChart:
    import altair as alt  # noqa: PLC0415 - half a second, and a page needs no Altair

    chart: alt.LayerChart = alt.LayerChart.from_dict(spec)
    return chart


def _row(reading: Reading, *, nearest: bool) -> Row:
    near = ", nearest" if nearest else ""
    series = series_name(reading.key, reading.source)
    return Row(
        heads=folded(f"{figure_of(reading)}: {FITS[reading.fit].words}{near}"),
        lines=(*folded(series), *folded(days_of(reading))),
        low=reading.low,
        high=reading.high,
        fit=reading.fit,
    )


def _part(name: str, limits: Interval) -> Row:
    low = 0.0 if limits.low is None else 100 * limits.low
    high = math.inf if limits.high is None else 100 * limits.high
    upper = "no upper limit" if limits.high is None else f"{high:,.0f} %"
    lower = "no lower limit" if limits.low is None else f"{low:,.0f} %"
    return Row((f"{lower} to {upper}",), (name,), low, high, "undecided")


def _line(claim: Claim) -> Row | None:
    """Give the claimed number; for a claimed direction, where none is left."""
    said = claimed(claim)
    words = claimed_in_words(claim)
    if said.amount is not None and claim.unit != "rank":
        return Row((f"claimed: {words}",), (), said.amount, said.amount)
    if words:
        same = 1.0 if said.shape == "ratio" else 0.0
        return Row((f"claimed: {words}; the line is at no change",), (), same, same)
    return None


def _axis(readings: Sequence[Reading]) -> str:
    counts = dict.fromkeys(
        measure_of(one.key).counts.replace("events", "detections") for one in readings
    )
    return _AXES[readings[0].shape].format(" or of ".join(counts))
