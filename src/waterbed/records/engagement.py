"""Engagement: a visit or meeting with its legs in order; working group: who is in, who is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from waterbed.records.citation import Citation, require_sources
from waterbed.records.dates import PartialDate
from waterbed.records.errors import InvalidError

Role = Literal["member", "participant", "invited"]


@dataclass(frozen=True, slots=True)
class Leg:
    """One stop of a visit.

    Parameters
    ----------
    place
        Id of the place.
    start
        When it took place.
    counterparts
        Ids of those who were met.
    topics
        Sectors that were spoken about.
    note
        What a reader must know.
    """

    place: str
    start: PartialDate
    counterparts: tuple[str, ...]
    topics: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Engagement:
    """A visit or meeting.

    Parameters
    ----------
    id
        Short name; that of the event in the timeline where there is one.
    title
        What it is called.
    participants
        Ids of those who travelled or invited.
    legs
        Its stops in the order in which they took place, at least one.
    sources
        At least one.
    announced
        When it became public, None where no source says.
    agreements
        Ids of the agreements that were signed.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source or leg, or the legs are out of order.
    """

    id: str
    title: str
    participants: tuple[str, ...]
    legs: tuple[Leg, ...]
    sources: tuple[Citation, ...]
    announced: PartialDate | None = None
    agreements: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        what = f"engagement {self.id!r}"
        require_sources(what, self.sources)
        if not self.legs:
            raise InvalidError(f"{what} has no leg.")
        if any(
            after.start.last < before.start.first
            for before, after in zip(self.legs, self.legs[1:], strict=False)
        ):
            raise InvalidError(f"{what}: its legs are out of order.")


@dataclass(frozen=True, slots=True)
class Membership:
    """One actor's standing in a working group from a date on.

    Parameters
    ----------
    actor
        Id of the actor.
    role
        ``"member"``; ``"participant"`` of a meeting without more; ``"invited"``, acceptance not
        reported.
    start
        From when. A later row for the same actor replaces an earlier one.
    sources
        At least one.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source.
    """

    actor: str
    role: Role
    start: PartialDate
    sources: tuple[Citation, ...]
    note: str = ""

    def __post_init__(self) -> None:
        require_sources(f"the membership of {self.actor!r}", self.sources)


@dataclass(frozen=True, slots=True)
class WorkingGroup:
    """A standing format with members.

    Parameters
    ----------
    id
        Short name, that of the actor of kind ``"forum"``.
    name
        What it is called.
    launched
        When it began, None where that does not matter.
    sources
        At least one.
    aims
        What it is for.
    memberships
        Who is in it or asked into it.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source.
    """

    id: str
    name: str
    sources: tuple[Citation, ...]
    launched: PartialDate | None = None
    aims: tuple[str, ...] = ()
    memberships: tuple[Membership, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        require_sources(f"working group {self.id!r}", self.sources)
