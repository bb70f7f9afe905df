import math
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from waterbed.numerics import stream
from waterbed.records import InvalidError
from waterbed.simulate import scores

COUNTS = st.floats(0, 1e6, allow_nan=False)
DRAWS = st.integers(1, 30).flatmap(lambda n: arrays(float, (n, 2), elements=COUNTS))
SEEN = arrays(float, 2, elements=COUNTS)


@given(DRAWS, SEEN)
def test_the_score_is_its_definition(draws, seen):
    near = np.abs(draws - seen).mean(axis=0)
    apart = np.abs(draws[:, None] - draws[None]).mean(axis=(0, 1))
    assert scores.crps(draws, seen) == pytest.approx(near - apart / 2, rel=1e-9, abs=1e-6)


@given(DRAWS, SEEN)
def test_the_score_is_the_integral_of_squared_distance_of_the_distributions(draws, seen):
    for month in range(2):
        points = np.sort(np.r_[draws[:, month], seen[month]])
        below = (draws[:, month][:, None] <= points[:-1]).mean(axis=0)
        squared = (below - (points[:-1] >= seen[month])) ** 2
        found = scores.crps(draws, seen)[month]
        assert found == pytest.approx(np.sum(squared * np.diff(points)), rel=1e-9, abs=1e-6)


@given(DRAWS, SEEN, st.floats(0.1, 10), st.floats(0, 1e5))
def test_the_score_keeps_the_unit_of_the_counts(draws, seen, factor, shift):
    moved = scores.crps(draws * factor + shift, seen * factor + shift)
    assert moved == pytest.approx(scores.crps(draws, seen) * factor, rel=1e-6, abs=1e-4)


@given(DRAWS, SEEN)
def test_the_order_of_draws_does_not_matter(draws, seen):
    assert scores.crps(draws[::-1], seen) == pytest.approx(scores.crps(draws, seen))


@given(SEEN)
def test_one_draw_scores_its_absolute_error(seen):
    assert scores.crps(np.zeros((1, 2)), seen) == pytest.approx(seen)


def test_normal_draws_score_as_the_closed_form():
    quantiles = np.array([NormalDist().inv_cdf((one + 0.5) / 4000) for one in range(4000)])
    for seen in (-1.5, 0.0, 0.7, 3.0):
        law = NormalDist()
        closed = seen * (2 * law.cdf(seen) - 1) + 2 * law.pdf(seen) - 1 / math.sqrt(math.pi)
        assert scores.crps(quantiles[:, None], np.array([seen])) == pytest.approx(closed, abs=1e-3)


def test_exponential_draws_score_as_the_closed_form():
    shares = (np.arange(4000) + 0.5) / 4000
    draws = -np.log1p(-shares)[:, None]
    for seen in (0.0, 0.3, 2.0):
        closed = seen + 2 * math.exp(-seen) - 1.5
        assert scores.crps(draws, np.array([seen])) == pytest.approx(closed, abs=1e-3)


def test_the_truth_scores_best_on_average():
    numbers = stream("scores", "proper")
    seen = numbers.normal(5, 2, 4000)
    shapes = {"true": (5, 2), "narrow": (5, 1), "wide": (5, 4), "off": (6, 2)}
    found = {
        name: scores.crps(numbers.normal(*shape, (200, 4000)), seen).mean()
        for name, shape in shapes.items()
    }
    assert min(found, key=found.get) == "true"


def test_a_missing_count_has_no_score_and_is_not_held():
    draws, seen = np.ones((5, 2)), np.array([1.0, np.nan])
    assert np.isnan(scores.crps(draws, seen)).tolist() == [False, True]
    assert scores.held(draws, seen).tolist() == [True, False]


def test_the_interval_of_the_true_law_holds_as_often_as_promised():
    numbers = stream("scores", "held")
    draws, seen = numbers.normal(size=(400, 5000)), numbers.normal(size=5000)
    assert scores.held(draws, seen, 0.9).mean() == pytest.approx(0.9, abs=0.015)


def test_both_ends_of_the_interval_are_in_it():
    draws = np.arange(1.0, 101.0)[:, None]
    inside = [one for one in range(102) if scores.held(draws, np.array([float(one)]), 0.9)[0]]
    assert inside == list(range(5, 96))


def test_the_error_is_positive_where_too_many_were_foreseen():
    assert scores.median_error(np.array([[1.0], [5.0], [30.0]]), np.array([3.0])) == [2.0]


@given(arrays(float, 5, elements=st.floats(0, 100)), arrays(float, 5, elements=st.floats(1, 100)))
def test_skill_is_what_is_saved_of_the_references_score(score, reference):
    found = scores.skill(score, reference)
    assert found == pytest.approx(1 - score.sum() / reference.sum())
    assert scores.skill(reference, reference) == 0


def test_there_is_no_skill_against_a_perfect_reference():
    assert math.isnan(scores.skill(np.ones(3), np.zeros(3)))


def test_the_range_of_skill_holds_the_true_skill_as_often_as_promised():
    held = 0
    for one in range(200):
        numbers = stream("scores", "range", one)
        size = numbers.exponential(size=96)
        ours = 0.7 * size * numbers.uniform(0.8, 1.2, 96)
        low, high = scores.skill_range(ours, size, 4, numbers)
        held += low <= 0.3 <= high
    assert 0.8 <= held / 200 <= 0.97


def test_too_few_blocks_have_no_range():
    ends = scores.skill_range(np.ones(7), np.ones(7), 4, stream("scores", "few"))
    assert all(math.isnan(end) for end in ends)


@pytest.mark.parametrize(("draws", "seen"), [((0, 2), 2), ((5, 2), 3)])
def test_draws_must_fit_the_counts(draws, seen):
    with pytest.raises(InvalidError, match="do not forecast counts of shape"):
        scores.crps(np.ones(draws), np.ones(seen))


@pytest.mark.parametrize("nominal", [0.0, 1.0, 1.5])
def test_an_interval_promises_neither_nothing_nor_everything(nominal):
    with pytest.raises(InvalidError, match="between 0 and 1"):
        scores.held(np.ones((2, 1)), np.ones(1), nominal)
