"""Control: who holds a place on a day, and, apart from that, who recognises whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from waterbed.records import Actor, Citation, Control, Place, Recognition, covers
from waterbed.register import load
from waterbed.register.lineage import lineage
from waterbed.register.places import place as find_place
from waterbed.register.sourced import sources_of

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Stance:
    """A recognition with both actors named.

    Parameters
    ----------
    recogniser, subject
        The actors.
    recognition
        The row, with stance, dates and sources.
    """

    recogniser: Actor
    subject: Actor
    recognition: Recognition

    @property
    def recognises(self) -> bool:
        """True where the recogniser recognises, False where it does not."""
        return self.recognition.stance == "recognises"

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Where the stance comes from."""
        return self.recognition.sources


@dataclass(frozen=True, slots=True)
class Holder:
    """An actor that holds a place, and who recognises it.

    Parameters
    ----------
    actor
        The actor in control.
    control
        The row, with degree, whether contested, dates and sources.
    via
        The place whose row it is: the place asked for, or one that contains it.
    recognised_by, not_recognised_by
        Stances on this actor on the day.
    """

    actor: Actor
    control: Control
    via: Place
    recognised_by: tuple[Stance, ...]
    not_recognised_by: tuple[Stance, ...]

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Sources of the control and of the stances."""
        return sources_of((self.control, *self.recognised_by, *self.not_recognised_by))


@dataclass(frozen=True, slots=True)
class Standing:
    """Who holds a place on a day.

    Parameters
    ----------
    place
        The place asked for.
    on
        The day.
    holders
        Who holds it, as the nearest place with a row says; empty where the register does not
        know.
    claimants
        Recognitions, on that day, of actors of the same state that do not hold the place: the
        government that others recognise there, for example.
    kept_to
        The day to which the register was kept; of a later day it gives what last held.
    """

    place: Place
    on: dt.date
    holders: tuple[Holder, ...]
    claimants: tuple[Stance, ...]
    kept_to: dt.date = field(default_factory=load.kept_to)

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Every source of the answer, each once."""
        return sources_of((*self.holders, *self.claimants))


def who(place: str, on: dt.date) -> Standing:
    """Say who holds a place on a day, and who recognises them.

    Parameters
    ----------
    place
        Id, name or any spelling of the place.
    on
        The day.

    Returns
    -------
    Standing
        Holders with degree and source; recognition apart from it.

    Raises
    ------
    NotFoundError
        Where no place has that name; the nearest are suggested.

    Notes
    -----
    A place without a row for that day takes those of the nearest place that contains it; each
    holder says which (`Holder.via`). Recognition never decides who holds a place.
    """
    asked = find_place(place)
    chain = lineage(asked.id, load.places())
    holders = next(
        (found for one in chain if (found := _holders(one, on))),
        (),
    )
    holding = {holder.actor.id for holder in holders}
    claimants = tuple(
        stance
        for stance in stances(on)
        if stance.subject.id not in holding
        and set(lineage(stance.subject.id, load.actors())) & set(chain)
    )
    return Standing(asked, on, holders, claimants)


def _holders(place: str, on: dt.date) -> tuple[Holder, ...]:
    rows = [row for row in load.controls() if row.place == place and covers(row.start, row.end, on)]
    return tuple(_holder(row, on) for row in rows)


def _holder(row: Control, on: dt.date) -> Holder:
    held = [stance for stance in stances(on) if stance.subject.id == row.actor]
    return Holder(
        actor=load.actors()[row.actor],
        control=row,
        via=load.places()[row.place],
        recognised_by=tuple(stance for stance in held if stance.recognises),
        not_recognised_by=tuple(stance for stance in held if not stance.recognises),
    )


def stances(on: dt.date) -> tuple[Stance, ...]:
    """Give every stance on a claim to govern that holds on a day.

    Parameters
    ----------
    on
        The day.

    Returns
    -------
    tuple of Stance
        In the order of the register.
    """
    actors = load.actors()
    return tuple(
        Stance(actors[row.recogniser], actors[row.subject], row)
        for row in load.recognitions()
        if covers(row.start, row.end, on)
    )
