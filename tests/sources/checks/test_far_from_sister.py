from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks import far_from_sister
from waterbed.sources.checks.sisters import Member, Sisters

KEY = ("arrivals/sea/italy",)
SISTERS = (Sisters("Italy", "For a test.", (Member("one", KEY), Member("two", KEY))),)
THREE = (Sisters("Italy", "For a test.", (*SISTERS[0].members, Member("three", KEY))),)
TRUTH = [2000.0 + 130 * ((7 * month) % 11) for month in range(36)]


def _both(months, first, second):
    return pl.concat([months(first, source="one"), months(second, source="two")])


def test_a_month_far_from_its_sister_is_compared_with_the_usual_ratio(months):
    second = [1.1 * value for value in TRUTH]
    second[20] *= 1.62
    found = far_from_sister.find(_both(months, TRUTH, second), SISTERS)
    assert found["rows"].to_list() == [[56, 20]]
    assert found["sentence"].item() == (
        "Italy, September 2016: two (arrivals/sea/italy) has 5,417, one (arrivals/sea/italy) has "
        "3,040; the first is usually 1.1 times the second. Which of the two is off, two alone "
        "cannot tell."
    )


def test_months_in_a_row_on_one_side_are_one_finding(months):
    second = list(TRUTH)
    second[10:13] = [2 * value for value in second[10:13]]
    second[13] /= 3
    found = far_from_sister.find(_both(months, TRUTH, second), SISTERS)
    assert found["rows"].list.len().to_list() == [6, 2]


def test_a_third_sister_is_called_as_a_witness(months):
    second = list(TRUTH)
    second[5] *= 3
    rows = pl.concat([_both(months, TRUTH, second), months(TRUTH, source="three")])
    found = far_from_sister.find(rows, THREE)
    said = dict(zip(found["source"], found["sentence"], strict=True))
    assert said["two"].endswith("two alone cannot tell. three has 2,260.")
    assert said["three"].endswith("two alone cannot tell. one has 2,260.")


def test_a_month_with_a_marked_row_on_either_side_is_not_compared(months):
    second = list(TRUTH)
    second[20] = -380.0
    rows = _both(months, TRUTH, second)
    assert far_from_sister.find(rows, SISTERS).height == 1
    negative = pl.when(pl.col("value") < 0).then(pl.lit(["negative-count"])).otherwise("marks")
    marked = rows.with_columns(marks=negative)
    assert far_from_sister.find(marked, SISTERS).is_empty()
    assert "0 of 35 months" in far_from_sister.compare(marked, SISTERS)["sentence"].item()


def test_small_counts_and_short_pairs_are_not_judged(months):
    small = [10.0 + month % 3 for month in range(36)]
    twice = [*small[:-1], 45.0]
    assert far_from_sister.find(_both(months, small, twice), SISTERS).is_empty()
    short = [*TRUTH[:10], 9 * TRUTH[10]]
    assert far_from_sister.find(_both(months, TRUTH, short), SISTERS).is_empty()


def test_days_are_compared_with_months_as_their_sum(days, months):
    daily = days([30.0] * 731, source="one")
    monthly = [
        30.0 * length
        for length in daily.group_by(pl.col("start").dt.month_start()).len().sort("start")["len"]
    ]
    rows = pl.concat([daily, months([*monthly[:-1], 2 * monthly[-1]], source="two")])
    found = far_from_sister.find(rows, SISTERS)
    assert found.select("value", "expected").rows() == [(2 * 930.0, 930.0)]


@given(
    draw=st.randoms(use_true_random=True),
    month=st.integers(0, 35),
    factor=st.sampled_from([0.0, 0.3, 0.5, 1.8, 3.0]),
)
def test_a_month_moved_by_four_fifths_stands_out_of_a_pair_that_agrees_to_a_few_percent(
    months, draw, month, factor
):
    second = [value * draw.uniform(0.95, 1.05) for value in TRUTH]
    clean = _both(months, TRUTH, second)
    assert far_from_sister.find(clean, SISTERS).is_empty()
    second[month] *= factor
    found = far_from_sister.find(_both(months, TRUTH, second), SISTERS)
    assert found["rows"].to_list() == [[36 + month, month]]


def test_the_comparison_counts_the_months_that_differ(months):
    second = list(TRUTH)
    second[3] *= 1.03
    second[4] *= 0.9
    found = far_from_sister.compare(_both(months, TRUTH, second), SISTERS)
    assert found["severity"].to_list() == ["note"]
    assert (
        found["sentence"]
        .item()
        .startswith(
            "Italy, two against one: 2 of 36 months differ by more than 2 % (from -10 % to 3 %, "
        )
    )
    assert found["sentence"].item().endswith("For a test.")


def test_without_a_sister_there_is_nothing_to_compare(months):
    assert far_from_sister.compare(months(TRUTH, source="one"), SISTERS).is_empty()
    assert far_from_sister.find(months(TRUTH, source="one"), SISTERS).is_empty()
