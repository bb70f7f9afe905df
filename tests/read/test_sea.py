"""Whether an arrival is by sea: words, places, routes, countries of departure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from waterbed.records import Claim

    Reader = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 people arrived in Italy in April.",
        "Some 900 people arrived in Malta and Italy in April.",
        "Arrivals on Lampedusa fell by 20 % in April.",
        "Some 900 people arrived in the Canary Islands in April.",
        "Some 900 people arrived on the Greek islands in April.",
        "Arrivals on the western African route rose by 20 % in April.",
        "Arrivals from Tunisia fell by 20 % in April.",
        "Ad aprile sono arrivate in Italia 900 persone.",
        "En avril, 900 personnes sont arrivées aux Canaries.",
    ],
)
def test_where_there_is_no_other_way_an_arrival_is_by_sea_by_default(
    claims: Reader, text: str
) -> None:
    (one,) = claims(text)
    assert (one.measure, one.origin("measure")) == ("sea_arrivals", "default")


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 people arrived in Spain in April.",
        "Arrivals in Greece rose by 20 % in April.",
        "Some 900 people arrived in Cyprus in April.",
        "Some 900 people arrived in Italy and Greece in April.",
        "Some 900 people arrived in Italy by sea and by land in April.",
        "Arrivals on the eastern Mediterranean route rose by 20 % in April.",
        "Ad aprile sono arrivate in Grecia 900 persone.",
        "En avril, 900 personnes sont arrivées en Espagne.",
    ],
)
def test_where_land_is_counted_too_plain_arrivals_stay_arrivals(claims: Reader, text: str) -> None:
    (one,) = claims(text)
    assert one.measure == "arrivals"


@pytest.mark.parametrize(
    "text",
    [
        "Some 900 people arrived in Spain by boat in April.",
        "Some 900 people landed in Greece in April.",
        "Ad aprile sono sbarcate in Spagna 900 persone.",
        "En avril, 900 personnes ont débarqué en Grèce.",
    ],
)
def test_words_of_the_sea_make_it_so_anywhere(claims: Reader, text: str) -> None:
    (one,) = claims(text)
    assert (one.measure, one.origin("measure")) == ("sea_arrivals", "text")


def test_who_arrived_takes_up_who_landed_in_the_sentence_before(claims: Reader) -> None:
    _, taken_up = claims("In April 900 people landed in Greece. In May 1,200 people arrived.")
    assert (taken_up.measure, taken_up.origin("measure")) == ("sea_arrivals", "neighbour")


def test_what_a_place_made_of_arrivals_is_not_handed_on_to_another_place(claims: Reader) -> None:
    italy, spain = claims("In April 900 people arrived in Italy. In Spain it was 1,200 people.")
    assert (italy.measure, spain.measure) == ("sea_arrivals", "arrivals")


def test_each_number_beside_sea_and_land_is_what_stands_at_its_side(claims: Reader) -> None:
    total, sea, land = claims(
        "Greece counted 37,000 people arriving so far in 2024: 33,000 by sea and 4,000 by land."
    )
    assert [one.measure for one in (total, sea, land)] == [
        "arrivals",
        "sea_arrivals",
        "land_arrivals",
    ]
