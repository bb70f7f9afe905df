"""Differences: shown slot by slot, never merged."""

from __future__ import annotations

import pytest

from waterbed.read import read
from waterbed.read.readers import weigh

TEXT = "In April 900 people from Libya landed in Italy. In Malta 40 people landed and in Cyprus 40."
ARTICLE = read(TEXT, published="2024-05-08")
APRIL = {"start": "2024-04-01", "end": "2024-04-30"}


def weighed(*given):
    return weigh(ARTICLE, "the other", given)


def people(quote, amount, **slots):
    return {"quote": quote, "amount": amount, "unit": "people"} | slots


@pytest.mark.parametrize(
    ("slot", "value"),
    [
        ("where", "IT"),
        ("from_country", ["LY"]),
        ("period", APRIL),
        ("direction", "level"),
        ("versus", None),
        ("hedged", False),
    ],
)
def test_equal_slots_are_no_difference(slot, value):
    found = weighed(people("900 people", 900, **{slot: value}))
    assert found.pairs[0].differences == ()


@pytest.mark.parametrize(
    ("slot", "value", "words"),
    [
        ("where", "GR", "the place: IT by the grammar, GR by the other"),
        ("from_country", None, "the country of departure: LY by the grammar, none by the other"),
        ("period", APRIL | {"end": "2024-04-29"}, "2024-04-01 to 2024-04-29 by the other"),
        ("direction", "up", "the direction: level by the grammar, up by the other"),
        ("approx", True, "whether the number is hedged: no by the grammar, yes by the other"),
        ("attributed_to", "Malta", "who is credited: none by the grammar, Malta by the other"),
    ],
)
def test_a_differing_slot_is_shown_with_both_values(slot, value, words):
    found = weighed(people("900 people", 900, **{slot: value}))
    (one,) = found.pairs[0].differences
    assert one.slot == slot
    (note,) = (note for note in found.notes if note.rule == "reader-differs")
    assert words in note.message
    assert TEXT[note.start : note.end] == "900"


def test_a_slot_that_was_left_out_is_no_difference():
    assert weighed(people("900 people", 900)).pairs[0].differences == ()


def test_what_only_one_side_has_is_listed_on_its_side():
    found = weighed({"quote": "people from Libya landed", "direction": "down"})
    assert found.pairs == ()
    assert found.only_own == tuple(range(len(ARTICLE.claims)))
    assert found.only_proposed == (0,)
    words = [note.message for note in found.notes if note.rule == "reader-only"]
    assert words == ["Read by the other, not by the grammar: “people from Libya landed” (down)."]


def test_of_two_like_amounts_the_one_in_place_is_paired():
    found = weighed(people("in Cyprus 40", 40), people("In Malta 40 people", 40))
    places = {ARTICLE.claims[one.claim].start: one.proposal for one in found.pairs}
    assert places == {TEXT.index("40"): 1, TEXT.rindex("40"): 0}


def test_order_of_places_and_routes_does_not_matter():
    both = read("In April 900 people landed in Malta and Italy.", published="2024-05-08")
    found = weigh(both, "the other", [people("900 people", 900, where="IT+MT")])
    assert found.pairs[0].differences == ()


def test_more_than_three_reasons_are_summed_up():
    found = weighed({}, {"quote": "x"}, {"quote": "y", "direction": "up"}, 7, "z")
    note = found.notes[-1]
    assert "5 proposals refused" in note.message
    assert note.message.endswith("and others.")
