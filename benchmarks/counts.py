"""Counts as negative binomial beside their logarithm: coverage, score and time at past dates.

Run it as ``python benchmarks/counts.py``. Route totals, the other series of the record, and made-up
series on which a third to two thirds of the months see nobody; windows of 6 and 12 months, past
dates with 60 months before, nominal 95 %, score of the logarithm of one more than the total.
"""

from __future__ import annotations

import datetime as dt
import time
from statistics import fmean
from typing import TYPE_CHECKING

import numpy as np

from effects import LEAST_BEFORE, long_series, score
from waterbed.effects import EffectOptions, Monthly, backtest
from waterbed.numerics import stream

if TYPE_CHECKING:
    from waterbed.records import Scale

MADE_MONTHS = 132
SCALES: tuple[Scale, ...] = ("log", "negative binomial")


def sparse(number: int) -> Monthly:
    """Make a series of few people: a level that drifts and returns, a season, scatter."""
    numbers = stream("benchmark", "sparse", number)
    level = 0.0
    rates = np.empty(MADE_MONTHS)
    base, swing = numbers.uniform(-0.6, 0.9), numbers.uniform(0.1, 0.4)
    for month in range(MADE_MONTHS):
        level = 0.95 * level + swing * numbers.standard_normal()
        rates[month] = np.exp(base + level + 0.4 * np.sin(2 * np.pi * month / 12))
    counts = numbers.poisson(rates * numbers.gamma(2.0, 0.5, MADE_MONTHS)).astype(float)
    return Monthly(dt.date(2010, 1, 1), tuple(counts), f"made-up/{number}")


def report(title: str, group: list[Monthly], window: int) -> None:
    """Print both scales for one group of series."""
    print(f"\n{title}, window of {window} months\n{'':20} held  worst  score  dates  ms a date")
    for scale in SCALES:
        options = EffectOptions(window_months=window, scale=scale)
        backtest(group[0], options=options)
        start = time.perf_counter()
        every = [backtest(one, options=options) for one in group]
        seconds = time.perf_counter() - start
        kept = [[trial for trial in found if trial.months >= LEAST_BEFORE] for found in every]
        pooled = [trial for found in kept for trial in found]
        held = fmean(trial.held for trial in pooled)
        worst = min(fmean(trial.held for trial in found) for found in kept)
        each = 1000 * seconds / sum(map(len, every))
        print(
            f"{scale:20} {held:.3f} {worst:.3f} {fmean(map(score, pooled)):6.2f} {len(pooled):6} "
            f"{each:8.2f}"
        )


def main() -> None:
    """Print every group for both windows."""
    series = long_series()
    made = [sparse(number) for number in range(40)]
    empty = [np.mean(np.array(one.values) == 0) for one in made]
    groups = {
        "Route totals": [one for one in series if one.key.startswith("detections/")],
        "Other series": [one for one in series if not one.key.startswith("detections/")],
        f"Made up, {min(empty):.0%} to {max(empty):.0%} of the months empty": made,
    }
    for window in (6, 12):
        for title, group in groups.items():
            report(title, group, window)


if __name__ == "__main__":
    main()
