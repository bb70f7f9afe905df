"""Actor, and what ties actors to places and to each other: office, recognition, control.

Recognition (who calls whom a government) and control (who holds a place) are different facts and
live in different rows: the one never follows from the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from waterbed.records.citation import Citation, require_sources
from waterbed.records.dates import PartialDate
from waterbed.records.span import require_order

ActorKind = Literal[
    "state",
    "government",
    "institution",
    "person",
    "armed-force",
    "armed-group",
    "organisation",
    "company",
    "forum",
]
PlaceKind = Literal["state", "region", "city", "island", "sea", "border"]
Stance = Literal["recognises", "does-not-recognise"]
Degree = Literal["full", "most", "part", "nominal"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A state, a body or a person that acts.

    Parameters
    ----------
    id
        Short name in lower case: ``"gnu"``. A state and its territory share one id.
    name
        The name to print.
    kind
        What sort of actor it is.
    sources
        Where its name or existence is shown, at least one.
    aliases
        Every other name and spelling in use.
    within
        Id of the state or body that it belongs to or claims to act for, empty where none.
    start, end
        From when to when it existed, None where that is open or does not matter.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source, or the end lies before the start.
    """

    id: str
    name: str
    kind: ActorKind
    sources: tuple[Citation, ...]
    aliases: tuple[str, ...] = ()
    within: str = ""
    start: PartialDate | None = None
    end: PartialDate | None = None
    note: str = ""

    def __post_init__(self) -> None:
        require_sources(f"actor {self.id!r}", self.sources)
        require_order(f"actor {self.id!r}", self.start, self.end)


@dataclass(frozen=True, slots=True)
class Place:
    """A place that events, control and routes refer to.

    Parameters
    ----------
    id
        Short name in lower case: ``"tobruk"``.
    name
        The name to print.
    kind
        What sort of place it is.
    sources
        The source that brings the place into the register, at least one.
    within
        Id of the place that contains it, empty for the largest.
    aliases
        Every other name and spelling in use.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source.
    """

    id: str
    name: str
    kind: PlaceKind
    sources: tuple[Citation, ...]
    within: str = ""
    aliases: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        require_sources(f"place {self.id!r}", self.sources)


@dataclass(frozen=True, slots=True)
class Office:
    """One holder of one office, from a date to a date.

    Parameters
    ----------
    holder
        Id of the person, or of the state that chairs a forum.
    title
        The office: ``"prime minister"``.
    body
        Id of the actor that the office belongs to: ``"gnu"``.
    start
        The day the holder took office, or the first day on which a source shows the holder in it
        (the note says so). On the day of a handover both hold it.
    sources
        At least one.
    end
        The last day, None where the record knows of no end.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source, or the end lies before the start.
    """

    holder: str
    title: str
    body: str
    start: PartialDate
    sources: tuple[Citation, ...]
    end: PartialDate | None = None
    note: str = ""

    def __post_init__(self) -> None:
        what = f"office {self.title!r} of {self.body!r} held by {self.holder!r}"
        require_sources(what, self.sources)
        require_order(what, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Recognition:
    """One actor's stance on another's claim to govern.

    Parameters
    ----------
    recogniser
        Id of the actor that takes the stance.
    subject
        Id of the actor that it is about.
    stance
        ``"recognises"`` or ``"does-not-recognise"``. Silence is neither, and has no row.
    start
        From when a source shows it.
    sources
        At least one.
    end
        The last day, None where the record knows of no change.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source, or the end lies before the start.
    """

    recogniser: str
    subject: str
    stance: Stance
    start: PartialDate
    sources: tuple[Citation, ...]
    end: PartialDate | None = None
    note: str = ""

    def __post_init__(self) -> None:
        what = f"{self.recogniser!r} {self.stance} {self.subject!r}"
        require_sources(what, self.sources)
        require_order(what, self.start, self.end)


@dataclass(frozen=True, slots=True)
class Control:
    """Who holds a place, how much of it, and whether others contest it.

    Parameters
    ----------
    place
        Id of the place. A place without a row of its own inherits from the one that contains it.
    actor
        Id of the actor in control.
    degree
        ``"full"``, ``"most"``, ``"part"``, or ``"nominal"`` (in name rather than in fact).
    start
        From when a source shows it.
    sources
        At least one.
    end
        The last day, None where the record knows of no change.
    contested
        True where others fight over it or share it.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where there is no source, or the end lies before the start.
    """

    place: str
    actor: str
    degree: Degree
    start: PartialDate
    sources: tuple[Citation, ...]
    end: PartialDate | None = None
    contested: bool = False
    note: str = ""

    def __post_init__(self) -> None:
        what = f"control of {self.place!r} by {self.actor!r}"
        require_sources(what, self.sources)
        require_order(what, self.start, self.end)
