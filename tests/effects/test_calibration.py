import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.effects.calibration import Placebos, calibrate, separate
from waterbed.numerics import stream

WINDOW = 6


def placebos(size, *, count=80, most=np.inf, event=0.0):
    error = size * stream("errors", count).standard_normal(count)
    ones = np.ones(count + 1)
    return Placebos(
        np.r_[24 : 24 + count, 24 + count + WINDOW], np.r_[error, event], ones, most * ones
    )


def width(law):
    return np.ptp(law.quantiles(np.array([0.025, 0.975])))


def test_errors_as_large_as_promised_leave_the_interval_alone():
    _, record = calibrate(placebos(1.0), 0.95, window=WINDOW, span=WINDOW)
    assert record.stretch == pytest.approx(1.0, abs=0.2)
    assert record.coverage >= 0.9
    assert (record.placebos, record.independent) == (80, 14)


@pytest.mark.parametrize("size", [0.5, 2.0, 3.0])
def test_the_interval_follows_the_errors(size):
    law, record = calibrate(placebos(size), 0.95, window=WINDOW, span=WINDOW)
    assert size**0.6 < record.stretch < size**1.4 or size**1.4 < record.stretch < size**0.6
    assert width(law) == pytest.approx(2 * 1.96 * record.stretch, rel=0.01)


def test_a_model_too_sure_of_itself_is_found_out():
    _, record = calibrate(placebos(3.0), 0.95, window=WINDOW, span=WINDOW)
    assert record.model_coverage < 0.6
    assert record.coverage > 0.8


def test_an_interval_knows_no_error_of_a_window_that_had_not_ended():
    calm = placebos(1.0)
    late = calm.error.copy()
    late[-WINDOW:] *= 100
    rough = Placebos(calm.cuts, late, calm.spread, calm.most)
    laws = [calibrate(one, 0.95, window=WINDOW, span=2 * WINDOW)[0] for one in (calm, rough)]
    assert width(laws[0]) == width(laws[1])


def test_few_errors_say_little():
    law, _ = calibrate(placebos(0.1, count=2), 0.95, window=WINDOW, span=WINDOW)
    assert width(law) > 3.0


def test_what_is_impossible_is_conditioned_away_not_cut_off():
    free, _ = calibrate(placebos(1.0), 0.95, window=WINDOW, span=WINDOW)
    bound, _ = calibrate(placebos(1.0, most=0.5), 0.95, window=WINDOW, span=WINDOW)
    shares = np.linspace(0.01, 0.99, 99)
    assert free.up_to(free.most) == pytest.approx(1.0)
    assert bound.quantiles(shares).max() < 0.5
    assert np.diff(bound.quantiles(shares)).min() > 0


def test_what_is_impossible_leaves_the_chance_of_a_fall_and_the_coverage_alone():
    free, open_record = calibrate(placebos(1.0), 0.95, window=WINDOW, span=WINDOW)
    bound, record = calibrate(placebos(1.0, most=2.5), 0.95, window=WINDOW, span=WINDOW)
    fewer = np.linspace(0.01, 0.49, 49)
    assert bound.quantiles(fewer) == pytest.approx(free.quantiles(fewer))
    assert record.coverage == open_record.coverage


def test_the_rank_of_the_event_counts_the_event_in():
    _, record = calibrate(placebos(1.0, event=99.0), 0.95, window=WINDOW, span=WINDOW)
    assert record.as_extreme == 1 / 81


def test_the_score_of_an_interval_is_its_width_and_what_it_missed_by():
    tame = placebos(1.0)
    one = Placebos(tame.cuts, tame.error, 2 * tame.spread, tame.most)
    scores = [calibrate(p, 0.95, window=WINDOW, span=WINDOW)[1].interval_score for p in (tame, one)]
    assert scores[1] == pytest.approx(2 * scores[0])


def test_a_hole_between_two_stretches_of_dates_holds_no_window():
    stretches = [*range(24, 24 + 11), *range(60, 60 + 11)]
    assert separate(stretches, 6) == 4
    assert separate(range(24, 71), 6) == 8


@given(st.sets(st.integers(0, 60), min_size=1, max_size=12), st.integers(1, 12))
def test_no_choice_of_dates_has_more_windows_without_overlap(dates, window):
    rising = sorted(dates)
    most = {None: 0}
    for date in rising:  # the largest set that ends with each date
        before = [size for last, size in most.items() if last is None or last + window <= date]
        most[date] = 1 + max(before)
    assert separate(rising, window) == max(most.values())
