"""Phrases of time as days."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.read.calendar import Clock, shift_years
from waterbed.read.periods import phrases
from waterbed.read.windows import resolve
from waterbed.records import Window

PUBLISHED = dt.date(2024, 5, 8)


def window(text: str, language: str, main: Window | None = None) -> str | None:
    found = phrases(text, language)
    assert len(found) == 1, [text[one.start : one.end] for one in found]
    days = resolve(found[0], Clock(PUBLISHED, main))
    return f"{days.start}/{days.end}" if days else None


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("in the first four months of 2024", "en", "2024-01-01/2024-04-30"),
        ("between 1 January and 7 May", "en", "2024-01-01/2024-05-07"),
        ("nei primi cinque mesi del 2023", "it", "2023-01-01/2023-05-31"),
        ("dal 1° gennaio al 7 maggio", "it", "2024-01-01/2024-05-07"),
        ("au cours des cinq premiers mois de 2023", "fr", "2023-01-01/2023-05-31"),
        ("entre le 1er janvier et le 6 mai", "fr", "2024-01-01/2024-05-06"),
    ],
)
def test_stretches_of_a_year(text: str, language: str, days: str) -> None:
    assert window(text, language) == days


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("so far this year", "en", "2024-01-01/2024-05-08"),
        ("as of 6 May", "en", "2024-01-01/2024-05-06"),
        ("dall'inizio dell'anno", "it", "2024-01-01/2024-05-08"),
        ("depuis le début de l'année", "fr", "2024-01-01/2024-05-08"),
        ("in 2024", "en", "2024-01-01/2024-05-08"),
        ("in the year ending June 2023", "en", "2022-07-01/2023-06-30"),
    ],
)
def test_to_date_ends_on_the_stated_day_or_on_publication(
    text: str, language: str, days: str
) -> None:
    assert window(text, language) == days


@pytest.mark.parametrize(
    ("text", "language", "days"),
    [
        ("last summer", "en", "2023-06-01/2023-08-31"),
        ("last month", "en", "2024-04-01/2024-04-30"),
        ("l'anno scorso", "it", "2023-01-01/2023-12-31"),
        ("on Tuesday", "en", "2024-05-07/2024-05-07"),
        ("il y a deux ans", "fr", "2022-01-01/2022-12-31"),
        ("in February", "en", "2024-02-01/2024-02-29"),
    ],
)
def test_relative_words_count_from_publication(text: str, language: str, days: str) -> None:
    assert window(text, language) == days


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the same period last year", "en"),
        ("at this stage in 2023", "en"),
        ("stesso periodo del 2023", "it"),
        ("même période de l'année précédente", "fr"),
    ],
)
def test_the_same_period_is_the_window_in_view_moved(text: str, language: str) -> None:
    main = Window(dt.date(2024, 1, 1), dt.date(2024, 5, 6))
    assert window(text, language, main) == "2023-01-01/2023-05-06"


def test_the_first_few_months_are_vague() -> None:
    found = phrases("in the first few months of 2024", "en")
    days = resolve(found[0], Clock(PUBLISHED))
    assert days == Window(dt.date(2024, 1, 1), PUBLISHED, vague=True)


def test_without_a_day_of_publication_relative_words_stay_open() -> None:
    found = phrases("so far this year", "en")
    assert resolve(found[0], Clock()) is None


def test_the_verb_may_is_no_month() -> None:
    assert phrases("That may have been due to the weather", "en") == ()


def test_a_day_that_does_not_exist_is_no_window() -> None:
    found = phrases("on 31 April 2024", "en")
    assert [resolve(one, Clock(PUBLISHED)) for one in found] in ([None], [])


@given(
    st.dates(min_value=dt.date(1995, 1, 1), max_value=dt.date(2090, 12, 31)),
    st.integers(min_value=0, max_value=300),
    st.integers(min_value=-4, max_value=4),
)
def test_a_shift_by_years_keeps_the_days_of_the_year(
    start: dt.date, length: int, years: int
) -> None:
    days = Window(start, start + dt.timedelta(days=length))
    moved = shift_years(days, years)
    assert moved.start.year == start.year + years
    assert moved.start.month == start.month
    assert moved.end >= moved.start
    if start.day < 28:
        assert moved.start.day == start.day
