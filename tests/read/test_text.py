"""Text made safe, and its language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.read import clean_text, language_of, read
from waterbed.read.text import LIMIT, plain
from waterbed.records import InvalidError, LimitError, ParseError


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The number of people who landed in Italy has fallen by half.", "en"),
        ("Il numero delle persone sbarcate in Italia è calato della metà.", "it"),
        ("Le nombre de personnes arrivées en Italie a baissé de moitié.", "fr"),
    ],
)
def test_the_language_is_told_from_small_words(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_language_that_is_not_read_is_refused_with_those_that_are() -> None:
    with pytest.raises(InvalidError, match=r"en \(English\), it \(Italian\), fr \(French\)"):
        read("Der Anteil der Menschen, welche über das Meer kamen, sank gegenüber Vorjahr stark.")
    with pytest.raises(InvalidError, match="It reads en"):
        read("Any text", language="xx")


@pytest.mark.parametrize("text", ["", "   \n "])
def test_an_empty_text_is_refused(text: str) -> None:
    with pytest.raises(InvalidError, match="empty"):
        read(text)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ParseError, match="no text"):
        read("%PDF\x00\x01\x02\x03\x04" * 20)


def test_a_text_over_the_limit_is_refused() -> None:
    with pytest.raises(LimitError, match="Cut it"):
        clean_text("a" * (LIMIT + 1))


@given(st.text(max_size=300))
def test_the_shadow_has_the_same_length(text: str) -> None:
    assert len(plain(text)) == len(text)
