import datetime as dt
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.effects import EffectOptions, Grid, Monthly, backtest, effect, multiverse
from waterbed.effects.counted import scattered
from waterbed.numerics import stream
from waterbed.records import InvalidError

START = dt.date(2018, 1, 1)
PLACE = 96
COUNTED = EffectOptions(scale="negative binomial")


def sparse(name, *, rate=0.5, months=132, cut=None):
    """Make a route on which most months see nobody."""
    numbers = stream("sparse route", name)
    level = np.convolve(numbers.standard_normal(months), 0.9 ** np.arange(30))[:months]
    rates = rate * np.exp(0.3 * level)
    if cut is not None:
        rates[cut[0] :] *= cut[1]
    return Monthly(dt.date(2010, 1, 1), tuple(numbers.poisson(rates).astype(float)))


def test_a_large_fall_is_found_and_sized(made):
    found = effect(made("fall", cut=(PLACE, 0.1)), START, options=COUNTED)
    uncut = sum(made("fall").values[PLACE : PLACE + 6])
    assert found.answer == "fewer"
    assert found.expected.low < uncut < found.expected.high
    assert found.specification.scale == "negative binomial"


def test_draws_after_a_date_are_whole_counts_and_know_nothing_of_what_came_later(made):
    counts = np.array(made("whole").values)
    wild = counts.copy()
    wild[60:] = 1e6
    drawn = [scattered(both[:90], np.array([60, 90]), 6, COUNTED, 200) for both in (counts, wild)]
    assert np.array_equal(drawn[0][0], drawn[1][0])
    assert np.array_equal(drawn[0], drawn[0].round())
    assert drawn[0].min() >= 0


def test_months_without_anyone_are_an_outcome_like_any_other():
    drawn = scattered(np.array(sparse("zeros").values), np.array([132]), 6, COUNTED, 1000)[0]
    seen = np.mean(np.array(sparse("zeros").values) == 0)
    assert np.mean(drawn == 0) == pytest.approx(seen, abs=0.15)
    assert np.median(drawn.sum(axis=0)) < 15


def test_the_interval_holds_on_sparse_series():
    held = [
        one.held
        for number in range(8)
        for one in backtest(sparse(f"many {number}"), options=COUNTED)
    ]
    assert 0.93 <= np.mean(held) <= 1.0


def test_a_rise_from_next_to_nothing_is_found():
    found = effect(sparse("rise", cut=(PLACE, 40.0)), START, options=COUNTED)
    assert found.answer == "more"


@given(st.lists(st.sampled_from([0.0, 1.0, 4.0, 60.0, 9000.0]), min_size=70, max_size=90))
@settings(max_examples=15)
def test_no_count_is_negative_and_no_more_is_averted_than_was_ever_counted(values):
    series = Monthly(dt.date(2010, 1, 1), tuple(values))
    found = effect(series, series.month(60), options=COUNTED)
    if found.change is None:
        return
    most = max(sum(values[first : first + 6]) for first in range(55))
    assert -found.change.low <= most + 1e-6
    assert found.expected.low >= 0
    assert np.isfinite(found.expected.high)


def test_missing_months_are_no_zeros(made):
    series = made("missing")
    values = np.array(series.values)
    values[[5, 30, 31]] = np.nan
    whole = effect(series, START, options=COUNTED)
    holed = effect(replace(series, values=tuple(values)), START, options=COUNTED)
    assert holed.expected.point == pytest.approx(whole.expected.point, rel=0.15)


@pytest.mark.parametrize("level", ["damped", "random walk", "fixed"])
def test_levels_are_branches_here_too(made, level):
    options = replace(COUNTED, level=level, season=level != "fixed")
    found = effect(made("branch"), START, options=options)
    assert found.expected.low < found.expected.point < found.expected.high


def test_donors_are_refused_rather_than_left_aside(made):
    donor = replace(made("donor"), key="donor")
    with pytest.raises(InvalidError, match="1 donors on the scale 'negative binomial'"):
        effect(made("own"), START, donors=[donor], options=COUNTED)


def test_the_first_months_are_the_same_however_many_are_drawn(made):
    counts, cuts = np.array(made("steps").values), np.array([60, 90])
    short, long = (scattered(counts[:90], cuts, steps, COUNTED, 100) for steps in (3, 12))
    assert np.array_equal(short, long[:, :3])


def test_a_branch_of_a_multiverse_is_what_the_effect_gives_and_takes_no_donors(made):
    series, donor = made("branch"), replace(made("donor"), key="donor")
    grid = Grid(
        window_months=(3, 6),
        gap_months=(0, 1),
        level=("damped",),
        scale=("log", "negative binomial"),
        memory=(0.97,),
        skipped_months=(0,),
    )
    found = multiverse(series, START, donors=[donor], grid=grid)
    counted = [one for one in found.branches if one.specification.scale == COUNTED.scale]
    assert len(counted) == 4
    assert not any(one.helped for one in counted)
    alone = effect(series, START, options=COUNTED)
    same = [one for one in counted if one.specification == alone.specification]
    assert [one.change for one in same] == [alone.change]
