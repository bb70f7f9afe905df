import datetime as dt

import pytest

from waterbed.check.claimed_event import claimed_event
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
    found = claimed_event(claim, *where)
    assert found is not None
    assert found.id == event


@pytest.mark.parametrize(
    ("cause", "where"),
    [
        ("the weather", CENTRAL),
        ("the agreement", CENTRAL),  # with whom is not said
        ("the agreement with Egypt", CENTRAL),  # expected elsewhere
        ("the agreement with Tunisia", CENTRAL),  # two would fit
        ("the agreement with Libya", CENTRAL),  # of 2017: long before the days of the claim
        ("the EU-Turkey statement of 2018", EASTERN),
        ("the EU-Turkey statement", CENTRAL),
        ("Tunisia", CENTRAL),
    ],
)
def test_a_cause_that_names_none_or_several_is_not_guessed(make_claim, cause, where):
    claim = make_claim(causal=Causal(cause, "the fall", "thanks to"))
    assert claimed_event(claim, *where) is None


def test_a_claim_without_a_cause_names_no_event(make_claim):
    assert claimed_event(make_claim(), *CENTRAL) is None
