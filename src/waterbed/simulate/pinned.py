"""Pinned: a network's first months led along drawn forecasts of its series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics import stream
from waterbed.numerics.ensemble import Seen, analysed
from waterbed.numerics.system import Push
from waterbed.simulate.assimilate import one_month
from waterbed.simulate.demand import LEAST_KNOWN, foreseen
from waterbed.simulate.reach import reach_of_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from waterbed.numerics.system import Parameters, State
    from waterbed.simulate.history import History
    from waterbed.simulate.network import Network, Observed

    Floats = NDArray[np.float64]

_STEPS = 4
_SEEING = 0.1
_MOST = 6.0
_RECENT, _LEAST_RECENT = 18, 6


def targets(
    network: Network, past: History, ahead: int, draws: int, seed: int
) -> dict[str, Floats]:
    """Draw what the series of a network would do if nothing broke.

    Parameters
    ----------
    network
        The network.
    past
        What was counted.
    ahead
        Months ahead.
    draws
        How many.
    seed
        Same seed, same draws.

    Returns
    -------
    dict of str to numpy.ndarray
        By series, (draws, ahead), from `waterbed.simulate.demand.foreseen`: landings, returns and
        attempts, of the most exact series first; one that shares a corridor with an earlier one is
        left out, and so is one with fewer than 24 figures or fewer than 6 in the last 18 months.
    """
    made: dict[str, Floats] = {}
    taken: dict[str, set[str]] = {}
    for one in sorted(network.observed, key=lambda series: series.spread):
        covered = taken.setdefault(one.count, set())
        if one.count == "dead" or one.groups or covered & set(one.corridors):
            continue
        if _known(past, one):
            numbers = stream("pinned", one.key, seed)
            drawn = foreseen(past.counts[one.key], ahead, numbers, past.first.month)
            made[one.key] = np.resize(drawn, (draws, ahead))
            covered |= set(one.corridors)
    return made


def pinned(
    network: Network, made: Parameters, past: History, wanted: Mapping[str, Floats], seed: int
) -> Parameters:
    """Move the wandering parts of each draw so that its series follow its own forecast.

    Parameters
    ----------
    network
        The network.
    made
        Parameters, with the state at the end of the record.
    past
        What was counted; says which month comes next.
    wanted
        As `targets` gives it, as many draws as there are parameters.
    seed
        Same seed, same numbers at random.

    Returns
    -------
    tuple
        The parameters with a push for every month of the forecasts. Without levers runs follow
        them closely, not exactly, as a zone has its limits; with levers the pushes stay and the
        system acts.

    Notes
    -----
    Month by month: shocks are drawn, the month is run, and each draw's wandering parts are moved by
    the ensemble's regression of them on the logarithms of what was foreseen, times what its own
    forecast is away; four times. This is the update of an ensemble smoother with the forecasts as
    observations, one draw of them for each draw of the ensemble.

    References
    ----------
    Emerick and Reynolds, Ensemble Smoother with Multiple Data Assimilation, Computers and
    Geosciences 55, 2013 (moving an ensemble in several steps).
    """
    if not wanted:
        return made
    keys = [one.key for one in network.observed]
    places = np.array([keys.index(key) for key in wanted])
    near = reach_of_state(network)[2 * len(network.cells) :, places]
    logs = np.log1p(np.stack(list(wanted.values()), axis=2))
    pushes = []
    standing = made
    for step in range(logs.shape[1]):
        numbers = stream("pinned shocks", step, seed)
        place = past.months + step
        push = _shocks(made, numbers)
        for _ in range(_STEPS):
            counted, state = _pushed(network, standing, push, (past, place, seed))
            drawn = np.log1p(np.stack([counted[key] for key in wanted], axis=1))
            push = push + _step(state, drawn, logs[:, step], near)
            push = np.clip(push, -_MOST, _MOST)
        _, state = _pushed(network, standing, push, (past, place, seed))
        standing = standing._replace(state=state)
        pushes.append(push)
    return made._replace(push=_as_push(network, np.stack(pushes, axis=1)))


def _known(past: History, one: Observed) -> bool:
    if one.key not in past.counts:
        return False
    there = ~np.isnan(past.counts[one.key])
    return bool(there.sum() >= LEAST_KNOWN and there[-_RECENT:].sum() >= _LEAST_RECENT)


def _shocks(made: Parameters, numbers: np.random.Generator) -> Floats:
    parts = (made.demand, made.departure, made.choice, made.outcome)
    shocks = np.hstack([part.shock for part in parts])
    return np.asarray(shocks * numbers.standard_normal(shocks.shape))


def _pushed(
    network: Network, standing: Parameters, push: Floats, at: tuple[History, int, int]
) -> tuple[dict[str, Floats], State]:
    return one_month(network, standing._replace(push=_as_push(network, push[:, None])), *at)


def _step(state: State, drawn: Floats, wanted: Floats, near: Floats) -> Floats:
    wandering = np.hstack([state.demand, state.departure, state.corridor, state.interception])
    seen = Seen(wanted, drawn, np.full(drawn.shape[1], _SEEING))
    return analysed(wandering, seen, near) - wandering


def _as_push(network: Network, pushes: Floats) -> Push:
    zones = len(network.zones)
    ends = np.cumsum([len(network.groups), zones, len(network.corridors)])
    return Push(*(np.ascontiguousarray(part) for part in np.split(pushes, ends, axis=2)))
