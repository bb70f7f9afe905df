"""How often the printed interval of an effect held out of sample, and how long it takes.

Run it as ``python benchmarks/effects.py``. Every month with 60 before it is taken for an event that
did not happen, on every series of the record with at least 100 whole months: the routes, on which
the model's constants were chosen, and the others, on which they were not. Then the same on made-up
series whose level hardly moves, drifts, or drifts while the season changes too.
"""

from __future__ import annotations

import datetime as dt
import math
import time
from statistics import mean

import numpy as np

from waterbed.effects import EffectOptions, Monthly, Trial, backtest, effect, monthly
from waterbed.numerics import stream
from waterbed.records import InvalidError
from waterbed.store import Store

LEAST_BEFORE = 60
LEAST_MONTHS = 100
MADE_MONTHS = 132


def score(trial: Trial) -> float:
    """Give the interval score of the logarithm of the total: width, and 40 times what it missed."""
    low, high = math.log1p(trial.expected.low), math.log1p(trial.expected.high)
    seen = math.log1p(trial.observed)
    return high - low + 40 * (max(low - seen, 0) + max(seen - high, 0))


def line(name: str, trials: list[Trial]) -> str:
    """Lay out one series: coverage, score, number of dates."""
    held = mean(one.held for one in trials)
    return f"{name:52} {held:6.3f} {mean(map(score, trials)):6.2f} {len(trials):5}"


def report(title: str, group: list[Monthly], window: int) -> None:
    """Print one group of series."""
    print(
        f"\n{title}, window of {window} months\n{'series':52} {'held':>6} {'score':>6} {'dates':>5}"
    )
    pooled: list[Trial] = []
    for one in group:
        trials = backtest(one, options=EffectOptions(window_months=window))
        kept = [trial for trial in trials if trial.months >= LEAST_BEFORE]
        pooled += kept
        print(line(f"{one.key} ({one.source})", kept))
    print(line("all", pooled))


def long_series() -> list[Monthly]:
    """Take every series of the record with enough whole months."""
    found = []
    for series in Store.at().all_series():
        try:
            one = monthly(series)
        except InvalidError:
            continue
        if sum(not math.isnan(value) for value in one.values) >= LEAST_MONTHS:
            found.append(one)
    return found


def made_up(name: str, drift: float, season_drift: float) -> Monthly:
    """Make 132 months: noise of .5 on the log scale, a level and a season that drift."""
    steps = stream("benchmark", name).standard_normal((4, MADE_MONTHS))
    angle = 2 * np.pi * np.arange(MADE_MONTHS) / 12
    waves = (1 + season_drift * steps[1].cumsum()) * np.sin(angle)
    waves += season_drift * steps[2].cumsum() * np.cos(angle)
    counts = np.exp(8 + drift * steps[0].cumsum() + waves + 0.5 * steps[3]).round()
    return Monthly(dt.date(2010, 1, 1), tuple(counts), "arrivals/made-up", "made-up")


def simulated(count: int = 150) -> None:
    """Print how often no change lay within the interval of series without any."""
    start = dt.date(2020, 1, 1)
    options = EffectOptions(window_months=12)
    print(f"\nMade-up series, {count} each, window of 12 months")
    for name, drift, turn in (("still", 0.01, 0.0), ("drifts", 0.15, 0.0), ("both", 0.15, 0.05)):
        found = [
            effect(made_up(f"{name} {n}", drift, turn), start, options=options)
            for n in range(count)
        ]
        held = mean(one.change.low <= 0 <= one.change.high for one in found if one.change)
        answers = mean(one.answer != "cannot tell" for one in found)
        print(f"{name:10} held {held:.3f}, false answers {answers:.3f}")


def main() -> None:
    """Print coverage for both windows and both groups, and the time of one effect."""
    series = long_series()
    routes = [one for one in series if one.key.startswith("detections/")]
    others = [one for one in series if not one.key.startswith("detections/")]
    for window in (6, 12):
        report("Route totals", routes, window)
        report("Other series", others, window)
    start = routes[0].month(150)
    effect(routes[0], start)
    begun = time.perf_counter()
    for _ in range(20):
        found = effect(routes[0], start)
    each = (time.perf_counter() - begun) / 20
    dates = found.calibration.placebos if found.calibration else 0
    print(f"\none effect with {dates} past dates: {1000 * each:.0f} ms")
    simulated()


if __name__ == "__main__":
    main()
