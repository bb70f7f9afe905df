"""Flows: what two routes carried after many dates, against what was expected of them."""

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
"""Share of the own route that makes a nationality exposed."""
_EXPOSED_MONTHS = 24
_CENTRE = np.array([0.4, -0.4, -0.3, 0.1, -0.1, 0.2, 0.0])
_RIDGE = 40.0


@dataclass(frozen=True, slots=True)
class Flows:
    """Counted and expected on both routes after every date, the event's own date last.

    Parameters
    ----------
    dates
        How many months are known at each.
    exposed
        Dates by nationalities: whether one is used at that date.
    weight
        Dates by nationalities: what a nationality can reveal, 0 to 1.
    counted, expected
        Dates by nationalities by two (own, receiving): people in the window.
    """

    dates: Integers
    exposed: Flags
    weight: Floats
    counted: Floats
    expected: Floats

    def totals(self, *, weighted: bool) -> tuple[Floats, Floats]:
        """Add up the exposed nationalities: counted and expected, dates by two."""
        share = np.where(self.exposed, self.weight if weighted else 1.0, 0.0)
        counted: Floats = np.einsum("dn,dnr->dr", share, self.counted)
        expected: Floats = np.einsum("dn,dnr->dr", share, self.expected)
        return counted, expected


def flows(counts: Floats, pair: tuple[int, int], dates: Integers, kept: Flags) -> Flows:
    """Foresee two routes by nationality after many dates, from what was known on the last of them.

    Parameters
    ----------
    counts
        Nationalities by routes by months, not a number where missing.
    pair
        The own and the receiving route.
    dates
        How many months are known at each date, rising; the last is the event's.
    kept
        For each month after a date: whether it is in the window.

    Returns
    -------
    Flows
        By nationality.

    Notes
    -----
    One regression is pooled over every nationality, route and past date whose window ended before
    the event: the growth of the window's mean month over the last year's, on the logarithm, by the
    last three months, the last three years, all years, the same of the route's total, and the
    route's same months a year ago. Ridge towards what such coefficients usually are; no level
    wanders, so nothing explodes.
    """
    nationalities, routes, months = counts.shape
    window = float(kept.sum())
    series = counts.reshape(nationalities * routes, months)
    totals = np.nansum(counts, axis=0)
    totals[np.isnan(counts).all(axis=0)] = np.nan
    route_of = np.tile(np.arange(routes), nationalities)
    columns, year, seen = numerics.features(series, route_of, totals, dates, kept, LEAST)
    pooling = numerics.Pooling(LEAST, _RIDGE, _CENTRE)
    slopes = numerics.pooled(columns[:-1], year[:-1], seen[:-1], window, pooling)
    grown = year + columns @ slopes
    expected = np.maximum(window * (np.exp(grown) - LEAST), 0.0)
    shape = (len(dates), nationalities, routes)
    expected, seen = expected.reshape(shape)[..., pair], seen.reshape(shape)[..., pair]
    own, other = expected[..., 0], expected[..., 1]
    weight = own**2 / (own**2 + other**2 + (LEAST * window) ** 2)
    there = ~np.isnan(seen[..., 0] + seen[..., 1])
    exposed = _exposed(counts[:, pair[0]], dates) & there
    return Flows(dates, exposed, weight, np.where(there[:, :, np.newaxis], seen, 0.0), expected)


def _exposed(own: Floats, dates: Integers) -> Flags:
    """Say who made up at least a hundredth of the own route in the two years before each date."""
    sums = np.concatenate([np.zeros((len(own), 1)), np.nan_to_num(own).cumsum(axis=1)], axis=1)
    recent = (sums[:, dates] - sums[:, np.maximum(dates - _EXPOSED_MONTHS, 0)]).T
    exposed: Flags = (recent >= EXPOSED * recent.sum(axis=1, keepdims=True)) & (recent > 0)
    return exposed
