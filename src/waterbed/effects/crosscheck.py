"""Cross-check: the same effect by other methods, against other series, each tried at past dates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.calibration import Placebos, calibrate
from waterbed.effects.completion import matrix_completion, shrinkage
from waterbed.effects.model import to_counts, to_scale
from waterbed.effects.others import laid
from waterbed.effects.question import past_dates, record
from waterbed.effects.synthetic import (
    centred_control,
    difference_in_differences,
    placebo_error,
    synthetic_difference,
)
from waterbed.records import METHODS, CrossCheck, Estimate, Method, Part

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from waterbed.effects.monthly import Monthly
    from waterbed.effects.question import Question
    from waterbed.effects.synthetic import Fitted

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Estimator = Callable[[Floats, int], Fitted]

LEAST_OTHERS = 3
"""Other series that a cross-check needs."""
BASE_MONTHS = 24
"""Months before a date that a cross-check compares on."""
_LEAST_SPREAD = 1e-3
_YEAR = 12

_ESTIMATORS: Mapping[Method, Estimator] = {
    "synthetic control": centred_control,
    "synthetic difference-in-differences": synthetic_difference,
    "difference-in-differences": difference_in_differences,
    "matrix completion": matrix_completion,
}


@dataclass(frozen=True, slots=True)
class _Panel:
    """Other series and, last, the one in question, on the model's scale.

    Parameters
    ----------
    rows
        Series by months, not a number only where the last one is missing.
    kept
        For each month after a date: whether it is in the window.
    season
        Whether each row's own wave is taken out.
    """

    rows: Floats
    kept: NDArray[np.bool_]
    season: bool

    def at(self, cut: int) -> tuple[Floats, int, Floats]:
        """Cut at a date: the rows less their waves, months before, and the waves of the window."""
        before = np.flatnonzero(~np.isnan(self.rows[-1, :cut]))
        after = cut + np.flatnonzero(self.kept)
        months = np.concatenate([before[-BASE_MONTHS:], after])
        if not self.season:
            return self.rows[:, months], len(months) - len(after), np.zeros(len(after))
        columns = np.column_stack([np.ones(int(after[-1]) + 1), *_waves(int(after[-1]) + 1)])
        fitted = np.linalg.lstsq(columns[before], self.rows[:, before].T, rcond=None)[0]
        wave = (columns[:, 1:] @ fitted[1:]).T
        rows = self.rows[:, months] - wave[:, months]
        return rows, len(months) - len(after), wave[-1, after]


def cross_checks(
    asked: Question, others: Sequence[Monthly], change: Estimate
) -> tuple[CrossCheck, ...]:
    """Estimate an effect by every method of `METHODS`, against other series.

    Parameters
    ----------
    asked
        The series cut at the event, with as many past dates as an interval needs.
    others
        Other series with a figure for every month needed (see `waterbed.effects.others.usable`).
    change
        The effect that is checked.

    Returns
    -------
    tuple of CrossCheck
        One a method, each with the errors that it made at past dates.

    Notes
    -----
    On the scale of the effect, each series less its own wave of the year, over the last 24 known
    months. What a method expects of each month is taken back to counts and added up; its error is
    taken on the scale, in standard deviations of the series less the mean of the others before the
    date, and scales the interval as that of the effect is scaled (see
    `waterbed.effects.calibration.calibrate`), what is impossible being conditioned away alike.
    """
    scale = asked.options.scale
    counts = np.array([laid(asked, one) for one in others])
    own = np.concatenate([asked.known, np.full(asked.gap, np.nan), asked.counted])
    panel = _Panel(to_scale(np.vstack([counts, own]), scale), asked.kept, asked.options.season)
    dates = np.append(past_dates(asked.known, asked.kept), asked.cut)
    return tuple(_checked(asked, others, panel, dates, method, change) for method in METHODS)


def _checked(
    asked: Question,
    others: Sequence[Monthly],
    panel: _Panel,
    dates: Integers,
    method: Method,
    change: Estimate,
) -> CrossCheck:
    estimator, options = _ESTIMATORS[method], asked.options
    expected, placebos, parts = _tried(asked, panel, dates, _by_date(method, panel, dates))
    law, calibration = calibrate(
        placebos, options.nominal, window=asked.length, span=len(asked.kept)
    )
    tail = (1 - options.nominal) / 2
    errors = law.quantiles(np.array([0.5, tail, 1 - tail]))
    totals = to_counts(expected + placebos.spread[-1] * errors, options.scale)
    point, high, low = (asked.observed - float(one) for one in totals)
    rows, known, _ = panel.at(asked.cut)
    named = zip(others, parts if len(parts) else np.zeros(len(others)), strict=True)
    return CrossCheck(
        method=method,
        change=Estimate(point, low, high),
        calibration=calibration,
        parts=tuple(Part(one.key, one.source, float(part)) for one, part in named),
        elsewhere=placebo_error(rows, known, estimator)[0],
        outside=not change.low <= point <= change.high,
    )


def _by_date(method: Method, panel: _Panel, dates: Integers) -> list[Estimator]:
    """Give the estimator of each date; how strongly to shrink is chosen once a year."""
    if method != "matrix completion":
        return [_ESTIMATORS[method]] * len(dates)
    grids = [shrinkage(*panel.at(int(cut))[:2]) for cut in dates[::_YEAR]]
    found = [partial(matrix_completion, grid=grids[at // _YEAR]) for at in range(len(dates) - 1)]
    return [*found, matrix_completion]


def _tried(
    asked: Question, panel: _Panel, dates: Integers, estimators: Sequence[Estimator]
) -> tuple[float, Placebos, Floats]:
    """Estimate at every date: what was expected at the last, the errors, the last one's weights."""
    scale, span = asked.options.scale, len(asked.kept)
    error, spread, most = np.empty((3, len(dates)))
    expected, weights = 0.0, np.empty(0)
    for place, cut in enumerate(dates):
        rows, known, wave = panel.at(int(cut))
        found = estimators[place](rows, known)
        weights = found.weights
        expected = float(to_scale(to_counts(found.expected + wave, scale).sum(), scale))
        seen = to_counts(panel.rows[-1, cut : cut + span][asked.kept], scale).sum()
        limit = seen + record(asked.known[:cut], asked.window)
        loose = float((rows[-1, :known] - rows[:-1, :known].mean(axis=0)).std())
        spread[place] = max(loose, _LEAST_SPREAD * (1.0 + abs(expected)))
        error[place], most[place] = to_scale(np.array([seen, limit]), scale) - expected
    return expected, Placebos(dates, error / spread, spread, most / spread), weights


def _waves(months: int) -> list[Floats]:
    angles = [2 * np.pi * turn * np.arange(months) / _YEAR for turn in (1, 2)]
    return [wave(angle) for angle in angles for wave in (np.cos, np.sin)]
