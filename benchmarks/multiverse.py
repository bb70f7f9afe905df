"""How often the joint test of a multiverse is small where nothing happened, and where it did.

Run it as ``python benchmarks/multiverse.py``. Made-up series without any event, and the same with a
fall of known size, and the routes of the record with dates taken for an event that did not happen.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from waterbed.effects import Grid, Monthly, multiverse
from waterbed.numerics import parallel, stream
from waterbed.records import Series
from waterbed.store import Store

GRID = Grid(
    window_months=(6, 12),
    gap_months=(0, 2),
    scale=("log", "count"),
    memory=(0.97, 1.0),
    skipped_months=(0,),
)
LEVELS = (0.1, 0.2, 0.3)
MADE_MONTHS, EVENT, MADE = 216, 192, 200
Asked = tuple[Monthly | Series, dt.date]


def made_up(number: int, left: float = 1.0) -> Monthly:
    """Make 216 months: season, a level that drifts and returns, noise; then `left` remains."""
    numbers = stream("joint", number).standard_normal((2, MADE_MONTHS))
    level = np.zeros(MADE_MONTHS)
    for month in range(1, MADE_MONTHS):
        level[month] = 0.96 * level[month - 1] + 0.15 * numbers[0, month]
    season = 0.8 * np.sin(2 * np.pi * np.arange(MADE_MONTHS) / 12)
    rate = np.exp(8 + season + level + 0.35 * numbers[1])
    rate[EVENT:] *= left
    counts = rate.round()
    return Monthly(dt.date(2007, 1, 1), tuple(map(float, counts)), "arrivals/made-up", "made-up")


def small(asked: Asked) -> tuple[float, float, bool]:
    """Give p of the median, p of the share, and whether there is an answer."""
    found = multiverse(*asked, grid=GRID, workers=1)
    if found.test is None:
        return 1.0, 1.0, False
    return found.test.median_p, found.test.outside_p, found.answer != "cannot tell"


def report(title: str, todo: list[Asked]) -> None:
    """Print how often each p is as small as it says."""
    found = np.array(parallel(small, todo))
    print(f"\n{title}: {len(todo)} multiverses, answers {found[:, 2].mean():.3f}")
    for place, name in enumerate(("median", "share that excludes no change")):
        shares = ", ".join(
            f"p <= {level}: {np.mean(found[:, place] <= level):.3f}" for level in LEVELS
        )
        print(f"{name:30} {shares}")


def main() -> None:
    """Print all."""
    begun = dt.date(2023, 1, 1)
    report("Made up", [(made_up(number), begun) for number in range(MADE)])
    for left in (0.5, 0.25, 0.1):
        title = f"Made up, {left:.0%} of the counts left from the event on"
        report(title, [(made_up(number, left), begun) for number in range(100)])
    routes = [
        one
        for one in Store.at().all_series()
        if one.key.startswith("detections/") and one.key.count("/") == 1
    ]
    dates = [dt.date(year, month, 1) for year in range(2016, 2024) for month in (1, 7)]
    report("Routes", [(one, date) for one in routes for date in dates])


if __name__ == "__main__":
    main()
