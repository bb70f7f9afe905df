"""Consulted: what a reader said, ready for JSON."""

from __future__ import annotations

import datetime as dt
import json

from waterbed.records import Causal, Note, Window
from waterbed.records.consulted import Consulted, Difference, Pairing, Proposed, Refused


def test_everything_becomes_plain_fields():
    april = Window(dt.date(2024, 4, 1), dt.date(2024, 4, 30))
    slots = (("period", april), ("route", ("channel",)), ("causal", Causal("a", "b", "c")))
    consulted = Consulted(
        reader="colleague",
        accepted=(Proposed("900 people", 3, 13, slots),),
        refused=(Refused("{}", "no quote"),),
        pairs=(Pairing(0, 0, (Difference("period", None, april),)),),
        only_own=(1,),
        notes=(Note("reader-refused", "One refused.", 0, 0),),
    )
    given = json.loads(json.dumps(consulted.as_dict()))
    assert given["accepted"][0] == {
        "quote": "900 people",
        "start": 3,
        "end": 13,
        "period": {"start": "2024-04-01", "end": "2024-04-30"},
        "route": ["channel"],
        "causal": {"cause": "a", "effect": "b", "strength": "c"},
    }
    assert given["pairs"][0]["differences"][0]["own"] is None
    assert given["only_own"] == [1]


def test_a_slot_that_was_not_filled_in_is_none():
    assert Proposed("x", 0, 1).slot("amount") is None
