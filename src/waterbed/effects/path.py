"""Path: month by month, what was counted and what was to be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.model import Totals, to_counts
from waterbed.effects.question import record
from waterbed.records import Path

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.effects.calibration import ErrorLaw
    from waterbed.effects.question import Question

    Floats = NDArray[np.float64]

_HALF = 0.5


def path_of(asked: Question, totals: Totals, law: ErrorLaw) -> Path:
    """Rank the drawn paths by their total and give each the calibrated total of its rank.

    Parameters
    ----------
    asked
        The series cut at the event.
    totals
        What the model predicted, the event's date last.
    law
        Of the total's error.

    Returns
    -------
    Path
        Medians and intervals of the months with a figure. In no month more is averted than was
        counted in the largest one before.
    """
    count = len(totals.paths)
    drawn = totals.paths.sum(axis=1)
    shares = np.empty(count)
    shares[np.argsort(drawn, kind="stable")] = (np.arange(count) + _HALF) / count
    due = to_counts(
        totals.median[-1] + totals.spread[-1] * law.quantiles(shares), asked.options.scale
    )
    paths = totals.paths * (due / np.maximum(drawn, 1e-9))[:, None]
    there = ~np.isnan(asked.counted)
    seen = asked.counted[there]
    tail = (1 - asked.options.nominal) / 2
    shares = np.array([_HALF, tail, 1 - tail])
    most = record(asked.known, 1)
    spread = [_possible(*month, most, shares) for month in zip(paths.T, seen, strict=True)]
    months = tuple(month for month, known in zip(asked.months, there, strict=True) if known)
    return Path(
        months, tuple(map(float, seen)), *(tuple(map(float, one)) for one in np.array(spread).T)
    )


def _possible(drawn: Floats, seen: float, most: float, shares: Floats) -> Floats:
    """Give quantiles of a month's draws; given that any were averted, of no more than `most`."""
    below, within = float(np.mean(drawn <= seen)), float(np.mean(drawn <= seen + most))
    room = (within - below) / max(1.0 - below, 1e-12)
    due = np.where(shares <= below, shares, below + (shares - below) * room)
    quantiles: Floats = np.quantile(drawn, due, method="inverted_cdf")
    return quantiles
