import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from waterbed.effects import EffectOptions, effect
from waterbed.numerics import stream
from waterbed.records import METHODS

START = dt.date(2018, 1, 1)
PLACE = 96


@pytest.fixture(scope="module")
def shaken(made):
    """Make a route and others that share large shocks, and nothing else; the route may change."""

    def make(name, *, others=4, cut=None):
        shocks = np.exp(0.25 * stream("common", name).standard_normal(132).cumsum())
        keys = ["own", *(f"other {n}" for n in range(others))]
        rows = [
            made(f"{name} {key}", drift=0.05, cut=cut if key == "own" else None) for key in keys
        ]
        shared = [tuple(np.round(np.array(row.values) * shocks)) for row in rows]
        return [
            replace(row, values=values, key=key)
            for row, values, key in zip(rows, shared, keys, strict=True)
        ]

    return make


def test_every_method_stands_beside_the_effect_with_its_errors_at_past_dates(shaken):
    series, *others = shaken("beside")
    found = effect(series, START, others=others)
    assert tuple(one.method for one in found.checks) == METHODS
    for one in found.checks:
        assert one.calibration.placebos == found.calibration.placebos
        assert one.change.low <= one.change.point <= one.change.high
        assert [part.key for part in one.parts] == [f"other {n}" for n in range(4)]
        assert sum(part.part for part in one.parts) == pytest.approx(
            0 if one.method == "matrix completion" else 1
        )


def test_a_fall_against_all_others_is_found_by_every_method(shaken):
    series, *others = shaken("falls", cut=(PLACE, 0.2))
    found = effect(series, START, others=others)
    assert all(one.change.high < 0 for one in found.checks)
    assert found.in_space.rank == 1


def test_the_intervals_of_the_checks_hold_where_nothing_happened(shaken):
    held, coverage = [], []
    for number in range(6):
        series, *others = shaken(f"quiet {number}")
        for one in effect(series, START, others=others).checks:
            held.append(one.change.low <= 0 <= one.change.high)
            coverage.append(one.calibration.coverage)
    assert np.mean(held) >= 0.85
    assert np.mean(coverage) >= 0.9


def test_a_check_far_from_the_effect_says_so(shaken):
    series, *others = shaken("apart")
    found = effect(series, START, others=others)
    for one in found.checks:
        within = found.change.low <= one.change.point <= found.change.high
        assert one.outside == (not within)


def test_no_check_averts_more_than_was_ever_counted(shaken):
    series, *others = shaken("bounded", cut=(PLACE, 0.0))
    found = effect(series, START, others=others)
    for one in found.checks:
        assert -one.change.low <= found.record * (1 + 1e-9)


def test_figures_after_the_window_change_nothing(shaken):
    rows = shaken("later")
    wild = [replace(row, values=(*row.values[: PLACE + 6], *[1e6] * 30)) for row in rows]
    one, other = (effect(first, START, others=rest) for first, *rest in (rows, wild))
    assert one == other


def test_missing_and_masked_months_are_left_out_of_the_checks(shaken):
    series, *others = shaken("holed")
    values = np.array(series.values)
    values[[50, 90]] = np.nan
    options = EffectOptions(masked=((dt.date(2016, 1, 1), dt.date(2016, 3, 31)),), gap_months=2)
    found = effect(replace(series, values=tuple(values)), START, others=others, options=options)
    assert len(found.checks) == len(METHODS)


def test_counts_themselves_are_checked_on_their_own_scale(shaken):
    series, *others = shaken("plain", cut=(PLACE, 0.2))
    found = effect(series, START, others=others, options=EffectOptions(scale="count"))
    assert all(one.change.point < 0 for one in found.checks)


def test_two_others_are_too_few_and_it_is_said(shaken):
    series, *others = shaken("few", others=2)
    found = effect(series, START, others=others)
    assert (found.checks, found.in_space) == ((), None)
    assert found.unchecked == "2 other series can be compared with, and cross-checks need 3"


def test_checks_can_be_left_alone(shaken):
    series, *others = shaken("alone")
    found = effect(series, START, others=others, options=EffectOptions(checks=False))
    assert found == effect(series, START, options=EffectOptions(checks=False))
    assert (found.checks, found.unchecked, found.left_out) == ((), "", ())


def test_without_an_interval_there_is_nothing_to_check(shaken):
    series, *others = shaken("brief")
    found = effect(series, dt.date(2012, 6, 1), others=others)
    assert (found.checks, found.unchecked) == ((), "there is no interval to check")


def test_the_estimate_itself_is_the_same_with_checks_beside_it(shaken):
    series, *others = shaken("same")
    bare = effect(series, START)
    found = effect(series, START, others=others)
    assert replace(found, checks=(), in_space=None) == bare


def test_a_shock_to_all_is_no_rank_of_its_own(made):
    series = made("calm own")
    others = [replace(made(f"jumps {n}", cut=(PLACE, 30.0)), key=f"jumps {n}") for n in range(4)]
    found = effect(series, START, others=others).in_space
    assert found.rank == 5
    assert [one.chance for one in found.others] == sorted(one.chance for one in found.others)


def test_ranks_are_fair_where_nothing_happened(made):
    ranks = []
    for number in range(7):
        rows = [replace(made(f"fair {number} {n}"), key=f"{n}") for n in range(4)]
        ranks.append(effect(rows[0], START, others=rows[1:]).in_space.rank)
    assert 1.5 < np.mean(ranks) < 3.5
    assert len(set(ranks)) >= 3


def test_the_same_series_twice_among_the_others_does_no_harm(shaken):
    series, *others = shaken("twice", others=3)
    found = effect(series, START, others=[*others, replace(others[0], key="again")])
    assert all(np.isfinite(one.change.point) for one in found.checks)


def test_others_that_never_differ_from_each_other_can_be_compared_with(shaken):
    series, one, *_ = shaken("alike")
    alike = [replace(one, key=f"alike {n}") for n in range(3)]
    found = effect(series, START, others=alike)
    assert all(np.isfinite(check.change.point) for check in found.checks)
    assert [check.elsewhere for check in found.checks] == pytest.approx([0.0] * 4, abs=1e-3)
