"""Corridors: which routes an event is about, and what two routes of a publisher cannot separate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import InvalidError, NotFoundError
from waterbed.register import load
from waterbed.register.lineage import lineage

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waterbed.records import Event, Route

SEA_ROUTES = (
    "central-mediterranean",
    "eastern-mediterranean",
    "western-mediterranean",
    "western-african",
)


_CONTINUED = {"western-balkan": "eastern-mediterranean"}
_ONE_JOURNEY = (
    "The Western Balkan route goes on from the Eastern Mediterranean one: the same people are "
    "counted on both, so that what came or fell on one is no turn from the other."
)


def route_around(name: str) -> str:
    """Give the publisher's route that a corridor lies in.

    Parameters
    ----------
    name
        Id of a route or corridor, or a key that names one: ``detections/central-mediterranean``.

    Returns
    -------
    str
        The largest route around it, itself where it is one.

    Raises
    ------
    NotFoundError
        Where there is none of that name.
    """
    routes = load.routes()
    named = name.split("/")[1] if "/" in name else name
    if named not in routes:
        raise NotFoundError.among("route", named, routes, "")
    while routes[named].within not in {"", "all"}:
        named = routes[named].within
    return named


def routes_of(event: Event, *, own: str = "") -> tuple[str, tuple[str, ...]]:
    """Say on which route an event was expected to lower crossings, and to which people may turn.

    Parameters
    ----------
    event
        The event.
    own
        The route to ask about, where the event is about several; empty for the one that it names.

    Returns
    -------
    tuple
        The own route, and the receiving ones: those on which a rise was expected, else the other
        sea routes.

    Raises
    ------
    InvalidError
        Where it was expected to lower crossings on no route, or on several.
    """
    falls = _largest(one.route for one in event.expected if one.direction == "falls")
    rises = _largest(one.route for one in event.expected if one.direction == "rises")
    mine = [own] if own else falls or _largest(event.routes)
    if len(mine) != 1:
        named = ", ".join(mine) or "none"
        raise InvalidError(
            f"{event.id}: a fall was expected on {len(mine)} routes ({named}). Name the one to ask "
            "about with --own, and with --to where people may have turned."
        )
    others = [one for one in rises if one != mine[0]]
    return mine[0], tuple(others or [one for one in SEA_ROUTES if one != mine[0]])


def _largest(routes: Iterable[str]) -> list[str]:
    found = (route_around(one) for one in routes if one in load.routes())
    return [one for one in dict.fromkeys(found) if one != "all"]


def corridor_notes(own: str, to: str, event: Event | None = None) -> tuple[str, ...]:
    """Say what two routes of a publisher can and cannot separate.

    Parameters
    ----------
    own, to
        Ids of the routes.
    event
        Its departures alone are written of; None for every departure.

    Returns
    -------
    tuple of str
        That one route goes on from the other, where it does; a sentence for each departure from
        which people can take either. Empty where routes share none, or are not of the register.
    """
    here, there = (_corridors(one) for one in (own, to))
    notes = []
    if _CONTINUED.get(own) == to or _CONTINUED.get(to) == own:
        notes.append(_ONE_JOURNEY)
    for departure in _departures(here, own, event):
        pairs = [
            (first, second)
            for first in here
            for second in there
            if first.departure == second.departure == departure
        ]
        for first, second in pairs:
            others = [f'"{one.title}"' for one in there if one.id != second.id]
            beside = f", beside {', '.join(others)}" if others else ""
            booked = f"; {second.note}" if second.note else ""
            notes.append(
                f'Who turned from "{first.title}" to "{second.title}" is seen here only within '
                f'whole routes: the receiving one holds "{second.title}"{beside}{booked}. '
                f'`waterbed show "corridor/{second.id}"` and `waterbed bounds` ask about it alone.'
            )
    return tuple(notes)


def _departures(here: Iterable[Route], own: str, event: Event | None) -> list[str]:
    """Give the departures of a route that an event touches: all where it names none of them."""
    every = list(dict.fromkeys(one.departure for one in here))
    if event is None:
        return every
    routes, places = load.routes(), load.places()
    changed = [one.route for one in event.expected if one.direction != "none"]
    chains = [lineage(one, routes) for one in (*event.routes, *changed) if one in routes]
    named = {routes[one].departure for chain in chains if own in chain for one in chain}
    named |= {one for place in event.places if place in places for one in lineage(place, places)}
    return [one for one in every if one in named] or every


def _corridors(route: str) -> list[Route]:
    return [one for one in load.routes().values() if one.departure and one.within == route]
