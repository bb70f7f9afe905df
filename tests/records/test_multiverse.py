import datetime as dt

import pytest

from waterbed.records import (
    Branch,
    Calibration,
    Estimate,
    InvalidError,
    JointTest,
    Multiverse,
    Specification,
    Tally,
)

CHOICES = Specification(dt.date(2010, 1, 1), 96, 6, 1, "damped", "log", season=True, memory=0.97)
WINDOW = (dt.date(2018, 1, 1), dt.date(2018, 6, 30))
PAST = Calibration(0.95, 67, 12.0, 0.94, 0.88, 1.4, 1.15, 0.04)
TOLD = Branch(
    "made-up", CHOICES, False, *WINDOW, 700.0, "fewer", Estimate(-60, -90, -30), PAST, -2.5
)
UNTOLD = Branch("made-up", CHOICES, True, *WINDOW, 700.0, "cannot tell", because=("too short",))
ALL = Tally("", "", 2, 0.5, 0.0, 0.5, -10.0, 0.94)
TEST = JointTest(60, 20.0, -2.5, 1.0, 0.04, 0.05, 1 / 21, (0.1,) * 60)


def test_windows_of_different_lengths_stand_side_by_side_as_change_a_month():
    assert TOLD.monthly == Estimate(-10, -15, -5)
    assert UNTOLD.monthly is None


def test_every_choice_has_a_name_and_a_value():
    assert list(TOLD.choices.values()) == [
        "made-up",
        "January 2010",
        "6 months",
        "1 month",
        "without",
        "damped",
        "log",
        "with",
        "0.97",
        "nothing",
    ]
    assert UNTOLD.choices["donors"] == "with"


def test_an_interval_comes_with_calibration_and_place_or_not_at_all():
    with pytest.raises(InvalidError, match="together, or none"):
        Branch("", CHOICES, False, *WINDOW, 1.0, "cannot tell", change=Estimate(0, 0, 0))
    with pytest.raises(InvalidError, match="'more' needs an interval"):
        Branch("", CHOICES, False, *WINDOW, 1.0, "more")


def test_shares_add_up_to_one():
    with pytest.raises(InvalidError, match="add up to 0.9"):
        Tally("", "", 2, 0.5, 0.0, 0.4, None, None)


def test_an_answer_needs_a_joint_test_and_no_answer_a_reason():
    shared = ("arrivals/sea/nowhere", "event", 0.95, (TOLD, UNTOLD), ALL, ())
    assert Multiverse(*shared, "fewer", TEST).answer == "fewer"
    with pytest.raises(InvalidError, match="'fewer' needs a joint test"):
        Multiverse(*shared, "fewer")
    with pytest.raises(InvalidError, match="say why"):
        Multiverse(*shared, "cannot tell", TEST)
    with pytest.raises(InvalidError, match="at least one branch"):
        Multiverse("", "", 0.95, (), ALL, (), "cannot tell", because=("none",))
