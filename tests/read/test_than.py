"""Two places compared in the same days, and what only looks like it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from waterbed.read.than import names_other_place

if TYPE_CHECKING:
    from collections.abc import Callable

    from waterbed.records import Claim

    Reader = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "language", "where", "than"),
    [
        ("More people arrived in Greece than in Italy in 2023.", "en", "GR", "IT"),
        ("Twice as many people arrived in Spain as in Italy in 2023.", "en", "ES", "IT"),
        ("Three times as many people reached Italy as Malta in 2023.", "en", "IT", "MT"),
        ("Sea arrivals in Italy were 20 % higher than in Greece in 2023.", "en", "IT", "GR"),
        ("Nel 2023 sono arrivate in Grecia più persone che in Italia.", "it", "GR", "IT"),
        ("En 2023, plus de personnes sont arrivées en Espagne qu'en Italie.", "fr", "ES", "IT"),
    ],
)
def test_the_other_place_is_read(
    claims: Reader, text: str, language: str, where: str, than: str
) -> None:
    (one,) = claims(text, language=language)
    assert (one.where, one.than, one.versus) == (where, than, None)
    assert one.origin("than") == "text"


@pytest.mark.parametrize(
    "text",
    [
        "More people arrived in Greece in 2023 than in 2022.",
        "More people arrived in Greece in 2023, as Italy closed its ports.",
        "Sea arrivals in Greece rose faster than in Italy in 2023.",
        "In 2023 arrivals in Italy went up more than in Greece.",
        "In 2023 sea arrivals were up by more in Italy than in Greece.",
        "In 2023 the rise in arrivals was larger in Italy than in Greece.",
        "More people arrived in Italy in the first half of 2023 than in Greece in all of 2022.",
        "More people arrived in Greece than in Italy.",  # when is not said
        "More people arrived in Greece than in Italy and Malta in 2023.",
        "In 2023 more people arrived in Italy from Libya than from Tunisia.",
        "More people landed in Malta rather than Italy in 2023.",
    ],
)
def test_other_comparisons_name_no_other_place(claims: Reader, text: str) -> None:
    assert all(one.than is None for one in claims(text, published=None, language="en"))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("In 2023 arrivals in Italy went up more than in Greece.", True),
        ("In 2023 more people arrived in Italy from Libya than from Tunisia.", True),
        ("Nel 2023 sono arrivate più persone dalla Libia che dalla Tunisia.", True),
        ("En 2023, plus de personnes sont arrivées en Espagne qu'en Italie.", True),
        ("More people arrived in Greece in 2023 than in May 2022.", False),
        ("People go to Greece rather than Italy.", False),
        ("Arrivals rose as Italy closed its ports.", False),
    ],
)
def test_a_comparison_with_a_name_is_told_from_one_with_days(text: str, *, named: bool) -> None:
    assert names_other_place(text) is named


def test_days_of_the_sentence_before_are_no_baseline_of_two_places(claims: Reader) -> None:
    before = "Sea arrivals in Malta fell by 20 % in 2023 compared with 2022."
    found = claims(f"{before} In 2023 more people landed in Greece than in Italy.")
    assert (found[-1].than, found[-1].versus) == ("IT", None)
