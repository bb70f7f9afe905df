"""Working groups: who is in, who took part, who is asked in, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.register import load

if TYPE_CHECKING:
    import datetime as dt

    from waterbed.records import Citation, Membership, WorkingGroup


@dataclass(frozen=True, slots=True)
class Seat:
    """One actor's standing in one working group.

    Parameters
    ----------
    group
        The group.
    membership
        The row, with role, date and sources.
    """

    group: WorkingGroup
    membership: Membership

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Where it comes from."""
        return self.membership.sources


def seats() -> tuple[Seat, ...]:
    """Give every standing in every group, over all time.

    Returns
    -------
    tuple of Seat
        In the order of the register.
    """
    return tuple(Seat(group, row) for group in load.groups().values() for row in group.memberships)


def members_on(group: str, on: dt.date) -> tuple[Seat, ...]:
    """Say how each actor stands in a group on a day.

    Parameters
    ----------
    group
        Id of the group.
    on
        The day.

    Returns
    -------
    tuple of Seat
        The latest row of each actor that has begun by then.
    """
    latest: dict[str, Seat] = {}
    for one in seats():
        row = one.membership
        held = latest.get(row.actor)
        begun = one.group.id == group and row.start.first <= on
        if begun and (held is None or held.membership.start.first <= row.start.first):
            latest[row.actor] = one
    return tuple(latest.values())
