import datetime as dt

import numpy as np
import pytest

from waterbed import simulate
from waterbed.numerics import stream
from waterbed.records import InvalidError
from waterbed.simulate import Trials, measure
from waterbed.simulate.skill import summary, try_out

FIRST, LAST = dt.date(2014, 12, 1), dt.date(2017, 11, 1)
TRIALS = Trials(FIRST, LAST, step_months=3)
NAIVE = {"seasonal-naive": simulate.seasonal_naive}


def test_a_forecaster_is_given_nothing_after_its_origin(made):
    counted, given = made("a/b"), []

    def spy(past, horizon, seed):
        given.append(past.months)
        return simulate.last_year(past, horizon, seed)

    tried = try_out(counted, spy, {}, TRIALS)["a/b"]
    assert given == [place + 1 for place in tried.places]
    assert counted.month(given[0] - 1) == FIRST


def test_later_figures_change_no_forecast(made):
    whole = made("a/b")
    short = try_out(whole.until(80), simulate.structural, NAIVE, TRIALS)["a/b"]
    long = try_out(whole, simulate.structural, NAIVE, TRIALS)["a/b"]
    there = ~np.isnan(short.seen)
    assert there.sum() > 50
    size = len(short.seen)
    assert (short.crps[""][there] == long.crps[""][:size][there]).all()


def test_a_perfect_forecast_has_all_the_skill_and_the_reference_none(made):
    counted = made("a/b")

    def perfect(past, horizon, seed):
        del seed
        ahead = counted.counts["a/b"][past.months : past.months + horizon]
        return {"a/b": np.r_[ahead, np.zeros(horizon - len(ahead))][None]}

    best = measure(counted, ("perfect", perfect), NAIVE, TRIALS, chosen_until=FIRST)
    same = measure(counted, ("same", NAIVE["seasonal-naive"]), NAIVE, TRIALS, chosen_until=FIRST)
    for one, two in zip(best.scores, same.scores, strict=True):
        assert (one.skill("seasonal-naive"), one.coverage, one.bias) == (1.0, 1.0, 0.0)
        assert two.skill("seasonal-naive") == 0.0


def test_the_true_law_is_held_as_often_as_promised():
    numbers = stream("skill", "true law")
    keys = [f"a/{n}" for n in range(12)]
    counted = simulate.History(
        dt.date(2010, 1, 1), {key: numbers.poisson(50.0, 96).astype(float) for key in keys}
    )

    def knowing(past, horizon, seed):
        del past
        law = stream("knowing", seed)
        return {key: law.poisson(50.0, (300, horizon)).astype(float) for key in keys}

    found = measure(counted, ("knowing", knowing), NAIVE, TRIALS, chosen_until=FIRST)
    assert found.coverage == pytest.approx(0.91, abs=0.03)
    assert all(
        abs(one.bias) < 0.05 for one in found.scores if one.last_ahead == 12 != one.first_ahead
    )
    assert all(one.skill("seasonal-naive") > 0 for one in found.scores if one.first_ahead == 1)


def test_only_months_that_every_method_forecast_are_scored(made):
    counted = made("a/b", "a/c")
    only = {"half": lambda *asked: {"a/b": simulate.last_year(*asked)["a/b"]}}
    assert list(try_out(counted, simulate.structural, only, TRIALS)) == ["a/b"]


def test_a_month_without_a_figure_is_not_scored(made):
    counted = made("a/b")
    counted.counts["a/b"][70] = np.nan
    tried = try_out(counted, simulate.structural, NAIVE, TRIALS)
    whole = next(one for one in summary(tried, 12, 3) if one.first_ahead == one.last_ahead == 1)
    assert whole.origins == 12
    assert np.isnan(tried["a/b"].seen).sum() > 4


def test_overlapping_forecasts_are_not_counted_as_separate(made):
    tried = try_out(made("a/b"), simulate.structural, NAIVE, Trials(FIRST, LAST))
    found = {(one.first_ahead, one.last_ahead): one for one in summary(tried, 12, 1)}
    assert found[1, 1].origins == found[1, 1].independent == 36
    assert found[12, 12].origins == 25
    assert found[12, 12].independent == pytest.approx(3.0)


def test_a_series_needs_its_months_before(made):
    counted = made("a/b", "a/c")
    counted.counts["a/c"][:60] = np.nan
    trials = Trials(dt.date(2014, 1, 1), LAST)
    tried = try_out(counted, simulate.last_year, {}, trials)
    assert (tried["a/b"].places[0], list(tried)) == (48, ["a/b"])


@pytest.mark.parametrize(
    ("choices", "said"),
    [({"last": dt.date(2013, 1, 1)}, "reversed"), ({"step_months": 0}, "1 or more")],
)
def test_trials_that_cannot_be_meant_are_refused(choices, said):
    with pytest.raises(InvalidError, match=said):
        Trials(**({"first": FIRST, "last": LAST} | choices))


def test_without_a_forecast_there_is_no_skill(made):
    late = Trials(dt.date(2030, 1, 1), dt.date(2031, 1, 1))
    with pytest.raises(InvalidError, match="Choose other origins"):
        measure(made("a/b"), ("none", simulate.structural), NAIVE, late, chosen_until=FIRST)


def test_a_rival_that_was_not_scored_is_named(made):
    found = measure(made("a/b"), ("alone", simulate.structural), NAIVE, TRIALS, chosen_until=FIRST)
    with pytest.raises(InvalidError, match="Scored: seasonal-naive"):
        found.scores[0].skill("AutoETS")
