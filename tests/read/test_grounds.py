"""Grounds: quote, number, year and name must stand in the text."""

from __future__ import annotations

import pytest

from waterbed.read import read
from waterbed.read.grounds import ground
from waterbed.records import InvalidError

TEXT = (
    "Some 1,234,567 people landed in Italy in April, 58% less than a year before.\n"
    "A third of the arrivals in Malta came on 6 May. Arrivals in Greece halved, the ministry said, "
    "the lowest since 2020.\nOne in four came by day, one in four by night."
)
ARTICLE = read(TEXT, published="2024-05-08", outlet="The Paper")


def people(quote, amount, **slots):
    return {"quote": quote, "amount": amount, "unit": "people"} | slots


@pytest.mark.parametrize(
    ("quote", "amount", "unit"),
    [
        ("1,234,567 people", 1_234_567, "people"),
        ("58% less", 58, "percent"),
        ("A third of the arrivals", 33.3, "percent"),
        ("halved", 0.5, "ratio"),
        ("the lowest since 2020", 1, "rank"),
        ("One in four", 25, "percent"),
    ],
)
def test_what_the_grammar_reads_from_the_quote_is_accepted(quote, amount, unit):
    found = ground({"quote": quote, "amount": amount, "unit": unit}, ARTICLE)
    assert TEXT[found.start : found.end] == quote
    assert found.slot("amount") == amount


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (people("234,567 people", 234_567), "amount 234,567 (people) is not in its quote"),
        (people("1,234,567 people", 1_234_568), "read: 1,234,567"),
        (people("came on 6 May", 6), "read: none"),
        (people("58% less", 58), "amount 58 (people) is not in its quote"),
        (people("1,234,567 men", 1_234_567), "not in the text, letter for letter"),
        (people("year before.\nA third", 1), "not part of one sentence"),
        (people("in four", 4), "stands in more than one place"),
        (people("people", 1, start=0, end=6), "offsets do not point"),
        (people("people", 1, start=15), "offsets do not point"),
        (people("people", 1, start=-1, end=5), "offsets do not point"),
        (people("people", 1, sentence="Many people."), "its sentence is not in the text"),
        (people("1,234,567", 1_234_567, attributed_to="a liar"), "attributed_to 'a liar' is not"),
    ],
)
def test_what_the_text_does_not_bear_out_is_refused(given, reason):
    with pytest.raises(InvalidError) as error:
        ground(given, ARTICLE)
    assert reason in str(error.value)


def test_a_year_that_the_text_does_not_name_is_refused():
    days = {"start": "2019-01-01", "end": "2019-12-31"}
    with pytest.raises(InvalidError, match="period is in 2019, a year that the text does not name"):
        ground(people("1,234,567", 1_234_567, period=days), ARTICLE)


@pytest.mark.parametrize("year", [2020, 2023, 2024])
def test_a_year_of_the_text_or_of_its_publication_is_accepted(year):
    days = {"start": f"{year}-01-01", "end": f"{year}-12-31"}
    assert ground(people("1,234,567", 1_234_567, versus=days), ARTICLE)


def test_offsets_or_the_sentence_tell_which_of_two_places_is_meant():
    quote, second = "one in four", TEXT.rindex("one in four")
    given = {"quote": quote, "amount": 25, "unit": "percent"}
    assert ground(given | {"start": second, "end": second + 11}, ARTICLE).start == second
    twice = read("People came.\nMore people came.\nFewer people came.", language="en")
    given = {"quote": "people came", "direction": "up", "sentence": "More people came."}
    assert ground(given, twice).start == 18


def test_the_outlet_may_be_credited():
    assert ground(people("1,234,567", 1_234_567, via="the paper"), ARTICLE).slot("via")


def test_a_quote_that_changes_the_number_beside_it_is_refused():
    article = read("Some 10 million people live there and 300 people came.")
    with pytest.raises(InvalidError, match="is not in its quote"):
        ground(people("Some 10", 10), article)
