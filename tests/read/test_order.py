"""What belongs to what: lists told in order, asides, parts, what was said before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from waterbed.records import Claim

    Reader = Callable[..., tuple[Claim, ...]]


def days(claim: Claim) -> str:
    return f"{claim.period.start}..{claim.period.end}" if claim.period else ""


def test_numbers_and_months_told_by_turns_go_together(claims: Reader) -> None:
    found = claims(
        "In March 685 people landed in Malta; in February there were 230 and in January 225."
    )
    assert [(c.amount, c.period.start.month) for c in found if c.period] == [
        (685, 3),
        (230, 2),
        (225, 1),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Syrians, Malians and Afghans were the main groups, with 900, 800 and 700 landings.",
        "Syrians, Malians and Afghans made up 9 %, 8 % and 7 % of landings.",
    ],
)
def test_peoples_and_numbers_of_two_lists_go_together_in_order(claims: Reader, text: str) -> None:
    assert [c.nationality for c in claims(text)] == [("SY",), ("ML",), ("AF",)]


def test_a_relative_clause_between_commas_parts_nothing(claims: Reader) -> None:
    (one,) = claims("In March, which is usually calm, 685 people landed in Malta.")
    assert (one.amount, days(one), one.where) == (685, "2024-03-01..2024-03-31", "MT")


def test_those_repeats_what_was_counted(claims: Reader) -> None:
    _, greece = claims("Arrivals in Italy have fallen this year, while those in Greece have risen.")
    assert (greece.direction, greece.measure, greece.where) == ("up", "arrivals", "GR")


def test_the_whole_of_a_share_keeps_clear_of_what_is_said_of_the_share(claims: Reader) -> None:
    share, whole = claims("Two thirds of the 5,000 people who landed in Malta came from Libya.")
    assert (share.from_country, whole.from_country) == (("LY",), ())


def test_the_place_of_a_part_is_not_that_of_the_base_behind_it(claims: Reader) -> None:
    whole, part, base = claims(
        "In January 7,865 people landed in Spain, of whom 7,270 in the Canary Islands: "
        "a year earlier it was 1,865."
    )
    assert (whole.where, part.where, base.where) == ("ES", "ES:Canary Islands", "ES")
    assert days(base) == "2023-01-01..2023-01-31"


def test_who_was_on_the_way_to_italy_was_not_rescued_in_italy(claims: Reader) -> None:
    (rescued,) = claims("In April 500 people were rescued while trying to reach Italy.")
    (off,) = claims("In April 500 people were rescued off Lampedusa.")
    assert (rescued.measure, rescued.where) == ("rescues", None)
    assert off.where == "IT:Lampedusa"


def test_an_adjective_of_a_people_before_a_count_says_whose_count_it_is(claims: Reader) -> None:
    (albanian,) = claims("Albanian arrivals by sea in Italy fell by 20 % in April.")
    (italian,) = claims("Italian landings fell by 20 % in April.")
    assert (albanian.where, albanian.nationality) == ("IT", ("AL",))
    assert italian.nationality == ()


def test_after_an_earlier_year_was_told_the_days_in_view_are_those_before_it(
    claims: Reader,
) -> None:
    _, _, tunisia = claims(
        "This year 17,399 people landed in Italy. In the same period of 2023 it was 44,343. "
        "From Tunisia 7,247 people came."
    )
    assert days(tunisia) == "2024-01-01..2024-05-08"
