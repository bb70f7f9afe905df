from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks import zero_not_reported

LEVEL = [520.0, 610.0, 480.0, 700.0, 555.0, 390.0, 640.0, 820.0, 450.0, 505.0, 610.0, 580.0]


def test_a_run_of_zeros_after_a_steady_level_is_one_finding(months):
    found = zero_not_reported.find(months([*LEVEL, 0, 0, 0, 530]))
    assert found["rows"].to_list() == [[12, 13, 14]]
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy, line 14: 0 for January to March 2016, after about 565 a "
        "month; most likely not reported rather than none."
    )


def test_a_second_run_is_found_although_the_first_one_lies_in_its_window(months):
    found = zero_not_reported.find(months([*LEVEL, 0, 0, 0, 530, 610, 480, 0]))
    assert found["rows"].to_list() == [[12, 13, 14], [18]]


def test_a_month_that_a_daily_table_leaves_out_counts_as_zero(days):
    march = 59
    year = days([20.0] * 365)
    hole = year.filter(pl.col("start").dt.month() != 11)
    found = zero_not_reported.find(hole)
    assert found.select(pl.col("start").dt.month(), pl.col("rows").list.len()).row(0) == (11, 0)
    assert zero_not_reported.find(year.head(march)).is_empty()


@pytest.mark.parametrize(
    "values",
    [
        [40, 3, 0, 90, 12, 0, 60, 0, 30, 8, 0, 25, 0, 0],  # zeros are usual
        [520, 610, 480, 300, 150, 90, 40, 12, 5, 2, 1, 1, 0, 0],  # a route that runs dry
        [9, 8, 11, 10, 9, 12, 8, 7, 9, 10, 11, 9, 0],  # too few to tell
        [600, 580, 0, 0, 0],  # too short a past
    ],
)
def test_zeros_that_can_be_true_are_left_alone(months, values):
    assert zero_not_reported.find(months([float(one) for one in values])).is_empty()


@given(level=st.integers(60, 20_000), draw=st.randoms(use_true_random=True), run=st.integers(1, 6))
def test_zeros_put_into_a_steady_series_are_always_found(months, level, draw, run):
    past = [float(draw.randint(level * 6 // 10, level * 14 // 10)) for _ in range(24)]
    found = zero_not_reported.find(months([*past, *[0.0] * run]))
    assert found["rows"].to_list() == [list(range(24, 24 + run))]


@given(draw=st.randoms(use_true_random=True), mean=st.integers(1, 40), share=st.floats(0.15, 0.9))
def test_zeros_of_an_erratic_series_are_hardly_ever_reported(months, draw, mean, share):
    values = [
        0.0 if draw.random() < share else float(round(draw.expovariate(1 / mean)))
        for _ in range(120)
    ]
    assert zero_not_reported.find(months(values)).height <= 1


def test_zeros_that_a_publisher_leaves_out_are_not_zeros_that_it_printed(months):
    rows = months([700.0, 650.0, 720.0, 690.0, 640.0, 705.0, 660.0, 0.0])
    assert zero_not_reported.find(rows).height == 1
    zero = pl.col("value") == 0
    implied = rows.with_columns(status=pl.when(zero).then(pl.lit("implied")).otherwise("status"))
    assert zero_not_reported.find(implied).is_empty()
