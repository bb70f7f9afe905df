"""Shares: the set against Fieller's formula and against a search over shares."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.effects.flows import Errors
from waterbed.effects.shares import Drawn, at_peak, drawn, share_set
from waterbed.numerics import stream

COUNT = 4000


def normal(averted, excess, name="fieller"):
    """Draw independent normals, every draw alike."""
    numbers = stream(name).standard_normal((2, COUNT))
    flows = (
        centre + spread * one
        for (centre, spread), one in zip((averted, excess), numbers, strict=True)
    )
    return Drawn(*flows, np.full(COUNT, 1 / COUNT))


def fieller(averted, excess, z=1.6448536):
    (a, sa), (e, se) = averted, excess
    square, linear, constant = a**2 - z**2 * sa**2, a * e, e**2 - z**2 * se**2
    root = np.sqrt(linear**2 - square * constant)
    return (linear - root) / square, (linear + root) / square


@pytest.mark.parametrize(
    ("averted", "excess"), [((100, 20), (30, 10)), ((100, 40), (5, 4)), ((50, 10), (60, 5))]
)
def test_the_set_is_fiellers_where_the_law_is_normal(averted, excess):
    found = share_set(normal(averted, excess), 0.9)
    assert (found.low, found.high) == pytest.approx(fieller(averted, excess), rel=0.08, abs=0.03)


@given(
    st.floats(20, 200), st.floats(1, 60), st.floats(-50, 100), st.floats(1, 60), st.integers(0, 5)
)
def test_the_set_is_what_a_search_over_shares_finds(a, sa, e, se, name):
    draws = normal((a, sa), (e, se), f"search {name}")
    found = share_set(draws, 0.9)
    for share in np.linspace(-2.9, 4.9, 79):
        chance = float(np.mean(draws.excess - share * draws.averted <= 0))
        inside = (found.low is None or found.low <= share) and (
            found.high is None or share <= found.high
        )
        if 0.0501 < chance < 0.9499:
            assert inside


@given(st.floats(0.2, 3.0))
def test_a_share_scales_with_the_excess(factor):
    draws = normal((100, 15), (20, 5))
    scaled = Drawn(draws.averted, factor * draws.excess, draws.weight)
    plain, found = share_set(draws, 0.9), share_set(scaled, 0.9)
    assert (found.low, found.high) == pytest.approx((factor * plain.low, factor * plain.high))


@given(st.sampled_from([0.5, 0.7, 0.8, 0.9]), st.integers(0, 9))
def test_a_higher_promise_never_gives_a_narrower_set(nominal, name):
    draws = normal((100, 20), (30, 10), f"wider {name}")
    narrow, wide = share_set(draws, nominal), share_set(draws, 0.95)
    assert wide.low <= narrow.low <= narrow.high <= wide.high


def test_where_averted_may_be_nothing_there_is_no_share():
    found = share_set(normal((10, 10), (30, 5)), 0.9)
    assert found.standing == "not identified"
    assert "none were averted" in found.because[0]
    assert found.point is None


@pytest.mark.parametrize(
    ("excess", "said", "ends"),
    [
        ((500, 30), "shares above 500 % are not ruled out", (True, False)),
        ((-400, 30), "shares below −300 % are not ruled out", (False, True)),
        ((50, 900), "shares below −300 % and above 500 % are not ruled out", (False, False)),
    ],
)
def test_only_a_side_without_an_end_is_named(excess, said, ends):
    found = share_set(normal((100, 15), excess), 0.9)
    assert found.because == (said,)
    assert (found.low is not None, found.high is not None) == ends


def test_a_set_that_rules_out_nothing_is_uninformative():
    found = share_set(normal((100, 20), (40, 60)), 0.9)
    assert found.standing == "uninformative"
    assert found.low <= 0
    assert found.high >= 1


def test_a_draw_without_weight_has_no_part():
    draws = normal((100, 20), (30, 10))
    padded = Drawn(
        np.append(draws.averted, [-1e6, 1e6]),
        np.append(draws.excess, [1e6, -1e6]),
        np.append(draws.weight, [0.0, 0.0]),
    )
    plain, found = share_set(draws, 0.9), share_set(padded, 0.9)
    assert (found.low, found.high) == pytest.approx((plain.low, plain.high))


def errors(event, *, spread=0.5, months=60):
    past = np.exp(spread * stream("past errors").standard_normal((months, 2)))
    counted = np.vstack([1000 * past, event])
    return Errors(counted, np.full((months + 1, 2), 1000.0), 0.03, spread**2 * np.eye(2), 6.0)


def test_more_averted_is_drawn_where_fewer_came():
    few, many = (drawn(errors((own, 1000.0)), peak=False) for own in (50.0, 800.0))
    assert few.chance > 0.95 > many.chance


def test_a_peak_lowers_what_was_expected():
    plain, peak = (drawn(errors((100.0, 1000.0)), peak=peak) for peak in (False, True))
    point = [one.interval(one.averted, 0.9).point for one in (plain, peak)]
    assert point[1] < point[0]


def test_no_one_is_counted_below_none():
    draws = drawn(errors((500.0, 800.0)), peak=False)
    assert (draws.averted >= -500.0).all()
    assert (draws.excess <= 800.0).all()
    assert draws.weight.sum() == pytest.approx(1.0)


def test_nationalities_that_went_apart_widen_what_was_averted():
    given = errors((100.0, 1000.0))
    even, apart = (drawn(replace(given, doubt=one), peak=False) for one in (0.0, 0.3))
    widths = [one.interval(one.averted, 0.9) for one in (even, apart)]
    assert widths[0].high - widths[0].low < widths[1].high - widths[1].low
    assert even.excess.std() == pytest.approx(apart.excess.std(), rel=0.05)


def test_larger_errors_in_the_past_make_wider_intervals():
    tight, wide = (drawn(errors((100.0, 1000.0), spread=one), peak=False) for one in (0.3, 0.9))
    widths = [one.interval(one.excess, 0.9) for one in (tight, wide)]
    assert widths[0].high - widths[0].low < widths[1].high - widths[1].low


def test_a_peak_is_the_highest_half_year_of_the_last_four_years():
    rising = np.arange(1.0, 61.0)
    assert at_peak(rising)
    assert not at_peak(rising[::-1].copy())
    old = np.concatenate([np.full(12, 500.0), np.ones(60), np.full(6, 50.0)])
    assert at_peak(old)


@pytest.mark.parametrize(
    ("excess", "said"),
    [((-60, 5), "received fewer than expected"), ((300, 20), "received more than was averted")],
)
def test_a_set_outside_0_to_1_says_that_no_share_fits(excess, said):
    found = share_set(normal((100, 10), excess), 0.9)
    assert found.standing == "no share fits"
    assert found.outside
    assert found.bounded
    assert found.point is None
    assert said in found.because[0]


@given(st.floats(-150, 250), st.floats(5, 60))
def test_no_share_fits_just_where_the_set_leaves_out_all_of_0_to_1(middle, spread):
    found = share_set(normal((100, 10), (middle, spread)), 0.9)
    assert (found.standing == "no share fits") == (found.high < 0 or found.low > 1)
    assert (found.standing == "identified") == (found.point is not None)
