import datetime as dt

import numpy as np
import pytest

from waterbed.records import InvalidError, Scenario
from waterbed.simulate import (
    CalibrationOptions,
    History,
    calibrate,
    calibrated,
    draw_prior,
    forecaster,
    observe,
    simulate,
)
from waterbed.simulate.pinned import targets

START = dt.date(2019, 1, 1)
QUICK = CalibrationOptions(draws=120, months=36, ahead=3)
LANDED = "arrivals/sea/north"


@pytest.fixture(scope="module")
def truth(two_coasts):
    """Run the two coasts for four years with parameters that nobody is told."""
    hidden = draw_prior(two_coasts, 1, seed=77)
    paths = simulate(two_coasts, hidden, Scenario("", two_coasts.name, START, 60, seed=5))
    counted = observe(two_coasts, hidden, paths)
    return History(START, {key: np.rint(drawn[0]) for key, drawn in counted.items()})


@pytest.fixture(scope="module")
def found(two_coasts, truth):
    return calibrate(two_coasts, truth.until(48), QUICK)


def run(network, found, seed=3, horizon=3):
    paths = simulate(
        network, found.parameters, Scenario("", network.name, found.start, horizon, seed=seed)
    )
    return observe(network, found.parameters, paths)


def test_a_calibration_begins_in_the_month_after_the_record(found):
    assert found.start == dt.date(2023, 1, 1)


def test_it_uses_nothing_after_its_record(two_coasts, truth, found):
    later = History(START, {key: one.copy() for key, one in truth.counts.items()})
    for one in later.counts.values():
        one[48:] = 1e5
    again = calibrate(two_coasts, later.until(48), QUICK)
    for mine, other in zip(found.parameters.state, again.parameters.state, strict=True):
        assert np.array_equal(mine, other)
    assert np.array_equal(found.parameters.push.departure, again.parameters.push.departure)


def test_the_first_months_follow_the_forecasts_of_the_series(two_coasts, truth, found):
    drawn = run(two_coasts, found)
    wanted = targets(two_coasts, truth.until(48), 3, QUICK.draws, QUICK.seed)
    assert tuple(wanted) == found.pinned
    for key, paths in wanted.items():
        ours, theirs = (
            np.quantile(np.log1p(one), [0.1, 0.5, 0.9], axis=0) for one in (drawn[key], paths)
        )
        assert np.abs(ours - theirs).max() < 0.25
        # of a hundred or two people a month, chance alone moves a draw by a tenth
        assert np.corrcoef(np.log1p(drawn[key][:, 0]), np.log1p(paths[:, 0]))[0, 1] > 0.6


def test_a_forecaster_is_the_run_without_levers(two_coasts, truth, found):
    forecast = forecaster(two_coasts, {"whole": (LANDED, "interceptions/west")}, QUICK)
    made = forecast(truth.until(48), 3, QUICK.seed)
    assert np.array_equal(made[LANDED], np.rint(run(two_coasts, found, seed=QUICK.seed)[LANDED]))
    parts = run(two_coasts, found, seed=QUICK.seed)
    whole = np.rint(parts[LANDED] + parts["interceptions/west"])
    assert np.array_equal(made["whole"], whole)


def test_what_was_foreseen_holds_what_came(two_coasts, truth, found):
    drawn = run(two_coasts, found)
    for key in found.pinned:
        low, high = np.quantile(drawn[key], [0.005, 0.995], axis=0)
        seen = truth.counts[key][48:51]
        assert np.all((low <= seen) & (seen <= high))


def test_the_record_narrows_what_is_believed(two_coasts, found):
    believed = draw_prior(two_coasts, 120)
    attempts = observe(
        two_coasts,
        believed,
        simulate(two_coasts, believed, Scenario("", two_coasts.name, found.start, 1)),
    )[LANDED][:, 0]
    after = run(two_coasts, found)[LANDED][:, 0]
    assert np.std(np.log1p(after)) < np.std(np.log1p(attempts))


def test_another_seed_gives_another_ensemble_and_the_same_one_the_same(two_coasts, truth):
    options = CalibrationOptions(draws=100, months=6, ahead=1)
    one, two = (calibrate(two_coasts, truth.until(48), options) for _ in range(2))
    other = calibrate(two_coasts, truth.until(48), CalibrationOptions(100, 2, 6, 1))
    assert np.array_equal(one.parameters.state.waiting, two.parameters.state.waiting)
    assert not np.array_equal(one.parameters.state.waiting, other.parameters.state.waiting)


def test_checks_count_the_months_that_have_a_figure(truth, found):
    checks = {one.key: one for one in found.checks}
    assert checks[LANDED].months == 36
    assert all(0 <= one.coverage <= 1 for one in found.checks)
    assert set(checks) <= set(truth.counts)


def test_without_figures_what_was_believed_stays(two_coasts):
    nothing = History(START, {LANDED: np.full(48, np.nan)})
    options = CalibrationOptions(draws=200, months=2, ahead=2)
    made = calibrate(two_coasts, nothing, options)
    assert made.pinned == made.checks == ()
    assert made.parameters.push.demand.shape[1] == 0
    believed = draw_prior(two_coasts, 200)
    assert np.median(made.parameters.demand.level) == pytest.approx(
        np.median(believed.demand.level), abs=0.2
    )


def test_a_calibration_is_kept_and_read_back_the_same(two_coasts, truth, tmp_path):
    options = CalibrationOptions(draws=100, months=6, ahead=2)
    made = calibrated(two_coasts, truth.until(48), options, tmp_path)
    (path,) = tmp_path.iterdir()
    before = path.stat().st_mtime_ns
    read = calibrated(two_coasts, truth.until(48), options, tmp_path)
    assert path.stat().st_mtime_ns == before
    assert (read.start, read.pinned, read.checks) == (made.start, made.pinned, made.checks)
    for key, drawn in run(two_coasts, made, horizon=2).items():
        assert np.array_equal(drawn, run(two_coasts, read, horizon=2)[key])


def test_other_figures_or_options_are_not_taken_for_these(two_coasts, truth, tmp_path):
    options = CalibrationOptions(draws=100, months=2, ahead=1)
    calibrated(two_coasts, truth.until(48), options, tmp_path)
    calibrated(two_coasts, truth.until(47), options, tmp_path)
    calibrated(two_coasts, truth.until(48), CalibrationOptions(100, 2, 2, 1), tmp_path)
    assert len(list(tmp_path.iterdir())) == 3


def test_a_file_cut_short_is_made_again(two_coasts, truth, tmp_path):
    options = CalibrationOptions(draws=100, months=2, ahead=1)
    made = calibrated(two_coasts, truth.until(48), options, tmp_path)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    for content in (b"", whole[: len(whole) // 2], b"PK\x03\x04 nothing"):
        path.write_bytes(content)
        again = calibrated(two_coasts, truth.until(48), options, tmp_path)
        assert np.array_equal(again.parameters.state.waiting, made.parameters.state.waiting)


def test_a_folder_that_cannot_be_written_is_done_without(two_coasts, truth, tmp_path):
    (tmp_path / "file").write_text("in the way")
    options = CalibrationOptions(draws=100, months=2, ahead=1)
    made = calibrated(two_coasts, truth.until(48), options, tmp_path / "file")
    assert made.start == dt.date(2023, 1, 1)


@pytest.mark.parametrize("choice", [{"draws": 50}, {"months": 0}, {"ahead": 0}])
def test_a_calibration_that_cannot_tell_is_refused(choice):
    with pytest.raises(InvalidError, match="at least 100 draws"):
        CalibrationOptions(**choice)
