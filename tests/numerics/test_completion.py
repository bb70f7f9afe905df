import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.effects.completion import matrix_completion
from waterbed.numerics import complete, stream
from waterbed.numerics.completion import shrinking


@given(st.integers(1, 12), st.floats(0, 5), st.integers(0, 10**6))
def test_each_singular_value_shrinks_alike_and_none_below_zero(size, strength, seed):
    table = stream("shrinking", seed).standard_normal((size, 20))
    left, values, right = np.linalg.svd(table, full_matrices=False)
    expected = left @ np.diag(np.maximum(values - strength, 0.0)) @ right
    assert shrinking(table @ table.T, strength) @ table == pytest.approx(expected, abs=1e-7)


def test_rows_that_are_equal_or_empty_shrink_as_well():
    table = np.outer([1.0, 1.0, 0.0], np.arange(6.0))
    size = np.linalg.norm(table)
    found = shrinking(table @ table.T, 1.0) @ table
    assert found == pytest.approx(table * (1 - 1 / size))


@pytest.mark.parametrize("noise", [0.0, 1e-5, 1e-3, 0.03])
def test_rows_that_differ_by_their_height_alone_are_foretold(noise):
    wave = 0.8 * np.sin(np.arange(60.0) / 3)
    rows = np.linspace(2.0, 8.0, 6)[:, None] + wave
    panel = rows + noise * stream("completion", "heights").standard_normal((6, 60))
    found = matrix_completion(panel, 48)
    assert found.expected == pytest.approx(rows[-1, 48:], abs=3 * noise + 1e-6)


def test_without_patterns_each_entry_is_its_row_and_its_month():
    table = np.array([[1.0, 2.0, 3.0, 4.0], [11.0, 12.0, 13.0, np.nan]])
    found = np.zeros((2, 4))
    complete(table, np.inf, found, 200)
    assert found[1, 3] == pytest.approx(14, abs=0.01)


def test_a_pattern_that_rows_share_fills_what_is_missing():
    wave = np.sin(np.arange(40.0))
    table = np.outer([1.0, -2.0, 3.0, 0.5, 2.0], wave) + np.arange(5.0)[:, None]
    holed = table.copy()
    holed[4, 30:] = np.nan
    found = np.zeros_like(table)
    for strength in (10.0, 1.0, 0.1, 0.01):
        complete(holed, strength, found, 200)
    assert found[4, 30:] == pytest.approx(table[4, 30:], abs=0.1)


def test_shrinking_never_makes_the_patterns_larger():
    table = stream("completion", "shrink").standard_normal((4, 30))
    sizes = []
    for strength in (0.1, 1.0, 4.0):
        found = np.zeros_like(table)
        complete(table, strength, found, 200)
        patterns = found - found.mean(axis=0)
        sizes.append(np.linalg.norm(patterns - patterns.mean(axis=1, keepdims=True)))
    assert sizes == sorted(sizes, reverse=True)
