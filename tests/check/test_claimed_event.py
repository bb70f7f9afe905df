import datetime as dt

import pytest

from waterbed.check.claimed_event import Named, events_named
from waterbed.records import Causal

CENTRAL = ("central-mediterranean", dt.date(2024, 1, 1), dt.date(2024, 5, 7))
EASTERN = ("eastern-mediterranean", dt.date(2016, 4, 1), dt.date(2016, 9, 30))


@pytest.mark.parametrize(
    ("cause", "where", "event"),
    [
        ("the EU's memorandum with Tunisia", CENTRAL, "eu-tn-mou"),
        ("le mémorandum de l'UE avec la Tunisie", CENTRAL, "eu-tn-mou"),
        ("Mémorandum UE-Tunisie", CENTRAL, "eu-tn-mou"),
        ("the EU-Turkey statement", EASTERN, "eu-tr-statement"),
        ("the EU-Turkey statement of 2016", EASTERN, "eu-tr-statement"),
        ("the Albania protocol", CENTRAL, "it-al-protocol"),
        ("the Italy-Tunisia memorandum on six patrol boats", CENTRAL, "it-tn-boats"),
    ],
)
def test_a_cause_that_names_one_event_is_found(make_claim, cause, where, event):
    claim = make_claim(causal=Causal(cause, "the fall", "thanks to"))
    route, *days = where
    found = events_named(claim, [route], tuple(days)).one
    assert found is not None
    assert found.id == event


@pytest.mark.parametrize(
    ("cause", "where"),
    [
        ("the weather", CENTRAL),
        ("the agreement", CENTRAL),  # with whom is not said
        ("the agreement with Egypt", CENTRAL),  # expected elsewhere
        ("the agreement with Tunisia", CENTRAL),  # two fit
        ("the agreement with Libya", CENTRAL),  # of 2017: long before the days of the claim
        ("the EU-Turkey statement of 2018", EASTERN),
        ("the EU-Turkey statement", CENTRAL),
        ("Tunisia", CENTRAL),
    ],
)
def test_a_cause_that_names_none_or_several_is_not_guessed(make_claim, cause, where):
    claim = make_claim(causal=Causal(cause, "the fall", "thanks to"))
    route, *days = where
    assert events_named(claim, [route], tuple(days)).one is None


def test_a_claim_without_a_cause_names_no_event(make_claim):
    assert events_named(make_claim(), [CENTRAL[0]], CENTRAL[1:]) == Named()


def test_several_that_fit_alike_are_all_named_and_none_is_taken(make_claim):
    claim = make_claim(causal=Causal("the agreement with Tunisia", "the fall", "thanks to"))
    found = events_named(claim, [CENTRAL[0]], CENTRAL[1:])
    assert [one.id for one in found.events] == ["eu-tn-mou", "it-tn-boats"]
    assert not found.after


def test_words_before_the_cause_name_the_event_too(make_claim):
    claim = make_claim(causal=Causal("with Tunisia", "the fall", "after the EU's memorandum"))
    found = events_named(claim, [CENTRAL[0]], CENTRAL[1:])
    assert [one.id for one in found.events] == ["eu-tn-mou"]


def in_2022(make_claim, cause, published=None):
    days = (dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    claim = make_claim(causal=Causal(cause, "the fall", "thanks to"))
    return events_named(claim, [CENTRAL[0]], days, published)


def test_an_event_after_the_days_of_the_claim_is_named_and_not_taken(make_claim):
    found = in_2022(make_claim, "the EU's memorandum with Tunisia")
    assert [one.id for one in found.events] == ["eu-tn-mou"]
    assert found.after
    assert found.one is None


def test_an_event_after_the_text_is_not_meant_by_it(make_claim):
    early = dt.date(2023, 3, 1)
    assert in_2022(make_claim, "the EU's memorandum with Tunisia", early) == Named()


def test_an_older_event_of_the_same_name_may_be_meant(make_claim):
    # one of 2011 fits as well as those of 2023
    assert in_2022(make_claim, "the deal with Tunisia") == Named()
