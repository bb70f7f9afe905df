from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.report.harmless import harmless
from waterbed.report.quote import around, excerpt, quoted


@pytest.mark.parametrize(
    ("room", "cut"),
    [(0, "…three…"), (5, "…two three four…"), (3, "…three…"), (100, "one two three four five")],
)
def test_an_excerpt_ends_at_words(room, cut):
    assert excerpt("one two three four five", 8, 13, room=room) == cut


@given(st.text(), st.data())
def test_an_excerpt_has_the_passage_on_one_line(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    cut = excerpt(text, start, end)
    assert " ".join(harmless(text[start:end]).split()) in cut
    assert "\n" not in cut


def test_a_sentence_that_stands_elsewhere_as_well_is_found_around_its_claim(checked):
    claim = checked.article.claims[1]
    twice = replace(checked.article, text=f"{claim.sentence} {checked.article.text}")
    late = replace(claim, start=claim.start + 38, end=claim.end + 38)
    first, last = around(late, twice)
    assert twice.text[first:last] == claim.sentence
    assert first <= late.start < late.end <= last


def test_a_claim_whose_sentence_is_not_in_the_text_is_quoted_alone(checked):
    claim = replace(checked.article.claims[1], sentence="Something else altogether, and longer.")
    assert quoted(claim, checked.article) == "40 %"
