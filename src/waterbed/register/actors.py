"""Actors: find one by any of its names, and everything that the register holds about it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from waterbed.records import (
    Actor,
    Agreement,
    Citation,
    Control,
    Engagement,
    InvalidError,
    Office,
    Recognition,
    covers,
)
from waterbed.register import load
from waterbed.register.begun import begun
from waterbed.register.groups import Seat, seats
from waterbed.register.lineage import lineage
from waterbed.register.names import resolve, spellings
from waterbed.register.sourced import sources_of

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class ActorCard:
    """Everything that the register holds about an actor.

    Parameters
    ----------
    actor
        The actor, with aliases and sources.
    within
        The bodies and the state that it belongs to, from inside to outside.
    offices
        Offices that it holds or held, and those in it.
    recognition
        Stances that it takes, and those on it or on a body in which it holds or held office.
    control
        Places that it, or a body in which it holds or held office, holds or held.
    memberships
        Its standing in working groups, that of an actor in it included; for a forum, everyone's
        standing in it.
    agreements
        Agreements that it, or an actor in it, made.
    engagements
        Visits and meetings that it, or an actor in it, took part in.
    """

    actor: Actor
    within: tuple[Actor, ...]
    offices: tuple[Office, ...]
    recognition: tuple[Recognition, ...]
    control: tuple[Control, ...]
    memberships: tuple[Seat, ...]
    agreements: tuple[Agreement, ...]
    engagements: tuple[Engagement, ...]

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Every source of the card, each once."""
        return sources_of(
            (
                self.actor,
                *self.offices,
                *self.recognition,
                *self.control,
                *self.memberships,
                *self.agreements,
                *self.engagements,
            )
        )


def resolve_actor(name: str) -> Actor:
    """Find an actor.

    Parameters
    ----------
    name
        Id, name or any spelling.

    Returns
    -------
    Actor
        The actor.

    Raises
    ------
    NotFoundError
        Where no actor has that name; the nearest are suggested.
    InvalidError
        Where the name fits more than one.
    """
    table = load.actors()
    return table[resolve(name, spellings(table), "actor", "waterbed actor")]


def belongs(one: str, whole: str) -> bool:
    """Say whether an actor is another or belongs to it.

    Parameters
    ----------
    one, whole
        Ids of actors.

    Returns
    -------
    bool
        True where `whole` is in the lineage of `one`.
    """
    return whole in lineage(one, load.actors())


def actors(as_of: dt.date | None = None) -> tuple[Actor, ...]:
    """List the actors.

    Parameters
    ----------
    as_of
        Leaves out those that began after this day; None leaves out none.

    Returns
    -------
    tuple of Actor
        In the order of the register.
    """
    return tuple(one for one in load.actors().values() if begun(one.start, as_of))


def actor(name: str, as_of: dt.date | None = None) -> ActorCard:
    """Give everything that the register holds about an actor.

    Parameters
    ----------
    name
        Id, name or any spelling.
    as_of
        Leaves out what began after this day; None leaves out nothing.

    Returns
    -------
    ActorCard
        Offices, recognition, control, memberships, agreements, engagements, with sources.

    Raises
    ------
    NotFoundError
        Where no actor has that name; the nearest are suggested.
    InvalidError
        Where the name fits more than one, or the actor began after `as_of`.
    """
    found = resolve_actor(name)
    if not begun(found.start, as_of):
        raise InvalidError(f"{found.name} began on {found.start}, after {as_of}. Name a later day.")
    card = _card(found)
    return card if as_of is None else _card_begun(card, as_of)


def _card(found: Actor) -> ActorCard:
    one = found.id
    offices = tuple(row for row in load.offices() if one in (row.holder, row.body))
    bodies = {one, *(row.body for row in offices if row.holder == one and found.kind == "person")}
    return ActorCard(
        actor=found,
        within=tuple(load.actors()[outer] for outer in lineage(one, load.actors())[1:]),
        offices=offices,
        recognition=tuple(
            row for row in load.recognitions() if row.subject in bodies or row.recogniser == one
        ),
        control=tuple(row for row in load.controls() if row.actor in bodies),
        memberships=tuple(
            row for row in seats() if one == row.group.id or belongs(row.membership.actor, one)
        ),
        agreements=tuple(
            row
            for row in load.agreements().values()
            if any(belongs(party, one) for party in row.parties)
        ),
        engagements=tuple(row for row in load.engagements().values() if _took_part(row, one)),
    )


def _card_begun(card: ActorCard, day: dt.date) -> ActorCard:
    return replace(
        card,
        offices=tuple(row for row in card.offices if begun(row.start, day)),
        recognition=tuple(row for row in card.recognition if begun(row.start, day)),
        control=tuple(row for row in card.control if begun(row.start, day)),
        memberships=tuple(row for row in card.memberships if begun(row.membership.start, day)),
        agreements=tuple(row for row in card.agreements if begun(row.signed, day)),
        engagements=tuple(row for row in card.engagements if begun(row.legs[0].start, day)),
    )


def _took_part(engagement: Engagement, actor: str) -> bool:
    counterparts = (one for leg in engagement.legs for one in leg.counterparts)
    return any(belongs(one, actor) for one in (*engagement.participants, *counterparts))


def office_on(person: str, on: dt.date) -> tuple[Office, ...]:
    """Say which offices an actor held on a day.

    Parameters
    ----------
    person
        Id, name or any spelling.
    on
        The day.

    Returns
    -------
    tuple of Office
        Empty where the register knows of none.

    Raises
    ------
    NotFoundError
        Where no actor has that name; the nearest are suggested.
    InvalidError
        Where the name fits more than one.
    """
    holder = resolve_actor(person).id
    return tuple(
        row for row in load.offices() if row.holder == holder and covers(row.start, row.end, on)
    )


def holders_on(body: str, on: dt.date) -> tuple[Office, ...]:
    """Say who held the offices of a body on a day.

    Parameters
    ----------
    body
        Id, name or any spelling of the body: ``"gnu"``.
    on
        The day.

    Returns
    -------
    tuple of Office
        Empty where the register knows of none.

    Raises
    ------
    NotFoundError
        Where no actor has that name; the nearest are suggested.
    InvalidError
        Where the name fits more than one.
    """
    one = resolve_actor(body).id
    return tuple(
        row for row in load.offices() if row.body == one and covers(row.start, row.end, on)
    )
