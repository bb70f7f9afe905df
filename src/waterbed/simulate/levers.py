"""Levers: what a scenario does to a network, as a factor a month for all that can be moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.system import Settings
from waterbed.records import InvalidError, NotFoundError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from waterbed.records import Lever, LeverKind, Scenario
    from waterbed.simulate.network import Network

    Floats = NDArray[np.float64]
    Places = NDArray[np.int64]

_YEAR = 12
_ON_ZONE = ("control", "interception", "funding")
_ON_CORRIDOR = ("closure", "price")
_ON: Mapping[LeverKind, str] = {
    "control": "zone",
    "interception": "zone",
    "funding": "zone",
    "rescue": "area",
    "closure": "corridor",
    "price": "corridor",
    "demand": "group",
    "transfer": "transfer",
}


def targets(network: Network, kind: LeverKind) -> tuple[str, ...]:
    """Give what a kind of lever can work on in a network.

    Parameters
    ----------
    network
        Any network.
    kind
        The kind of lever.

    Returns
    -------
    tuple of str
        Ids of zones, areas, corridors, groups or transfers; of transfers also a group and a zone
        in which it can be, as ``"CIV>tunisia"``.
    """
    listed = {
        "zone": [one.id for one in network.zones],
        "area": [name for name, _ in network.areas],
        "corridor": [one.id for one in network.corridors],
        "group": [one.id for one in network.groups],
        "transfer": [one.id for one in network.transfers] + list(_entries(network)),
    }
    return tuple(listed[_ON[kind]])


def settings(network: Network, scenario: Scenario) -> Settings:
    """Turn levers into factors by month.

    Parameters
    ----------
    network
        The network of the scenario.
    scenario
        Horizon and levers.

    Returns
    -------
    Settings
        Every number 1 where no lever works.

    Raises
    ------
    NotFoundError
        Where a lever is on something that the network does not have.
    InvalidError
        Where a lever works in no month of the scenario.
    """
    made = _untouched(network, scenario.horizon)
    for lever in scenario.levers:
        require_target(network, lever)
        months, values = _months(scenario, lever)
        table, places, factors = _moved(network, made, lever, values)
        table[np.ix_(months, places)] *= factors[:, None]
    return made


def require_target(network: Network, lever: Lever) -> None:
    """Refuse a lever on something that the network does not have.

    Parameters
    ----------
    network
        The network.
    lever
        Any lever.

    Raises
    ------
    NotFoundError
        With the nearest names.
    """
    known = targets(network, lever.kind)
    if lever.on not in known:
        what = f"{_ON[lever.kind]} of {network.name} for a {lever.kind} lever"
        raise NotFoundError.among(what, lever.on, known, "waterbed.simulate.levers.targets")


def worked_on(network: Network, levers: tuple[Lever, ...]) -> tuple[str, ...]:
    """Give the corridors on which levers work directly.

    Parameters
    ----------
    network
        Their network.
    levers
        Any levers.

    Returns
    -------
    tuple of str
        Ids of the corridors from a zone whose departures, interceptions or money are moved, and
        of those closed or with another price.
    """
    zones = {one.on for one in levers if one.kind in _ON_ZONE}
    corridors = {one.on for one in levers if one.kind in _ON_CORRIDOR}
    return tuple(w.id for w in network.corridors if w.zone in zones or w.id in corridors)


def month_index(day: dt.date) -> int:
    """Count the months up to a day's month.

    Parameters
    ----------
    day
        Any day.

    Returns
    -------
    int
        Months since the year 0.
    """
    return day.year * _YEAR + day.month - 1


def month_start(start: dt.date, months: int) -> dt.date:
    """Give the first day of the month some months after another.

    Parameters
    ----------
    start
        A day of the first month.
    months
        How many months later.

    Returns
    -------
    datetime.date
        The first of that month.
    """
    index = month_index(start) + months
    return start.replace(year=index // _YEAR, month=index % _YEAR + 1, day=1)


def _untouched(network: Network, months: int) -> Settings:
    zones, corridors = len(network.zones), len(network.corridors)

    def ones(width: int) -> Floats:
        return np.ones((months, width))

    return Settings(
        control=ones(zones),
        money=ones(zones),
        through=ones(zones),
        stopped=ones(zones),
        deaths=ones(corridors),
        open=ones(corridors),
        price=ones(corridors),
        demand=ones(len(network.groups)),
        access=ones(len(network.cells)),
        transfer=ones(len(network.transfers)),
    )


def _months(scenario: Scenario, lever: Lever) -> tuple[Places, Floats]:
    """Give the months in which a lever works, and its value in each."""
    first = month_index(scenario.start)
    begin = month_index(lever.start) - first
    end = scenario.horizon if lever.end is None else month_index(lever.end) - first + 1
    months = np.arange(max(begin, 0), min(end, scenario.horizon))
    if not len(months):
        last = month_start(scenario.start, scenario.horizon - 1)
        raise InvalidError(
            f"lever {lever.kind} on {lever.on!r}: works in no month of the scenario, which runs "
            f"from {scenario.start:%Y-%m} to {last:%Y-%m}; it has {lever.start:%Y-%m} to "
            f"{lever.end or last:%Y-%m}. Move the lever or the horizon."
        )
    places = np.minimum(months - begin, len(lever.values) - 1)
    return months, np.array(lever.values)[places]


def _moved(
    network: Network, made: Settings, lever: Lever, values: Floats
) -> tuple[Floats, Places, Floats]:
    """Say which table a lever moves, in which columns, and by which factor."""
    sized = lever.size is not None
    factors = 1.0 - values if sized else values
    names = {
        "zone": [one.id for one in network.zones],
        "area": [one.area for one in network.corridors],
        "corridor": [one.id for one in network.corridors],
        "group": [one.id for one in network.groups],
        "transfer": [one.id for one in network.transfers],
    }[_ON[lever.kind]]
    places = np.flatnonzero(np.array(names) == lever.on)
    if lever.kind == "transfer" and not len(places):
        return made.access, np.array([_entries(network)[lever.on]]), factors
    if lever.kind == "interception":
        return (made.through if sized else made.stopped), places, factors
    if lever.kind == "rescue":
        return made.deaths, places, factors if sized else 1.0 / values
    table = {
        "control": made.control,
        "funding": made.money,
        "closure": made.open,
        "price": made.price,
        "demand": made.demand,
        "transfer": made.transfer,
    }[lever.kind]
    return table, places, factors


def _entries(network: Network) -> dict[str, int]:
    """Name every cell by its group and zone."""
    return {
        f"{network.groups[group].id}>{network.zones[zone].id}": place
        for place, (group, zone) in enumerate(network.cells)
    }
