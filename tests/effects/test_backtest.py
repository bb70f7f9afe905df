import datetime as dt

import numpy as np
import pytest

from waterbed.effects import EffectOptions, Monthly, backtest, effect

START = dt.date(2018, 1, 1)
PLACE = 96


def test_a_trial_is_what_an_effect_would_have_expected_on_its_date(made):
    series = made("trial")
    trial = next(one for one in backtest(series) if one.months == PLACE)
    found = effect(series, START)
    assert trial.expected.low == found.expected.low
    assert trial.expected.high >= found.expected.high
    assert (trial.start, trial.end) == (found.start, found.end)
    assert trial.observed == found.observed


def test_trials_of_an_effect_are_its_placebos(made):
    series = made("placebos")
    before = [one for one in backtest(series) if one.end < START]
    record = effect(series, START).calibration
    assert len(before) == record.placebos
    assert np.mean([one.held for one in before]) == record.coverage


def test_later_figures_change_no_trial(made):
    series = made("longer")
    short = Monthly(series.first, series.values[:100])
    whole, early = backtest(series), backtest(short)
    for one, other in zip(whole, early, strict=False):
        assert (one.months, one.observed) == (other.months, other.observed)
        spread = [(each.point, each.low, each.high) for each in (one.expected, other.expected)]
        assert spread[0] == pytest.approx(spread[1], rel=1e-12)
    assert len(whole) > len(early)


def test_gaps_and_windows_are_those_of_the_options(made):
    options = EffectOptions(window_months=12, gap_months=1)
    trials = backtest(made("gaps"), options=options)
    assert (trials[0].months, trials[0].start) == (24, dt.date(2012, 2, 1))
    assert trials[0].end == dt.date(2013, 1, 31)
    assert len(trials) == 132 - 24 - 13 + 1


def test_a_series_without_history_has_none():
    assert backtest(Monthly(dt.date(2020, 1, 1), (5.0,) * 29)) == ()


def test_intervals_hold_as_often_as_promised_on_drifting_series(made):
    held = [one.held for n in range(12) for one in backtest(made(f"many {n}", drift=0.3))]
    assert 0.93 <= np.mean(held) <= 0.99
