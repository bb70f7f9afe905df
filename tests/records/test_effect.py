import datetime as dt
from dataclasses import replace

import pytest

from waterbed.records import Calibration, Effect, Estimate, InvalidError, Specification

CHOICES = Specification(dt.date(2010, 1, 1), 96, 6, 0, "damped", "log", season=True, memory=0.97)
PAST = Calibration(0.95, 67, 12.0, 0.96, 0.9, 1.4, 1.1, 0.2)
WHOLE = Effect(
    "arrivals/sea/nowhere",
    "made-up",
    "",
    dt.date(2018, 1, 1),
    dt.date(2018, 6, 30),
    700.0,
    "fewer",
    CHOICES,
    expected=Estimate(1000, 900, 1100),
    change=Estimate(-300, -400, -200),
    calibration=PAST,
)


def test_a_point_lies_in_its_interval():
    with pytest.raises(InvalidError, match="5 does not lie between 1 and 4"):
        Estimate(5, 1, 4)


def test_an_interval_needs_its_calibration():
    with pytest.raises(InvalidError, match="no interval without its calibration"):
        replace(WHOLE, calibration=None)


def test_an_answer_needs_an_interval():
    with pytest.raises(InvalidError, match="'fewer' needs an interval"):
        replace(WHOLE, change=None)


def test_no_interval_needs_a_reason():
    with pytest.raises(InvalidError, match="say why there is no telling"):
        replace(WHOLE, change=None, answer="cannot tell")
