"""Agreements, laws and operations as the authors of a change: read as claimed causes."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.read import read
from waterbed.read.acts import acts, averted, pushed

if TYPE_CHECKING:
    from waterbed.records import Claim

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text())
LINES = (HERE / "claims" / "causes.jsonl").read_text(encoding="utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES if line.strip()]
SAID = [row for row in ROWS if row["cause"]]
NEAR = [row for row in ROWS if not row["cause"]]
SLOTS = (
    *("measure", "where", "route", "from_country", "nationality"),
    *("period", "versus", "direction", "amount", "unit"),
)


def claims(row: dict[str, Any]) -> tuple[Claim, ...]:
    return read(row["sentence"], published=row["published"], language=row["lang"]).claims


def one(text: str, published: str = "2025-01-20") -> Claim:
    (found,) = read(text, published=published, language="en").claims
    return found


def as_labelled(row: dict[str, Any]) -> bool:
    found = claims(row)
    if len(found) != len(row["claims"]):
        return False
    pairs = [(a.as_dict(), bool(a.causal and a.causal.averted)) for a in found]
    return all(
        all(said[slot] == gold[slot] for slot in SLOTS) and spared == gold["averted"]
        for (said, spared), gold in zip(pairs, row["claims"], strict=True)
    )


def test_there_are_many_sentences_of_either_kind_in_three_languages() -> None:
    assert min(len(SAID), len(NEAR)) >= 40
    assert {row["lang"] for row in SAID} == {row["lang"] for row in NEAR} == {"en", "it", "fr"}


@pytest.mark.parametrize("row", SAID, ids=lambda row: row["id"])
def test_an_act_that_changes_a_flow_is_the_cause_of_every_claim(row: dict[str, Any]) -> None:
    found = claims(row)
    assert found
    assert {c.causal.cause if c.causal else None for c in found} == {row["cause"]}


@pytest.mark.parametrize("row", NEAR, ids=lambda row: row["id"])
def test_what_only_sounds_like_a_cause_is_none(row: dict[str, Any]) -> None:
    assert [c.causal for c in claims(row)] == [None] * len(claims(row))


def test_claims_with_such_a_cause_have_their_slots_as_often_as_the_floor() -> None:
    assert sum(map(as_labelled, SAID)) / len(SAID) >= FLOORS["causes"]


ACTS = (
    "The deal with Tunisia",
    "Italy's new law",
    "The closure of the Balkan route",
    "The EU pact",
)
PERSONS = ("The minister", "Italy", "Frontex", "The Home Office", "The Tunisian coast guard")
VERBS = ("cut", "has slashed", "reduced", "brought down", "halved", "may have raised", "prevented")
FLOWS = ("arrivals", "sea crossings", "the number of landings", "Italy's irregular arrivals")


@given(st.sampled_from(ACTS), st.sampled_from(VERBS), st.sampled_from(FLOWS))
def test_any_act_any_verb_and_any_flow_make_a_cause(act: str, verb: str, flow: str) -> None:
    text = f"{act} {verb} {flow} by 58% in 2024."
    (found,) = acts(text, "en")
    assert (text[found.start : found.end], text[found.verb : found.verb_end]) == (act, verb)


@given(st.sampled_from(PERSONS), st.sampled_from(VERBS), st.sampled_from(FLOWS))
def test_a_person_country_or_publisher_is_no_act(who: str, verb: str, flow: str) -> None:
    assert acts(f"{who} {verb} {flow} by 58% in 2024.", "en") == ()


@given(st.sampled_from(ACTS), st.sampled_from(FLOWS))
def test_what_is_denied_is_no_cause(act: str, flow: str) -> None:
    for no in ("has not cut", "never cut", "did not reduce", "has by no means reduced"):
        assert acts(f"{act} {no} {flow} by 58% in 2024.", "en") == ()


@given(st.text(max_size=300))
def test_any_text_is_read_without_error(text: str) -> None:
    for language in ("en", "it", "fr"):
        for a, b in (*averted(text, language), *pushed(text, language)):
            assert 0 <= a < b <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "The EU-Tunisia memorandum halved arrivals in Italy in 2024.",
        "Since the EU-Tunisia migration deal, arrivals in Italy have halved.",
        "Under the Italy-Libya memorandum, landings in Italy halved in 2024.",
        "The agreement between Italy and Libya halved landings in Italy in 2024.",
    ],
)
def test_a_party_to_an_agreement_is_no_place_of_departure(text: str) -> None:
    assert (one(text).where, one(text).from_country) == ("IT", ())


def test_a_departure_beside_an_agreement_stays_one() -> None:
    found = one("The EU-Tunisia memorandum halved arrivals in Italy from Libya in 2024.")
    assert (found.where, found.from_country) == ("IT", ("LY",))


def test_the_route_that_was_closed_is_not_where_people_arrived() -> None:
    found = one("The closure of the Balkan route cut arrivals in Greece by 80% in 2016.")
    assert (found.where, found.route) == ("GR", ())


def test_a_claim_set_against_an_act_has_not_its_cause() -> None:
    found = read(
        "The deal cut arrivals in Italy by 58% in 2024, while arrivals in Greece rose by 30%.",
        published="2025-01-20",
    ).claims
    assert [bool(c.causal) for c in found] == [True, False]


@pytest.mark.parametrize(
    ("text", "spared"),
    [
        ("The deal prevented 17,000 arrivals in Italy in 2024.", True),
        ("The deal spared Italy some 17,000 arrivals in 2024.", True),
        ("Italy prevented 17,000 arrivals in 2024.", True),
        ("More than 17,000 arrivals were averted in Italy in 2024.", True),
        ("17,000 landings in Italy were prevented in 2024 thanks to the deal.", True),
        ("The deal cut arrivals in Italy by 17,000 in 2024.", False),
        ("In 2024 17,000 people arrived in Italy.", False),
    ],
)
def test_who_is_said_not_to_have_come_is_no_level(text: str, *, spared: bool) -> None:
    found = one(text)
    assert found.amount == 17_000
    assert (found.causal is not None and found.causal.averted) == spared
    assert found.direction == ("level" if "people arrived" in text else "down")


def test_what_a_coast_guard_prevented_is_counted() -> None:
    found = one("The Tunisian coast guard prevented 17,000 departures in 2024.")
    assert (found.measure, found.direction) == ("interceptions_at_sea", "level")


def test_who_was_pushed_elsewhere_is_a_rise_there() -> None:
    found = one("The crackdown pushed 23,000 people to Greece in 2023.")
    assert (found.direction, found.measure, found.where) == ("up", "arrivals", "GR")
