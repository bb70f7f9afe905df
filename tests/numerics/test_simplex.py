import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.numerics import on_simplex, stream


@given(st.integers(1, 12), st.integers(1, 20), st.integers(0, 10**6))
def test_no_weight_can_be_moved_to_a_better_place(size, rows, seed):
    numbers = stream("simplex", seed)
    columns, target = numbers.standard_normal((rows, size)), numbers.standard_normal(rows)
    gram, right = columns.T @ columns + 1e-6 * np.eye(size), columns.T @ target
    weights = on_simplex(gram, right)
    assert weights.min() >= 0
    assert weights.sum() == pytest.approx(1)
    slope = gram @ weights - right
    assert slope.min() >= weights @ slope - 1e-6 * np.trace(gram)


def test_weights_inside_are_found_exactly():
    true = np.array([0.2, 0.5, 0.3])
    columns = stream("simplex", "inside").standard_normal((9, 3))
    weights = on_simplex(columns.T @ columns, columns.T @ (columns @ true))
    assert weights == pytest.approx(true, abs=1e-9)


def test_a_target_beyond_a_corner_takes_the_corner():
    weights = on_simplex(np.eye(3), np.array([5.0, 0.0, -5.0]))
    assert weights == pytest.approx([1, 0, 0])


def test_two_equal_columns_do_no_harm():
    column = stream("simplex", "equal").standard_normal(20)
    columns = np.column_stack([column, column, -column])
    weights = on_simplex(columns.T @ columns + 1e-9 * np.eye(3), columns.T @ column)
    assert columns @ weights == pytest.approx(column, abs=1e-6)
