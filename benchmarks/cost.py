"""Print how often the intervals of deaths per attempt hold, on made-up shipwrecks.

`python benchmarks/cost.py src/waterbed/data/cost_measured.toml` writes what is printed beside each.

Months of 10,000 attempts on average; shipwrecks in proportion to attempts; the dead of a shipwreck
log-normal. Nothing changes between the two windows, so the true ratio is 1.
"""

from __future__ import annotations

import datetime as dt
import sys
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects import human_cost
from waterbed.effects.monthly import date_of, index_of, last_day
from waterbed.numerics import stream
from waterbed.records import Observation, Series

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIRST = dt.date(2010, 1, 1)
MONTHS = 120
SETS = 400
KEYS = (
    "deaths/western-african",
    "arrivals/sea/spain-canaries",
)


def series(key: str, counts: NDArray[np.float64]) -> Series:
    """Make a monthly series.

    Parameters
    ----------
    key
        Its key.
    counts
        Counts by month.

    Returns
    -------
    Series
        From January 2010 on.
    """
    months = [date_of(index_of(FIRST) + place) for place in range(len(counts))]
    seen = tuple(
        Observation(key, "made-up", month, last_day(month), float(count))
        for month, count in zip(months, counts, strict=True)
    )
    return Series(key, "made-up", seen)


def made(name: str, wrecks: int, spread: float) -> tuple[Series, Series, float]:
    """Make deaths and crossings with a constant risk.

    Parameters
    ----------
    name
        Names the random numbers.
    wrecks
        Shipwrecks in a month, on average.
    spread
        Standard deviation of the logarithm of the dead of a shipwreck.

    Returns
    -------
    tuple
        Deaths, crossings, and the true deaths per thousand who crossed or died.
    """
    numbers = stream("shipwrecks", name, wrecks, str(spread))
    crossed = np.round(numbers.gamma(5, 2000, MONTHS))

    def dead(count: int) -> NDArray[np.float64]:
        return np.maximum(1, np.round(np.exp(numbers.normal(1, spread, count))))

    counts = numbers.poisson(wrecks * crossed / 10_000)
    deaths = np.array([dead(int(count)).sum() for count in counts])
    rate = wrecks * float(dead(100_000).mean()) / 10_000
    return series(KEYS[0], deaths), series(KEYS[1], crossed), 1000 * rate / (1 + rate)


def main(file: Path | None) -> None:
    """Print one line a setting, then the whole.

    Parameters
    ----------
    file
        Where to write the whole, None for nowhere.
    """
    every: list[tuple[bool, bool, bool]] = []
    lowest = 1.0
    print("nominal 95 %: months in the window, wrecks a month, spread: rate held, ratio held,")
    print("ratio said to differ from 1")
    for window, wrecks, spread in product((3, 6, 12), (3, 10, 30), (0.8, 1.3, 1.7)):
        end = index_of(FIRST) + MONTHS - 1
        found = []
        for number in range(SETS):
            deaths, crossed, rate = made(f"{window} {number}", wrecks, spread)
            days = (date_of(end - window + 1), last_day(date_of(end)))
            one = human_cost("western-african", [deaths, crossed], *days).deadliness
            if one is None or one.ratio is None:
                continue
            held = one.ratio.low <= 1 <= one.ratio.high
            found.append((one.rate.low <= rate <= one.rate.high, held, not held))
        every += found
        rates = np.mean(np.array(found), axis=0)
        lowest = min(lowest, rates[1])
        print(f"{window:2} {wrecks:2} {spread}: {rates[0]:.3f} {rates[1]:.3f} {rates[2]:.3f}")
    rates = np.mean(np.array(every), axis=0)
    print(f"all {len(every)}: {rates[0]:.3f} {rates[1]:.3f} {rates[2]:.3f}")
    if file is not None:
        lines = (
            "# Written by benchmarks/cost.py: how often the interval of a ratio held; nominal 95 %",
            f"sets = {len(every)}",
            f"held = {rates[1]:.3f}",
            f"lowest = {lowest:.3f}",
        )
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
