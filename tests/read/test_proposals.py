"""Proposals: one schema for plug-ins and endpoints."""

from __future__ import annotations

import pytest

from waterbed.read.proposals import LONGEST, answer_schema, parse_proposal, shown
from waterbed.records import Causal, InvalidError, Window

QUOTE = {"quote": "900 people"}
COUNTED = QUOTE | {"amount": 900, "unit": "people"}


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, "missing required field `quote`"),
        (QUOTE, "neither an amount nor a direction"),
        (QUOTE | {"amount": 900}, "amount and unit go together"),
        (QUOTE | {"unit": "people", "direction": "up"}, "amount and unit go together"),
        (COUNTED | {"direction": "share"}, "share goes with a unit of percent, not people"),
        (COUNTED | {"direction": "lowest"}, "lowest goes with a unit of rank"),
        (COUNTED | {"amount": float("inf")}, "no finite number"),
        (COUNTED | {"amount": -900}, "`float` >= 0.0"),
        (COUNTED | {"amount": True}, "got `bool`"),
        (COUNTED | {"measure": "true"}, "Invalid enum value 'true'"),
        (COUNTED | {"from_country": "Libya"}, "from_country"),
        (COUNTED | {"nationality": ["SY\n"]}, "nationality"),
        (COUNTED | {"where": "a lie"}, "where 'a lie' is no ISO 3166-1"),
        (COUNTED | {"period": {"start": "2024-02-30", "end": "2024-03-01"}}, "period.start"),
        (COUNTED | {"period": {"start": "2024-05-01", "end": "2024-04-01"}}, "before it starts"),
        (COUNTED | {"rating": "holds"}, "unknown field `rating`"),
        ({"quote": "x" * (LONGEST + 1), "direction": "up"}, "length <= 1500"),
        ({"quote": "\ud800", "direction": "up"}, "surrogates not allowed"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_field(given, reason):
    with pytest.raises(InvalidError) as error:
        parse_proposal(given)
    assert reason in str(error.value)


@pytest.mark.parametrize("where", ["IT", "MT+IT", "GR:Crete+Gavdos", "EU+", "EU++IT", "Europe"])
def test_places_are_codes_regions_and_areas(where):
    assert parse_proposal(COUNTED | {"where": where}).where == where


def test_only_what_was_filled_in_is_a_slot():
    given = COUNTED | {
        "route": ["channel", "western_african"],
        "via": None,
        "period": {"start": "2024-01-01", "end": "2024-04-30"},
        "causal": {"cause": "the pact", "effect": "the fall", "strength": "explains"},
    }
    slots = dict(parse_proposal(given).slots())
    assert list(slots) == ["route", "period", "amount", "unit", "via", "causal"]
    assert slots["route"] == ("channel", "western_african")
    assert isinstance(slots["period"], Window)
    assert slots["causal"] == Causal("the pact", "the fall", "explains")


def objects(node):
    """Give every object of a JSON schema."""
    parts = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    own = [node] if isinstance(node, dict) and node.get("type") == "object" else []
    return own + [one for part in parts for one in objects(part)]


def test_the_schema_that_is_sent_asks_for_every_field_and_allows_no_other():
    schema = answer_schema()
    assert schema["type"] == "object"
    assert len(objects(schema)) == 4
    for one in objects(schema):
        assert one["required"] == list(one["properties"])
        assert one["additionalProperties"] is False
    fields = set(schema["$defs"]["Proposal"]["properties"])
    assert {"quote", "amount", "period", "causal"} <= fields
    assert not {"start", "verdict", "rating"} & fields


def test_what_came_from_outside_cannot_act_on_a_screen():
    assert shown("a\x1b[2Jb" + "c" * 300, 10) == "a�[2Jbccc…"
