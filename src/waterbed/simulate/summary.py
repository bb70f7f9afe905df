"""Summary: what a record of a run needs of many draws, mergeable in any order.

Each statistic is a whole number a draw (a share in ten-thousandths). A summary holds how often each
value came, so that merging is adding and neither order nor number of parts changes a result. Beyond
a number of draws values are held to one part in 256.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.records import Estimate
from waterbed.simulate.levers import worked_on

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from waterbed.records import Lever
    from waterbed.simulate.network import Network
    from waterbed.simulate.paths import Paths

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

COUNTED = ("attempts", "landed", "returned", "dead")
NOMINAL = 0.9
SHARES = 10_000
_MIDDLE = np.int64(2**40)
_ROOM = np.int64(2**41)
_KEPT_BITS = 8


@dataclass(frozen=True, slots=True)
class Summary:
    """How often each value of each statistic came.

    Parameters
    ----------
    keys
        Statistic and value as one number, rising.
    counts
        How many draws.
    """

    keys: Integers
    counts: Integers

    def estimate(self, statistic: int) -> Estimate:
        """Give the median of a statistic and the ends of its middle 90 %."""
        values, upto = self._law(statistic)
        tail = (1 - NOMINAL) / 2
        ranks = np.ceil(np.array([tail, 0.5, 1 - tail]) * upto[-1] - 1e-9)
        low, point, high = values[np.searchsorted(upto, ranks)]
        return Estimate(float(point), float(low), float(high))

    def draws(self, statistic: int) -> int:
        """Count the draws that have a statistic."""
        first, last = self._ends(statistic)
        return int(self.counts[first:last].sum())

    def above_zero(self, statistic: int) -> int:
        """Count the draws in which a statistic is above zero."""
        first, last = self._ends(statistic)
        above = self.keys[first:last] % _ROOM > _MIDDLE
        return int(self.counts[first:last][above].sum())

    def _law(self, statistic: int) -> tuple[Integers, Integers]:
        first, last = self._ends(statistic)
        return self.keys[first:last] % _ROOM - _MIDDLE, self.counts[first:last].cumsum()

    def _ends(self, statistic: int) -> tuple[int, int]:
        first, last = np.searchsorted(self.keys, np.array([statistic, statistic + 1]) * _ROOM)
        return int(first), int(last)


@dataclass(frozen=True, slots=True)
class Index:
    """Which number a statistic has.

    Parameters
    ----------
    corridors, months
        How many there are.
    """

    corridors: int
    months: int

    def total(self, which: int, counted: int, column: int) -> int:
        """Of the baseline, the scenario or the change (0, 1, 2); column 0 is all corridors."""
        return (which * len(COUNTED) + counted) * (self.corridors + 1) + column

    def month(self, which: int, column: int, month: int) -> int:
        """Landed in a month, of the baseline or the scenario."""
        place = (which * (self.corridors + 1) + column) * self.months + month
        return self._fans + place

    @property
    def averted(self) -> int:
        """Landings fewer where levers work; then those more elsewhere, then their share."""
        return self._fans + 2 * (self.corridors + 1) * self.months

    @property
    def _fans(self) -> int:
        return 3 * len(COUNTED) * (self.corridors + 1)


def summarise(
    network: Network, levers: tuple[Lever, ...], baseline: Paths, paths: Paths, *, exact: bool
) -> Summary:
    """Summarise two runs that differ in their levers alone.

    Parameters
    ----------
    network, levers
        As the runs were made with.
    baseline, paths
        The run without the levers and the one with them.
    exact
        Whether values stay as they are; else they are held to one part in 256.

    Returns
    -------
    Summary
        Of the draws of both.
    """
    before, after = _totals(baseline), _totals(paths)
    totals = np.concatenate([before, after, after - before]).reshape(-1, before.shape[-1])
    fans = np.concatenate([_months(baseline), _months(paths)])
    averted, elsewhere, share, some = _shifted(network, levers, (after - before)[1])
    table = np.concatenate([totals, fans, averted[None], elsewhere[None]])
    keys = _keys(table, np.arange(len(table)), exact=exact)
    shares = _keys(share[None, some], np.array([len(table)]), exact=True)
    found, counts = np.unique(np.concatenate([keys, shares]), return_counts=True)
    return Summary(found, counts.astype(np.int64))


def merge(parts: Iterable[Summary]) -> Summary:
    """Add summaries up.

    Parameters
    ----------
    parts
        At least one, in any order.

    Returns
    -------
    Summary
        Of the draws of all.
    """
    listed = list(parts)
    keys = np.concatenate([one.keys for one in listed])
    found, places = np.unique(keys, return_inverse=True)
    counts = np.zeros(len(found), dtype=np.int64)
    np.add.at(counts, places, np.concatenate([one.counts for one in listed]))
    return Summary(found, counts)


def _totals(paths: Paths) -> Integers:
    """Give sums over months, (counted, all corridors and each, draws)."""
    parts = [getattr(paths, name).sum(axis=1, dtype=np.int64).T for name in COUNTED]
    return np.stack([np.concatenate([part.sum(axis=0)[None], part]) for part in parts])


def _months(paths: Paths) -> Integers:
    """Give landed by month, (all corridors and each times months, draws)."""
    landed = paths.landed.astype(np.int64).transpose(2, 1, 0)
    every = np.concatenate([landed.sum(axis=0)[None], landed])
    return every.reshape(-1, every.shape[-1])


def _shifted(
    network: Network, levers: tuple[Lever, ...], change: Integers
) -> tuple[Integers, Integers, Integers, NDArray[np.bool_]]:
    there = [1 + network.corridor_place(name) for name in worked_on(network, levers)]
    averted = -change[there].sum(axis=0)
    elsewhere = change[0] + averted
    some = averted > 0
    share = np.rint(SHARES * elsewhere / np.maximum(averted, 1)).astype(np.int64)
    return averted, elsewhere, share, some


def _keys(table: Integers, statistics: Integers, *, exact: bool) -> Integers:
    values = table if exact else _held(table)
    keys: Integers = values + _MIDDLE + (statistics * _ROOM)[:, None]
    return keys.ravel()


def _held(values: Integers) -> Integers:
    """Keep the first eight binary digits of each value."""
    size = np.abs(values)
    bits = np.frexp(np.maximum(size, 1).astype(float))[1].astype(np.int64)
    cut = np.maximum(bits - _KEPT_BITS, 0)
    half = np.where(cut > 0, np.int64(1) << np.maximum(cut - 1, 0), 0)
    held: Integers = np.sign(values) * (((size >> cut) << cut) + half)
    return held
