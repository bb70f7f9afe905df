"""Assimilate: a network's ensemble led through the months of the record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics import stream
from waterbed.numerics.ensemble import Seen, analysed
from waterbed.records import Scenario
from waterbed.simulate.parameters import parameters, prior
from waterbed.simulate.paths import PathOptions, observe, simulate
from waterbed.simulate.reach import reach_of_numbers, reach_of_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from waterbed.numerics.system import Parameters, State
    from waterbed.simulate.history import History
    from waterbed.simulate.network import Network

    Floats = NDArray[np.float64]

_SEEING = 0.1
"""Standard deviation of the logarithm by which a count is off beside its own sampling."""
_RELAXED = 0.5
"""Share of the spread lost in a step that is given back to the numbers."""
_RESTLESS = 2.5
"""Factor on what is believed of shocks, those of deaths included, before any figure: of 1, 1.5, 2,
2.5 and 3 the one with the best score a month ahead up to 2019; with 1 the band held 57 %."""
_MOST_LOG = 16.0
_SEEDS = 1_000_003


@dataclass(frozen=True, slots=True)
class Led:
    """An ensemble at the end of a record.

    Parameters
    ----------
    parameters
        Given the record; the state is that at its end.
    foreseen
        By series, what the ensemble foresaw of each month before it saw its figure, (months,
        draws); without the series by group.
    first
        Place in the history of the first of these months.
    """

    parameters: Parameters
    foreseen: Mapping[str, Floats]
    first: int


def assimilate(network: Network, past: History, months: int, draws: int, seed: int) -> Led:
    """Lead an ensemble from what is believed before any figure through the months of a record.

    Parameters
    ----------
    network
        The network; series of the record that it does not observe are not used.
    past
        What was counted.
    months
        How many of the last months are gone through.
    draws
        Size of the ensemble.
    seed
        Same seed, same ensemble.

    Returns
    -------
    Led
        The ensemble at the end.

    Notes
    -----
    Each month the network is run forward, and the draws are moved towards the month's figures by
    `waterbed.numerics.ensemble.analysed` on the logarithm of one more than the count: parameters
    on the normal scale of `prior`, people waiting and detained by their logarithm, the wandering
    parts as they are. A series moves only what it counts. Half of the spread that the numbers lose
    in a step is given back, as a finite ensemble loses too much.

    References
    ----------
    Evensen, Data Assimilation: The Ensemble Kalman Filter, 2nd edition 2009, chapter 7 (parameters
    and state together). Whitaker and Hamill, Evaluating Methods to Account for System Errors in
    Ensemble Data Assimilation, Monthly Weather Review 140, 2012 (giving spread back).
    """
    believed, numbers = prior(network), stream("assimilate", seed)
    vectors = numbers.standard_normal((draws, len(believed.mean)))
    vectors = believed.mean + believed.spread * vectors
    restless = [name.split("/")[0].endswith("shock") for name in believed.names]
    vectors[:, restless] += np.log(_RESTLESS)
    made = parameters(network, vectors)
    near = np.vstack([reach_of_numbers(network, believed.names), reach_of_state(network)])
    first = max(past.months - months, 0)
    kept: dict[str, list[Floats]] = {}
    for place in range(first, past.months):
        foreseen, state = one_month(network, made, past, place, seed)
        for key, drawn in foreseen.items():
            kept.setdefault(key, []).append(drawn)
        seen, columns = _seen(network, (past, place), foreseen, numbers)
        if len(columns):
            moved = analysed(_pack(vectors, state), seen, near[:, columns])
            vectors = _relaxed(vectors, moved[:, : vectors.shape[1]])
            state = _unpack(moved[:, vectors.shape[1] :], state)
            made = parameters(network, vectors)
        made = made._replace(state=state)
    totals = {key: np.array(rows) for key, rows in kept.items() if key in _totals(network)}
    return Led(made, totals, first)


def one_month(
    network: Network, made: Parameters, past: History, place: int, seed: int
) -> tuple[dict[str, Floats], State]:
    """Run one month without levers.

    Parameters
    ----------
    network, made
        What is run.
    past
        Names the month.
    place
        Of the month in the history.
    seed
        Same seed, same numbers at random.

    Returns
    -------
    tuple
        What publishers would count, (draws,) by series, and where everything stands.
    """
    month = Scenario("", network.name, past.month(place), 1, seed=seed * _SEEDS + place)
    paths = simulate(network, made, month, PathOptions(by_group=True, threads=1))
    counted = observe(network, made, paths)
    return {key: drawn[:, 0] for key, drawn in counted.items()}, paths.final


def _seen(
    network: Network,
    at: tuple[History, int],
    foreseen: Mapping[str, Floats],
    numbers: np.random.Generator,
) -> tuple[Seen, NDArray[np.int64]]:
    past, place = at
    there = [
        (column, one.key)
        for column, one in enumerate(network.observed)
        if one.key in past.counts and not np.isnan(past.counts[one.key][place])
    ]
    value = np.array([past.counts[key][place] for _, key in there])
    draws = len(next(iter(foreseen.values())))
    drawn = np.array([foreseen[key] for _, key in there]).reshape(len(there), draws).T
    error = np.sqrt(_SEEING**2 + 1.0 / (1.0 + value))
    told = np.log1p(value) + error * numbers.standard_normal(drawn.shape)
    columns = np.array([column for column, _ in there], dtype=np.int64)
    return Seen(told, np.log1p(drawn), error), columns


def _relaxed(before: Floats, after: Floats) -> Floats:
    lost = before.std(axis=0) - after.std(axis=0)
    factor = 1.0 + _RELAXED * lost / np.maximum(after.std(axis=0), 1e-9)
    centre = after.mean(axis=0)
    relaxed: Floats = centre + (after - centre) * factor
    return relaxed


def _pack(vectors: Floats, state: State) -> Floats:
    people = [np.log1p(state.waiting), np.log1p(state.detained)]
    wandering = [state.demand, state.departure, state.corridor, state.interception]
    return np.hstack([vectors, *people, *wandering])


def _unpack(moved: Floats, state: State) -> State:
    parts = (state.waiting, state.detained, state.demand, state.departure, state.corridor)
    ends = np.cumsum([part.shape[1] for part in parts])
    waiting, detained, *wandering = np.split(moved, ends, axis=1)
    demand, departure, corridor, interception = map(np.ascontiguousarray, wandering)
    return state._replace(
        waiting=_people(waiting),
        detained=_people(detained),
        demand=demand,
        departure=departure,
        corridor=corridor,
        interception=interception,
    )


def _people(logs: Floats) -> NDArray[np.int64]:
    return np.rint(np.expm1(np.clip(logs, 0.0, _MOST_LOG))).astype(np.int64)


def _totals(network: Network) -> set[str]:
    return {one.key for one in network.observed if not one.groups}
