"""Named: the actors and places of the register that words of a text name."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from waterbed.records import InvalidError, NotFoundError
from waterbed.register import office_on, place, resolve_actor

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from waterbed.records import Actor, Event, Place

PEOPLES = {
    "italian": "Italy",
    "libyan": "Libya",
    "tunisian": "Tunisia",
    "greek": "Greece",
    "turkish": "Türkiye",
    "egyptian": "Egypt",
    "algerian": "Algeria",
    "moroccan": "Morocco",
    "spanish": "Spain",
    "maltese": "Malta",
    "german": "Germany",
    "french": "France",
    "european": "EU",
}
_NAME = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ]*")


def peoples(text: str) -> list[str]:
    """List the peoples that a text names.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    list of str
        As keys of `PEOPLES`.
    """
    return [people for people in PEOPLES if people in text.casefold()]


def actors(names: Iterable[str], on: dt.date) -> set[str]:
    """Find the actors that names mean, with the bodies whose offices they hold.

    Parameters
    ----------
    names
        Names, or peoples.
    on
        The day.

    Returns
    -------
    set of str
        Ids. Names that the register does not know are passed over.
    """
    found = set()
    for name in names:
        actor = actor_of(name)
        if actor is None:
            continue
        bodies = {office.body for office in office_on(actor.id, on)}
        found |= {actor.id, actor.within, *bodies} - {""}
    return found


def named_in(text: str) -> set[str]:
    """Find the actors that single words of a text name: states, the EU, organisations.

    Parameters
    ----------
    text
        Any text; parts of ``EU-Turkey`` count by themselves.

    Returns
    -------
    set of str
        Ids.
    """
    words = [*_NAME.findall(text), *peoples(text)]
    found = (actor_of(word) for word in words)
    return {one.id for one in found if one is not None}


@lru_cache(1024)
def actor_of(name: str) -> Actor | None:
    """Find the actor that a name means.

    Parameters
    ----------
    name
        A name, or a people.

    Returns
    -------
    Actor or None
        None where the register knows none, or several.
    """
    try:
        return resolve_actor(PEOPLES.get(name.casefold(), name))
    except (NotFoundError, InvalidError):
        return None


@lru_cache(1024)
def place_of(name: str) -> Place | None:
    """Find the place that a name means.

    Parameters
    ----------
    name
        A name.

    Returns
    -------
    Place or None
        None where the register knows none, or several.
    """
    try:
        return place(name)
    except (NotFoundError, InvalidError):
        return None


@lru_cache(1024)
def parties(event: Event) -> set[str]:
    """List the parties of an event, with what they belong to.

    Parameters
    ----------
    event
        An entry of the register.

    Returns
    -------
    set of str
        Ids of actors.
    """
    found = set()
    for name in event.actors:
        actor = resolve_actor(name)
        found |= {actor.id, actor.within} - {""}
    return found
