"""What the corridor model would have said before three policies, against what was then counted.

Run it as ``python benchmarks/replays.py``. The network is calibrated on months before the policy
alone and run for a year, once without a lever and once for each size of a single lever: control of
departures from the coast that the policy is about. No size was chosen by what came after: all are
printed. Beside them stand each series alone, seasonal-naive and the split of its total by last
year's shares, which know nothing of a policy either. There is no split by capacity or distance: the
record holds neither.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed import simulate
from waterbed.records import Lever, Scenario
from waterbed.simulate import scores
from waterbed.simulate.published import SUMS
from waterbed.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HORIZON = 12
SIZES = (0.0, 0.3, 0.6, 0.9)
SERIES = (
    "arrivals/sea/italy",
    "arrivals/sea/greece",
    "arrivals/sea/spain",
    "arrivals/sea/cyprus",
    "interceptions/libya",
    "interceptions/tunisia",
    "interceptions/turkiye",
    "deaths/central-mediterranean",
    "deaths/eastern-mediterranean",
    "deaths/western-mediterranean",
)


@dataclass(frozen=True, slots=True)
class Replay:
    """A policy, the first month that was not known, and the coast that it is about."""

    title: str
    start: dt.date
    zone: str


REPLAYS = (
    Replay("EU-Turkey statement", dt.date(2016, 4, 1), "turkiye-aegean"),
    Replay("Libya, summer of 2017", dt.date(2017, 7, 1), "tripolitania"),
    Replay("EU-Tunisia memorandum", dt.date(2023, 8, 1), "tunisia"),
)


def forecasts(
    network: simulate.Network, past: simulate.History, replay: Replay
) -> dict[str, Mapping[str, Floats]]:
    """Make every forecast from what was known before the first month."""
    found = simulate.calibrate(network, past)
    made: dict[str, Mapping[str, Floats]] = {}
    for size in SIZES:
        lever = Lever("control", replay.zone, replay.start, size=(size,))
        question = Scenario("", network.name, replay.start, HORIZON, levers=(lever,))
        paths = simulate.simulate(network, found.parameters, question)
        drawn = dict(simulate.observe(network, found.parameters, paths))
        for key, parts in SUMS.items():
            drawn[key] = np.sum([drawn[part] for part in parts], axis=0)
        made[f"control {size:.1f}"] = drawn
    known = past.only(SERIES)
    made["series alone"] = simulate.structural(known, HORIZON, 1)
    made["seasonal-naive"] = simulate.seasonal_naive(known, HORIZON, 1)
    made["last share"] = simulate.last_share(known, HORIZON, 1)
    return made


def line(name: str, drawn: Floats, seen: Floats, naive: float) -> str:
    """Lay out one forecast: total with its interval, score against seasonal-naive, months held."""
    there = ~np.isnan(seen)
    totals = drawn[:, there].sum(axis=1)
    low, middle, high = np.quantile(totals, [0.05, 0.5, 0.95], method="inverted_cdf")
    score = float(np.nansum(scores.crps(drawn, seen)))
    held = int(scores.held(drawn, seen)[there].sum())
    against = f"{1 - score / naive:6.2f}" if naive > 0 else "     -"
    return f"  {name:16} {middle:9,.0f} {low:9,.0f} {high:9,.0f} {against} {held:4}/{there.sum()}"


def report(counted: simulate.History, network: simulate.Network, replay: Replay) -> None:
    """Print one replay."""
    place = counted.place(replay.start)
    made = forecasts(network, counted.until(place), replay)
    print(f"\n{replay.title}: control of departures from {replay.zone}, {replay.start:%B %Y} on")
    for key in SERIES:
        seen = counted.counts[key][place : place + HORIZON]
        if np.isnan(seen).all():
            continue
        print(f"{key}: counted {np.nansum(seen):,.0f} in {int((~np.isnan(seen)).sum())} months")
        print(f"  {'':16} {'median':>9} {'at least':>9} {'at most':>9}  skill held")
        naive = made["seasonal-naive"].get(key)
        reference = 0.0 if naive is None else float(np.nansum(scores.crps(naive, seen)))
        for name, drawn in made.items():
            if key in drawn:
                print(line(name, drawn[key], seen, reference))


def main() -> None:
    """Print every replay."""
    counted = simulate.history(Store.at().all_series(), SUMS)
    network = simulate.network("mediterranean")
    for replay in REPLAYS:
        report(counted, network, replay)


if __name__ == "__main__":
    main()
