import datetime as dt

import numpy as np
import pytest

from waterbed import simulate
from waterbed.numerics import stream
from waterbed.simulate import History
from waterbed.simulate.demand import stretch as stretch_of

FORECASTERS = [simulate.structural, *simulate.BASELINES.values()]
named = pytest.mark.parametrize("forecast", FORECASTERS, ids=lambda one: one.__name__)


@named
def test_the_same_seed_draws_the_same_and_another_series_changes_nothing(made, forecast):
    one, two = made("arrivals/a"), made("arrivals/a", "deaths/b")
    first = forecast(one, 12, 3)["arrivals/a"]
    assert np.array_equal(first, forecast(two, 12, 3)["arrivals/a"])


@named
def test_draws_are_counts_of_every_month_ahead(made, forecast):
    for drawn in forecast(made("arrivals/a", "arrivals/b"), 7, 1).values():
        assert drawn.shape[1] == 7
        assert np.isfinite(drawn).all()
        assert (drawn >= 0).all()


@named
def test_missing_months_are_bridged(made, forecast):
    past = made("arrivals/a")
    past.counts["arrivals/a"][[5, 40, 90, 95]] = np.nan
    assert np.isfinite(forecast(past, 12, 1)["arrivals/a"]).all()


@named
def test_a_short_series_is_left_out(made, forecast):
    past = made("arrivals/a").until(9)
    assert not forecast(past, 12, 1)


@named
def test_a_series_of_zeros_stays_there(forecast):
    past = History(dt.date(2010, 1, 1), {"arrivals/a": np.zeros(60)})
    drawn = forecast(past, 12, 1).get("arrivals/a", np.zeros((1, 12)))
    assert np.median(drawn) == 0


def test_seasonal_naive_is_centred_on_the_same_month_of_the_last_year():
    counts = np.tile(np.arange(1.0, 13.0) * 1000, 5)
    past = History(dt.date(2010, 1, 1), {"a/b": counts})
    drawn = simulate.seasonal_naive(past, 12, 1)["a/b"]
    assert (drawn == counts[:12]).all()


def test_the_last_share_splits_a_total():
    past = History(dt.date(2010, 1, 1), {"a/b": np.full(60, 30.0), "a/c": np.full(60, 10.0)})
    found = simulate.last_share(past, 3, 1)
    assert (found["a/b"] == 30.0).all()
    assert (found["a/c"] == 10.0).all()


def test_no_draw_is_beyond_ten_times_the_largest_month(made):
    past = made("a/b")
    past.counts["a/b"][-6:] *= np.array([2, 4, 8, 16, 32, 64])
    most = past.counts["a/b"].max()
    assert simulate.structural(past, 12, 1)["a/b"].max() <= 10 * most + 1


@pytest.mark.parametrize(
    ("error", "low", "high"), [(0.0, 0.2, 0.5), (1.0, 0.9, 1.1), (3.0, 2.0, 3.0)]
)
def test_draws_are_stretched_by_the_errors_made_at_past_dates(error, low, high):
    cuts = np.arange(24, 72)
    paths = stream("stretch").standard_normal((48, 12, 4000))
    paths /= paths.std(axis=2, keepdims=True)
    values = np.full(72, error)
    assert low < stretch_of(values, cuts, paths - np.median(paths, axis=2, keepdims=True)) < high


def test_a_month_without_a_figure_stretches_nothing():
    cuts = np.arange(24, 72)
    paths = stream("stretch").standard_normal((48, 12, 100))
    assert stretch_of(np.full(72, np.nan), cuts, paths) == 1.0


def test_series_drawn_side_by_side_are_independent(made):
    drawn = simulate.structural(made("a/b", "a/c"), 3, 1)
    linked = np.corrcoef(drawn["a/b"][:, 0], drawn["a/c"][:, 0])[0, 1]
    assert abs(linked) < 0.15
