"""The gate: every past date of six route totals, ours and the peers in the same run.

Run it as ``python benchmarks/gate.py``. Every month with 60 before it is taken for an event that
did not happen; the window is the 12 months from it on; nominal 95 %. The score is the interval
score of the logarithm of the total: width, and 40 times what it missed by. Peers: a local level by
Gibbs sampling with a wide prior of its step and with R's default one; statsmodels'
UnobservedComponents; the same months a year earlier with the spread of what that missed before.
statsmodels is in the dependency group ``bench`` (``pip install --group bench``) and left out where
absent.
"""

from __future__ import annotations

import importlib.util
import math
import sys
import time
import warnings
from functools import partial
from statistics import fmean
from typing import TYPE_CHECKING, Any

import gibbs
import numpy as np

from waterbed.effects import EffectOptions, Monthly, backtest, monthly
from waterbed.numerics import stream
from waterbed.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Interval = tuple[float, float]
    Peer = Callable[[Floats], Interval]

LEAST_BEFORE, WINDOW = 60, 12
TAILS = (0.025, 0.975)
POOLED, WORST, SCORE = (0.92, 0.98), 0.86, 5.4


def routes() -> list[Monthly]:
    """Take the six route totals of the record."""
    return [
        monthly(one)
        for one in Store.at().all_series()
        if one.source == "frontex" and one.key.count("/") == 1
    ]


def by_gibbs(prior: tuple[float, float], known: Floats) -> Interval:
    """Forecast by the Gibbs sampler."""
    series = np.log1p(known)
    centre, spread = series.mean(), series.std()
    numbers = stream("gibbs", len(known))
    paths = gibbs.sample((series - centre) / spread, WINDOW, prior, numbers)
    return ends(np.expm1(np.minimum(centre + spread * paths, 500.0)))


def by_components(known: Floats) -> Interval:
    """Forecast by statsmodels: a local level and a season, maximum likelihood, simulated."""
    models: Any = importlib.import_module("statsmodels.api")
    series = np.log1p(known)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = models.tsa.UnobservedComponents(series, "local level", seasonal=12)
        fitted = model.fit(disp=False)
        numbers = stream("components", len(known))
        paths = fitted.simulate(WINDOW, repetitions=1000, anchor="end", rng=numbers)
    return ends(np.expm1(np.minimum(paths.reshape(WINDOW, 1000).T, 500.0)))


def by_last_year(known: Floats) -> Interval:
    """Forecast by the total a year earlier and what that missed by before."""
    totals = np.log1p(np.convolve(known, np.ones(WINDOW), "valid"))
    missed = totals[WINDOW:] - totals[:-WINDOW]
    low, high = totals[-1] + np.quantile(missed, TAILS)
    return float(low), float(high)


def ends(paths: Floats) -> Interval:
    """Take the interval of the logarithm of the total."""
    low, high = np.quantile(np.log1p(np.maximum(paths, 0).sum(axis=1)), TAILS)
    return float(low), float(high)


def scored(interval: Interval, seen: float) -> tuple[bool, float]:
    """Say whether an interval held, and its score."""
    low, high = interval
    return low <= seen <= high, high - low + 40 * (max(low - seen, 0.0) + max(seen - high, 0.0))


def tried(series: Monthly, peer: Peer) -> list[tuple[bool, float]]:
    """Try a peer at every past date of a route."""
    counts = np.array(series.values)
    cuts = range(LEAST_BEFORE, len(counts) - WINDOW + 1)
    return [
        scored(peer(counts[:cut]), math.log1p(counts[cut : cut + WINDOW].sum())) for cut in cuts
    ]


def ours(level: str, series: Monthly) -> list[tuple[bool, float]]:
    """Try our interval at every past date of a route."""
    options = EffectOptions(window_months=WINDOW, level=level)  # type: ignore[arg-type]
    return [
        scored(
            (math.log1p(one.expected.low), math.log1p(one.expected.high)), math.log1p(one.observed)
        )
        for one in backtest(series, options=options)
        if one.months >= LEAST_BEFORE
    ]


def line(name: str, listed: list[list[tuple[bool, float]]], seconds: float) -> tuple[float, ...]:
    """Print one method: pooled, worst route, score, time a date."""
    pooled = [one for found in listed for one in found]
    held, score = (fmean(float(one[place]) for one in pooled) for place in (0, 1))
    worst = min(fmean(float(one[0]) for one in found) for found in listed)
    each = 1000 * seconds / len(pooled)
    print(f"{name:44} {held:6.3f} {worst:6.3f} {score:7.2f} {len(pooled):5} {each:9.2f}")
    return held, worst, score


def main() -> int:
    """Print every method, and say whether the gate holds."""
    series = routes()
    methods: dict[str, Callable[[Monthly], list[tuple[bool, float]]]] = {
        "waterbed": partial(ours, "damped"),
        "waterbed, level fixed": partial(ours, "fixed"),
        "Gibbs, wide prior": partial(tried, peer=partial(by_gibbs, gibbs.WIDE)),
        "Gibbs, R's default prior": partial(tried, peer=partial(by_gibbs, gibbs.NARROW)),
        "the same months a year earlier": partial(tried, peer=by_last_year),
    }
    if importlib.util.find_spec("statsmodels"):
        methods["statsmodels UnobservedComponents"] = partial(tried, peer=by_components)
    else:
        print("statsmodels is not installed: pip install --group bench")
    head = ("", "pooled", "worst", "score", "dates", "ms a date")
    print(f"{head[0]:44} {head[1]:>6} {head[2]:>6} {head[3]:>7} {head[4]:>5} {head[5]:>9}")
    found = {}
    for name, method in methods.items():
        method(Monthly(series[0].first, series[0].values[:74]))
        start = time.perf_counter()
        listed = [method(one) for one in series]
        found[name] = line(name, listed, time.perf_counter() - start)
    held, worst, score = found["waterbed"]
    peers = [one[2] for name, one in found.items() if not name.startswith("waterbed")]
    holds = POOLED[0] <= held <= POOLED[1] and worst >= WORST and score <= min(SCORE, *peers)
    print(f"the gate {'holds' if holds else 'does not hold'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
