import pytest
from hypothesis import given
from hypothesis import strategies as st

from published_panels import units, values
from waterbed.effects.completion import matrix_completion
from waterbed.effects.synthetic import (
    centred_control,
    difference_in_differences,
    placebo_error,
    synthetic_control,
    synthetic_difference,
)
from waterbed.numerics import stream

METHODS = [
    difference_in_differences,
    synthetic_control,
    centred_control,
    synthetic_difference,
    matrix_completion,
]
KNOWN = 30


def panel(name, *, units=8, months=40, lift=0.0, change=0.0):
    """Make rows of two shared factors; the last is a mean of the first three, lifted, changed."""
    numbers = stream("panel", name)
    factors = numbers.standard_normal((2, months)).cumsum(axis=1)
    rows = numbers.standard_normal((units, 2)) @ factors + 0.05 * numbers.standard_normal(
        (units, months)
    )
    rows[-1] = rows[:3].mean(axis=0) + lift
    rows[-1, KNOWN:] += change
    return rows


@pytest.mark.parametrize("method", METHODS[1:-1])
def test_what_was_added_comes_back(method):
    assert method(panel("added", change=2.5), KNOWN).change == pytest.approx(2.5, abs=0.3)


@pytest.mark.parametrize("method", [centred_control, synthetic_difference])
def test_a_series_of_another_height_is_followed_too(method):
    found = method(panel("height", lift=50.0, change=2.5), KNOWN)
    assert found.change == pytest.approx(2.5, abs=0.3)


def test_completed_patterns_give_most_of_it_back():
    """Shrinking draws what a row did of its own towards the others."""
    assert matrix_completion(panel("added", change=2.5), KNOWN).change == pytest.approx(2.5, abs=1)


def test_the_plain_synthetic_control_cannot_follow_another_height():
    assert synthetic_control(panel("height", lift=50.0), KNOWN).change > 30


@given(st.integers(0, 10**6), st.floats(-50, 50))
def test_what_came_after_changes_no_expectation(seed, change):
    one, other = panel(seed), panel(seed, change=change)
    for method in METHODS:
        before, after = method(one, KNOWN), method(other, KNOWN)
        assert after.expected == pytest.approx(before.expected, abs=1e-9)
        assert after.change - before.change == pytest.approx(change, abs=1e-9)


@given(st.integers(0, 10**6), st.floats(0.1, 10), st.floats(-20, 20))
def test_another_unit_changes_the_unit_only(seed, factor, shift):
    one = panel(seed)
    for method in METHODS[:-1]:
        moved = method(factor * one + shift, KNOWN)
        assert moved.change == pytest.approx(factor * method(one, KNOWN).change, abs=2e-3 * factor)


@given(st.integers(0, 10**6))
def test_weights_are_not_negative_and_add_up_to_one(seed):
    for method in METHODS[:-1]:
        weights = method(panel(seed), KNOWN).weights
        assert weights.min() >= 0
        assert weights.sum() == pytest.approx(1)


def test_the_placebo_error_leaves_the_row_in_question_out():
    one, other = panel("placebo"), panel("placebo", change=99.0)
    for method in METHODS:
        assert placebo_error(one, KNOWN, method)[0] == placebo_error(other, KNOWN, method)[0]
    assert len(placebo_error(one, KNOWN, synthetic_control)[1]) == 7


@pytest.fixture
def smoking():
    """Packs sold a head in 39 states, 1970 to 2000, California last; its tax rose in 1989."""
    found = units("california_prop99.csv", "State", "Year", delimiter=";")
    names = [*(name for name in sorted(found) if name != "California"), "California"]
    return values(found, names, "PacksPerCapita", range(1970, 2001))


@pytest.mark.parametrize(
    ("method", "published", "within"),
    [
        (synthetic_difference, -15.605, 0.005),
        (difference_in_differences, -27.349, 0.005),
        (synthetic_control, -19.5, 0.15),
        (matrix_completion, -20.2, 0.5),
    ],
)
def test_the_california_tobacco_tax_is_reproduced(smoking, method, published, within):
    """Arkhangelsky and others 2021, table 1; the matrix completion there has other folds."""
    assert method(smoking, 19).change == pytest.approx(published, abs=within)


@pytest.mark.parametrize(
    ("method", "published"),
    [(synthetic_difference, 9.37), (difference_in_differences, 17.29), (synthetic_control, 10.63)],
)
def test_its_placebo_errors_are_reproduced(smoking, method, published):
    assert placebo_error(smoking, 19, method)[0] == pytest.approx(published, abs=0.01)
