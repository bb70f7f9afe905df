"""Flows: what routes carried after many dates, against what was expected of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed import numerics

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]

LEAST = 0.5
"""People a month that are added before a logarithm is taken."""
EXPOSED = 0.01
"""Share of a route that makes a nationality exposed to what happens there."""
PULL = 0.6
"""By which part a nationality's departure from what all did on the own route is its own affair."""
_EXPOSED_MONTHS = 24
_COMPARABLE = 0.01
_CENTRE = np.array([0.4, -0.4, -0.3, 0.1, -0.1, 0.2, 0.0, 0.2, 0.0])
_RIDGE = 40.0


@dataclass(frozen=True, slots=True)
class Flows:
    """Counted and expected after every date, the event's own date last.

    Parameters
    ----------
    window
        Months in a window.
    counted, expected
        Dates by nationalities by routes: people in the window, not a number where missing.
    exposed
        Dates by nationalities by routes: whether a nationality made up a hundredth of the route in
        the two years before.
    comparable
        Routes that carried at least a hundredth of all before the event; their errors say how large
        such errors are.
    """

    window: float
    counted: Floats
    expected: Floats
    exposed: Flags
    comparable: tuple[int, ...]

    def used(self, own: int, to: int) -> Flags:
        """Say which nationalities count between two routes, dates by nationalities."""
        there: Flags = ~np.isnan(self.counted[..., own] + self.counted[..., to])
        return self.exposed[..., own] & there

    def between(self, own: int, to: int) -> tuple[Floats, Floats]:
        """Add two routes up; as `waterbed.numerics.together`."""
        pair = [own, to]
        counted, expected = self.counted[..., pair], self.expected[..., pair]
        return numerics.together(counted, expected, self.used(own, to), LEAST * self.window, PULL)


@dataclass(frozen=True, slots=True)
class Errors:
    """Counted by expected on two routes at past dates, and at the event.

    Parameters
    ----------
    counted, expected
        Dates by two routes (own, receiving), the event's date last.
    doubt
        Variance of the logarithm of the expected own route at the event, for what nationalities
        did apart: that may have been their own affair or the event's.
    usual
        Mean squares of the errors of other pairs of routes at past dates, two by two.
    window
        Months in a window.
    """

    counted: Floats
    expected: Floats
    doubt: float
    usual: Floats
    window: float

    @property
    def errors(self) -> Floats:
        """The logarithm of counted by expected, half a person a month added to both."""
        return _errors(self.counted, self.expected, self.window)


def flows(counts: Floats, dates: Integers, kept: Flags) -> Flows:
    """Foresee every route by nationality after many dates.

    Parameters
    ----------
    counts
        Nationalities by routes by months, not a number where missing.
    dates
        How many months are known at each date, rising; the last is the event's.
    kept
        For each month after a date: whether it is in the window.

    Returns
    -------
    Flows
        By nationality and route.

    Notes
    -----
    One regression is pooled over every nationality, route and past date whose window ended before
    the event: the growth of the window's mean month over the last year's, on the logarithm, by the
    last month and three months, the last three years, all years, the same of the route's total,
    and the route's same months a year ago. It is held by a ridge towards what such coefficients
    usually are. No level wanders, so nothing explodes. At a past date the coefficients rest on no
    date whose window overlaps its own.
    """
    nationalities, routes, months = counts.shape
    window = float(kept.sum())
    series = counts.reshape(nationalities * routes, months)
    totals = np.nansum(counts, axis=0)
    totals[np.isnan(counts).all(axis=0)] = np.nan
    route_of = np.tile(np.arange(routes), nationalities)
    columns, year, seen = numerics.features(series, route_of, totals, (dates, kept), LEAST)
    pooling = numerics.Pooling(LEAST, _RIDGE, _CENTRE)
    slopes = numerics.pooled(columns, year, seen, (window, len(kept)), pooling)
    grown = year + np.einsum("dsc,dc->ds", columns, slopes)
    expected = np.maximum(window * (np.exp(grown) - LEAST), 0.0)
    shape = (len(dates), nationalities, routes)
    before = np.nansum(totals[:, : dates[-1]], axis=1)
    comparable = tuple(map(int, np.flatnonzero(before >= _COMPARABLE * before.sum())))
    exposed = _exposed(counts, dates)
    return Flows(window, seen.reshape(shape), expected.reshape(shape), exposed, comparable)


def _exposed(counts: Floats, dates: Integers) -> Flags:
    shape = (*counts.shape[:2], 1)
    sums = np.concatenate([np.zeros(shape), np.nan_to_num(counts).cumsum(axis=2)], axis=2)
    recent = sums[:, :, dates] - sums[:, :, np.maximum(dates - _EXPOSED_MONTHS, 0)]
    enough = recent >= EXPOSED * recent.sum(axis=0, keepdims=True)
    exposed: Flags = np.moveaxis(enough & (recent > 0), -1, 0)
    return exposed


def errors(found: Flows, own: int, to: tuple[int, ...]) -> dict[int, tuple[Errors, Errors]]:
    """Give the errors between the own route and each receiving one.

    Parameters
    ----------
    found
        What was foreseen.
    own, to
        The own route and the receiving ones.

    Returns
    -------
    dict of int to tuple of Errors
        For each receiving route: plain totals, and nationalities weighted by what they reveal.

    Notes
    -----
    Other pairs of routes tell only how large such errors usually are. No route tells what was to be
    expected on another.
    """
    routes = sorted({own, *to, *found.comparable})
    pairs = [(one, other) for one in routes for other in routes if one != other]
    added = {pair: found.between(*pair) for pair in pairs}
    past = {
        pair: [_past(totals[:-1, kind], found.window) for kind in range(2)]
        for pair, (totals, _) in added.items()
    }

    def of(receiving: int, kind: int) -> Errors:
        totals, doubt = added[own, receiving]
        return Errors(
            counted=totals[:, kind, [0, 2]],
            expected=totals[:, kind, [1, 3]],
            doubt=float(doubt[-1, kind]),
            usual=_usual({pair: one[kind] for pair, one in past.items()}, own, receiving),
            window=found.window,
        )

    return {receiving: (of(receiving, 0), of(receiving, 1)) for receiving in to}


def _past(totals: Floats, window: float) -> Floats:
    """Give variances and covariance of the errors of a pair at past dates."""
    spread: Floats = np.cov(_errors(totals[:, [0, 2]], totals[:, [1, 3]], window).T)
    return spread


def _errors(counted: Floats, expected: Floats, window: float) -> Floats:
    least = LEAST * window
    found: Floats = np.log((counted + least) / (expected + least))
    return found


def _usual(past: dict[tuple[int, int], Floats], own: int, to: int) -> Floats:
    """Average over other pairs: own errors of other own routes, the rest of all other pairs."""
    others = [spread for pair, spread in past.items() if pair != (own, to)]
    elsewhere = [spread for pair, spread in past.items() if pair[0] != own]
    usual: Floats = np.mean(others, axis=0)
    usual[0, 0] = np.mean([spread[0, 0] for spread in elsewhere])
    return usual
