"""Shares: draws of what was averted and of what came elsewhere, and the shares left open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from waterbed import numerics
from waterbed.effects.flows import LEAST
from waterbed.records import ShareSet

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS = 2000
LOWEST, HIGHEST = -3.0, 5.0
"""A set that reaches beyond these is not identified."""
_PRIOR_SPREAD, _PRIOR_WINDOWS, _CENTRE_WINDOWS = 1.0, 5.0, 4.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """Joint draws of both routes in the window.

    Parameters
    ----------
    averted, excess
        Expected less counted on the own route; counted less expected on the receiving route.
    """

    averted: Floats
    excess: Floats


def errors_of(counted: Floats, expected: Floats, window: float) -> Floats:
    """Give the logarithm of counted by expected, half a person a month added to both."""
    least = LEAST * window
    found: Floats = np.log((counted + least) / (expected + least))
    return found


def drawn(counted: Floats, expected: Floats, window: float) -> Drawn:
    """Draw what both routes would have carried, from the joint errors at past dates.

    Parameters
    ----------
    counted, expected
        Dates by two routes (own, receiving), the event's date last.
    window
        Months in a window.

    Returns
    -------
    Drawn
        2,000 joint draws.

    Notes
    -----
    The errors of both routes at past dates are taken as jointly t distributed; as windows overlap,
    a window of six months counts a sixth of a date. Mean and covariance are drawn towards no error
    and one unit of the logarithm, worth four and five windows.
    """
    least = LEAST * window
    errors = errors_of(counted[:-1], expected[:-1], window)
    windows = max(2.0, len(errors) / window)
    centre = errors.mean(axis=0) * windows / (windows + _CENTRE_WINDOWS)
    around = errors - errors.mean(axis=0)
    spread = around.T @ around / max(len(errors) - 1, 1)
    held = windows + _PRIOR_WINDOWS
    spread = (windows * spread + _PRIOR_WINDOWS * _PRIOR_SPREAD**2 * np.eye(2)) / held
    spread *= 1.0 + 1.0 / (windows + _CENTRE_WINDOWS)
    normals, freedom = _numbers(round(held - 1.0, 6))
    off = centre + (normals @ np.linalg.cholesky(spread).T) * freedom[:, None]
    would = np.maximum((expected[-1] + least) * np.exp(off) - least, 0.0)
    return Drawn(would[:, 0] - counted[-1, 0], counted[-1, 1] - would[:, 1])


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
        Its hull.

    References
    ----------
    Fieller, Some Problems in Interval Estimation, JRSS B 16, 1954.
    """
    tail = (1 - nominal) / 2
    averted, excess = draws.averted, draws.excess
    doubt = float(np.mean(averted <= 0))
    low, high = _ends(averted, excess, tail)
    ends = (None if low <= LOWEST else low, None if high >= HIGHEST else high)
    if doubt >= tail:
        why = f"with probability {doubt:.0%} none were averted; a share needs less than {tail:.0%}"
        return ShareSet("not identified", *ends, because=(why,))
    if None in ends:
        why = f"shares below {LOWEST:.0f} or above {HIGHEST:.0f} are not ruled out either"
        return ShareSet("not identified", *ends, because=(why,))
    if low <= 0 and high >= 1:
        return ShareSet("uninformative", low, high, because=("no share from 0 to 1 is ruled out",))
    sure = averted > 0
    point = float(np.clip(np.median(excess[sure] / averted[sure]), low, high))
    return ShareSet("identified", low, high, point)


def _ends(averted: Floats, excess: Floats, tail: float) -> tuple[float, float]:
    """Follow the chance that excess is less than s times averted along s, and give the hull."""
    steps = np.abs(averted) > 0
    ratio, sign = excess[steps] / averted[steps], np.sign(averted[steps])
    order = np.argsort(ratio, kind="stable")
    start = np.sum(sign < 0) + np.sum(excess[~steps] <= 0)
    chance = np.concatenate([[start], start + np.cumsum(sign[order])]) / len(averted)
    within = np.flatnonzero((chance >= tail) & (chance <= 1 - tail))
    if not len(within):
        middle = float(np.median(ratio)) if len(ratio) else 0.0
        return middle, middle
    edges = np.concatenate([[-np.inf], ratio[order], [np.inf]])
    return float(edges[within[0]]), float(edges[within[-1] + 1])
