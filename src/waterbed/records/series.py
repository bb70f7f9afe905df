"""Series: the figures of one publisher for one key, and what they say about a window."""

from __future__ import annotations

import datetime as dt
import heapq
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.records.errors import InvalidError
from waterbed.records.measure import Measure, measure_of
from waterbed.records.observation import Bound, Observation

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAY = dt.timedelta(days=1)

NOT_COUNTED = frozenset(
    {"after-report-date", "copied-block", "negative-count", "zero-not-reported"}
)
"""Marks of figures that cannot be right as counts and are left out of totals."""


def counts(seen: Observation) -> bool:
    """Say whether a figure can be part of a total.

    Parameters
    ----------
    seen
        Any observation.

    Returns
    -------
    bool
        False where it is missing, disputed, or marked with one of `NOT_COUNTED`.
    """
    return (
        seen.value is not None
        and seen.status != "disputed"
        and not NOT_COUNTED.intersection(seen.marks)
    )


@dataclass(frozen=True, slots=True)
class Figure:
    """The count for one window, made of observations that tile it exactly.

    Parameters
    ----------
    key, source, reported_by
        As in `Observation`.
    start, end
        The window, both days included.
    value
        Sum of the parts.
    bound
        ``exact`` where every part is; otherwise what the parts allow.
    parts
        The observations, in order, without gap or overlap.
    """

    key: str
    source: str
    start: dt.date
    end: dt.date
    value: float
    bound: Bound
    parts: tuple[Observation, ...]
    reported_by: str = ""

    @property
    def published(self) -> dt.date | None:
        """The last publication that it rests on; None where one part's is not stated."""
        dates = [part.published for part in self.parts]
        return None if None in dates else max(date for date in dates if date)

    @property
    def marks(self) -> tuple[str, ...]:
        """Every defect marked on a part."""
        return tuple(dict.fromkeys(mark for part in self.parts for mark in part.marks))


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one publisher for one key, as known on a day.

    Parameters
    ----------
    key
        ``measure/…``: ``"arrivals/sea/italy"``, ``"detections/central-mediterranean/EGY"``.
    source
        Id of the publisher.
    observations
        Sorted by start, then end. They may overlap: a month, and 1 January to 7 May.
    reported_by
        The outlet where all were relayed by one, empty otherwise.
    as_of
        The day of the question, None for now.
    """

    key: str
    source: str
    observations: tuple[Observation, ...]
    reported_by: str = ""
    as_of: dt.date | None = None

    @property
    def measure(self) -> Measure:
        """What it counts."""
        return measure_of(self.key)

    def total(self, start: dt.date, end: dt.date) -> Figure | None:
        """Give the count for a window, where observations tile it exactly.

        Parameters
        ----------
        start, end
            First and last day of the window, both included.

        Returns
        -------
        Figure or None
            None where no set of observations tiles the window.

        Raises
        ------
        InvalidError
            Where the window is reversed.

        Notes
        -----
        Among all tilings the one with the fewest observations is taken, so that a published total
        comes before a sum of its parts. Disputed, missing and `NOT_COUNTED` ones are not used.
        """
        if end < start:
            raise InvalidError(f"the window ends {end} before it starts {start}. Swap the two.")
        return self.tiling(start).figure(end)

    def tiling(self, start: dt.date) -> Tiling:
        """Lay the observations end to end from a day on.

        Parameters
        ----------
        start
            The first day of every window.

        Returns
        -------
        Tiling
            The count for every window that begins on that day and can be tiled.
        """
        starting: dict[dt.date, list[Observation]] = defaultdict(list)
        for one in self.observations:
            if one.start >= start and counts(one):
                starting[one.start].append(one)
        best: dict[dt.date, _Reached] = {start: _Reached(0, 0.0, None)}
        days = [start]
        while days:
            day = heapq.heappop(days)
            for one in starting.get(day, ()):
                after, reached = one.end + _DAY, best[day].then(one)
                if after not in best:
                    heapq.heappush(days, after)
                if after not in best or reached.pieces < best[after].pieces:
                    best[after] = reached
        return Tiling(self, start, best)

    def nearest(self, start: dt.date, end: dt.date) -> tuple[Observation, ...]:
        """Give the figures beside a window that none tiles.

        Parameters
        ----------
        start, end
            First and last day of the window, both included.

        Returns
        -------
        tuple of Observation
            Of those that start on the same day, the longest within the window and the shortest
            beyond it; at most two, in this order. Those that do not count are not given.
        """
        alike = [one for one in self.observations if one.start == start and counts(one)]
        within = [one for one in alike if one.end <= end]
        beyond = [one for one in alike if one.end > end]
        longest = max(within, key=lambda one: one.end, default=None)
        shortest = min(beyond, key=lambda one: one.end, default=None)
        return tuple(one for one in (longest, shortest) if one is not None)


@dataclass(frozen=True, slots=True)
class _Reached:
    """A day up to which observations were laid: how many, their sum, and the last of them."""

    pieces: int
    value: float
    last: Observation | None

    def then(self, one: Observation) -> _Reached:
        return _Reached(self.pieces + 1, self.value + (one.value or 0.0), one)


@dataclass(frozen=True, slots=True)
class Tiling:
    """The counts of a series for every window from one first day.

    Parameters
    ----------
    series
        The series.
    start
        The first day of every window.
    reached
        For the day after each last day: how it was reached.
    """

    series: Series
    start: dt.date
    reached: dict[dt.date, _Reached]

    @property
    def ends(self) -> list[dt.date]:
        """Every last day for which there is a count, sorted."""
        return sorted(after - _DAY for after in self.reached if after > self.start)

    def value(self, end: dt.date) -> float | None:
        """Give the count up to a day, None where no observations tile the window."""
        reached = self.reached.get(end + _DAY) if end >= self.start else None
        return reached.value if reached else None

    def figure(self, end: dt.date) -> Figure | None:
        """Give the count up to a day with the observations that it is made of.

        Parameters
        ----------
        end
            The last day, included.

        Returns
        -------
        Figure or None
            None where no observations tile the window.
        """
        value = self.value(end)
        if value is None:
            return None
        parts: list[Observation] = []
        last = self.reached[end + _DAY].last
        while last is not None:
            parts.append(last)
            last = self.reached[last.start].last
        parts.reverse()
        outlets = {part.reported_by for part in parts}
        outlet = outlets.pop() if len(outlets) == 1 else ""
        one = self.series
        bound = _joint_bound(parts)
        return Figure(one.key, one.source, self.start, end, value, bound, tuple(parts), outlet)


def _joint_bound(parts: Sequence[Observation]) -> Bound:
    kinds = {part.bound for part in parts} - {"exact"}
    if not kinds:
        return "exact"
    return kinds.pop() if len(kinds) == 1 else "about"
