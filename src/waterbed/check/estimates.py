"""Estimates: what an event changed, and whether people came another way, for a claimed cause.

Worked out when a claim first asks, once for each event and series.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from waterbed import effects
from waterbed.effects.monthly import index_of, last_day, untouched
from waterbed.records import Beside, InvalidError
from waterbed.register import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import polars as pl

    from waterbed.check.evidence import Evidence, Ledger
    from waterbed.records import Answer, Displacement, Effect, Event

_SHOWN = 12
_LONGEST_GAP = 24
_PLAIN = (0, effects.EffectOptions().window_months)
NO_MONTH = (
    "No whole month of the days claimed lies after that from which to count and within two years "
    "of it."
)
"""Why there is no estimate for the days of a claim."""
_WAYS: dict[str, Answer] = {"down": "fewer", "up": "more"}


class Estimates:
    """Effects and displacements of one record, each worked out once.

    Parameters
    ----------
    evidence
        The figures.
    detections
        Gives the rows of detections that are in force, for a panel; called once, when first needed.
    """

    def __init__(self, evidence: Evidence, detections: Callable[[], pl.DataFrame]) -> None:
        self.evidence = evidence
        self._detections = detections
        self._effects: dict[tuple[object, ...], Effect | None] = {}
        self._displacements: dict[tuple[object, ...], Displacement | str] = {}

    @cached_property
    def _rows(self) -> pl.DataFrame:
        return self._detections()

    def effect(
        self, event: Event, keys: Iterable[str], start: dt.date, end: dt.date
    ) -> Effect | None:
        """Say what an event changed in the days of a claim.

        Parameters
        ----------
        event
            The event.
        keys
            Series to ask, the first one first; one with an interval comes before one without.
        start, end
            First and last day of what is claimed; the whole months in them, after the event's own,
            are the window.

        Returns
        -------
        Effect or None
            None where no whole month is left, it lies more than two years after the event, or no
            series has the months.
        """
        window = _window(event, start, end)
        if window is None:
            return None
        found = [self._one(event, key, window) for key in dict.fromkeys(keys)]
        told = [one for one in found if one is not None]
        return next((one for one in told if one.change), told[0] if told else None)

    def command(self, events: Iterable[Event]) -> str:
        """Write the command that asks what an event changed on its own route.

        Parameters
        ----------
        events
            Events, the first one first.

        Returns
        -------
        str
            Of the first event that the register expects on one route, and after which the record
            has the months; empty where there is none.
        """
        for event in events:
            try:
                key = f"detections/{effects.routes_of(event)[0]}"
            except InvalidError:
                continue
            if _estimate(event, self.evidence.of(key), _PLAIN) is not None:
                return f"waterbed effect {key} --event {event.id}"
        return ""

    def _one(self, event: Event, key: str, window: tuple[int, int]) -> Effect | None:
        asked = (event.id, key, window)
        if asked not in self._effects:
            self._effects[asked] = _estimate(event, self.evidence.of(key), window)
        return self._effects[asked]

    def displacement(
        self, own: str, to: str, begun: Event | dt.date, start: dt.date, end: dt.date
    ) -> Displacement | str:
        """Say what was averted on one route and what came in excess on another.

        Parameters
        ----------
        own, to
            Ids of routes or of corridors in them.
        begun
            The event, or the day from which a turn is claimed.
        start, end
            First and last day of what is claimed.

        Returns
        -------
        Displacement or str
            Why there is none, in a sentence: both lie on one route, no whole month is left, the
            record lacks months.
        """
        asked = (own, to, begun if isinstance(begun, dt.date) else begun.id, start, end)
        if asked not in self._displacements:
            self._displacements[asked] = self._turn(own, to, begun, (start, end))
        return self._displacements[asked]

    def _turn(
        self, own: str, to: str, begun: Event | dt.date, days: tuple[dt.date, dt.date]
    ) -> Displacement | str:
        here, there = effects.route_around(own), effects.route_around(to)
        if here == there:
            title = load.routes()[here].title
            return f"Both ways lie on the {title} route, which its publisher counts as one."
        window = _window(begun, *days)
        if window is None:
            return NO_MONTH
        if self._rows.is_empty():
            return "The record holds no detections by route."
        gap, months = window
        options = effects.DisplacementOptions(horizon_months=months, gap_months=gap)
        try:
            panel = effects.recorded_panel(
                self._rows,
                (here, there),
                effects.first_month(begun),
                options=options,
                as_of=self.evidence.as_of,
            )
            return effects.displacement(panel, here, [there], begun, options=options)
        except InvalidError as error:
            return f"The record does not allow an estimate: {error}"

    def beside(self, pairs: Iterable[tuple[str, str]], end: dt.date) -> tuple[Beside, ...]:
        """Give the months up to a day of the series of cause and effect.

        Parameters
        ----------
        pairs
            ``"cause"`` or ``"effect"``, and the key of a series.
        end
            The last day.

        Returns
        -------
        tuple of Beside
            Of the publisher with the most figures; without series that have no monthly figures.
        """
        found = (self._months(role, key, end) for role, key in dict.fromkeys(pairs))
        return tuple(one for one in found if one is not None)

    def _months(self, role: str, key: str, end: dt.date) -> Beside | None:
        for ledger in _longest(self.evidence.of(key)):
            try:
                laid = effects.monthly(ledger.series)
            except InvalidError:
                continue
            after = index_of(end + dt.timedelta(days=1)) - index_of(laid.first)
            last = min(after, len(laid.values))
            first = max(last - _SHOWN, 0)
            counts = tuple(
                None if count != count else count  # noqa: PLR0124 - not a number
                for count in laid.values[first:last]
            )
            if counts:
                months = tuple(laid.month(place) for place in range(first, last))
                return Beside(role, key, ledger.source, months, counts)
        return None


def rating_of(found: Effect | None, direction: str) -> str:
    """Say whether an effect is consistent with a claimed direction.

    Parameters
    ----------
    found
        The effect, None where there is none.
    direction
        ``"up"`` or ``"down"`` as claimed; others cannot be told.

    Returns
    -------
    str
        ``"consistent"``, ``"not consistent"`` or ``"cannot tell"``. Never that it is proved.
    """
    way = _WAYS.get(direction)
    if found is None or way is None or found.answer == "cannot tell":
        return "cannot tell"
    return "consistent" if found.answer == way else "not consistent"


def turn_rating(found: Displacement | str) -> str:
    """Say whether a displacement is consistent with people having taken the other way.

    Parameters
    ----------
    found
        The displacement, or why there is none.

    Returns
    -------
    str
        ``"consistent"`` where the set is identified and lies above none, ``"not consistent"`` where
        it ends at or below none, else ``"cannot tell"``, more than were averted included.
    """
    share = None if isinstance(found, str) or not found.receiving else found.receiving[0].share
    if share is None or share.standing == "not identified":
        return "cannot tell"
    if share.high is not None and share.high <= 0:
        return "not consistent"
    above = share.standing == "identified" and share.low is not None and share.low > 0
    return "consistent" if above else "cannot tell"


def _window(begun: Event | dt.date, start: dt.date, end: dt.date) -> tuple[int, int] | None:
    """Give the gap after the event's month and the length of the window, in months."""
    when = begun if isinstance(begun, dt.date) else begun.start
    try:
        first = index_of(untouched(when)[1])
    except InvalidError:
        return None
    last = index_of(end) if end == last_day(end) else index_of(end) - 1
    from_month = index_of(start) + (start.day > 1)
    begin = max(first, from_month)
    if last < begin or begin - first > _LONGEST_GAP:
        return None
    return begin - first, last - begin + 1


def _estimate(event: Event, ledgers: Iterable[Ledger], window: tuple[int, int]) -> Effect | None:
    options = effects.EffectOptions(window_months=window[1], gap_months=window[0])
    for ledger in _longest(ledgers):
        try:
            return effects.effect(ledger.series, event, options=options)
        except InvalidError:
            continue
    return None


def _longest(ledgers: Iterable[Ledger]) -> list[Ledger]:
    return sorted(ledgers, key=lambda one: len(one.series.observations), reverse=True)
