"""Allowances are refused where they cannot be meant."""

from __future__ import annotations

import pytest

from waterbed.bounds import BoundsOptions, bounds
from waterbed.records import InvalidError


@pytest.mark.parametrize(
    "wrong",
    [{"about": -0.1}, {"about": 1.0}, {"revision": -0.001}, {"departure_revision": -1.0}],
)
def test_an_allowance_is_a_part_of_one(wrong):
    with pytest.raises(InvalidError, match="allowances are zero or more"):
        BoundsOptions(**wrong)


def test_a_search_looks_for_one_set_at_least():
    with pytest.raises(InvalidError, match="most_sets=0"):
        BoundsOptions(most_sets=0)


def test_about_is_as_wide_as_asked(figure, quantity):
    known = [figure("corridor/libya>italy", "2024-05-07", 10000, bound="about")]
    asked = quantity("corridor/libya>italy", "2024-05-07")
    wide = bounds(known, asked).strict
    narrow = bounds(known, asked, options=BoundsOptions(about=0.05)).strict
    assert (wide.low, wide.high) == (9000, 11000)
    assert (narrow.low, narrow.high) == (9500, 10500)
