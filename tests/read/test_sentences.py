"""Sentences with their offsets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from waterbed.read.lexicon import lexicon
from waterbed.read.sentences import LONGEST, split_sentences


def texts(text: str, language: str = "en") -> list[str]:
    return [one.text for one in split_sentences(text, lexicon(language))]


def test_abbreviations_initials_and_numbers_do_not_end_a_sentence() -> None:
    assert texts("Mr. Rossi met Gen. K. Haftar at 8.30 on Jan. 5. They spoke.") == [
        "Mr. Rossi met Gen. K. Haftar at 8.30 on Jan. 5.",
        "They spoke.",
    ]


def test_headings_stand_apart() -> None:
    found = split_sentences("# A heading\nA sentence. And another.\n", lexicon("en"))
    assert [(one.text, one.heading) for one in found] == [
        ("A heading", True),
        ("A sentence.", False),
        ("And another.", False),
    ]


def test_a_stop_inside_quotation_marks_ends_a_sentence() -> None:
    assert texts('He said "it is over." Then he left.') == [
        'He said "it is over."',
        "Then he left.",
    ]


def test_a_very_long_sentence_is_cut_at_white_space() -> None:
    found = split_sentences("word " * 10_000, lexicon("en"))
    assert max(len(one.text) for one in found) <= LONGEST


@given(st.text(max_size=400))
def test_offsets_point_at_the_sentence(text: str) -> None:
    for one in split_sentences(text, lexicon("en")):
        assert text[one.start : one.end] == one.text
