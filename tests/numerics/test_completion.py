import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.numerics import complete, stream
from waterbed.numerics.completion import eigen


@given(st.integers(1, 12), st.integers(0, 10**6))
def test_vectors_and_values_give_back_the_matrix(size, seed):
    half = stream("eigen", seed).standard_normal((size, size))
    matrix = half @ half.T
    values, vectors = eigen(matrix)
    assert vectors @ np.diag(values) @ vectors.T == pytest.approx(matrix, abs=1e-8)
    assert vectors.T @ vectors == pytest.approx(np.eye(size), abs=1e-8)


def test_without_patterns_each_entry_is_its_row_and_its_month():
    table = np.array([[1.0, 2.0, 3.0, 4.0], [11.0, 12.0, 13.0, np.nan]])
    found = complete(table, np.inf, np.zeros((2, 4)), 200)
    assert found[1, 3] == pytest.approx(14, abs=0.01)


def test_a_pattern_that_rows_share_fills_what_is_missing():
    wave = np.sin(np.arange(40.0))
    table = np.outer([1.0, -2.0, 3.0, 0.5, 2.0], wave) + np.arange(5.0)[:, None]
    holed = table.copy()
    holed[4, 30:] = np.nan
    patterns = np.zeros_like(table)
    for strength in (10.0, 1.0, 0.1, 0.01):
        found = complete(holed, strength, patterns, 200)
    assert found[4, 30:] == pytest.approx(table[4, 30:], abs=0.1)


def test_shrinking_never_makes_the_patterns_larger():
    table = stream("completion", "shrink").standard_normal((4, 30))
    sizes = []
    for strength in (0.1, 1.0, 4.0):
        patterns = np.zeros_like(table)
        complete(table, strength, patterns, 200)
        sizes.append(np.linalg.norm(patterns))
    assert sizes == sorted(sizes, reverse=True)
