import datetime as dt
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import InvalidError, PartialDate, parse_day


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024", "2024-01-01", "2024-12-31", "year"),
        ("2024-02", "2024-02-01", "2024-02-29", "month"),
        ("2024-05-07", "2024-05-07", "2024-05-07", "day"),
        ("2011-02-12~", "2011-02-09", "2011-02-15", "week"),
    ],
)
def test_a_partial_date_knows_its_days_and_its_precision(text, first, last, precision):
    date = PartialDate(text)
    assert (str(date.first), str(date.last), date.precision) == (first, last, precision)


@pytest.mark.parametrize("text", ["", "24", "2024-13", "2024-02-30", "2024-5-7", "2024~", "soon"])
def test_what_is_no_date_is_refused_with_the_text_in_the_message(text):
    with pytest.raises(InvalidError, match=text or "not a date"):
        PartialDate(text)


@given(st.dates())
def test_a_day_is_its_own_first_and_last(day):
    date = PartialDate(day.isoformat())
    assert date.first == date.last == day


@given(st.dates(max_value=dt.date(9999, 12, 1)))
def test_less_precision_contains_more(day):
    text = day.isoformat()
    year, month = PartialDate(text[:4]), PartialDate(text[:7])
    assert year.first <= month.first <= day <= month.last <= year.last


def test_a_day_that_does_not_exist_names_the_option():
    with pytest.raises(InvalidError, match="--from.*2024-04-31"):
        parse_day("2024-04-31", "--from")


def test_a_date_is_a_value():
    date = PartialDate("2024-05")
    assert date == PartialDate("2024-05") != PartialDate("2024")
    assert pickle.loads(pickle.dumps(date)) == date
    assert len({date, PartialDate("2024-05")}) == 1
    with pytest.raises(AttributeError, match="Make a new one"):
        date.text = "2025"
