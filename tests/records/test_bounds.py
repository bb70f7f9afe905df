"""Questions and answers of bounds refuse what cannot be meant."""

from __future__ import annotations

import datetime as dt

import pytest

from waterbed.records import (
    CONFLICT_KINDS,
    Change,
    IncommensurableError,
    Interval,
    InvalidError,
    Quantity,
    Share,
)

JANUARY, MAY = dt.date(2024, 1, 1), dt.date(2024, 5, 7)
LANDED = Quantity("arrivals/sea/italy", "italy-interior", JANUARY, MAY)
CROSSED = Quantity("detections/central-mediterranean", "frontex", JANUARY, MAY)


def test_a_reversed_window_is_refused():
    with pytest.raises(InvalidError, match="ends 2024-01-01 before it starts 2024-05-07"):
        Quantity("arrivals/sea/italy", "unhcr", MAY, JANUARY)


def test_a_change_is_one_quantity_less_another():
    assert LANDED.terms == ((1.0, LANDED),)
    assert Change(LANDED, LANDED).terms == ((1.0, LANDED), (-1.0, LANDED))


def test_persons_and_events_do_not_meet():
    with pytest.raises(IncommensurableError, match="counts events"):
        Change(LANDED, CROSSED)
    with pytest.raises(IncommensurableError, match="counts events"):
        Share(Change(LANDED, LANDED), CROSSED)


def test_an_interval_may_have_no_limits():
    assert Interval(None, None).low_by == ()


def test_there_are_three_kinds_of_conflict():
    assert CONFLICT_KINDS == ("contradiction", "revision or window", "disagreement")
