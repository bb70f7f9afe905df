import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.effects import Monthly, monthly, monthly_from
from waterbed.effects.monthly import date_of, index_of, last_day, month_names, untouched
from waterbed.records import InvalidError, Observation, PartialDate, Series

KEY = "arrivals/sea/italy"


def figure(start, end, value, **more):
    first, last = dt.date.fromisoformat(start), dt.date.fromisoformat(end)
    return Observation(KEY, "made-up", first, last, value, **more)


def series(*observations):
    return Series(KEY, "made-up", observations)


def test_months_are_taken_and_other_stretches_are_not():
    made = monthly(
        series(
            figure("2020-01-01", "2020-01-31", 5),
            figure("2020-01-01", "2020-03-15", 40),
            figure("2020-03-01", "2020-03-31", 7),
            figure("2020-04-01", "2020-04-30", 99, status="disputed"),
            figure("2020-05-01", "2020-05-31", 99, bound="about"),
        )
    )
    assert made.first == dt.date(2020, 1, 1)
    assert made.values == pytest.approx((5, math.nan, 7), nan_ok=True)
    assert (made.key, made.source) == (KEY, "made-up")


def test_a_series_without_months_is_refused():
    with pytest.raises(InvalidError, match="no figure is for a whole month"):
        monthly(series(figure("2020-01-01", "2020-03-15", 40)))


def test_two_figures_for_one_month_are_refused():
    twice = [figure("2020-01-01", "2020-01-31", value) for value in (5, 6)]
    with pytest.raises(InvalidError, match="January 2020 comes twice"):
        monthly(series(*twice))


def test_months_out_of_order_are_refused():
    with pytest.raises(InvalidError, match="January 2020 is out of order"):
        monthly_from([dt.date(2020, 2, 1), dt.date(2020, 1, 1)], [1, 2])


def test_as_many_counts_as_months_are_needed():
    with pytest.raises(InvalidError, match="1 months and 2 counts"):
        monthly_from([dt.date(2020, 2, 1)], [1, 2])


@pytest.mark.parametrize("value", [-1.0, math.inf, None, "100"])
def test_a_count_is_finite_and_not_below_zero(value):
    with pytest.raises(InvalidError, match="in February 2020; a count is a finite"):
        Monthly(dt.date(2020, 1, 1), (3.0, value))


def test_a_month_is_given_by_its_first_day():
    with pytest.raises(InvalidError, match="Write 2020-01-01"):
        Monthly(dt.date(2020, 1, 5), (3.0,))


def test_a_month_not_given_or_empty_is_missing():
    made = monthly_from(
        [dt.date(2020, 1, 9), dt.date(2020, 3, 1), dt.date(2020, 4, 1)], [1, 2, None]
    )
    assert made.values == pytest.approx((1, math.nan, 2, math.nan), nan_ok=True)


@given(st.integers(1, 9998 * 12))
def test_numbering_months_and_naming_them_undo_each_other(index):
    first = date_of(index + 12)
    assert index_of(first) == index_of(last_day(first)) == index + 12


@pytest.mark.parametrize(
    ("start", "touched", "begun"),
    [
        (PartialDate("2017-02-02"), dt.date(2017, 2, 1), dt.date(2017, 3, 1)),
        (PartialDate("2017-02-01"), dt.date(2017, 2, 1), dt.date(2017, 2, 1)),
        (PartialDate("2017-02"), dt.date(2017, 2, 1), dt.date(2017, 3, 1)),
        (PartialDate("2017-01-31~"), dt.date(2017, 1, 1), dt.date(2017, 3, 1)),
        (dt.date(2017, 12, 5), dt.date(2017, 12, 1), dt.date(2018, 1, 1)),
    ],
)
def test_the_month_of_an_event_is_neither_before_nor_after(start, touched, begun):
    assert untouched(start) == (touched, begun)


def test_a_year_is_no_date_to_count_from():
    with pytest.raises(InvalidError, match="2017 leaves open which month"):
        untouched(PartialDate("2017"))


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ((5,), "May 2017"),
        ((5, 6), "May 2017 and June 2017"),
        ((5, 6, 8), "May 2017, June 2017 and August 2017"),
    ],
)
def test_months_are_named_in_a_row(months, text):
    assert month_names([dt.date(2017, month, 1) for month in months]) == text
