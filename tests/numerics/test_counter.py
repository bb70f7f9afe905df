import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.numerics import counter

shares = st.floats(0.001, 0.999)
inside = st.floats(1e-9, 1 - 1e-9)


def uniforms(count, key=7, draw=0, month=0):
    start = counter.base(np.uint64(key), draw, month)
    return np.array([counter.uniform(np.uint64(start), unit) for unit in range(count)])


def test_numbers_are_even_between_0_and_1_and_do_not_repeat():
    numbers = uniforms(20_000)
    assert 0 < numbers.min() < numbers.max() < 1
    assert len(set(numbers)) == 20_000
    tenths = np.histogram(numbers, bins=10, range=(0, 1))[0]
    assert np.abs(tenths - 2000).max() < 5 * math.sqrt(1800)


@pytest.mark.parametrize("step", ["key", "draw", "month"])
def test_neighbouring_streams_are_unrelated(step):
    here = uniforms(5000)
    there = uniforms(5000, **{step: 8 if step == "key" else 1})
    assert abs(np.corrcoef(here, there)[0, 1]) < 0.06
    assert abs(np.corrcoef(here[1:], here[:-1])[0, 1]) < 0.06


@given(inside)
def test_normal_quantiles_are_those_of_the_normal_law(share):
    assert counter.normal_quantile(share) == pytest.approx(
        NormalDist().inv_cdf(share), rel=1e-6, abs=1e-6
    )


def law(size, share):
    counts = np.arange(size + 1)
    logs = [math.lgamma(size + 1) - math.lgamma(k + 1) - math.lgamma(size - k + 1) for k in counts]
    chances = np.exp(np.array(logs) + counts * np.log(share) + (size - counts) * np.log1p(-share))
    return np.cumsum(chances)


@pytest.mark.parametrize(
    ("size", "share", "off"),
    [(7, 0.4, 1e-3), (50, 0.1, 1e-3), (40, 0.97, 1e-3), (25, 0.5, 1e-3), (42, 0.101, 1e-3),
     (1000, 0.3, 1e-3)],
)  # fmt: skip
def test_binomial_counts_follow_the_binomial_law(size, share, off):
    points = (np.arange(20_000) + 0.5) / 20_000
    counts = np.array([counter.binomial(size, share, point) for point in points])
    held = np.searchsorted(counts, np.arange(size + 1), side="right") / 20_000
    assert np.abs(held - law(size, share)).max() < off


@pytest.mark.parametrize("rate", [0.3, 5.0, 11.9, 12.1, 80.0])
def test_poisson_counts_have_their_mean_and_spread(rate):
    points = (np.arange(20_000) + 0.5) / 20_000
    counts = np.array([counter.poisson(rate, point) for point in points])
    assert counts.mean() == pytest.approx(rate, rel=0.005)
    assert counts.var() == pytest.approx(rate, rel=0.02)


@given(st.integers(0, 5000), st.integers(0, 500), shares, shares, inside)
def test_more_people_and_a_larger_share_never_give_fewer(size, more, one, other, at):
    low, high = sorted((one, other))
    few = counter.binomial(size, low, at)
    assert 0 <= few <= size
    assert few <= counter.binomial(size, high, at) + 1
    assert few <= counter.binomial(size + more, low, at) + 1


def test_the_ends_are_certain():
    assert counter.binomial(10, 0.0, 0.999) == 0
    assert counter.binomial(10, 1.0, 0.001) == 10
    assert counter.binomial(0, 0.5, 0.5) == 0
    assert counter.poisson(0.0, 0.999) == 0
