import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.check.windows import choices, like_windows, shift_years
from waterbed.records import Window

PUBLISHED = dt.date(2024, 5, 8)
JANUARY = dt.date(2024, 1, 1)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1)), st.integers(-5, 5))
def test_a_day_moved_by_years_keeps_its_month_and_comes_back(day, years):
    moved = shift_years(day, years)
    assert (moved.year, moved.month) == (day.year + years, day.month)
    assert abs((shift_years(moved, -years) - day).days) <= 1


def test_the_end_of_february_stays_the_end_of_february():
    assert shift_years(dt.date(2023, 2, 28), 1) == dt.date(2024, 2, 29)
    assert shift_years(dt.date(2024, 2, 29), -1) == dt.date(2023, 2, 28)


def test_a_stated_period_is_tried_first_and_costs_nothing(make_claim):
    first, *others = choices(make_claim(), PUBLISHED, [dt.date(2024, 5, 6)])
    assert (first.start, first.end, first.cost) == (JANUARY, dt.date(2024, 5, 7), 0)
    assert first.versus == (dt.date(2023, 1, 1), dt.date(2023, 5, 7))
    assert all(one.cost > 0 for one in others)
    assert dt.date(2024, 5, 6) in {one.end for one in others}


def test_a_vague_period_prefers_figures_near_publication(make_claim):
    vague = make_claim(period=Window(JANUARY, PUBLISHED, vague=True), versus=None)
    ends = [dt.date(2024, 3, 31), dt.date(2024, 5, 6), dt.date(2024, 5, 28), dt.date(2024, 12, 31)]
    by_end = {}
    for one in choices(vague, PUBLISHED, ends):
        by_end.setdefault(one.end, one.cost)
    assert by_end[dt.date(2024, 5, 6)] < by_end[dt.date(2024, 3, 31)] < by_end[dt.date(2024, 5, 28)]
    assert dt.date(2024, 12, 31) not in by_end


def test_a_change_without_a_baseline_is_against_the_year_before_and_says_so(make_claim):
    choice = choices(make_claim(versus=None), PUBLISHED, [])[0]
    assert choice.versus == (dt.date(2023, 1, 1), dt.date(2023, 5, 7))
    assert any("2023" in why for why in choice.assumed)


def test_a_level_is_compared_with_nothing(make_claim):
    assert {one.versus for one in choices(make_claim("level", 5, "people"), PUBLISHED, [])} == {
        None
    }


def test_nothing_is_read_where_neither_period_nor_publication_is_known(make_claim):
    assert choices(make_claim(period=None, versus=None), None, []) == []


@pytest.mark.parametrize("back", [1, 2])
def test_other_years_are_tried_at_a_price(make_claim, back):
    found = choices(make_claim(), PUBLISHED, [])
    years = {one.versus[0].year: one.cost for one in found if one.end == dt.date(2024, 5, 7)}
    assert years[2023] == 0
    assert years[2023 - back] == 2


@pytest.mark.parametrize("back", [1, 4, 9])
def test_a_stated_baseline_is_tried_however_far_back(make_claim, back):
    versus = Window(dt.date(2024 - back, 1, 1), dt.date(2024 - back, 5, 7))
    first = choices(make_claim(versus=versus), PUBLISHED, [])[0]
    assert (first.versus, first.cost) == ((versus.start, versus.end), 0)


def test_a_baseline_that_is_the_window_itself_is_none(make_claim):
    claim = make_claim(versus=Window(JANUARY, dt.date(2024, 5, 7)))
    assert choices(claim, PUBLISHED, [])[0].versus == (dt.date(2023, 1, 1), dt.date(2023, 5, 7))


def test_a_month_is_ranked_among_all_months_and_other_days_among_like_days():
    months = like_windows(dt.date(2024, 2, 1), dt.date(2024, 2, 29), 2023)
    assert len(months) == 14
    assert months[-1] == (dt.date(2024, 2, 1), dt.date(2024, 2, 29))
    days = like_windows(JANUARY, dt.date(2024, 5, 7), 2022)
    assert [start.year for start, _ in days] == [2022, 2023, 2024]
