"""Paths: a network run forward, draw by draw and month by month, and what would be counted."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np

from waterbed.numerics import crossings
from waterbed.numerics.streams import seed as hash_of
from waterbed.numerics.system import Counts, Parameters, State
from waterbed.records import InvalidError
from waterbed.simulate.layout import layout
from waterbed.simulate.levers import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from waterbed.records import Scenario
    from waterbed.simulate.network import Network

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Shorts = NDArray[np.int32]

_WORD = 2**64
_LEAST_ROWS = 64


@dataclass(frozen=True, slots=True)
class Paths:
    """What happened, in every draw and month.

    Parameters
    ----------
    attempts, landed, returned, dead
        People, (draws, months, corridors); attempts are the sum of the others.
    landed_by_way
        Landed by group and corridor, in the order of `Network.ways`, (draws, months, ways); None
        where it was not asked for.
    entered, left
        Who came into and left the system in a month, (draws, months, zones).
    waiting, detained
        People at the end of each month, (draws, months, zones).
    final
        Where everything stands at the end; a run that begins there, with `Parameters` of the same
        draws, goes on.
    """

    attempts: Shorts
    landed: Shorts
    returned: Shorts
    dead: Shorts
    landed_by_way: Shorts | None
    entered: Shorts
    left: Shorts
    waiting: Integers
    detained: Integers
    final: State


@dataclass(frozen=True, slots=True)
class PathOptions:
    """How a run is computed.

    Parameters
    ----------
    by_group
        Whether landings are kept by group as well, as series by nationality need.
    first_draw
        Number of the first draw in the streams: draw 1,000 is the same however the draws are cut.
    threads
        At once; None for one a core.
    """

    by_group: bool = False
    first_draw: int = 0
    threads: int | None = None


def simulate(
    network: Network,
    parameters: Parameters,
    scenario: Scenario,
    options: PathOptions | None = None,
) -> Paths:
    """Run a network forward under the levers of a scenario.

    Parameters
    ----------
    network
        The network of the scenario.
    parameters
        One run for each draw in them; `scenario.draws` is not used here.
    scenario
        Start, horizon, seed and levers.
    options
        How it is computed; None for the defaults.

    Returns
    -------
    Paths
        The same for the same network, parameters, seed and draw numbers, whatever the machine's
        cores; two scenarios that differ in levers use the same numbers at random.

    Raises
    ------
    NotFoundError
        Where a lever is on something that the network does not have.
    InvalidError
        Where a lever works in no month, or parameters are not of this network.

    Notes
    -----
    The step is that of `waterbed.numerics.crossings`. A zone never expects more attempts in a
    month than its network says it can hold, and no more than 500,000 of a group come to a zone in a
    month, so that no parameters can make counts overflow.
    """
    chosen = options or PathOptions()
    state = _copy(parameters.state)
    draws = len(state.waiting)
    _require_fit(network, parameters)
    counts = _zeros(network, draws, scenario.horizon, by_group=chosen.by_group)
    run = crossings.Run(
        layout(network),
        cast("Parameters", _plain(parameters)),
        settings(network, scenario),
        _keys(scenario.seed),
        state,
        counts,
    )
    _advance(run, scenario.start.month - 1, draws, chosen)
    by_way = counts.landed_by_way if chosen.by_group else None
    parts = counts._asdict() | {"landed_by_way": by_way}
    return Paths(**parts, final=state)


def observe(network: Network, parameters: Parameters, paths: Paths) -> Mapping[str, Floats]:
    """Say what publishers would count.

    Parameters
    ----------
    network, parameters
        As the paths were made with.
    paths
        What happened.

    Returns
    -------
    dict
        For each series of the network's observation map its figures, (draws, months): the sum over
        its corridors times the draw's factor of reporting. Series of one group are there only where
        the paths were kept by group.
    """
    corridors = {one.id: place for place, one in enumerate(network.corridors)}
    found: dict[str, Floats] = {}
    for place, series in enumerate(network.observed):
        columns = [corridors[name] for name in series.corridors]
        if not series.groups:
            table = getattr(paths, series.count)
        elif series.count == "landed" and paths.landed_by_way is not None:
            table = paths.landed_by_way
            columns = _ways(network, columns, series.groups)
        else:
            continue
        total = table[:, :, columns].sum(axis=2, dtype=float)
        found[series.key] = total * parameters.reporting[:, place, None]
    return found


def _ways(network: Network, corridors: list[int], groups: tuple[str, ...]) -> list[int]:
    cells = network.cells
    wanted = {network.group_place(name) for name in groups}
    return [
        place
        for place, (cell, corridor) in enumerate(network.ways)
        if corridor in corridors and cells[cell][0] in wanted
    ]


def _keys(seed: int) -> NDArray[np.uint64]:
    names = crossings.PROCESSES
    return np.array([hash_of("simulate", name, seed) % _WORD for name in names], dtype=np.uint64)


def _plain(part: object) -> object:
    """Give arrays in the one layout that the step is compiled for."""
    if isinstance(part, np.ndarray):
        return np.require(part, requirements=["C", "W"])
    return type(part)(*map(_plain, part))  # type: ignore[call-overload]


def _copy(state: State) -> State:
    return State(*(np.array(part, order="C") for part in state))  # type: ignore[arg-type]


def _require_fit(network: Network, parameters: Parameters) -> None:
    got = (parameters.state.memory.shape[1], parameters.reporting.shape[1])
    needed = (len(network.ways), len(network.observed))
    if got != needed:
        raise InvalidError(
            f"parameters have {got[0]} ways and {got[1]} series; {network.name} has {needed[0]} "
            f"and {needed[1]}. Make them with this network."
        )


def _zeros(network: Network, draws: int, months: int, *, by_group: bool) -> Counts:
    corridors, zones = len(network.corridors), len(network.zones)

    def short(width: int, length: int = months) -> Shorts:
        return np.zeros((draws, length, width), dtype=np.int32)

    def long(width: int) -> Integers:
        return np.zeros((draws, months, width), dtype=np.int64)

    return Counts(
        attempts=short(corridors),
        landed=short(corridors),
        returned=short(corridors),
        dead=short(corridors),
        landed_by_way=short(len(network.ways), months if by_group else 0),
        entered=short(zones),
        left=short(zones),
        waiting=long(zones),
        detained=long(zones),
    )


def _advance(run: crossings.Run, season: int, draws: int, options: PathOptions) -> None:
    threads = options.threads or os.cpu_count() or 1
    cut = max(_LEAST_ROWS, -(-draws // threads))
    rows = [(first, min(first + cut, draws), options.first_draw) for first in range(0, draws, cut)]
    if len(rows) == 1:
        crossings.advance(run, season, rows[0])
        return
    with ThreadPoolExecutor(threads) as pool:
        for _ in pool.map(lambda row: crossings.advance(run, season, row), rows):
            pass
