"""Series: the figures of one publisher for one key, and what they say about a window."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.records.errors import InvalidError
from waterbed.records.measure import Measure, measure_of
from waterbed.records.observation import Bound, Observation

if TYPE_CHECKING:
    from collections.abc import Sequence

_DAY = dt.timedelta(days=1)


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
        comes before a sum of its parts. Disputed and missing observations are not used.
        """
        if end < start:
            raise InvalidError(f"the window ends {end} before it starts {start}. Swap the two.")
        parts = _tile(self.observations, start, end)
        if parts is None:
            return None
        value = sum(part.value for part in parts if part.value is not None)
        outlets = {part.reported_by for part in parts}
        outlet = outlets.pop() if len(outlets) == 1 else ""
        bound = _joint_bound(parts)
        return Figure(self.key, self.source, start, end, value, bound, parts, outlet)

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
            beyond it; at most two, in this order. Disputed and missing ones are not given.
        """
        alike = [
            one
            for one in self.observations
            if one.start == start and one.value is not None and one.status != "disputed"
        ]
        within = [one for one in alike if one.end <= end]
        beyond = [one for one in alike if one.end > end]
        longest = max(within, key=lambda one: one.end, default=None)
        shortest = min(beyond, key=lambda one: one.end, default=None)
        return tuple(one for one in (longest, shortest) if one is not None)


def _tile(
    observations: Sequence[Observation], start: dt.date, end: dt.date
) -> tuple[Observation, ...] | None:
    starting: dict[dt.date, list[Observation]] = defaultdict(list)
    for one in observations:
        usable = one.value is not None and one.status != "disputed"
        if usable and start <= one.start and one.end <= end:
            starting[one.start].append(one)
    best: dict[dt.date, tuple[int, Observation | None]] = {start: (0, None)}
    for day in _days(start, end):
        if day not in best:
            continue
        for one in starting.get(day, ()):
            after, pieces = one.end + _DAY, best[day][0] + 1
            if after not in best or pieces < best[after][0]:
                best[after] = (pieces, one)
    return _walk_back(best, start, end + _DAY)


def _walk_back(
    best: dict[dt.date, tuple[int, Observation | None]], start: dt.date, after: dt.date
) -> tuple[Observation, ...] | None:
    parts: list[Observation] = []
    while after != start:
        step = best.get(after)
        if step is None or step[1] is None:
            return None
        parts.append(step[1])
        after = step[1].start
    return tuple(reversed(parts))


def _days(start: dt.date, end: dt.date) -> list[dt.date]:
    return [start + _DAY * step for step in range((end - start).days + 1)]


def _joint_bound(parts: Sequence[Observation]) -> Bound:
    kinds = {part.bound for part in parts} - {"exact"}
    if not kinds:
        return "exact"
    return kinds.pop() if len(kinds) == 1 else "about"
