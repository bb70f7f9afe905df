import datetime as dt

import numpy as np
import pytest

from waterbed.records import InvalidError, Observation, Series
from waterbed.simulate import history
from waterbed.simulate.history import known_months


def series(key, source, first, *values):
    months = [dt.date(2020 + (first + n - 1) // 12, (first + n - 1) % 12 + 1, 1) for n in range(20)]
    seen = tuple(
        Observation(key, source, start, months[n + 1] - dt.timedelta(days=1), value)
        for n, (start, value) in enumerate(zip(months, values, strict=False))
        if value is not None
    )
    return Series(key, source, seen)


def test_series_are_laid_side_by_side_over_all_their_months():
    found = history([series("a/b", "x", 2, 1.0, None, 3.0), series("a/c", "x", 1, 7.0)])
    assert (found.first, found.months) == (dt.date(2020, 1, 1), 4)
    assert found.counts["a/b"].tolist()[1::2] == [1.0, 3.0]
    assert np.isnan(found.counts["a/b"][[0, 2]]).all()
    assert found.counts["a/c"][0] == 7.0


def test_a_month_is_of_the_publisher_with_the_most_months_that_has_it():
    short, long = series("a/b", "short", 1, 1.0, 2.0), series("a/b", "long", 2, 20.0, 30.0, 40.0)
    for order in ([short, long], [long, short]):
        assert history(order).counts["a/b"].tolist() == [1.0, 20.0, 30.0, 40.0]


def test_a_month_of_a_sum_is_missing_where_a_part_is():
    parts = [series("a/b", "x", 1, 1.0, 2.0, None, 4.0), series("a/c", "x", 2, 5.0, 6.0)]
    found = history(parts, {"a/whole": ("a/b", "a/c"), "a/other": ("a/b", "a/none")})
    assert found.counts["a/whole"][1] == 7.0
    assert np.isnan(found.counts["a/whole"][[0, 2, 3]]).all()
    assert "a/other" not in found.counts


def test_the_past_holds_nothing_later():
    found = history([series("a/b", "x", 1, 1.0, 2.0, 3.0)])
    assert found.until(2).counts["a/b"].tolist() == [1.0, 2.0]
    assert found.month(2) == dt.date(2020, 3, 1)
    assert found.place(dt.date(2020, 3, 17)) == 2
    assert list(found.only(["a/b", "a/none"]).counts) == ["a/b"]


def test_other_figures_have_another_hash():
    one, two = (history([series("a/b", "x", 1, 1.0, value)]) for value in (2.0, 3.0))
    assert one.content == history([series("a/b", "y", 1, 1.0, 2.0)]).content
    assert len({one.content, two.content, one.until(1).content}) == 3


def test_before_a_day_are_the_months_that_ended_and_those_without_figures():
    found = history([series("a/b", "x", 1, 1.0, 2.0, 3.0)])
    assert found.before(dt.date(2020, 3, 1)).counts["a/b"].tolist() == [1.0, 2.0]
    later = found.before(dt.date(2020, 6, 1))
    assert later.months == 5
    assert np.isnan(later.counts["a/b"]).tolist() == [False, False, False, True, True]
    assert found.before(dt.date(2019, 6, 1)).months == 0


def test_months_are_counted_from_the_first_figure():
    assert known_months(np.array([np.nan, 1.0, np.nan, np.nan])) == 3
    assert known_months(np.array([np.nan])) == 0


def test_without_a_monthly_figure_there_is_no_history():
    with pytest.raises(InvalidError, match="no series has a monthly figure"):
        history([])
