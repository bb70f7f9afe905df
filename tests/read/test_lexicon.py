"""The word lists: every language has what the grammar asks for."""

from __future__ import annotations

import re

import pytest

from waterbed.read.lexicon import LANGUAGES, either, gazetteer, lexicon

OWN = {
    "months",
    "numerals",
    "scales",
    "suffixes",
    "fractions",
    "years",
    "units",
    "ratios",
    "weekdays",
    "ordinals",
    "seasons",
    "parts",
    "relative",
    "edges",
    "homes",
    "soon",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_every_section_and_key_of_english(language: str) -> None:
    english, other = lexicon("en").sections, lexicon(language).sections
    for name, section in english.items():
        assert name in other
        if isinstance(section, dict) and name not in OWN:
            assert set(section) == set(other[name]), name


def test_every_place_has_a_code_and_names_that_compile() -> None:
    for place in gazetteer():
        assert re.fullmatch(r"[A-Z]{2}(?::[\w +]+)?|EU\+?|Europe|Mediterranean", place["code"])
        assert place["names"]
        re.compile(either([*place["names"], *place.get("people", [])]))


def test_an_empty_list_never_matches() -> None:
    assert re.search(either([]), "anything") is None
