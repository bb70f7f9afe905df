"""What the corridor model would have said before three policies, against what was then counted.

Run it as ``python benchmarks/replays.py``. The network is calibrated on months before the policy
alone and run for a year: without a lever, and with a single one, control of departures from the
coast that the policy is about, or interception off it. No size was chosen by what came after: all
are printed. Beside them stand each series alone, seasonal-naive and the split of its total by last
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

    from waterbed.records import LeverKind

    Floats = NDArray[np.float64]

HORIZON = 12
LEVERS: tuple[tuple[LeverKind, float], ...] = (
    ("control", 0.3),
    ("control", 0.6),
    ("control", 0.9),
    ("interception", 0.6),
)
NAIVE = "seasonal-naive"
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


def questions(network: simulate.Network, replay: Replay) -> dict[str, Scenario]:
    """Ask without a lever, then with each."""
    made = {"no lever": Scenario("", network.name, replay.start, HORIZON)}
    kind: LeverKind
    for kind, size in LEVERS:
        lever = Lever(kind, replay.zone, replay.start, size=(size,))
        name = f"{kind} {size:.1f}"
        made[name] = Scenario("", network.name, replay.start, HORIZON, levers=(lever,))
    return made


def forecasts(
    network: simulate.Network, past: simulate.History, replay: Replay
) -> dict[str, Mapping[str, Floats]]:
    """Make every forecast from what was known before the first month."""
    found = simulate.calibrate(network, past)
    made: dict[str, Mapping[str, Floats]] = {}
    for name, question in questions(network, replay).items():
        paths = simulate.simulate(network, found.parameters, question)
        drawn = dict(simulate.observe(network, found.parameters, paths))
        for key, parts in SUMS.items():
            drawn[key] = np.sum([drawn[part] for part in parts], axis=0)
        made[name] = drawn
    known = past.only(SERIES)
    made["series alone"] = simulate.structural(known, HORIZON, 1)
    made[NAIVE] = simulate.seasonal_naive(known, HORIZON, 1)
    made["last share"] = simulate.last_share(known, HORIZON, 1)
    return made


def cell(drawn: Floats | None, naive: Floats | None, seen: Floats) -> str:
    """Write a total with its 90 % interval, and the skill of its months against seasonal-naive."""
    if drawn is None:
        return "too short"
    there = ~np.isnan(seen)
    totals = drawn[:, there].sum(axis=1)
    low, middle, high = np.quantile(totals, [0.05, 0.5, 0.95], method="inverted_cdf")
    said = f"{short(middle)} ({short(low)} to {short(high)})"
    if naive is None:
        return said
    ours, theirs = (scores.crps(one, seen)[there] for one in (drawn, naive))
    return f"{said} {scores.skill(ours, theirs):+.2f}"


def short(count: float) -> str:
    """Write a count to three digits."""
    size = 10 ** max(len(f"{count:.0f}") - 3, 0)
    return f"{round(count / size) * size:,.0f}"


def report(counted: simulate.History, network: simulate.Network, replay: Replay) -> None:
    """Print one replay as a table."""
    place = counted.place(replay.start)
    made = forecasts(network, counted.until(place), replay)
    print(f"\n{replay.title}: {replay.zone}, twelve months from {replay.start:%B %Y}\n")
    print("| series | counted |", " | ".join(made), "|")
    print("|---|---|" + "---|" * len(made))
    for key in SERIES:
        seen = counted.counts[key][place : place + HORIZON]
        months = int((~np.isnan(seen)).sum())
        if not months:
            continue
        total = f"{np.nansum(seen):,.0f}" + (f" in {months} months" if months < HORIZON else "")
        cells = (cell(drawn.get(key), made[NAIVE].get(key), seen) for drawn in made.values())
        print(f"| {key} | {total} |", " | ".join(cells), "|")


def main() -> None:
    """Print every replay."""
    counted = simulate.history(Store.at().all_series(), SUMS)
    network = simulate.network("mediterranean")
    for replay in REPLAYS:
        report(counted, network, replay)


if __name__ == "__main__":
    main()
