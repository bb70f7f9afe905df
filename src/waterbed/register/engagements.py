"""Engagements: visits and meetings, and who at them the UN does not recognise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.register import load
from waterbed.register.actors import office_on
from waterbed.register.control import Stance, stances

if TYPE_CHECKING:
    from waterbed.records import Actor, Citation, Engagement, Leg


@dataclass(frozen=True, slots=True)
class UnrecognisedMeeting:
    """Someone at a leg whose body does not govern in the eyes of the UN.

    Parameters
    ----------
    leg
        The stop.
    actor
        Who was met, or who travelled.
    stance
        The row that says so: about the actor, or about a body in which it held office.
    """

    leg: Leg
    actor: Actor
    stance: Stance

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Where the stance comes from."""
        return self.stance.recognition.sources


def unrecognised(engagement: Engagement, by: str = "un") -> tuple[UnrecognisedMeeting, ...]:
    """List those at a meeting whom an actor did not recognise on the day.

    Parameters
    ----------
    engagement
        The visit or meeting.
    by
        Id of the actor whose recognition counts.

    Returns
    -------
    tuple of UnrecognisedMeeting
        In the order of the legs; empty where there is none.
    """
    return tuple(
        UnrecognisedMeeting(leg, load.actors()[one], stance)
        for leg in engagement.legs
        for one in (*engagement.participants, *leg.counterparts)
        for stance in _refusals(one, leg, by)
    )


def _refusals(actor: str, leg: Leg, by: str) -> list[Stance]:
    day = leg.start.first
    bodies = {actor, *(office.body for office in office_on(actor, day))}
    return [
        stance
        for stance in stances(day)
        if stance.recogniser.id == by and stance.subject.id in bodies and not stance.recognises
    ]
