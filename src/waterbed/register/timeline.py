"""Timeline: the events of a place, an actor, a stretch of time, a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import EVENT_KINDS, Event, NotFoundError, overlaps
from waterbed.register import load
from waterbed.register.actors import belongs, resolve_actor
from waterbed.register.places import lies_in
from waterbed.register.places import place as find_place

if TYPE_CHECKING:
    import datetime as dt


def timeline(
    place: str | None = None,
    actor: str | None = None,
    *,
    start: dt.date | None = None,
    end: dt.date | None = None,
    kind: str | None = None,
    sector: str | None = None,
) -> tuple[Event, ...]:
    """List events that meet every condition given.

    Parameters
    ----------
    place
        Id, name or any spelling of a place; see Notes for what belongs to it.
    actor
        Id, name or any spelling of an actor. An event belongs to an actor that acted in it, is
        accused in it, took part in its engagement, or contains one that did.
    start, end
        First and last day; an event belongs that may share a day with the stretch.
    kind
        One of `waterbed.records.EVENT_KINDS`.
    sector
        What it is about, as an event of the register says: ``"energy"``.

    Returns
    -------
    tuple of Event
        By first day, then by id.

    Raises
    ------
    NotFoundError
        Where place, actor, kind or sector is not known; the nearest are suggested.
    InvalidError
        Where a name fits more than one.

    Notes
    -----
    An event belongs to a place P in one of three ways: one of its places is P or lies in P; one of
    its actors is P or belongs to it, where P is a state; one of its routes, or one that it was
    expected to change, departs from P or lands in P, or in a place in P. A publisher's wide route
    (``central-mediterranean``) has no ends and makes no event belong to a place: it would tie
    every event on it to every shore.
    """
    if kind is not None and kind not in EVENT_KINDS:
        raise NotFoundError.among("kind of event", kind, EVENT_KINDS, "waterbed timeline --help")
    if sector is not None and sector not in (known := _sectors()):
        raise NotFoundError.among("sector", sector, known, "waterbed timeline --json")
    where = None if place is None else find_place(place).id
    whose = None if actor is None else resolve_actor(actor).id
    found = [
        event
        for event in load.events().values()
        if overlaps(event.start, event.end or event.start, start, end)
        and (kind is None or event.kind == kind)
        and (sector is None or sector in event.sectors)
        and (where is None or touches(event, where))
        and (whose is None or involves(event, whose))
    ]
    return tuple(sorted(found, key=lambda event: (event.start.first, event.id)))


def _sectors() -> set[str]:
    return {sector for event in load.events().values() for sector in event.sectors}


def touches(event: Event, place: str) -> bool:
    """Say whether an event belongs to a place, as `timeline` defines it.

    Parameters
    ----------
    event
        The event.
    place
        Id of the place.

    Returns
    -------
    bool
        True where it does.
    """
    routes = load.routes()
    near = [routes[one] for one in (*event.routes, *(one.route for one in event.expected))]
    ends = [end for one in near for end in (one.departure, one.landing)]
    state = load.places()[place].kind == "state" and place in load.actors()
    return any(lies_in(one, place) for one in (*event.places, *ends) if one) or (
        state and any(belongs(one, place) for one in _acting(event))
    )


def involves(event: Event, actor: str) -> bool:
    """Say whether an event belongs to an actor, as `timeline` defines it.

    Parameters
    ----------
    event
        The event.
    actor
        Id of the actor.

    Returns
    -------
    bool
        True where it does.
    """
    met = load.engagements().get(event.id)
    taking_part = (
        (*met.participants, *(one for leg in met.legs for one in leg.counterparts)) if met else ()
    )
    return any(belongs(one, actor) for one in (*_acting(event), *taking_part))


def _acting(event: Event) -> tuple[str, ...]:
    return (*event.actors, *(event.allegation.accused if event.allegation else ()))
