"""Panels: what is refused, and what a cell without a figure is."""

import datetime as dt
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.effects import Panel, panel, panel_from
from waterbed.effects.monthly import last_day
from waterbed.records import InvalidError, Observation, Series

JANUARY = dt.date(2020, 1, 1)
ROWS = [
    ("here", "AFG", dt.date(2020, 1, 15), 3.0),
    ("here", "SYR", dt.date(2020, 2, 1), 4.0),
    ("there", "AFG", dt.date(2020, 3, 1), None),
    ("there", "SYR", dt.date(2020, 3, 1), 5.0),
]


def series(key, counts, source="frontex"):
    months = [dt.date(2020, 1 + place, 1) for place in range(len(counts))]
    seen = tuple(
        Observation(key, source, month, last_day(month), count)
        for month, count in zip(months, counts, strict=True)
    )
    return Series(key, source, seen)


def test_a_combination_without_a_row_is_zero_where_its_route_has_figures():
    made = panel_from(ROWS)
    assert made.counts[made.nationalities.index("AFG"), made.route("here")].tolist()[:2] == [3, 0]
    assert np.isnan(made.counts[:, made.route("here"), 2]).all()
    assert np.isnan(made.counts[:, made.route("there"), :2]).all()
    assert made.filled == 2


def test_a_figure_given_as_missing_stays_missing():
    made = panel_from(ROWS)
    assert math.isnan(made.counts[made.nationalities.index("AFG"), made.route("there"), 2])


def test_nothing_is_filled_where_absent_means_missing():
    made = panel_from(ROWS, absent="missing")
    assert made.filled == 0
    assert np.isnan(made.counts).sum() == made.counts.size - 3


@given(st.permutations(ROWS))
def test_the_order_of_rows_does_not_matter(rows):
    made, plain = panel_from(rows), panel_from(ROWS)
    order = [made.nationalities.index(one) for one in plain.nationalities]
    places = [made.route(one) for one in plain.routes]
    np.testing.assert_array_equal(made.counts[order][:, places], plain.counts)


def test_two_figures_for_one_cell_are_refused():
    with pytest.raises(InvalidError, match="AFG on here in January 2020 comes twice"):
        panel_from([*ROWS, ("here", "AFG", JANUARY, 1.0)])


def test_a_table_without_rows_is_refused():
    with pytest.raises(InvalidError, match="no rows"):
        panel_from([])


@pytest.mark.parametrize("count", [-1.0, math.inf])
def test_a_count_that_is_none_is_refused(count):
    with pytest.raises(InvalidError, match="AFG on here in January 2020"):
        panel_from([("here", "AFG", JANUARY, count)])


@pytest.mark.parametrize("month", ["2020-01", "2020-01-31", dt.date(2020, 1, 2)])
def test_a_month_may_be_a_text_of_it(month):
    assert panel_from([("here", "AFG", month, 3)]).first == JANUARY


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("here", JANUARY, 3), "Give route, nationality, month and count"),
        (7, "Give route, nationality, month and count"),
        (("here", "AFG", "Jan 2020", 3), "got 'Jan 2020' for AFG on here, which is no month"),
        (("here", "AFG", None, 3), "got None for AFG on here, which is no month"),
        (("here", "AFG", JANUARY, "many"), "got 'many' for AFG on here in January 2020"),
    ],
)
def test_a_row_that_is_none_says_what_to_give(row, said):
    with pytest.raises(InvalidError, match=said):
        panel_from([row])


def test_an_unknown_route_is_named_with_those_known():
    with pytest.raises(InvalidError, match="no route 'elsewhere'. It holds here, there"):
        panel_from(ROWS).route("elsewhere")


def test_names_come_once_and_counts_fit():
    with pytest.raises(InvalidError, match="comes twice"):
        Panel(JANUARY, ("AFG", "AFG"), ("here",), np.zeros((2, 1, 3)))
    with pytest.raises(InvalidError, match="do not fit"):
        Panel(JANUARY, ("AFG",), ("here",), np.zeros((2, 1, 3)))
    with pytest.raises(InvalidError, match="Write 2020-01-01"):
        Panel(dt.date(2020, 1, 7), ("AFG",), ("here",), np.zeros((1, 1, 3)))


def test_series_by_nationality_make_a_panel():
    made = panel([series("detections/here/AFG", [1, 2, 3]), series("detections/there/SYR", [4, 5])])
    assert made.routes == ("here", "there")
    assert made.nationalities == ("AFG", "SYR")
    assert made.counts[0, 0].tolist() == [1, 2, 3]
    assert made.counts[0, 1].tolist()[:2] == [0, 0]


def test_route_totals_make_a_panel_of_one_nationality():
    made = panel([series("detections/here", [1, 2]), series("detections/there", [3, 4])])
    assert made.nationalities == ("all",)


@pytest.mark.parametrize(
    "others",
    [
        [series("detections/there/AFG", [1])],
        [series("arrivals/there", [1])],
        [series("detections/there", [1], "unhcr")],
    ],
)
def test_series_that_do_not_go_together_are_refused(others):
    with pytest.raises(InvalidError, match="one publisher and measure"):
        panel([series("detections/here", [1]), *others])
