import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.check.rate import agree, by_chance, claimed, combine

FITS = ("holds", "close", "contradicted", "undecided")
counts = st.integers(100, 1_000_000)


@pytest.mark.parametrize(
    ("amount", "approx", "value", "fit"),
    [
        (12_345, False, 12_345, "holds"),
        (12_345, False, 12_580, "holds"),
        (12_345, False, 13_000, "close"),
        (12_345, False, 14_000, "contradicted"),
        (10_000, True, 10_480, "holds"),
        (10_000, True, 8_751, "close"),
        (10_000, True, 8_400, "contradicted"),
        (10_000, False, 9_510, "holds"),  # the number is printed to thousands at best
    ],
)
def test_a_count_holds_is_close_or_is_contradicted_by_the_published_rule(
    make_claim, amount, approx, value, fit
):
    said = claimed(make_claim("level", amount, "people", approx=approx))
    assert agree(value, value, said)[0] == fit


@pytest.mark.parametrize(
    ("percent", "value", "fit"),
    [
        (60.6, -60.6, "holds"),
        (60, -61.9, "holds"),
        (60, -64, "close"),
        (60, -66, "contradicted"),
        (60, 60, "contradicted"),
    ],
)
def test_a_percentage_is_judged_in_points(make_claim, percent, value, fit):
    said = claimed(make_claim("down", percent, "percent"))
    assert agree(value, value, said)[0] == fit


def test_more_than_is_true_of_anything_above(make_claim):
    said = claimed(make_claim("level", 10_000, "people", bound="gt", low=10_000))
    assert agree(25_000, 25_000, said) == ("holds", 0.0)
    assert agree(9_000, 9_000, said)[0] == "close"


def test_a_rise_never_agrees_with_a_fall(make_claim):
    said = claimed(make_claim("down", 500, "people"))
    assert agree(500, 500, said)[0] == "contradicted"
    assert agree(-500, -500, said)[0] == "holds"


def test_bounds_too_wide_to_tell_are_undecided(make_claim):
    said = claimed(make_claim("level", 12_345, "people"))
    assert agree(5_000, 30_000, said)[0] == "undecided"
    assert agree(12_300, 30_000, said)[0] == "undecided"
    assert agree(12_300, 12_400, said)[0] == "holds"
    assert agree(20_000, 30_000, said)[0] == "contradicted"


def test_a_direction_without_a_number_holds_only_if_every_bound_has_it(make_claim):
    said = claimed(make_claim("down"))
    assert agree(-10, -5, said) == ("holds", None)
    assert agree(-10, 5, said) == ("undecided", None)
    assert agree(1, 5, said) == ("contradicted", None)


@given(counts, counts, st.booleans())
def test_nearer_is_never_rated_worse(make_claim, amount, value, approx):
    said = claimed(make_claim("level", amount, "people", approx=approx))
    fit, _ = agree(value, value, said)
    nearer = (value + amount) // 2
    assert FITS.index(agree(nearer, nearer, said)[0]) <= FITS.index(fit)


@given(counts, counts)
def test_a_number_always_holds_of_itself(make_claim, amount, other):
    said = claimed(make_claim("level", amount, "people"))
    assert agree(amount, amount, said)[0] == "holds"
    low, high = sorted((amount, other))
    assert agree(low, high, said)[0] != "contradicted"


@given(st.lists(st.sampled_from(FITS), min_size=1, max_size=5))
def test_readings_that_disagree_depend_and_the_order_does_not_matter(fits):
    rating = combine(fits)
    assert rating == combine(fits[::-1])
    decided = set(fits) - {"undecided"}
    assert (rating == "depends") == (
        not decided or ("contradicted" in decided and len(decided) > 1)
    )


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=50), counts)
def test_chance_agreement_is_between_none_and_all(make_claim, values, amount):
    said = claimed(make_claim("level", amount, "people"))
    expected = by_chance(values, said)
    assert 0 <= expected <= len(values)
    assert math.isfinite(expected)
