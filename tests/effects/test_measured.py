"""Measured: the figures that are quoted come from the benchmark's file, and only where they fit."""

import math
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.effects.measured import (
    DROPS,
    FILE,
    SIZES,
    Asked,
    cell,
    detectability,
    measured,
)

HELD = tomllib.loads((files("waterbed") / "data" / FILE).read_text("utf-8"))
PAIR = ("eastern-mediterranean", "central-mediterranean")
SIX = Asked(6, 0.9, totals=False)


def test_the_file_names_the_command_that_wrote_it():
    assert HELD["command"] == "python benchmarks/displacement.py"
    assert {6, 9, 12} <= {one["horizon"] for one in HELD["measured"]}


@pytest.mark.parametrize("horizon", [6, 9, 12])
@pytest.mark.parametrize("totals", [True, False])
def test_what_is_quoted_is_what_was_measured(horizon, totals):
    found = measured(PAIR, Asked(horizon, 0.9, totals=totals), peak=True)
    assert found[0].about.endswith("smooth made-up panels of ten kinds")
    assert found[0].about.startswith("totals of") == totals
    assert len(found) == 5
    for one in found[:4]:
        assert one.panels >= 500
        assert 0 < one.identified < 1
        assert one.coverage + one.misses_low + one.misses_high == pytest.approx(1, abs=0.005)
    assert PAIR[0] in found[-1].about
    assert [one.pair for one in found] == [False] * 4 + [True]


def test_pooled_coverage_of_identified_sets_is_what_they_promise():
    for horizon in (6, 9, 12):
        for one in measured(("a", "b"), Asked(horizon, 0.9, totals=False), peak=False):
            assert one.coverage >= 0.87
            assert one.bounded_coverage >= 0.9


def test_nothing_is_quoted_for_a_window_or_level_that_was_not_measured():
    assert measured(PAIR, Asked(7, 0.9, totals=False), peak=False) == ()
    assert measured(PAIR, Asked(6, 0.8, totals=True), peak=False) == ()
    assert detectability(0.9, 0.1, Asked(7, 0.9, totals=False)) is None


def test_peaks_are_quoted_only_at_peaks():
    plain, peak = (measured(PAIR, SIX, peak=one) for one in (False, True))
    assert len(peak) == len(plain) + 2


@given(st.floats(-5, 1), st.floats(0, 100))
def test_a_cell_is_the_span_that_its_values_lie_in(drop, size):
    row, column = cell(drop, size)
    assert DROPS[row] <= drop
    assert drop < DROPS[row + 1] or row == len(DROPS) - 2
    assert SIZES[column] <= size
    assert size < SIZES[column + 1]


def test_a_larger_fall_is_more_often_told():
    small, large = detectability(0.3, 0.1, SIX), detectability(0.97, 0.1, SIX)
    assert small is not None
    assert large is not None
    assert small.chance < 0.1
    assert large.chance > 0.5
    assert math.isclose(large.drop, 0.97)
