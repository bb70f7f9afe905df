"""Compare: two runs that differ in their levers alone, as the record of what the levers changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed import register
from waterbed.records import (
    Controller,
    CorridorRun,
    Estimate,
    Fan,
    InvalidError,
    Run,
    Shifted,
    Totals,
)
from waterbed.simulate.levers import month_start

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.records import Lever, Scenario
    from waterbed.simulate.network import Network
    from waterbed.simulate.paths import Paths

    Floats = NDArray[np.float64]

NOMINAL = 0.9
COUNTED = ("attempts", "landed", "returned", "dead")
_SURE = 0.95
_ON_ZONE = ("control", "interception", "funding")
_ON_CORRIDOR = ("closure", "price")


def compare(network: Network, scenario: Scenario, baseline: Paths, paths: Paths) -> Run:
    """Say what the levers of a scenario changed.

    Parameters
    ----------
    network
        The network of both runs.
    scenario
        The question, with its levers.
    baseline
        The run without the levers.
    paths
        The run with them: same parameters, seed and draws.

    Returns
    -------
    Run
        Totals over the horizon, each corridor, month by month, and what became of averted landings.

    Raises
    ------
    InvalidError
        Where the two are not of the same draws, months and corridors.

    Notes
    -----
    Differences are taken draw by draw, on the same numbers at random, before any interval is
    formed. Averted are the landings that are fewer on the corridors on which the levers work,
    elsewhere those that are more on all others; their ratio is given only where at least 95 % of
    the draws averted any.
    """
    if baseline.landed.shape != paths.landed.shape:
        raise InvalidError(
            f"the baseline has {baseline.landed.shape} draws, months and corridors and the run "
            f"{paths.landed.shape}. Compare two runs of the same."
        )
    before, after = _totals(baseline), _totals(paths)
    flows = tuple(
        _flow(one.id, title_of(network, one.id), before[:, :, place], after[:, :, place])
        for place, one in enumerate(network.corridors)
    )
    return Run(
        scenario=scenario,
        region=network.title,
        nominal=NOMINAL,
        total=_flow("", "All corridors", before.sum(axis=2), after.sum(axis=2)),
        flows=flows,
        fans=tuple(_fans(network, scenario, baseline, paths)),
        displacement=_shifted(network, scenario, after[:, 1] - before[:, 1]),
        controllers=tuple(_controllers(network, scenario)),
    )


def title_of(network: Network, corridor: str) -> str:
    """Name a corridor by the titles of its ends.

    Parameters
    ----------
    network
        Any network.
    corridor
        Id of one of its corridors.

    Returns
    -------
    str
        ``"Tunisia to Italy"``.
    """
    one = network.corridors[network.corridor_place(corridor)]
    zone = network.zones[network.zone_place(one.zone)].title
    return f"{zone} to {dict(network.landings)[one.landing]}"


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


def estimate(values: Floats) -> Estimate:
    """Give the median and the interval of draws.

    Parameters
    ----------
    values
        (draws,).

    Returns
    -------
    Estimate
        The median and the ends of the middle 90 %.
    """
    tail = (1 - NOMINAL) / 2
    low, point, high = np.quantile(values, [tail, 0.5, 1 - tail], method="inverted_cdf")
    return Estimate(float(point), float(low), float(high))


def _totals(paths: Paths) -> Floats:
    """Give the sums over months, (draws, counted, corridors)."""
    parts = [getattr(paths, name).sum(axis=1, dtype=float) for name in COUNTED]
    return np.stack(parts, axis=1)


def _flow(corridor: str, title: str, before: Floats, after: Floats) -> CorridorRun:
    parts = (_tally(part) for part in (before, after, after - before))
    return CorridorRun(corridor, title, *parts)


def _tally(totals: Floats) -> Totals:
    return Totals(*(estimate(totals[:, place]) for place in range(len(COUNTED))))


def _fans(network: Network, scenario: Scenario, baseline: Paths, paths: Paths) -> list[Fan]:
    months = tuple(month_start(scenario.start, month) for month in range(scenario.horizon))
    pairs = [("", baseline.landed.sum(axis=2), paths.landed.sum(axis=2))]
    pairs += [
        (one.id, baseline.landed[:, :, place], paths.landed[:, :, place])
        for place, one in enumerate(network.corridors)
    ]
    return [
        Fan(name, months, tuple(map(estimate, before.T)), tuple(map(estimate, after.T)))
        for name, before, after in pairs
    ]


def _shifted(network: Network, scenario: Scenario, change: Floats) -> Shifted | None:
    fell = worked_on(network, scenario.levers)
    rose = tuple(one.id for one in network.corridors if one.id not in fell)
    if not fell or not rose:
        return None
    there = [network.corridor_place(name) for name in fell]
    averted = -change[:, there].sum(axis=1)
    elsewhere = change.sum(axis=1) + averted
    some = averted > 0
    sure = some.mean() >= _SURE
    share = estimate(elsewhere[some] / averted[some]) if sure else None
    return Shifted(estimate(averted), estimate(elsewhere), share, fell, rose)


def _controllers(network: Network, scenario: Scenario) -> list[Controller]:
    found = {}
    for lever in scenario.levers:
        zone = next((one for one in network.zones if one.id == lever.on), None)
        if zone is None or not zone.place:
            continue
        standing = register.who(zone.place, lever.start)
        holders = tuple(
            f"{one.actor.name} ({one.control.degree}{', contested' * one.control.contested})"
            for one in standing.holders
        )
        found[zone.id, lever.start] = Controller(zone.title, lever.start, holders, standing.sources)
    return list(found.values())
