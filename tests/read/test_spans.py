"""Days of changes, ranks and totals."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from waterbed.records.claim import Window

if TYPE_CHECKING:
    from collections.abc import Callable

    from waterbed.records import Claim

    Reader = Callable[..., tuple[Claim, ...]]


def window(first: str, last: str) -> Window:
    return Window(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("In the three months to April", "2024-02-01", "2024-04-30"),
        ("In the first nine weeks of the year", "2024-01-01", "2024-03-03"),
        ("Between January and mid-March", "2024-01-01", "2024-03-15"),
        ("In the first three and a half months of the year", "2024-01-01", "2024-04-15"),
        ("In the final quarter of last year", "2023-10-01", "2023-12-31"),
        ("In the last two weeks of April", "2024-04-17", "2024-04-30"),
        ("In four months", "2024-01-01", "2024-04-30"),
        ("Up to yesterday", "2024-01-01", "2024-05-07"),
        ("Since the two ministers signed the pact in March 2024", "2024-03-01", "2024-05-08"),
        ("Last month", "2024-04-01", "2024-04-30"),
    ],
)
def test_spans_are_read(claims: Reader, words: str, first: str, last: str) -> None:
    (one,) = claims(f"{words}, some 3,400 people landed in Malta.", language="en")
    assert one.period is not None
    assert (one.period.start, one.period.end) == (
        dt.date.fromisoformat(first),
        dt.date.fromisoformat(last),
    )


def test_between_two_years_is_one_stretch_for_a_count_and_two_ends_for_a_change(
    claims: Reader,
) -> None:
    (count,) = claims("Between 2022 and 2023 some 9,000 people landed in Malta.")
    (change,) = claims("Between 2022 and 2023 landings in Malta fell by 20 %.")
    assert count.period == window("2022-01-01", "2023-12-31")
    assert change.period == window("2023-01-01", "2023-12-31")
    assert change.versus == window("2022-01-01", "2022-12-31")


def test_a_part_of_another_year_is_compared_with_the_same_part_of_this_one(claims: Reader) -> None:
    (one,) = claims("Landings in Malta fell by 20 % compared with the first quarter of 2022.")
    assert one.period == window("2024-01-01", "2024-03-31")
    assert one.versus == window("2022-01-01", "2022-03-31")


def test_up_from_two_years_is_one_change_against_the_first(claims: Reader) -> None:
    found = claims("In April 500 people landed in Malta, up from 400 in 2023 and 300 in 2022.")
    assert [(c.direction, c.amount) for c in found] == [
        ("level", 500),
        ("up", None),
        ("level", 400),
        ("level", 300),
    ]
    assert found[1].versus == window("2023-04-01", "2023-04-30")


def test_a_rank_is_about_the_month_of_its_own_sentence(claims: Reader) -> None:
    _, rank = claims("In April 500 people landed in Malta, a monthly figure not seen since 2017.")
    assert rank.direction == "highest"
    assert rank.period == window("2024-04-01", "2024-04-30")


def test_a_rank_in_the_next_sentence_is_about_the_day_before_it(claims: Reader) -> None:
    _, rank, before = claims(
        "On Saturday 801 people crossed the Channel. It is the second highest number on a single "
        "day this year, after the 882 on April 18."
    )
    assert rank.period == window("2024-05-04", "2024-05-04")
    assert before.period == window("2024-04-18", "2024-04-18")


def test_a_count_that_passed_a_number_on_a_day_runs_from_january(claims: Reader) -> None:
    (one,) = claims("Landings in Italy topped 17,000 on Monday.")
    assert one.period == window("2024-01-01", "2024-05-06")


def test_in_recent_days_is_no_stretch_that_can_be_counted(claims: Reader) -> None:
    recent, year = claims(
        "Some 2,000 people landed on Crete in recent days, bringing the number this year to 9,000."
    )
    assert recent.period is None
    assert year.period == window("2024-01-01", "2024-05-08")


def test_a_day_of_speech_is_told_from_the_day_spoken_of(claims: Reader) -> None:
    (one,) = claims("The coastguard said 250 people were rescued off Malta on Thursday.")
    assert one.period == window("2024-05-02", "2024-05-02")


@pytest.mark.parametrize(
    ("text", "direction", "amount", "unit", "bound"),
    [
        ("Landings in Malta were multiplied by more than ten.", "up", 10, "ratio", "gt"),
        ("Landings in Malta rose two and a half times.", "up", 2.5, "ratio", None),
        ("Landings in Malta more than quintupled.", "up", 5, "ratio", "gt"),
        ("Landings in Malta almost halved.", "down", 0.5, "ratio", "gt"),
        ("Landings in Malta more than halved.", "down", 0.5, "ratio", "lt"),
        ("We have reduced landings in Malta by 60 percent in a year.", "down", 60, "percent", None),
        ("Landings in Malta hit a three-year low.", "lowest", 1, "rank", None),
        ("Gli sbarchi a Malta sono più del triplo.", "up", 3, "ratio", "gt"),
        ("Les débarquements à Malte ont été divisés par trois.", "down", 1 / 3, "ratio", None),
    ],
)
def test_ratios_keep_their_hedges(
    claims: Reader, text: str, direction: str, amount: float, unit: str, bound: str | None
) -> None:
    (one,) = claims(text)
    assert (one.direction, one.unit, one.bound) == (direction, unit, bound)
    assert one.amount == pytest.approx(amount, rel=0.001)


def test_a_share_of_things_is_no_share_of_people(claims: Reader) -> None:
    assert claims("In April a fifth of the boats were intercepted.") == ()
