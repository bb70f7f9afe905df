"""Pooled: the kernels against plain NumPy."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.numerics import Pooling, features, pooled, stream, together
from waterbed.numerics.pooled import COLUMNS

LEAST = 0.5
SPAN = 6


def problem(name, dates=30, series=8):
    numbers = stream("pooled", name)
    columns = numbers.standard_normal((dates + 1, series, COLUMNS))
    year = numbers.normal(2, 1, (dates + 1, series))
    seen = numbers.poisson(20, (dates + 1, series)).astype(float)
    return columns, year, seen


def solved(columns, year, seen, pooling, rows):
    """Fit the ridge by its normal equations on chosen dates, scaled by all of them."""
    weight = np.exp(year) / (np.exp(year) + 3)
    held = pooling.ridge * SPAN * np.nanmean(weight[:-1]) * np.eye(COLUMNS)
    x, w = columns[rows].reshape(-1, COLUMNS), weight[rows].ravel()
    y = (np.log(LEAST + seen / SPAN) - year)[rows].ravel()
    return np.linalg.solve(
        (x * w[:, None]).T @ x + held, (x * w[:, None]).T @ y + held @ pooling.centre
    )


@given(st.integers(0, 40))
def test_coefficients_leave_out_every_date_whose_window_overlaps(name):
    columns, year, seen = problem(name)
    pooling = Pooling(LEAST, 2.0, np.linspace(-1, 1, COLUMNS))
    slopes = pooled(columns, year, seen, (float(SPAN), SPAN), pooling)
    for date in (0, 3, 15, 29, 30):
        past = np.arange(30)
        rows = past if date == 30 else past[np.abs(past - date) >= SPAN]
        expected = solved(columns, year, seen, pooling, rows)
        np.testing.assert_allclose(slopes[date], expected, rtol=1e-6, atol=1e-8)


def test_a_row_with_a_missing_count_has_no_part():
    columns, year, seen = problem("missing")
    pooling = Pooling(LEAST, 2.0, np.zeros(COLUMNS))
    seen[4, 2] = np.nan
    plain = pooled(columns, year, seen, (float(SPAN), SPAN), pooling)
    columns[4, 2] = 1e6
    np.testing.assert_allclose(pooled(columns, year, seen, (float(SPAN), SPAN), pooling), plain)


def test_features_look_back_only():
    numbers = stream("features").poisson(5, (4, 60)).astype(float)
    routes, route_of = np.stack([numbers[:2].sum(0), numbers[2:].sum(0)]), np.array([0, 0, 1, 1])
    dates, kept = np.array([30, 40]), np.ones(SPAN, dtype=bool)
    columns, year, seen = features(numbers, route_of, routes, (dates, kept), LEAST)
    later, totals = numbers.copy(), routes.copy()
    later[:, 40:], totals[:, 40:] = 99, 99
    again = features(later, route_of, totals, (dates, kept), LEAST)
    np.testing.assert_array_equal(columns, again[0])
    np.testing.assert_array_equal(year, again[1])
    assert seen[0].tolist() == numbers[:, 30:36].sum(axis=1).tolist()


def test_features_are_the_differences_of_log_means():
    values = np.arange(1.0, 61.0)[None]
    columns, year, _ = features(
        values, np.array([0]), values, (np.array([48]), np.ones(SPAN, dtype=bool)), LEAST
    )
    last = {months: np.log(LEAST + values[0, 48 - months : 48].mean()) for months in (1, 3, 12, 36)}
    ever, ago = np.log(LEAST + values[0, :48].mean()), np.log(LEAST + values[0, 36:42].mean())
    assert year[0, 0] == pytest.approx(last[12])
    assert columns[0, 0] == pytest.approx(
        [
            last[3] - last[12],
            last[12] - last[36],
            last[36] - ever,
            last[3] - last[12],
            last[12] - last[36],
            ago - last[12],
            1.0,
            last[1] - last[3],
            last[1] - last[3],
        ]
    )


def flows_of(name):
    numbers = stream("together", name)
    counted = numbers.poisson(50, (5, 6, 2)).astype(float)
    expected = numbers.gamma(2, 25, (5, 6, 2))
    used = numbers.uniform(size=(5, 6)) < 0.8
    used[:, 0] = True
    return counted, expected, used


@given(st.integers(0, 40))
def test_without_a_pull_plain_totals_are_sums_and_weighted_ones_are_less(name):
    counted, expected, used = flows_of(name)
    totals, doubt = together(counted, expected, used, 3.0, 0.0)
    share = used[..., None]
    sums = np.stack([(counted * share).sum(1), (expected * share).sum(1)], axis=2).reshape(5, 4)
    np.testing.assert_allclose(totals[:, 0], sums)
    assert (totals[:, 1] <= totals[:, 0] + 1e-9).all()
    assert not doubt.any()


@given(st.integers(0, 40), st.floats(1.5, 5.0))
def test_the_further_nationalities_go_apart_the_more_their_sum_is_in_doubt(name, factor):
    counted, expected, used = flows_of(name)
    counted[..., 0] = expected[..., 0]
    _, even = together(counted, expected, used, 3.0, 0.6)
    counted[:, ::2, 0] *= factor
    _, apart = together(counted, expected, used, 3.0, 0.6)
    assert (even > 0).all()
    mixed = used[:, ::2].any(axis=1) & used[:, 1::2].any(axis=1)
    assert (apart[mixed] > even[mixed]).all()


def test_of_one_nationality_the_doubt_is_what_is_usual():
    counted, expected = np.full((1, 1, 2), 40.0), np.full((1, 1, 2), 90.0)
    _, doubt = together(counted, expected, np.ones((1, 1), dtype=bool), 3.0, 0.6)
    np.testing.assert_allclose(doubt, 0.5 * (0.6 * 0.4) ** 2)


@given(st.integers(0, 40), st.floats(0.2, 5.0))
def test_a_change_common_to_all_on_the_own_route_moves_no_expectation(name, factor):
    """Only departures from the common change count as a nationality's own, whatever its size."""
    counted, expected, used = flows_of(name)
    least, large = 1e-9, counted + 1e3
    plain, _ = together(large, expected, used, least, 0.6)
    moved = large.copy()
    moved[..., 0] *= factor
    again, _ = together(moved, expected, used, least, 0.6)
    np.testing.assert_allclose(again[..., [1, 3]], plain[..., [1, 3]], rtol=1e-6)
