import datetime as dt
from dataclasses import replace

import pytest

from waterbed.records import (
    Displacement,
    Estimate,
    Flow,
    InvalidError,
    Measured,
    Receiving,
    ShareSet,
)

OWN = Flow("here", "made-up", 100.0, Estimate(900, 700, 1200), Estimate(800, 600, 1100), 0.02)
EXCESS = Flow("there", "made-up", 300.0, Estimate(100, 80, 120), Estimate(200, 180, 220), 0.05)
HALF = ShareSet("identified", 0.1, 0.6, 0.25)
OPEN = ShareSet("not identified", low=0.1, because=("unbounded",))
WHOLE = Displacement(
    "",
    dt.date(2018, 1, 1),
    dt.date(2018, 6, 30),
    OWN,
    (Receiving(EXCESS, HALF, HALF),),
    ("all",),
    horizon=6,
    nominal=0.9,
    averted_chance=0.99,
)


def test_a_share_that_is_not_identified_has_no_point():
    with pytest.raises(InvalidError, match="not shown as a point"):
        replace(HALF, standing="not identified", because=("doubt",))


def test_a_share_that_is_not_identified_says_why():
    with pytest.raises(InvalidError, match="say why"):
        replace(OPEN, because=())


@pytest.mark.parametrize("lost", ["low", "high", "point"])
def test_an_identified_share_has_a_point_and_two_ends(lost):
    with pytest.raises(InvalidError, match="a point and two ends"):
        replace(HALF, **{lost: None})


@pytest.mark.parametrize("standing", ["uninformative", "no share fits"])
def test_a_set_with_one_end_is_not_identified(standing):
    with pytest.raises(InvalidError, match=f"not {standing}"):
        ShareSet(standing, low=2.0, because=("why",))


@pytest.mark.parametrize(("low", "high"), [(-0.6, -0.2), (1.1, 2.0)])
def test_no_share_fits_a_set_wholly_outside_0_to_1(low, high):
    found = ShareSet("no share fits", low, high, because=("why",))
    assert found.outside
    with pytest.raises(InvalidError, match="say why"):
        replace(found, because=())
    with pytest.raises(InvalidError, match="not shown as a point"):
        replace(found, point=low)
    with pytest.raises(InvalidError, match="and only there"):
        replace(found, standing="identified", point=low)
    with pytest.raises(InvalidError, match="and only there"):
        replace(found, low=0.0, high=0.5)


def test_the_ends_of_a_set_are_in_order():
    with pytest.raises(InvalidError, match="Swap"):
        replace(HALF, low=0.7)


def test_no_share_is_shown_where_it_is_doubtful_that_any_were_averted():
    with pytest.raises(InvalidError, match="at least 95 % sure"):
        replace(WHOLE, averted_chance=0.94)
    with pytest.raises(InvalidError, match="at least 95 % sure"):
        replace(WHOLE, averted_chance=None)


def test_a_difference_never_comes_without_its_rate_at_past_dates():
    with pytest.raises(InvalidError, match="by chance"):
        replace(EXCESS, as_extreme=None)


def test_where_there_is_no_telling_there_is_a_reason():
    nothing = Flow("here", "made-up", None)
    with pytest.raises(InvalidError, match="say why there is no telling"):
        replace(WHOLE, averted=nothing, receiving=(Receiving(EXCESS, OPEN, OPEN),))


def test_the_side_on_which_sets_err_is_the_one_that_misses_more_than_it_may():
    found = Measured("made up", "none", 500, 0.9, 0.4, 0.85, 0.9, 0.12, 0.03)
    assert found.errs == "low"
    assert replace(found, misses_low=0.02, misses_high=0.07).errs == "high"
    assert replace(found, misses_low=0.05).errs == "neither"
