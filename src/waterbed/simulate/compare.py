"""Compare: two runs that differ in their levers alone, as the record of what the levers changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from waterbed.simulate.levers import month_start, worked_on
from waterbed.simulate.summary import COUNTED, NOMINAL, SHARES, Index, summarise

if TYPE_CHECKING:
    from waterbed.records import Scenario
    from waterbed.simulate.network import Corridor, Network
    from waterbed.simulate.paths import Paths
    from waterbed.simulate.summary import Summary

_SURE = 0.95


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
    return run_of(
        network, scenario, summarise(network, scenario.levers, baseline, paths, exact=True)
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


def run_of(network: Network, scenario: Scenario, summary: Summary) -> Run:
    """Make the record of a run from its summary.

    Parameters
    ----------
    network, scenario
        As the run was made with.
    summary
        Of all its draws.

    Returns
    -------
    Run
        As `compare` describes it.
    """
    index = Index(len(network.corridors), scenario.horizon)
    names = ["", *(one.id for one in network.corridors)]
    titles = ["All corridors", *(title_of(network, one.id) for one in network.corridors)]
    ends = [(None, ("", "")), *(_ends(network, one) for one in network.corridors)]
    flows = [
        CorridorRun(name, title, *_whiches(summary, index, column), *at)
        for column, (name, title, at) in enumerate(zip(names, titles, ends, strict=True))
    ]
    return Run(
        scenario=scenario,
        region=network.title,
        nominal=NOMINAL,
        total=flows[0],
        flows=tuple(flows[1:]),
        fans=tuple(_fan(scenario, summary, index, at) for at in enumerate(names)),
        displacement=_shifted(network, scenario, summary, index),
        controllers=tuple(_controllers(network, scenario)),
    )


def _ends(
    network: Network, corridor: Corridor
) -> tuple[tuple[float, float, float, float] | None, tuple[str, str]]:
    """Say where a corridor begins and ends, where that is known, and what a map calls the two."""
    places, labels = dict(network.places), dict(network.labels)
    zone = network.zones[network.zone_place(corridor.zone)].title
    landing = dict(network.landings)[corridor.landing]
    names = labels.get(corridor.zone, zone), labels.get(corridor.landing, landing)
    if corridor.zone not in places or corridor.landing not in places:
        return None, names
    return (*places[corridor.zone], *places[corridor.landing]), names


def _whiches(summary: Summary, index: Index, column: int) -> tuple[Totals, Totals, Totals]:
    baseline, levers, change = (_totals(summary, index, which, column) for which in range(3))
    return baseline, levers, change


def _totals(summary: Summary, index: Index, which: int, column: int) -> Totals:
    return Totals(
        *(summary.estimate(index.total(which, place, column)) for place in range(len(COUNTED)))
    )


def _fan(scenario: Scenario, summary: Summary, index: Index, at: tuple[int, str]) -> Fan:
    column, name = at
    months = range(scenario.horizon)
    baseline, levers = (
        tuple(summary.estimate(index.month(which, column, month)) for month in months)
        for which in (0, 1)
    )
    starts = tuple(month_start(scenario.start, month) for month in months)
    return Fan(name, starts, baseline, levers)


def _shifted(
    network: Network, scenario: Scenario, summary: Summary, index: Index
) -> Shifted | None:
    fell = worked_on(network, scenario.levers)
    rose = tuple(one.id for one in network.corridors if one.id not in fell)
    if not fell or not rose:
        return None
    averted, elsewhere, share = index.averted, index.averted + 1, index.averted + 2
    sure = summary.above_zero(averted) >= _SURE * summary.draws(averted)
    found = _over(summary.estimate(share), SHARES) if sure else None
    return Shifted(summary.estimate(averted), summary.estimate(elsewhere), found, fell, rose)


def _over(estimate: Estimate, by: int) -> Estimate:
    return Estimate(estimate.point / by, estimate.low / by, estimate.high / by)


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
