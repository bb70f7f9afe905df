import datetime as dt

import numpy as np
import pytest

from waterbed.effects import EffectOptions, effect, monthly
from waterbed.effects.monthly import Monthly
from waterbed.effects.outliers import TIMES, outlier
from waterbed.records import InvalidError
from waterbed.store import Store

FIRST = dt.date(2010, 1, 1)


def test_a_month_far_above_every_other_is_named_with_what_to_do():
    counts = np.array([200.0, np.nan, 90_000.0, 300.0])
    assert outlier(counts, FIRST, name="here") == (
        "March 2010 alone has 90,000 on here, more than 10 times any other month; leave it empty "
        "if it is a slip"
    )


@pytest.mark.parametrize(
    "counts", [[], [9e9], [np.nan, 9e9], [300.0, 2_999.0], [1.0, 100.0], [9e9, 8e9, 1.0]]
)
def test_what_is_not_alone_is_no_outlier(counts):
    assert outlier(np.array(counts), FIRST) == ""


def test_no_series_of_the_record_has_a_month_so_far_above_the_next():
    store = Store.at()
    for key in store.keys()["key"].unique():
        for series in store.series(key):
            try:
                counts = np.array(monthly(series).values)
            except InvalidError:
                continue
            ordered = np.sort(counts[~np.isnan(counts)])
            if len(ordered) > 24 and ordered[-1] > 100:
                assert ordered[-1] <= 0.4 * TIMES * ordered[-2], key


@pytest.mark.parametrize("place", [70, 98])
def test_a_slip_before_the_event_or_after_it_gives_no_answer(made, place):
    series = made("slip", cut=(96, 0.01))
    values = list(series.values)
    values[place] = 1e7
    start = series.month(96)
    plain = effect(series, start)
    slipped = effect(Monthly(series.first, tuple(values), series.key), start)
    assert plain.answer == "fewer"
    assert slipped.answer == "cannot tell"
    assert "alone has 10,000,000" in slipped.because[0]


def test_a_window_of_one_month_may_be_what_happened(made):
    series = made("burst")
    values = list(series.values)
    values[96] *= 1000
    burst = Monthly(series.first, tuple(values), series.key)
    found = effect(burst, series.month(96), options=EffectOptions(window_months=1))
    assert found.answer == "more"
