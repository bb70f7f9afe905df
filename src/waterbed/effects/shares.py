"""Shares: draws of what was averted and of what came elsewhere, and the shares left open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from waterbed import numerics
from waterbed.effects.flows import LEAST
from waterbed.records import Estimate, ShareSet, percent

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.effects.flows import Errors

    Floats = NDArray[np.float64]

DRAWS = 2000
LOWEST, HIGHEST = -3.0, 5.0
"""A set that reaches beyond these is not identified."""
_SPREAD_WINDOWS, _USUAL_WEIGHT, _USUAL_WINDOWS, _CENTRE_WINDOWS = 2.0, 4.0, 6.0, 4.0
_DISBELIEF = 0.4
_PEAK_SHIFT = 0.3
_PEAK_MONTHS, _PEAK_MEAN, _PEAK_WITHIN = 48, 6, 0.1
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Drawn:
    """Joint draws of both routes in the window.

    Parameters
    ----------
    averted, excess
        Expected less counted on the own route; counted less expected on the receiving route.
    weight
        What each draw counts; they add up to 1.
    """

    averted: Floats
    excess: Floats
    weight: Floats

    @property
    def chance(self) -> float:
        """Probability that any were averted."""
        return float(self.weight[self.averted > 0].sum())

    def interval(self, values: Floats, nominal: float) -> Estimate:
        """Give median and central interval of the averted or the excess."""
        tail = (1 - nominal) / 2
        shares = np.array([_HALF, tail, 1 - tail])
        point, low, high = np.quantile(values, shares, weights=self.weight, method="inverted_cdf")
        return Estimate(float(point), float(low), float(high))


def at_peak(own: Floats) -> bool:
    """Say whether a route is at its highest.

    Parameters
    ----------
    own
        Its monthly totals up to the event, not a number where missing.

    Returns
    -------
    bool
        Whether the mean of the last half-year is within a tenth of the highest half-year's that
        ended in the last four years.
    """
    half_year = np.ones(_PEAK_MEAN)
    known = np.convolve(~np.isnan(own), half_year, "valid")
    sums = np.convolve(np.nan_to_num(own), half_year, "valid")
    means = (sums / np.maximum(known, 1.0))[-_PEAK_MONTHS:]
    return bool(np.log((LEAST + means.max()) / (LEAST + means[-1])) < _PEAK_WITHIN)


def drawn(errors: Errors, *, peak: bool) -> Drawn:
    """Draw what both routes would have carried, from the joint errors at past dates.

    Parameters
    ----------
    errors
        At past dates and at the event.
    peak
        Whether the event fell on a peak of the own route.

    Returns
    -------
    Drawn
        2,000 weighted joint draws.

    Notes
    -----
    The errors of both routes at past dates are taken as jointly t distributed; as windows overlap,
    a window of six months counts a sixth of a date. Their covariance is drawn towards that of the
    other pairs of routes of the panel, and the mean towards none.

    A route that is looked at because it was at its highest goes on to carry less than a forecast
    says, whatever happens: at a peak the law of the own route is moved down and widened.

    Much of what looks like a large effect is a large error. Draws are therefore weighted: before
    the figures, a change by a factor of ten, up or down, is held .4 times as likely as none.
    """
    least, past = LEAST * errors.window, errors.errors[:-1]
    windows = max(2.0, len(past) / errors.window)
    centre = past.mean(axis=0) * windows / (windows + _CENTRE_WINDOWS)
    spread = _spread(errors, past, windows)
    if peak:
        centre[0] -= _PEAK_SHIFT * np.sqrt(spread[0, 0])
        spread[0, 0] *= 1.0 + _PEAK_SHIFT**2
    normals, freedom = _numbers(round(windows + _USUAL_WINDOWS - 1.0, 6))
    off = centre + (normals @ np.linalg.cholesky(spread).T) * freedom[:, None]
    would = np.maximum((errors.expected[-1] + least) * np.exp(off) - least, 0.0)
    counted = errors.counted[-1]
    changed = np.log((would[:, 0] + least) / (counted[0] + least))
    weight = np.exp(-_DISBELIEF * np.abs(changed))
    return Drawn(would[:, 0] - counted[0], counted[1] - would[:, 1], weight / weight.sum())


def _spread(errors: Errors, past: Floats, windows: float) -> Floats:
    """Pool the covariance of past errors with that of other pairs, and this with a prior."""
    others = _USUAL_WEIGHT * windows
    usual = others * errors.usual + _SPREAD_WINDOWS * np.eye(2)
    usual /= others + _SPREAD_WINDOWS
    spread: Floats = (windows * np.cov(past.T) + _USUAL_WINDOWS * usual) / (
        windows + _USUAL_WINDOWS
    )
    spread *= 1.0 + 1.0 / (windows + _CENTRE_WINDOWS)
    expected = errors.expected[-1, 0]
    spread[0, 0] += errors.doubt * (expected / (expected + LEAST * errors.window)) ** 2
    return spread


@cache
def _numbers(freedom: float) -> tuple[Floats, Floats]:
    numbers = numerics.stream("displacement", DRAWS)
    normals = numbers.standard_normal((DRAWS, 2))
    return normals, np.sqrt(freedom / numbers.chisquare(freedom, DRAWS))


def share_set(draws: Drawn, nominal: float) -> ShareSet:
    """Give the shares s at which excess less s times averted may be nothing.

    Parameters
    ----------
    draws
        Joint draws.
    nominal
        What the set promises.

    Returns
    -------
    ShareSet
        Its hull. No share fits where it lies wholly below 0 or above 1.

    References
    ----------
    Fieller, Some Problems in Interval Estimation, JRSS B 16, 1954.
    """
    tail = (1 - nominal) / 2
    doubt = 1.0 - draws.chance
    low, high = _ends(draws, tail)
    ends = (None if low <= LOWEST else low, None if high >= HIGHEST else high)
    if doubt >= tail:
        none = f"with probability {percent(doubt)} none were averted"
        why = f"{none}; a share needs less than {percent(tail)}"
        return ShareSet("not identified", *ends, because=(why,))
    if None in ends:
        why = _unbounded(*ends)
        return ShareSet("not identified", *ends, because=(why,))
    if low <= 0 and high >= 1:
        return ShareSet("uninformative", low, high, because=("no share from 0 to 1 is ruled out",))
    if high < 0 or low > 1:
        return ShareSet("no share fits", low, high, because=(_outside(high),))
    sure = draws.averted > 0
    ratio, weight = draws.excess[sure] / draws.averted[sure], draws.weight[sure]
    middle = np.quantile(ratio, _HALF, weights=weight, method="inverted_cdf")
    point = float(np.clip(middle, low, high))
    return ShareSet("identified", low, high, point)


def _unbounded(low: float | None, high: float | None) -> str:
    below, above = f"below {percent(LOWEST)}", f"above {percent(HIGHEST)}"
    open_ended = [side for side, end in ((below, low), (above, high)) if end is None]
    return f"shares {' and '.join(open_ended)} are not ruled out"


def _outside(high: float) -> str:
    came = "fewer than expected" if high < 0 else "more than was averted"
    return (
        f"the other route received {came}, so that something other than people turning from one "
        "to the other is at work"
    )


def _ends(draws: Drawn, tail: float) -> tuple[float, float]:
    """Follow the chance that excess is less than s times averted along s, and give the hull."""
    steps = draws.averted != 0
    ratio = draws.excess[steps] / draws.averted[steps]
    jump = np.sign(draws.averted[steps]) * draws.weight[steps]
    order = np.argsort(ratio, kind="stable")
    start = -jump[jump < 0].sum() + draws.weight[~steps & (draws.excess <= 0)].sum()
    chance = np.concatenate([[start], start + np.cumsum(jump[order])])
    within = np.flatnonzero((chance >= tail) & (chance <= 1 - tail))
    if not len(within):
        middle = float(np.median(ratio)) if len(ratio) else 0.0
        return middle, middle
    edges = np.concatenate([[-np.inf], ratio[order], [np.inf]])
    return float(edges[within[0]]), float(edges[within[-1] + 1])
