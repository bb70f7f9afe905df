"""Places and what they are there for."""

from __future__ import annotations

import pytest

from waterbed.read.places import place_mentions


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("arrived in Italy from Libya", "en", [("IT", "to"), ("LY", "from")]),
        ("reached the Italian coast", "en", [("IT", "to")]),
        ("the Libyan Coast Guard", "en", [("LY", "actor")]),
        ("partiti dalla Tunisia verso le coste italiane", "it", [("TN", "from"), ("IT", "to")]),
        ("les côtes grecques depuis la Libye", "fr", [("GR", "to"), ("LY", "from")]),
        ("1,205 Syrians", "en", [("SY", "nationality")]),
    ],
)
def test_a_place_has_a_role(text: str, language: str, found: list[tuple[str, str]]) -> None:
    assert [(one.code, one.role) for one in place_mentions(text, language)] == found


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("in Lampedusa", "IT:Lampedusa"),
        ("on Crete", "GR:Crete+Gavdos"),
        ("on the North Aegean islands", "GR:Aegean islands"),
        ("to the Canary Islands", "ES:Canary Islands"),
        ("in the EU", "EU"),
        ("across the Mediterranean", "Mediterranean"),
    ],
)
def test_regions_and_areas_have_codes(text: str, code: str) -> None:
    assert [one.code for one in place_mentions(text, "en")] == [code]


def test_a_route_is_no_place() -> None:
    found = place_mentions("on the Central Mediterranean route", "en")
    assert [(one.code, one.role) for one in found] == [("central_mediterranean", "route")]


def test_common_words_are_no_countries() -> None:
    assert place_mentions("i mali del mondo e il tacchino turkey", "it") == ()
