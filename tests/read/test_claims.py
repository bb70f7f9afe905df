"""Claims: what each number of a sentence is for, and its slots."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from waterbed.records import Claim

    Reader = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "direction", "unit", "amount"),
    [
        ("Sea arrivals in Italy fell by 8% in April.", "down", "percent", 8),
        ("There was a 22 percent rise in arrivals in Greece.", "up", "percent", 22),
        ("About 300 fewer people landed in Malta in April.", "down", "people", 300),
        ("Landings in Italy halved in April.", "down", "ratio", 0.5),
        ("Arrivals in April were a third of last year's in Greece.", "down", "ratio", 1 / 3),
        ("Libya accounts for 55 % of arrivals in Italy.", "share", "percent", 55),
    ],
)
def test_of_is_not_by(claims: Reader, text: str, direction: str, unit: str, amount: float) -> None:
    (one,) = claims(text)
    assert (one.direction, one.unit) == (direction, unit)
    assert one.amount == pytest.approx(amount, rel=0.01)


def test_compared_with_gives_two_levels_and_no_change(claims: Reader) -> None:
    found = claims("In April 500 people landed in Malta, compared with 700 in April 2023.")
    assert [(one.direction, one.amount) for one in found] == [("level", 500), ("level", 700)]


def test_up_from_adds_a_change(claims: Reader) -> None:
    found = claims("In April 500 people landed in Malta, up from 300 in April 2023.")
    assert [(one.direction, one.amount) for one in found] == [
        ("level", 500),
        ("up", None),
        ("level", 300),
    ]
    assert found[1].unit is None


@pytest.mark.parametrize(
    "text",
    [
        "The minister promised 12 million euros for 3 patrol boats.",
        "The 2017 pact has 8 articles.",
        "They spoke for 40 minutes at 8 in the evening.",
        "Inflation rose 5% compared with last year.",
    ],
)
def test_money_boats_hours_and_prices_are_no_claims(claims: Reader, text: str) -> None:
    assert claims(text) == ()


def test_a_town_in_brackets_is_not_the_whole_country(claims: Reader) -> None:
    found = claims("The landings in Italy this year were in Portoscuro (395) and Marina (118).")
    assert [one.amount for one in found] == []


def test_respectively_hands_out_routes(claims: Reader) -> None:
    found = claims(
        "Detections on the Central Mediterranean and Western African routes changed by -60% and "
        "+24%, respectively."
    )
    assert [(one.direction, one.amount, one.route) for one in found] == [
        ("down", 60, ("central_mediterranean",)),
        ("up", 24, ("western_african",)),
    ]


def test_every_filled_slot_says_where_it_came_from(claims: Reader) -> None:
    (one,) = claims("About 900 people landed in Italy in April.")
    assert one.origin("measure") == "text"
    assert one.origin("where") == "text"
    assert one.origin("period") == "text"
    assert one.origin("route") is None
    assert one.approx
    assert one.bound == "~"


@pytest.mark.parametrize(
    ("text", "direction", "amount", "start"),
    [
        ("Landings in Italy in April were the lowest since 2020.", "lowest", 1, 2020),
        (
            "April saw the third highest number of landings in Italy in six years.",
            "highest",
            3,
            2018,
        ),
        ("Gli sbarchi di aprile sono il dato più basso dal 2020.", "lowest", 1, 2020),
        ("Les débarquements d'avril en Italie sont au plus bas depuis 2020.", "lowest", 1, 2020),
    ],
)
def test_ranks_have_a_span(
    claims: Reader, text: str, direction: str, amount: int, start: int
) -> None:
    found = [one for one in claims(text) if one.unit == "rank"]
    assert [(one.direction, one.amount) for one in found] == [(direction, amount)]
    assert found[0].versus is not None
    assert found[0].versus.start.year == start


def test_what_a_sentence_leaves_out_comes_from_its_neighbour(claims: Reader) -> None:
    found = claims(
        "From January to April fewer people left Libya and crossed the sea towards Italy than in "
        "the same period of 2023. About 4,000 fewer people crossed in the first part of the year."
    )
    last = found[-1]
    assert (last.amount, last.where, last.from_country) == (4000, "IT", ("LY",))
    assert last.origin("where") == "neighbour"
    assert last.origin("from_country") == "neighbour"
    assert last.period is not None
    assert last.period.vague


def test_a_stated_place_keeps_the_neighbour_out(claims: Reader) -> None:
    found = claims("In April 900 people from Libya landed in Italy. In Malta 40 people landed.")
    assert (found[-1].where, found[-1].from_country) == ("MT", ())
