from math import exp, lgamma, log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.numerics import Beliefs, scatter_ahead, sift, stream
from waterbed.numerics.dispersed import learn

GRID = np.linspace(-9.0, 14.0, 1151)


def chances(count, scatter):
    """Give the negative binomial probability of a count at each point of the grid."""
    known = lgamma(count + scatter) - lgamma(scatter) - lgamma(count + 1)
    rate = np.exp(GRID)
    told = count * (GRID - np.log(scatter + rate)) - scatter * np.log1p(rate / scatter)
    return np.exp(known + told)


@given(
    st.sampled_from([0, 1, 3, 40, 900, 60_000]),
    st.floats(-1, 9),
    st.floats(0.05, 4.0),
    st.sampled_from([0.5, 2.0, 8.0, 64.0]),
)
def test_a_count_teaches_what_integration_on_a_grid_says(count, guess, spread, scatter):
    prior = np.exp(-0.5 * (GRID - guess) ** 2 / spread) / np.sqrt(2 * np.pi * spread)
    joint = prior * chances(count, scatter)
    whole = np.trapezoid(joint, GRID)
    mean = np.trapezoid(joint * GRID, GRID) / whole
    variance = np.trapezoid(joint * (GRID - mean) ** 2, GRID) / whole
    evidence, after, left = learn(float(count), guess, spread, scatter)
    assert evidence == pytest.approx(log(whole), abs=0.01)
    assert after == pytest.approx(mean, abs=0.02)
    assert left == pytest.approx(variance, rel=0.03)


def beliefs(decay=0.9, size=0.8, scatter=4.0, memory=1.0):
    return Beliefs(
        decay=np.array([decay]),
        innovation=np.array([size**2 * (1 - decay**2)]),
        scatter=np.array([scatter]),
        log_prior=np.zeros(1),
        centre=2.0,
        variance=np.array([[1e-10, size**2]]),
        keep=np.ones(1),
        memory=memory,
    )


def by_grid(counts, held):
    """Filter a damped level on a grid: no normal law anywhere."""
    decay, innovation, scatter = held.decay[0], held.innovation[0], held.scatter[0]
    law = np.exp(-0.5 * (GRID - held.centre) ** 2 / held.variance[0, 1])
    move = np.exp(-0.5 * (GRID[:, None] - 2.0 - decay * (GRID - 2.0)) ** 2 / innovation)
    move /= move.sum(axis=0)
    law /= law.sum()
    evidence = 0.0
    for count in counts:
        if not np.isnan(count):
            law = law * chances(count, scatter)
            evidence += log(law.sum())
            law = law / law.sum()
        law = move @ law
    mean = law @ GRID
    return evidence, mean, law @ (GRID - mean) ** 2


@pytest.mark.parametrize("name", ["some", "few"])
def test_the_filter_agrees_with_integration_on_a_grid(name):
    numbers = stream("dispersed", name)
    rate = 2.0 if name == "some" else -0.5
    counts = numbers.poisson(np.exp(rate + 0.8 * numbers.standard_normal(40))).astype(float)
    counts[[7, 8, 20]] = np.nan
    held = beliefs()
    columns = np.ones((40, 1))
    found = sift(counts, columns, np.array([40]), held)
    evidence, mean, variance = by_grid(counts, held)
    assert found.weight[0, 0] == pytest.approx(evidence, abs=0.1)
    assert found.mean[0, 0].sum() == pytest.approx(mean, abs=0.03)
    assert found.covariance[0, 0, 1, 1] == pytest.approx(variance, rel=0.05)


def test_a_cut_knows_nothing_of_what_comes_after():
    counts = stream("dispersed", "after").poisson(5.0, 60).astype(float)
    wild = counts.copy()
    wild[30:] = 9e6
    cuts = np.array([20, 30])
    one, other = (sift(both, np.ones((60, 1)), cuts, beliefs()) for both in (counts, wild))
    for before, after in zip(one, other, strict=True):
        assert np.array_equal(before, after)


def test_draws_are_whole_counts_with_the_mean_of_their_law():
    held = beliefs(scatter=3.0)
    counts = stream("dispersed", "draws").poisson(7.0, 50).astype(float)
    found = sift(counts, np.ones((50, 1)), np.array([50]), held)
    numbers = stream("dispersed", "ahead")
    drawn = scatter_ahead(found, 0, np.ones((1, 1)), held, 40_000, numbers)[0]
    mean, variance = found.mean[0, 0].sum(), found.covariance[0, 0].sum()
    rate = exp(mean + variance / 2)
    assert drawn.min() >= 0
    assert np.array_equal(drawn, drawn.round())
    assert drawn.mean() == pytest.approx(rate, rel=0.03)
    square = exp(2 * mean + 2 * variance)
    spread = rate + square * (1 + 1 / 3.0) - rate**2
    assert drawn.var() == pytest.approx(spread, rel=0.1)


def test_parts_are_weighted_by_their_evidence():
    """Counts without scatter of their own speak for a large size."""
    counts = stream("dispersed", "weights").poisson(200.0, 80).astype(float)
    one = beliefs(size=0.05)
    held = one._replace(
        decay=np.full(2, 0.9),
        innovation=np.full(2, one.innovation[0]),
        scatter=np.array([1.0, 200.0]),
        log_prior=np.zeros(2),
        variance=np.tile([[25.0, 0.0025]], (2, 1)),
    )
    found = sift(counts, np.ones((80, 1)), np.array([80]), held)
    assert found.weight[0, 1] > found.weight[0, 0] + 20
