"""Events and titles."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from waterbed.read import read

if TYPE_CHECKING:
    from waterbed.records import Article


def article(text: str) -> Article:
    return read(text, published="2024-05-08", language="en")


def test_a_meeting_has_sides_a_place_and_a_day() -> None:
    (event,) = article("Anna Rossi met with Karim Saleh in Tripoli on Tuesday.").events
    assert event.type == "meet"
    assert event.who == ("Anna Rossi",)
    assert event.whom == ("Karim Saleh",)
    assert event.where == ("Tripoli",)
    assert event.when is not None
    assert event.when.start == dt.date(2024, 5, 7)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Rossi invited officials to the Harbour Process.", "invite"),
        ("The two sides signed declarations of intent.", "sign"),
        ("Parliament approved the funds.", "approve"),
        ("A renewal of the 2017 pact was announced.", "renew"),
        ("The group was launched last summer.", "launch"),
        ("Charities called for an end to the deal.", "call"),
    ],
)
def test_what_happened_has_a_type(text: str, kind: str) -> None:
    assert kind in [event.type for event in article(text).events]


def test_a_title_is_kept_with_its_name() -> None:
    found = article("They met Harbour Council President Karim Al Saleh in Tripoli.").roles
    assert [(one.title, one.name) for one in found] == [
        ("Harbour Council President", "Karim Al Saleh")
    ]
