"""Reach: which unknowns of a network a published series can say something about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waterbed.simulate.network import Network, Observed

    Floats = NDArray[np.float64]


_WANDERING = (".persistence", "shock")


def reach_of_numbers(network: Network, names: Sequence[str]) -> Floats:
    """Say which numbers of the prior a series reaches.

    Parameters
    ----------
    network
        Any network.
    names
        Of the numbers, as `prior` gives them: ``"departure.rate/tunisia"``.

    Returns
    -------
    numpy.ndarray
        (numbers, observed): 1 where the number is of a zone, corridor or group that the series
        counts, else 0. What a run begins from is reached by none, nor are behaviours that all share
        (memory, risk, price, funding), nor how far and long parts wander: the series say too little
        about the former, and an ensemble filter cannot learn the latter.
    """
    split = [name.split("/", 1) for name in names]
    found = [
        [_reached(network, one, block, label) for one in network.observed] for block, label in split
    ]
    return np.array(found, dtype=float)


def reach_of_state(network: Network) -> Floats:
    """Say which parts of the state a series reaches.

    Parameters
    ----------
    network
        Any network.

    Returns
    -------
    numpy.ndarray
        (waiting, detained, then the wandering parts of demand, departure, corridors and
        interception; observed): 1 where it does, else 0.
    """
    groups, zones = [one.id for one in network.groups], [one.id for one in network.zones]
    cells = [(groups[group], zones[zone]) for group, zone in network.cells]
    rows = []
    for one in network.observed:
        there, who = _zones(network, one), _groups(network, one)
        cell = [group in who and zone in there for group, zone in cells]
        zone_row = [zone in there for zone in zones]
        corridor = [way.id in one.corridors for way in network.corridors]
        rows.append(
            [*cell, *cell, *(group in who for group in groups), *zone_row, *corridor, *zone_row]
        )
    return np.array(rows, dtype=float).T


def _reached(network: Network, one: Observed, block: str, label: str) -> bool:
    name = label.split(",", maxsplit=1)[0]
    there, who = _zones(network, one), _groups(network, one)
    if block.startswith("state.") or block.endswith(_WANDERING):
        return False
    if block == "reporting":
        return label == one.key
    if block == "demand.access":
        group, zone = label.split(">")
        return group in who and zone in there
    if block.startswith("demand."):
        return name in who
    return name in there or name in one.corridors


def _zones(network: Network, one: Observed) -> set[str]:
    return {way.zone for way in network.corridors if way.id in one.corridors}


def _groups(network: Network, one: Observed) -> set[str]:
    there = _zones(network, one)
    named = set(one.groups) or {group.id for group in network.groups}
    return {
        group.id
        for group in network.groups
        if group.id in named and there & {zone for zone, _ in group.access}
    }
