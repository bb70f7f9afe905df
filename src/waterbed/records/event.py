"""Event: what happened, when, where, on which routes, and what it was expected to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.citation import Citation, require_sources
from waterbed.records.dates import PartialDate
from waterbed.records.errors import InvalidError
from waterbed.records.span import require_order

EventKind = Literal[
    "agreement",
    "alleged-arrangement",
    "attack",
    "border-closure",
    "border-incident",
    "ceasefire",
    "conflict",
    "declaration",
    "delivery",
    "diplomatic-incident",
    "disaster",
    "enforcement",
    "entry-into-force",
    "flow-event",
    "funding",
    "government",
    "invitation",
    "judgment",
    "judicial",
    "law",
    "mandate-change",
    "naval-operation",
    "operation",
    "parliament-vote",
    "plan",
    "policy-reversal",
    "political-agreement",
    "ratification",
    "regime-change",
    "regulation",
    "renewal",
    "shipwreck",
    "shock",
    "statement",
    "summit",
    "treaty",
    "visa-policy",
    "visit",
    "working-group",
]
EVENT_KINDS: tuple[EventKind, ...] = get_args(EventKind)
"""Every kind of event, in alphabetical order."""

Direction = Literal["falls", "rises", "none", "unclear"]


@dataclass(frozen=True, slots=True)
class Route:
    """A corridor, or a publisher's grouping of corridors.

    Parameters
    ----------
    id
        ``"libya>crete"`` for a corridor, ``"central-mediterranean"`` for a grouping.
    title
        The name to print.
    within
        Id of the route that contains it, empty for the largest.
    departure, landing
        Ids of the places at its ends, empty for a grouping.
    note
        What a reader must know.
    """

    id: str
    title: str
    within: str = ""
    departure: str = ""
    landing: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What an event was expected or claimed to do to crossings on a route.

    Parameters
    ----------
    route
        Id of the route.
    direction
        ``"falls"``, ``"rises"``, ``"none"`` or ``"unclear"``. An expectation, not a finding.
    note
        Who claims it, where that matters.
    """

    route: str
    direction: Direction
    note: str = ""


@dataclass(frozen=True, slots=True)
class Deaths:
    """How many people died or went missing, as a range. Counts of deaths are minimum counts.

    Parameters
    ----------
    low
        The lowest figure that a source gives.
    high
        The highest figure that a source gives, None where no source gives one.

    Raises
    ------
    InvalidError
        Where the range is reversed or negative.
    """

    low: int
    high: int | None = None

    def __post_init__(self) -> None:
        if self.low < 0 or (self.high is not None and self.high < self.low):
            raise InvalidError(f"deaths: {self.low} to {self.high} is not a range.")


@dataclass(frozen=True, slots=True)
class Allegation:
    """An accusation against a named actor, who makes it, and what the accused says.

    Parameters
    ----------
    accused
        Ids of the accused.
    by
        Who accuses, in words.
    reply
        What the accused says, in words. Never empty.

    Raises
    ------
    InvalidError
        Where accuser, accused or reply is missing.
    """

    accused: tuple[str, ...]
    by: str
    reply: str

    def __post_init__(self) -> None:
        if not (self.accused and self.by and self.reply):
            raise InvalidError("an allegation names the accused, the accuser and the reply.")


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of the timeline.

    Parameters
    ----------
    id
        Short name: ``"it-ly-mou-2017"``.
    title
        What happened, in one line.
    kind
        One of `EVENT_KINDS`.
    start
        When it happened or began.
    sources
        At least one.
    end
        When it ended, None for a single moment or where no end is known.
    actors
        Ids of those who acted.
    places
        Ids of the places.
    routes
        Ids of the routes that it concerns.
    expected
        What it was expected to do there.
    sectors
        What it is about.
    deaths
        Range of deaths, None where the event is not about deaths or no source counts them.
    allegation
        Who accuses whom, where the event is not established; None where it is.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source, dates are reversed, or an alleged arrangement names no accuser.
    """

    id: str
    title: str
    kind: EventKind
    start: PartialDate
    sources: tuple[Citation, ...]
    end: PartialDate | None = None
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    expected: tuple[Expectation, ...] = ()
    sectors: tuple[str, ...] = ()
    deaths: Deaths | None = None
    allegation: Allegation | None = None
    note: str = ""

    def __post_init__(self) -> None:
        what = f"event {self.id!r}"
        require_sources(what, self.sources)
        require_order(what, self.start, self.end)
        if self.kind == "alleged-arrangement" and self.allegation is None:
            raise InvalidError(f"{what} is alleged: say by whom, against whom, and the reply.")
