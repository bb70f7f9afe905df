import datetime as dt

import numpy as np
import pytest

from waterbed.effects import cost_series, human_cost
from waterbed.effects.monthly import date_of, index_of, last_day
from waterbed.numerics import stream
from waterbed.records import InvalidError, NotFoundError, Observation, Series
from waterbed.register import load
from waterbed.store import Store

FIRST = dt.date(2015, 1, 1)
DEAD, CROSSED = "deaths/western-african", "arrivals/sea/spain-canaries"
WINDOW = (dt.date(2018, 1, 1), dt.date(2018, 6, 30))


def series(key, counts, source="made-up"):
    months = [date_of(index_of(FIRST) + place) for place in range(len(counts))]
    pairs = [(month, count) for month, count in zip(months, counts, strict=True) if count >= 0]
    seen = (Observation(key, source, month, last_day(month), count) for month, count in pairs)
    return Series(key, source, tuple(seen))


def shipwrecks(name, months=60):
    numbers = stream("shipwrecks", name)
    crossed = numbers.integers(500, 1500, months).astype(float)
    wrecks = numbers.poisson(crossed / 200)
    dead = [float(np.exp(numbers.normal(1, 1.3, one)).round().sum()) for one in wrecks]
    return series(DEAD, dead), series(CROSSED, crossed)


def bundled(route, start, end):
    store = Store.at()  # an empty home: the bundled record alone
    every = [one for key in cost_series(route).keys for one in store.series(key)]
    return human_cost(route, every, dt.date.fromisoformat(start), dt.date.fromisoformat(end))


def test_a_window_stands_beside_the_same_months_a_year_earlier():
    dead, crossed = [float(n) for n in range(60)], [100.0] * 60
    found = human_cost("western-african", [series(DEAD, dead), series(CROSSED, crossed)], *WINDOW)
    assert found.now.dead == sum(range(36, 42))
    assert found.before.dead == sum(range(24, 30))
    assert (found.before.start, found.before.end) == (dt.date(2017, 1, 1), dt.date(2017, 6, 30))
    rate = found.deadliness.rate
    assert rate.point == pytest.approx(1000 * 231 / (600 + 231))


def test_it_is_said_which_count_of_who_crossed_was_taken_and_whose():
    dead, crossed = shipwrecks("named")
    whole = Series("detections/western-african", "frontex", ())
    found = human_cost("western-african", [dead, whole, crossed], *WINDOW).deadliness
    assert found.crossed == "sea arrivals in the Canary Islands"
    assert found.publishers == ("made-up",)
    other = series("detections/western-african", [900.0] * 60, "frontex")
    found = human_cost("western-african", [dead, other], *WINDOW).deadliness
    assert (found.crossed, found.publishers) == ("detections on the whole route", ("frontex",))


def test_a_window_longer_than_a_year_is_kept_apart_from_what_it_is_compared_with():
    dead, crossed = shipwrecks("long")
    found = human_cost(
        "western-african", [dead, crossed], dt.date(2018, 1, 1), dt.date(2019, 6, 30)
    )
    assert found.years == 2
    assert found.before.end < found.now.start


def test_deaths_that_come_in_shipwrecks_widen_the_interval():
    spread = [0.0, 60.0] * 30
    crossed = series(CROSSED, [1000.0] * 60)
    calm = human_cost("western-african", [series(DEAD, [30.0] * 60), crossed], *WINDOW).deadliness
    wild = human_cost("western-african", [series(DEAD, spread), crossed], *WINDOW).deadliness
    assert (calm.rate.point, calm.clustering) == (wild.rate.point, 1.0)
    assert wild.clustering > 10
    assert wild.ratio.high - wild.ratio.low > 3 * (calm.ratio.high - calm.ratio.low)


def test_an_unchanged_risk_is_seldom_called_changed():
    held = 0
    for number in range(60):
        found = human_cost("western-african", shipwrecks(f"placebo {number}"), *WINDOW).deadliness
        held += found.ratio.low <= 1 <= found.ratio.high
    assert held >= 50  # nominal 95 %; benchmarks/cost.py measures it


def test_a_month_without_a_figure_is_left_out_of_both_years_and_named():
    dead, crossed = shipwrecks("gap")
    absent = tuple(one for one in crossed.observations if one.start != dt.date(2017, 3, 1))
    found = human_cost(
        "western-african", [dead, Series(CROSSED, "made-up", absent)], *WINDOW
    ).deadliness
    assert [month.month for month in found.months] == [1, 2, 4, 5, 6]


def test_how_often_such_intervals_held_stands_beside_at_the_level_that_was_measured():
    pair = shipwrecks("measured")
    found = human_cost("western-african", pair, *WINDOW).deadliness
    assert 0.8 < found.lowest <= found.held < 1
    other = human_cost("western-african", pair, *WINDOW, level=0.9).deadliness
    assert (other.held, other.lowest) == (None, None)


def test_the_same_question_has_the_same_answer():
    pair = shipwrecks("same")
    assert human_cost("western-african", pair, *WINDOW) == human_cost(
        "western-african", reversed(pair), *WINDOW
    )


def test_of_several_publishers_the_one_with_the_most_months_is_taken():
    dead, crossed = shipwrecks("two")
    short = Series(CROSSED, "other", crossed.observations[:40])
    one, two = (
        human_cost("western-african", every, *WINDOW)
        for every in ([dead, short, crossed], [dead, crossed])
    )
    assert one == two


def test_nobody_dead_a_year_earlier_gives_no_ratio():
    dead = [0.0 if 24 <= n < 30 else 5.0 for n in range(60)]
    found = human_cost(
        "western-african", [series(DEAD, dead), series(CROSSED, [100.0] * 60)], *WINDOW
    )
    assert found.deadliness.ratio is None
    assert found.deadliness.rate_before.low == 0
    assert found.deadliness.rate_before.high > 0


def test_without_figures_it_says_which_are_missing():
    found = human_cost("western-african", [], *WINDOW)
    assert (found.now.dead, found.deadliness) == (None, None)
    assert "deaths/western-african has no figure for January 2017" in found.missing[0]


def test_a_route_without_a_series_of_deaths_says_so():
    found = human_cost("western-balkan", [], *WINDOW)
    assert found.missing == ("The record has no series of deaths there.",)


def test_a_corridor_has_the_deaths_of_the_route_around_it():
    assert cost_series("cyrenaica>italy").id == "central-mediterranean"


def test_an_unknown_route_is_named_with_the_nearest():
    with pytest.raises(NotFoundError, match="central-mediterranean"):
        cost_series("central-mediteranean")


def test_half_months_are_refused():
    with pytest.raises(InvalidError, match="whole months"):
        human_cost("western-african", [], dt.date(2018, 1, 5), dt.date(2018, 6, 30))


def test_every_route_of_the_file_is_of_the_register_and_its_keys_of_the_record():
    known = set(Store.at().keys()["key"])
    for route in load.routes():
        assert set(cost_series(route).keys) <= known


@pytest.mark.parametrize(
    ("start", "end", "one_in", "off"),
    [  # UNHCR, Desperate Journeys 2018: dead and missing per arrival, January to July
        ("2017-01-01", "2017-07-31", 42, 2),
        ("2018-01-01", "2018-07-31", 18, 2),
    ],
)
def test_published_deaths_per_arrival_come_out_of_the_record(start, end, one_in, off):
    now = bundled("central-mediterranean", start, end).now
    assert now.crossed / now.dead == pytest.approx(one_in, abs=off)


def test_the_published_interception_share_of_2018_comes_out_of_the_record():
    now = bundled("central-mediterranean", "2018-01-01", "2018-12-31").now  # IOM: 45,648 and 49 %
    assert now.attempts == pytest.approx(45_648, rel=0.05)
    assert now.dead == pytest.approx(1_314, rel=0.02)
    assert 0.42 < now.returned_share < 0.5
