"""What a sentence leaves out and its neighbours say: slots taken over, and marked as such."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from waterbed.read.calendar import shift_years
from waterbed.read.slots import Places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.read.measures import MeasureMention
    from waterbed.read.places import PlaceMention
    from waterbed.records.claim import Claim, Origin, Window

REACH = 3


@dataclass(frozen=True, slots=True)
class Memory:
    """What the text spoke of last.

    Parameters
    ----------
    age
        Sentences since something was remembered.
    measure, where, route, from_country, period, versus
        Slots of the last claim, or of the last words that name them.
    speaker
        Who was credited in the sentence before.
    """

    age: int = 0
    measure: str | None = None
    where: str | None = None
    route: tuple[str, ...] = ()
    from_country: tuple[str, ...] = ()
    period: Window | None = None
    versus: Window | None = None

    @property
    def places(self) -> Places:
        """The places in view."""
        return Places(self.where, self.route, self.from_country)

    def older(self) -> Memory:
        """Give the memory one sentence on; empty once it is older than `REACH` sentences."""
        if self.age >= REACH:
            return Memory()
        return replace(self, age=self.age + 1)


def inherit(claim: Claim, memory: Memory) -> Claim:
    """Fill the empty slots of a claim from the sentences before it.

    Parameters
    ----------
    claim
        With the slots that its own sentence states.
    memory
        What the text spoke of before.

    Returns
    -------
    Claim
        Slots that were filled carry the origin ``neighbour``.

    Notes
    -----
    Places are taken over only where the sentence names none of its own, but for a destination
    that goes with a stated departure. A baseline is taken over only by a change.
    """
    found: dict[str, object] = {}
    if claim.period is None and memory.period:
        found["period"] = memory.period
    same_period = claim.period is None or claim.period == memory.period
    if claim.versus is None and claim.direction in {"up", "down"} and same_period and memory.versus:
        found["versus"] = memory.versus
    if not claim.where and not claim.route:
        if memory.where and _goes_somewhere(claim, memory):
            found["where"] = memory.where
        if memory.route and not claim.from_country:
            found["route"] = memory.route
        if memory.from_country and not claim.from_country:
            found["from_country"] = memory.from_country
    if not found:
        return claim
    origins: tuple[tuple[str, Origin], ...] = tuple((name, "neighbour") for name in found)
    return replace(claim, **found, origins=claim.origins + origins)  # type: ignore[arg-type]


def _goes_somewhere(claim: Claim, memory: Memory) -> bool:
    if not claim.from_country or memory.from_country:
        return True
    return claim.measure in {"sea_arrivals", "arrivals", "land_arrivals", "departures"}


def _stated_measure(claim: Claim) -> str | None:
    """Give the measure without what only its place made of it: the next place may be another."""
    by_place = claim.measure == "sea_arrivals" and claim.origin("measure") == "default"
    return "arrivals" if by_place else claim.measure


def _told_of(now: Window | None, before: Window | None) -> Window | None:
    """Keep the days in view after a sentence that only told those days of an earlier year."""
    if now is None or before is None or now.start.year >= before.start.year:
        return now or before
    return before if shift_years(before, now.start.year - before.start.year) == now else now


def remember(
    memory: Memory,
    claims: Sequence[Claim],
    measures: Sequence[MeasureMention],
    places: Sequence[PlaceMention],
    main: Window | None,
    *,
    told: bool = False,
) -> Memory:
    """Take over what a sentence spoke of.

    Parameters
    ----------
    memory
        From before the sentence.
    claims
        Of the sentence.
    measures, places, main
        What it names, for a sentence without claims.
    told
        True where it announces figures: its days are then those of the figures that follow.

    Returns
    -------
    Memory
        The first claim's slots; else words that name a measure and a place. A departure that
        only narrows an inherited goal ("from Libya it was …") is not passed on.
    """
    if claims:
        first = claims[0]
        narrowed = first.origin("where") == "neighbour" and first.origin("from_country") == "text"
        return Memory(
            0,
            _stated_measure(first),
            first.where,
            first.route,
            memory.from_country if narrowed else first.from_country,
            _told_of(first.period or main, memory.period),
            next((c.versus for c in claims if c.versus), memory.versus),
        )
    older = memory.older()
    to = [p.code for p in places if p.role == "to"]
    away = tuple(dict.fromkeys(p.country for p in places if p.role == "from" and p.coast))
    routes = tuple(dict.fromkeys(p.code for p in places if p.role == "route"))
    if main and older.measure is None and told:
        older = Memory(period=main)
    if not measures or not (to or away or routes):
        return replace(older, period=main) if main and (older.measure or told) else older
    return Memory(0, measures[-1].name, to[-1] if to else None, routes, away, main or older.period)
