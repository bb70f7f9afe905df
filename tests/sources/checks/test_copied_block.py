from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks import copied_block

COUNTS = st.lists(st.integers(100, 9_999), min_size=60, max_size=60, unique=True)


def _copied(values, *, month, length, years):
    """Give the figures with a block repeated the given years later."""
    later = month + 12 * years
    return [*values[:later], *values[month : month + length], *values[later + length :]]


def test_a_year_printed_again_as_another_is_one_finding_over_both_blocks(months):
    year = [31, 52, 77, 90, 120, 240, 310, 280, 150, 95, 60, 33]
    between = [41, 32, 87, 91, 122, 340, 210, 180, 250, 105, 70, 43]
    found = copied_block.find(months([*year, *between, *year, *[2 * one for one in between]]))
    assert found["rows"].item().to_list() == [*range(12), *range(24, 36)]
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy, line 2: January to December 2015 and January to December "
        "2017 have the same 12 figures one by one (sum 1,538); one of the two is a copy."
    )


def test_series_copied_together_are_said_to_be(months):
    values = [31, 52, 77, 90, 120, 240, 310, 280, 150, 95, 60, 33] * 2
    both = [months(values, key=f"deaths/{name}-mediterranean") for name in ("western", "eastern")]
    found = copied_block.find(pl.concat(both))
    assert found["sentence"].str.ends_with("So has one other series of this source.").all()


def test_a_constant_series_is_no_copy_of_itself(months):
    for value in (0, 500):
        assert copied_block.find(months([value] * 48)).is_empty()


@given(values=st.lists(st.integers(0, 2), min_size=60, max_size=120))
def test_small_numbers_agree_by_chance(months, values):
    assert copied_block.find(months(values)).is_empty()


@given(values=COUNTS, month=st.integers(0, 20), length=st.integers(6, 12), years=st.integers(1, 2))
def test_six_months_of_copied_counts_in_five_years_are_always_found(
    months, values, month, length, years
):
    found = copied_block.find(months(_copied(values, month=month, length=length, years=years)))
    block = {*range(month, month + length), *range(month + 12 * years, month + 12 * years + length)}
    assert block <= set(found["rows"].explode())


@given(values=st.lists(st.integers(0, 9_999), min_size=60, max_size=120))
def test_independent_counts_are_never_taken_for_a_copy(months, values):
    assert copied_block.find(months(values)).is_empty()
