"""The gate on the six route totals of the bundled record; `benchmarks/gate.py` adds the peers."""

import numpy as np
import pytest

from waterbed.effects import EffectOptions, backtest, monthly
from waterbed.store import Store

WINDOW, BEFORE = 12, 60
TAILS = np.array([0.025, 0.975])


@pytest.fixture(scope="module")
def routes():
    listed = Store.at().all_series()
    return [monthly(one) for one in listed if one.source == "frontex" and one.key.count("/") == 1]


def scored(low, high, seen):
    return high - low + 40 * (max(low - seen, 0) + max(seen - high, 0))


def tried(series, scale):
    found = backtest(series, options=EffectOptions(window_months=WINDOW, scale=scale))
    kept = [one for one in found if one.months >= BEFORE]
    ends = [np.log1p([one.expected.low, one.expected.high, one.observed]) for one in kept]
    return [one.held for one in kept], [scored(*one) for one in ends]


@pytest.mark.parametrize(("scale", "most"), [("log", 5.4), ("negative binomial", 5.7)])
def test_the_interval_holds_on_every_route_as_often_as_promised(routes, scale, most):
    held, scores = zip(*(tried(one, scale) for one in routes), strict=True)
    pooled = np.concatenate(held)
    assert len(pooled) == 750
    assert 0.92 <= pooled.mean() <= 0.98
    assert min(np.mean(one) for one in held) >= 0.86
    assert np.concatenate(scores).mean() <= most


def test_it_is_better_than_last_year_and_what_that_missed_by(routes):
    ours = np.concatenate([tried(one, "log")[1] for one in routes]).mean()
    naive = []
    for series in routes:
        totals = np.log1p(np.convolve(series.values, np.ones(WINDOW), "valid"))
        missed = totals[WINDOW:] - totals[:-WINDOW]
        for place in range(BEFORE, len(totals)):
            known = place - WINDOW
            ends = totals[known] + np.quantile(missed[: known - WINDOW + 1], TAILS)
            naive.append(scored(*ends, totals[place]))
    assert len(naive) == 750
    assert ours < 0.6 * np.mean(naive)
