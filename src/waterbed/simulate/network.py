"""Network: the zones, corridors and origin groups of a region, and which series counts what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

Count = Literal["landed", "returned", "dead", "attempts"]
COUNTS: tuple[Count, ...] = get_args(Count)

ARROW = ">"
"""Stands between where a corridor or transfer begins and where it ends."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of coast or border from which people leave.

    Parameters
    ----------
    id, title
        Short name and name.
    place
        Id of the place of the register that it lies in; empty where no one place holds it.
    attempt
        Prior centre: share of those waiting who try in a month.
    returned
        Prior centre: share of attempts that are stopped and taken back.
    detention
        Prior centre: months until release.
    leave
        Prior centre: share of those waiting who leave for good in a month.
    most
        The largest number of attempts that a month can hold there.
    peak
        Month of the year with most attempts, 1 to 12.
    swing
        Logarithm of the peak over the yearly mean.
    """

    id: str
    title: str
    place: str
    attempt: float
    returned: float
    detention: float
    leave: float
    most: int
    peak: int
    swing: float


@dataclass(frozen=True, slots=True)
class Corridor:
    """A way from a zone of departure to a place of landing.

    Parameters
    ----------
    zone, landing, area
        Ids of where it begins, where it ends, and whose rescue it lies under.
    weight
        Prior centre: share of its zone's attempts.
    deaths
        Prior centre: recorded deaths per attempt.
    """

    zone: str
    landing: str
    area: str
    weight: float
    deaths: float

    @property
    def id(self) -> str:
        """Zone and landing: ``"tunisia>italy"``."""
        return f"{self.zone}{ARROW}{self.landing}"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A movement between two zones over land or by air.

    Parameters
    ----------
    origin, target
        Ids of the zones.
    share
        Prior centre: share of those waiting who go in a month.
    """

    origin: str
    target: str
    share: float

    @property
    def id(self) -> str:
        """From and to: ``"tunisia>tripolitania"``."""
        return f"{self.origin}{ARROW}{self.target}"


@dataclass(frozen=True, slots=True)
class Group:
    """People of one or several nationalities, as a count.

    Parameters
    ----------
    id, title
        Short name (the nationality's code where it is one) and name.
    arrive
        Prior centre: how many a month come to where boats leave.
    access
        Zone and share, for every zone in which they can be.
    """

    id: str
    title: str
    arrive: float
    access: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Observed:
    """What a published series counts, as a sum.

    Parameters
    ----------
    key
        The series.
    count
        What is summed.
    corridors
        Over which corridors.
    groups
        Over which groups; empty for all.
    spread
        Prior standard deviation of the logarithm by which the published figure differs from what
        it counts.
    """

    key: str
    count: Count
    corridors: tuple[str, ...]
    groups: tuple[str, ...] = ()
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class Network:
    """A region: where people leave, where they land, who goes where, who counts what.

    Parameters
    ----------
    name, title
        Short name and name.
    areas, landings
        Id and title of each.
    zones, corridors, transfers, groups, observed
        In the order of the file; positions in arrays follow it.
    places
        Longitude and latitude of zones and places of landing, roughly, for drawings.
    labels
        What a drawing calls those whose title is too long for it.
    """

    name: str
    title: str
    areas: tuple[tuple[str, str], ...]
    landings: tuple[tuple[str, str], ...]
    zones: tuple[Zone, ...]
    corridors: tuple[Corridor, ...]
    transfers: tuple[Transfer, ...]
    groups: tuple[Group, ...]
    observed: tuple[Observed, ...]
    places: tuple[tuple[str, tuple[float, float]], ...] = ()
    labels: tuple[tuple[str, str], ...] = ()

    def zone_place(self, zone: str) -> int:
        """Give the position of a zone."""
        return [one.id for one in self.zones].index(zone)

    def corridor_place(self, corridor: str) -> int:
        """Give the position of a corridor."""
        return [one.id for one in self.corridors].index(corridor)

    def group_place(self, group: str) -> int:
        """Give the position of a group."""
        return [one.id for one in self.groups].index(group)

    @property
    def cells(self) -> tuple[tuple[int, int], ...]:
        """Every pair of a group and a zone in which it can be, by position, groups first."""
        return tuple(
            (place, self.zone_place(zone))
            for place, group in enumerate(self.groups)
            for zone, _ in group.access
        )

    @property
    def ways(self) -> tuple[tuple[int, int], ...]:
        """Every pair of a cell and a corridor that begins in its zone, by position."""
        starts = [self.zone_place(one.zone) for one in self.corridors]
        return tuple(
            (cell, corridor)
            for cell, (_, zone) in enumerate(self.cells)
            for corridor, start in enumerate(starts)
            if start == zone
        )

    @property
    def moves(self) -> tuple[tuple[int, int, int], ...]:
        """Every transfer that a group can make: cell left, cell entered, transfer, by position."""
        cells = {pair: place for place, pair in enumerate(self.cells)}
        edges = [(self.zone_place(t.origin), self.zone_place(t.target)) for t in self.transfers]
        return tuple(
            (cell, cells[group, target], edge)
            for cell, (group, zone) in enumerate(self.cells)
            for edge, (origin, target) in enumerate(edges)
            if origin == zone and (group, target) in cells
        )
