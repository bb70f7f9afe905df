"""Paths: month by month, and from the first month on, what was to be expected of a window."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.model import Totals, to_counts
from waterbed.effects.question import Question, record
from waterbed.effects.telling import awaited
from waterbed.records import Estimate, Path, Picture

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.effects.calibration import ErrorLaw, ErrorLaws

    Floats = NDArray[np.float64]

_HALF = 0.5
_BEFORE = 36


def path_of(asked: Question, totals: Totals, law: ErrorLaw) -> Path:
    """Give each month's count and the interval of what was expected of it.

    Parameters
    ----------
    asked
        The question.
    totals
        What the model predicts, the event last.
    law
        The law of the event's error.

    Returns
    -------
    Path
        For the months of the window that have a figure. A single one is the whole window, and has
        its interval.
    """
    if asked.window == 1:
        return _whole(asked, awaited(asked, totals, law))
    there = ~np.isnan(asked.counted)
    seen = asked.counted[there]
    shares, most = _shares(asked), record(asked.known, 1)
    paths = _ranked(asked, totals, law)
    spread = [_possible(*month, most, shares) for month in zip(paths.T, seen, strict=True)]
    months = tuple(month for month, known in zip(asked.months, there, strict=True) if known)
    expected, low, high = (tuple(map(float, one)) for one in np.array(spread).T)
    return Path(months, tuple(map(float, seen)), expected, low, high)


def _whole(asked: Question, expected: Estimate) -> Path:
    (place,) = np.flatnonzero(~np.isnan(asked.counted))
    ends = ((expected.point,), (expected.low,), (expected.high,))
    return Path((asked.months[place],), (asked.observed,), *ends, calibrated=True)


def picture_of(asked: Question, totals: Totals, laws: ErrorLaws, change: Estimate) -> Picture:
    """Give what a drawing shows beside the months of the window.

    Parameters
    ----------
    asked
        The question.
    totals
        What the model predicts, the event last.
    laws
        The law of the error at each past date and, last, at the event.
    change
        Counted less expected over the whole window.

    Returns
    -------
    Picture
        The months before, the change so far after each month, and the errors at past dates.
    """
    first = max(asked.cut - _BEFORE, 0)
    known = asked.known[first:]
    *errors, error = laws.out()
    return Picture(
        months=tuple(asked.series.month(first + place) for place in range(len(known))),
        counted=tuple(None if np.isnan(one) else float(one) for one in known),
        cumulative=(*_so_far(asked, totals, laws.last)[:-1], change),
        errors=tuple(errors),
        error=error,
    )


def _so_far(asked: Question, totals: Totals, law: ErrorLaw) -> list[Estimate]:
    paths = _ranked(asked, totals, law).cumsum(axis=1).T
    counted = accumulate(asked.counted[~np.isnan(asked.counted)])
    found = []
    for months, (drawn, seen) in enumerate(zip(paths, counted, strict=True), start=1):
        most = record(asked.known, months)
        point, low, high = _possible(drawn, float(seen), most, _shares(asked))
        found.append(Estimate(*(float(seen - end) for end in (point, high, low))))
    return found


def _shares(asked: Question) -> Floats:
    tail = (1 - asked.options.nominal) / 2
    return np.array([_HALF, tail, 1 - tail])


def _ranked(asked: Question, totals: Totals, law: ErrorLaw) -> Floats:
    """Rank the drawn paths by their total and give each the calibrated total of its rank."""
    count = len(totals.paths)
    drawn = totals.paths.sum(axis=1)
    shares = np.empty(count)
    shares[np.argsort(drawn, kind="stable")] = (np.arange(count) + _HALF) / count
    due = to_counts(
        totals.median[-1] + totals.spread[-1] * law.quantiles(shares), asked.options.scale
    )
    scaled: Floats = totals.paths * (due / np.maximum(drawn, 1e-9))[:, None]
    return scaled


def _possible(drawn: Floats, seen: float, most: float, shares: Floats) -> Floats:
    """Give quantiles of a month's draws; given that any were averted, of no more than `most`."""
    below, within = float(np.mean(drawn <= seen)), float(np.mean(drawn <= seen + most))
    room = (within - below) / max(1.0 - below, 1e-12)
    due = np.where(shares <= below, shares, below + (shares - below) * room)
    quantiles: Floats = np.quantile(drawn, due, method="inverted_cdf")
    return quantiles
