"""Rivals: what else was expected to change crossings on a route in a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import Event, NotFoundError, overlaps
from waterbed.register import load
from waterbed.register.lineage import lineage

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection


def rivals(
    route: str, start: dt.date, end: dt.date, *, but: Collection[str] = ()
) -> tuple[Event, ...]:
    """List rival causes in a window on a route.

    Parameters
    ----------
    route
        Id of the route.
    start, end
        First and last day of the window.
    but
        Ids of events to leave out: the one whose effect is asked for.

    Returns
    -------
    tuple of Event
        By first day, then by id.

    Raises
    ------
    NotFoundError
        Where no route has that id; the nearest are suggested.

    Notes
    -----
    A rival is an event that may begin or end in the window and was expected to change crossings on
    the route, on one that contains it, or on one that it contains: not one expected to change none.
    """
    routes = load.routes()
    if route not in routes:
        raise NotFoundError.among("route", route, routes, "")
    found = [
        event
        for event in load.events().values()
        if event.id not in but
        and expects_change(event, route)
        and any(overlaps(one, one, start, end) for one in (event.start, event.end) if one)
    ]
    return tuple(sorted(found, key=lambda event: (event.start.first, event.id)))


def expects_change(event: Event, route: str) -> bool:
    """Say whether an event was expected to change crossings on a route.

    Parameters
    ----------
    event
        The event.
    route
        Id of a route of the register.

    Returns
    -------
    bool
        Whether it has an expectation other than ``"none"`` for the route, for one that contains it
        or for one that it contains.
    """
    routes = load.routes()
    around = lineage(route, routes)
    return any(
        one.route in around or route in lineage(one.route, routes)
        for one in event.expected
        if one.direction != "none" and one.route in routes
    )
