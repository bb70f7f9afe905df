"""spaCy: quotes and numbers only, where it is installed; where not, what to install."""

from __future__ import annotations

import importlib.util
import sys

import pytest

from waterbed.read import read
from waterbed.read.readers import weigh
from waterbed.read.spacy_matcher import SpacyReader
from waterbed.records import InvalidError

with_spacy = pytest.mark.skipif(
    importlib.util.find_spec("spacy") is None,
    reason='spaCy is not installed: pip install "waterbed[spacy]"',
)


def test_without_spacy_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(InvalidError, match=r'pip install "waterbed\[spacy\]"'):
        SpacyReader()


@with_spacy
@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "It fell by 8 per cent: on 6 May 2,000 tired people came in 3 patrol boats.",
            [("8 per cent", 8, "percent"), ("2,000 tired people", 2000, "people")],
        ),
        (
            "it",
            "Sono sbarcate 12.345 persone, il 58% in meno; 3 mila i minori.",
            [("12.345 persone", 12345, "people"), ("58%", 58, "percent")],
        ),
        (
            "fr",
            "Quelque 12 345 migrants sont arrivés, 58 % de moins.",
            [("12 345 migrants", 12345, "people"), ("58 %", 58, "percent")],
        ),
    ],
)
def test_counted_people_and_percentages_are_proposed(language, text, expected):
    proposals = list(SpacyReader().propose(text, published=None, language=language))
    found = [(one["quote"], one["amount"], one["unit"]) for one in proposals]
    assert found[: len(expected)] == expected
    assert all(text[one["start"] : one["end"]] == one["quote"] for one in proposals)


@with_spacy
def test_it_agrees_with_the_grammar_on_a_plain_sentence():
    text = "In April 1,234 people landed in Malta, 58% fewer than a year before."
    article = read(text, published="2024-05-08")
    reader = SpacyReader()
    found = weigh(article, reader.name, reader.propose(text, published=None, language="en"))
    assert found.reader.startswith("spaCy 3")
    assert len(found.pairs) == 2
    assert not found.notes


@with_spacy
def test_a_language_that_is_not_read_is_refused():
    with pytest.raises(InvalidError, match="language 'xx' is not read"):
        list(SpacyReader().propose("x", published=None, language="xx"))
