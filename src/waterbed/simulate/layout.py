"""Layout: a network as the arrays of positions that the compiled step walks along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.system import Layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from waterbed.simulate.network import Network

    Integers = NDArray[np.int64]


def layout(network: Network) -> Layout:
    """Lay a network out.

    Parameters
    ----------
    network
        Any network.

    Returns
    -------
    Layout
        Groups, zones, corridors and transfers by their position in the network.
    """
    cells, ways, moves = network.cells, network.ways, network.moves
    return Layout(
        cell_group=_whole(group for group, _ in cells),
        cell_zone=_whole(zone for _, zone in cells),
        group_start=_starts([group for group, _ in cells], len(network.groups)),
        way_cell=_whole(cell for cell, _ in ways),
        way_corridor=_whole(corridor for _, corridor in ways),
        cell_ways=_starts([cell for cell, _ in ways], len(cells)),
        move_to=_whole(target for _, target, _ in moves),
        move_transfer=_whole(edge for *_, edge in moves),
        cell_moves=_starts([cell for cell, *_ in moves], len(cells)),
        corridor_zone=_whole(network.zone_place(one.zone) for one in network.corridors),
        most=np.array([float(one.most) for one in network.zones]),
    )


def _whole(values: Iterable[int]) -> Integers:
    return np.array(list(values), dtype=np.int64)


def _starts(owners: list[int], count: int) -> Integers:
    """Give the place of the first item of each owner; items stand in the order of their owners."""
    return np.searchsorted(np.array(owners, dtype=np.int64), np.arange(count + 1)).astype(np.int64)
