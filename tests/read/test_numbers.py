"""Numbers as texts write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.read.numbers import quantities, word_number


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1.500 persone", "it", 1500),
        ("1,500 people", "en", 1500),
        ("1 500 personnes", "fr", 1500),
        ("6.161 migrants", "en", 6161),
        ("diecimila persone", "it", 10_000),
        ("47mila persone", "it", 47_000),
    ],
)
def test_a_count_is_read_in_every_way_of_writing(text: str, language: str, value: int) -> None:
    assert [one.value for one in quantities(text, language)] == [value]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("half a million people", "en", 500_000),
        ("1.5 million people", "en", 1_500_000),
        ("1,8 million de personnes", "fr", 1_800_000),
        ("duemilacinquecento persone", "it", 2500),
        ("twenty-five thousand people", "en", 25_000),
        ("quatre-vingt-dix mille personnes", "fr", 90_000),
    ],
)
def test_words_and_scales_compose(text: str, language: str, value: int) -> None:
    assert [one.value for one in quantities(text, language)] == [value]


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("more than 5,000 people", "en", "gt"),
        ("nearly 5,000 people", "en", "lt"),
        ("at least 5,000 people", "en", "ge"),
        ("circa 5.000 persone", "it", "~"),
        ("oltre 5.000 persone", "it", "gt"),
        ("près de 5 000 personnes", "fr", "lt"),
    ],
)
def test_a_hedge_is_a_bound(text: str, language: str, bound: str) -> None:
    assert quantities(text, language)[0].bound == bound


def test_about_allows_five_per_cent_or_half_the_last_significant_digit() -> None:
    ten_thousand = quantities("about 10,000 people", "en")[0]
    assert (ten_thousand.low, ten_thousand.high) == (5000, 15_000)
    odd = quantities("about 12,345 people", "en")[0]
    assert odd.low == pytest.approx(12_345 * 0.95)


@pytest.mark.parametrize(
    ("text", "shape", "value", "sign"),
    [
        ("-60.8 %", "percent", 60.8, -1),
        ("+33%", "percent", 33, 1),
        ("a third", "fraction", 1 / 3, 0),
        ("one in four", "part", 0.25, 0),
        ("a 13-fold rise", "times", 13, 0),
        ("12 percentage points", "points", 12, 0),
    ],
)
def test_the_shape_of_a_number_is_told(text: str, shape: str, value: float, sign: int) -> None:
    one = quantities(text, "en")[0]
    assert (one.shape, one.sign) == (shape, sign)
    assert one.value == pytest.approx(value)


def test_a_range_is_one_number_with_both_ends() -> None:
    one = quantities("between 9,000 and 10,500 people", "en")[0]
    assert (one.value, one.low, one.high, one.bound) == (9750, 9000, 10_500, "~")


def test_ordinals_are_no_numbers() -> None:
    assert quantities("the 27th time on the 3rd try", "en") == ()


@given(st.integers(min_value=0, max_value=999_999_999))
def test_a_grouped_number_reads_back(number: int) -> None:
    assert [one.value for one in quantities(f"{number:,} people", "en")] == [number]
    grouped = f"{number:,}".replace(",", ".")
    assert [one.value for one in quantities(f"{grouped} persone", "it")] == [number]


def test_what_is_no_number_word_has_no_value() -> None:
    assert word_number("boat", "en") is None
