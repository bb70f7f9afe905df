import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.numerics import stream
from waterbed.numerics.ensemble import Seen, analysed

ERROR = np.array([0.5, 0.8])
MATRIX = np.array([[1.0, 0.4, 0.0], [0.0, 1.0, -0.7]])
SPREAD = np.array([[1.0, 0.3, 0.0], [0.3, 2.0, 0.5], [0.0, 0.5, 1.5]])
MEAN = np.array([1.0, -2.0, 0.5])
EVERYTHING = np.ones((3, 2))


def seen(hidden, value, name, error=ERROR, matrix=MATRIX):
    foreseen = hidden @ matrix.T
    told = value + error * stream("ensemble", name).standard_normal(foreseen.shape)
    return Seen(told, foreseen, error)


def many(draws=40_000):
    return stream("ensemble", "hidden", draws).multivariate_normal(MEAN, SPREAD, draws)


@given(st.floats(-5, 5), st.floats(-5, 5))
def test_many_draws_of_a_linear_system_have_the_exact_posterior(first, second):
    hidden, value = many(), np.array([first, second])
    found = analysed(hidden, seen(hidden, value, "errors"), EVERYTHING)
    inverse = np.linalg.inv(MATRIX @ SPREAD @ MATRIX.T + np.diag(ERROR**2))
    gain = SPREAD @ MATRIX.T @ inverse
    assert found.mean(axis=0) == pytest.approx(MEAN + gain @ (value - MATRIX @ MEAN), abs=0.06)
    assert np.cov(found.T) == pytest.approx(SPREAD - gain @ MATRIX @ SPREAD, abs=0.06)


def test_what_an_observation_may_say_nothing_about_is_not_moved():
    hidden = many(500)
    near = np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 0.0]])
    found = analysed(hidden, seen(hidden, 3.0, "near"), near)
    assert (found[:, 2] == hidden[:, 2]).all()
    assert not np.isclose(found[:, :2], hidden[:, :2]).all(axis=0).any()


def test_what_is_hardly_seen_moves_nothing():
    hidden = many(500)
    told = np.full((500, 2), 3.0)
    found = analysed(hidden, Seen(told, hidden @ MATRIX.T, np.full(2, 1e6)), EVERYTHING)
    assert found == pytest.approx(hidden, abs=1e-3)


def test_two_that_say_the_same_do_not_blow_up_what_only_one_of_them_reaches():
    hidden = many(300)
    twice = np.repeat(hidden[:, :1], 2, axis=1)
    told = np.full((300, 2), 4.0)
    found = analysed(
        hidden, Seen(told, twice, np.full(2, 0.01)), np.array([[1, 0], [1, 1], [0, 1]])
    )
    assert found[:, 0] == pytest.approx(4.0, abs=0.05)
    assert np.abs(found).max() < np.abs(hidden).max() + 4


def test_the_order_of_observations_does_not_matter():
    hidden, value = many(), np.array([2.0, -1.0])
    one = analysed(hidden, seen(hidden, value, "order"), EVERYTHING)
    turned = seen(hidden, value[::-1], "order", ERROR[::-1], MATRIX[::-1])
    other = analysed(hidden, turned, EVERYTHING)
    assert other.mean(axis=0) == pytest.approx(one.mean(axis=0), abs=0.05)
    assert np.cov(other.T) == pytest.approx(np.cov(one.T), abs=0.05)
