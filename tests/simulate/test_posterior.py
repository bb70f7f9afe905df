import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from waterbed.records import Lever, Scenario
from waterbed.simulate import CalibrationOptions, History, history, network, posterior, run
from waterbed.simulate.published import SUMS
from waterbed.store import Store

START = dt.date(2024, 7, 1)
QUICK = CalibrationOptions(draws=100, months=18, ahead=6)


@pytest.fixture(scope="module")
def sea():
    return network("mediterranean")


@pytest.fixture(scope="module")
def counted():
    return history(Store.at().all_series(), SUMS)


@pytest.fixture(scope="module")
def ensemble(sea, counted, tmp_path_factory):
    return posterior(sea, counted, START, QUICK, tmp_path_factory.mktemp("kept"))


def test_a_run_carries_what_it_rests_on_and_how_good_that_was(sea, ensemble):
    question = Scenario("nothing is done", sea.name, START, 6, draws=100)
    found = run(sea, question, ensemble)
    assert found.calibration.endswith("series of monthly figures up to June 2024")
    italy = next(one for one in found.skill if one.key == "arrivals/sea/italy")
    assert (italy.months_ahead, italy.nominal) == ((1, 3), 0.9)
    assert {one.months_ahead for one in found.skill} == {(1, 3), (4, 6), (7, 12)}
    assert italy.between == (dt.date(2019, 12, 1), dt.date(2025, 12, 1))
    assert found.figures_to == dt.date(2024, 6, 1)
    assert any("90 % band, a month ahead, held" in note for note in found.notes)


def test_without_a_lever_the_run_is_near_what_the_series_lead_to_expect(sea, ensemble, counted):
    found = run(sea, Scenario("", sea.name, START, 6, draws=100), ensemble)
    last_year = counted.before(START).counts["arrivals/sea/italy"][-12:].sum()
    to_italy = sum(
        one.baseline.landed.point for one in found.flows if one.corridor.endswith(">italy")
    )
    assert last_year / 8 < to_italy < 2 * last_year


def test_more_control_means_fewer_departures_from_there(sea, ensemble):
    lever = Lever("control", "tripolitania", START, size=(0.7,))
    question = Scenario("", sea.name, START, 6, draws=100, levers=(lever,))
    (flow,) = [
        one for one in run(sea, question, ensemble).flows if one.corridor == "tripolitania>italy"
    ]
    assert flow.change.attempts.high < 0


def test_nothing_counted_from_the_first_month_on_is_used(sea, counted, ensemble, tmp_path):
    later = counted.place(START)
    changed = {key: one.copy() for key, one in counted.counts.items()}
    for one in changed.values():
        one[later:] = 1.0
    again = posterior(sea, History(counted.first, changed), START, QUICK, tmp_path)
    assert np.array_equal(again.parameters.state.waiting, ensemble.parameters.state.waiting)
    assert replace(again, parameters=None) == replace(ensemble, parameters=None)


def test_figures_that_end_early_are_named(sea, counted, tmp_path):
    late = posterior(sea, counted, dt.date(2026, 3, 1), QUICK, tmp_path)
    assert "arrivals/sea/greece (August 2025)" in late.notes[0]
    assert late.on.endswith("February 2026")


def test_a_network_whose_series_nobody_counted_rests_on_first_guesses(counted, tmp_path):
    assert posterior(network("channel"), counted, START, QUICK, tmp_path) is None
