"""Others: which other series an effect can be compared with, and which not, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.corridors import SEA_ROUTES, route_around
from waterbed.effects.corridors import routes_of as routes_around
from waterbed.records import InvalidError, Uncompared, overlaps
from waterbed.register import load, routes_of
from waterbed.register.lineage import lineage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from waterbed.effects.monthly import Monthly
    from waterbed.effects.question import Question
    from waterbed.records import Event, Expectation

    Floats = NDArray[np.float64]

_ALL = "all"
_COPY = 0.9999


@dataclass(frozen=True, slots=True)
class Sorted:
    """Other series by whether an effect can be compared with them.

    Parameters
    ----------
    used
        Those that it is compared with.
    left
        Those that it is not, and why.
    despite
        Those of the used ones that the caller chose although something speaks against them.
    """

    used: tuple[Monthly, ...]
    left: tuple[Uncompared, ...]
    despite: tuple[Uncompared, ...]


def usable(asked: Question, candidates: Sequence[Monthly], event: Event | None) -> Sorted:
    """Sort other series into those that an effect can be compared with and those that it cannot.

    Parameters
    ----------
    asked
        The series cut at the event.
    candidates
        The other series. The series itself among them is passed over.
    event
        The event, None where only a date was given.

    Returns
    -------
    Sorted
        With the reasons.

    Raises
    ------
    InvalidError
        Where the caller leaves out or chooses a series that is not among the candidates.

    Notes
    -----
    Left out is a series whose route contains the same one or lies within it; on which this event,
    or another one of the same months, is expected to change crossings; which people leave for from
    the same country; which people may have turned to (see `waterbed.effects.corridors.routes_of`);
    which lacks a month, never changes or is a copy. What the register expects of all routes at once
    leaves none out. The caller's `compare` overrides all but what makes a comparison impossible.
    """
    _require_known(asked, candidates)
    used, left, despite = [], [], []
    for one in candidates:
        if (one.key, one.source) == (asked.series.key, asked.series.source):
            continue
        useless, touched = _useless(asked, one), _touched(asked, one, event)
        said = Uncompared(one.key, one.source, useless or touched)
        if useless or (touched and one.key not in asked.options.compare):
            left.append(said)
            continue
        used.append(one)
        if touched:
            despite.append(said)
    return Sorted(tuple(used), tuple(left), tuple(despite))


def laid(asked: Question, one: Monthly) -> Floats:
    """Lay a series beside another one.

    Parameters
    ----------
    asked
        The series cut at the event.
    one
        Another series.

    Returns
    -------
    numpy.ndarray
        Its counts from the first month of the series to the end of the window, not a number where
        missing.
    """
    first = one.place(asked.series.first)
    counts = np.full(asked.reach, np.nan)
    begin, end = max(first, 0), min(first + asked.reach, len(one.values))
    if end > begin:
        counts[begin - first : end - first] = one.values[begin:end]
    return counts


def needed(asked: Question) -> NDArray[np.bool_]:
    """Say which months a comparison needs.

    Parameters
    ----------
    asked
        The series cut at the event.

    Returns
    -------
    numpy.ndarray
        True for each known month and each month of the window that has a figure.
    """
    return np.concatenate([~np.isnan(asked.known), asked.kept])


def _require_known(asked: Question, candidates: Sequence[Monthly]) -> None:
    keys = {one.key for one in candidates}
    unknown = sorted({*asked.options.aside, *asked.options.compare} - keys)
    if unknown:
        raise InvalidError(
            f"aside or compare: {', '.join(unknown)} is none of the series to compare with: "
            f"{', '.join(sorted(keys - {asked.series.key}))}. Name one of these."
        )


def _touched(asked: Question, one: Monthly, event: Event | None) -> str:
    """Say why people may have turned there, or come there for a reason of its own."""
    if one.key in asked.options.aside:
        return "left out by choice"
    own, theirs = routes_of(asked.series.key), routes_of(one.key)
    if _related(own, theirs):
        return "on a route that contains the same one or lies within it"
    expected = event.expected if event else ()
    if event and (_related(event.routes, theirs) or _named(expected, theirs)):
        return f"{event.id} is expected to change crossings there too"
    shared = _departures(event.routes if event and event.routes else own) & _departures(theirs)
    if shared:
        named = ", ".join(sorted(load.places()[place].name for place in shared))
        return f"people leave from {named} for there too, and may have turned"
    if _related(_receiving(event, own), theirs):
        return "people may have turned there"
    begun = asked.series.month(asked.cut)
    rival = _rival(theirs, begun, asked.months[-1], event.id if event else "")
    return f"{rival} is expected to change crossings there in the same months" if rival else ""


def _related(left: Collection[str], right: Collection[str]) -> bool:
    routes = load.routes()
    return any(
        one in lineage(other, routes) or other in lineage(one, routes)
        for one in left
        for other in right
        if _ALL not in (one, other)
    )


def _receiving(event: Event | None, own: Sequence[str]) -> tuple[str, ...]:
    """List the routes that `displace` looks at for people who turned."""
    route = route_around(own[0]) if own else ""
    if event is not None:
        try:
            return routes_around(event, own=route)[1]
        except InvalidError:
            pass
    return tuple(one for one in SEA_ROUTES if one != route) if route in SEA_ROUTES else ()


def _named(expected: Sequence[Expectation], theirs: Collection[str]) -> bool:
    return any(_related([one.route], theirs) for one in expected if one.direction != "none")


def _departures(routes: Collection[str]) -> set[str]:
    table = load.routes()
    return {
        one.departure
        for one in table.values()
        if one.departure and any(route in lineage(one.id, table) for route in routes)
    }


def _rival(theirs: Collection[str], start: dt.date, end: dt.date, but: str) -> str:
    for event in load.events().values():
        dates = [one for one in (event.start, event.end) if one]
        near = any(overlaps(one, one, start, end) for one in dates)
        if near and event.id != but and _named(event.expected, theirs):
            return event.id
    return ""


def _useless(asked: Question, one: Monthly) -> str:
    counts, wanted = laid(asked, one), needed(asked)
    missing = int(np.isnan(counts[wanted]).sum())
    if missing:
        return f"no figure for {missing} of the {int(wanted.sum())} months needed"
    before = wanted[: asked.cut]
    theirs, own = np.log1p(counts[: asked.cut][before]), np.log1p(asked.known[before])
    if np.ptp(theirs) == 0:
        return "no change before the event"
    if np.ptp(own) and abs(float(np.corrcoef(theirs, own)[0, 1])) > _COPY:
        return "a copy of the series"
    return ""
