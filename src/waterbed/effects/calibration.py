"""Calibration: what the method's own errors at past dates say about its interval."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import lgamma, log, pi
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics import one_thread
from waterbed.records import Calibration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SCALES = np.geomspace(0.2, 5.0, 33)
_FREEDOMS = (8.0, 15.0, 50.0)
_PRIOR_WIDTH = 0.5
_NEVER = 1e-12
_REACH = np.geomspace(1e-3, 60.0, 1000)
_POINTS = np.concatenate([-_REACH[::-1], [0.0], _REACH])


@dataclass(frozen=True, slots=True)
class Placebos:
    """The same estimate at past dates, the event's own date last.

    Parameters
    ----------
    cuts
        How many months were known at each date, rising.
    error
        What was counted less what was expected, in the model's standard deviations.
    spread
        The model's standard deviation.
    most
        The error at which what was averted would equal the route's record; infinite for none.
    """

    cuts: NDArray[np.int64]
    error: Floats
    spread: Floats
    most: Floats


@dataclass(frozen=True, slots=True)
class ErrorLaw:
    """The law of the error at a date, had there been no event then.

    Parameters
    ----------
    chance
        Probability of an error up to each of the points.
    seen
        The error of what was counted: beyond it, some were averted.
    most
        The error beyond which more would have been averted than is possible.
    """

    chance: Floats
    seen: float
    most: float

    def up_to(self, error: float) -> float:
        """Give the probability of an error up to this one."""
        return float(np.interp(error, _POINTS, self.chance))

    def free(self, shares: Floats) -> Floats:
        """Give the errors below which these shares lie, whatever is possible."""
        found: Floats = np.interp(shares, self.chance, _POINTS)
        return found

    def quantiles(self, shares: Floats) -> Floats:
        """Give the errors below which these shares lie, of what is possible.

        The probability that any were averted stays as it is; given that some were, it is
        conditioned on no more than is possible.
        """
        seen, most = self.up_to(self.seen), self.up_to(self.most)
        room = (most - seen) / max(1.0 - seen, 1e-12)
        return self.free(np.where(shares <= seen, shares, seen + (shares - seen) * room))


@dataclass(frozen=True, slots=True)
class ErrorLaws:
    """The laws of the errors at past dates and, last, at the event.

    Parameters
    ----------
    chance
        Probability of an error up to each of the points, dates by points.
    seen, most
        As for `ErrorLaw`, one a date.
    """

    chance: Floats
    seen: Floats
    most: Floats

    @property
    def last(self) -> ErrorLaw:
        """The law at the event."""
        return ErrorLaw(self.chance[-1], float(self.seen[-1]), float(self.most[-1]))

    def ends(self, share: float) -> Floats:
        """Give at each date the error below which this share lies, whatever is possible."""
        after = np.clip((self.chance < share).sum(axis=1), 1, len(_POINTS) - 1)
        rows = np.arange(len(after))
        low, high = self.chance[rows, after - 1], self.chance[rows, after]
        part = np.clip((share - low) / np.maximum(high - low, 1e-300), 0.0, 1.0)
        found: Floats = _POINTS[after - 1] + part * (_POINTS[after] - _POINTS[after - 1])
        return found

    def out(self) -> list[float]:
        """Say how far out the error is at each date, as a standard normal number."""
        after = np.clip(np.searchsorted(_POINTS, self.seen), 1, len(_POINTS) - 1)
        rows = np.arange(len(after))
        part = (self.seen - _POINTS[after - 1]) / (_POINTS[after] - _POINTS[after - 1])
        low, high = self.chance[rows, after - 1], self.chance[rows, after]
        share = np.clip(low + np.clip(part, 0.0, 1.0) * (high - low), _NEVER, 1.0 - _NEVER)
        normal = NormalDist()
        return [normal.inv_cdf(one) for one in share.tolist()]


def calibrate(
    placebos: Placebos, nominal: float, *, window: int, span: int
) -> tuple[ErrorLaw, Calibration]:
    """Scale the interval at each date by the errors known by then, and count how often it held.

    Parameters
    ----------
    placebos
        The past dates and, last, the event's own.
    nominal
        What the interval promises.
    window
        Months from the first to the last of a window, those without a figure counted in.
    span
        Months from a date to the end of its window.

    Returns
    -------
    tuple
        The law of the event's error, and the record of the past dates.

    Notes
    -----
    The errors are taken as t distributed with unknown scale (log-normal prior around 1) and degrees
    of freedom, on a grid; an error counts one part in `window`, since windows overlap. At each date
    only errors of windows that had ended go in, so the coverage is out of sample. That more was
    averted than is possible is conditioned away, not cut off, by what was counted; the coverage is
    the same with and without, and the score is of the interval without.

    References
    ----------
    Shafer and Vovk, A Tutorial on Conformal Prediction, JMLR 9, 2008, for the idea of letting past
    errors of the same method set the width; this is its parametric relative for few errors.
    """
    laws = error_laws(placebos, window=window, span=span)
    return laws.last, judged(placebos, laws, nominal, window)


def judged(placebos: Placebos, laws: ErrorLaws, nominal: float, window: int) -> Calibration:
    """Count how often the interval held at past dates.

    Parameters
    ----------
    placebos
        The past dates and, last, the event's own.
    laws
        The law of the error at each.
    nominal
        What the interval promises.
    window
        Months from the first to the last of a window, those without a figure counted in.

    Returns
    -------
    Calibration
        The record of the past dates.
    """
    tails = ((1 - nominal) / 2, (1 + nominal) / 2)
    lows, highs = map(laws.ends, tails)
    low, high = lows[:-1], highs[:-1]
    past = placebos.error[:-1]
    *out, own = np.abs(laws.out())
    usual = NormalDist().inv_cdf(tails[1])
    missed = np.maximum(low - past, 0.0) + np.maximum(past - high, 0.0)
    score = (high - low + missed / tails[0]) * placebos.spread[:-1]
    return Calibration(
        nominal=nominal,
        placebos=len(past),
        independent=float(separate(placebos.cuts[:-1].tolist(), window)),
        coverage=float(np.mean((low <= past) & (past <= high))),
        model_coverage=float(np.mean(np.abs(past) <= usual)),
        interval_score=float(score.mean()),
        stretch=float((highs[-1] - lows[-1]) / (2 * usual)),
        as_extreme=float((1 + np.sum(out >= own)) / (1 + len(past))),
    )


def separate(dates: Sequence[int], window: int) -> int:
    """Count the windows at past dates that do not overlap.

    Parameters
    ----------
    dates
        Number of a month for each date, rising.
    window
        Months from the first to the last of a window.

    Returns
    -------
    int
        As many as there can be: from the first date on, each that begins where the one before has
        ended.
    """
    count, free = 0, dates[0]
    for date in dates:
        if date >= free:
            count, free = count + 1, date + window
    return count


def error_laws(placebos: Placebos, *, window: int, span: int) -> ErrorLaws:
    """Give the law of the error at each date, from the errors known by then.

    Parameters
    ----------
    placebos
        The dates.
    window
        Months from the first to the last of a window, those without a figure counted in.
    span
        Months from a date to the end of its window.

    Returns
    -------
    ErrorLaws
        One a date.
    """
    return ErrorLaws(_chances(placebos, window, span), placebos.error, placebos.most)


def _chances(placebos: Placebos, window: int, span: int) -> Floats:
    log_prior, chance = _grid()
    evidence = np.vstack([np.zeros(len(log_prior)), _log_density(placebos.error).cumsum(axis=0)])
    ended = np.searchsorted(placebos.cuts, placebos.cuts - span, side="right")
    weight = log_prior + evidence[ended] / window
    weight = np.exp(weight - weight.max(axis=1, keepdims=True))
    with one_thread():
        above = weight @ chance / weight.sum(axis=1, keepdims=True)
    return np.hstack([1.0 - above[:, :0:-1], above])


def _log_density(error: Floats) -> Floats:
    parts = [
        lgamma((one + 1) / 2)
        - lgamma(one / 2)
        - 0.5 * log(one * pi)
        - np.log(_SCALES)
        - (one + 1) / 2 * np.log1p((error[:, None] / _SCALES) ** 2 / one)
        for one in _FREEDOMS
    ]
    return np.concatenate(parts, axis=1)


@cache
def _grid() -> tuple[Floats, Floats]:
    """Give the log prior of each scale and freedom, and its distribution from no error upwards."""
    density = np.exp(_log_density(_POINTS)).T
    steps = np.diff(_POINTS) * (density[:, 1:] + density[:, :-1]) / 2
    chance = np.concatenate([np.zeros((len(density), 1)), steps.cumsum(axis=1)], axis=1)
    log_prior = np.tile(-0.5 * (np.log(_SCALES) / _PRIOR_WIDTH) ** 2, len(_FREEDOMS))
    return log_prior, (chance / chance[:, -1:])[:, len(_REACH) :]
