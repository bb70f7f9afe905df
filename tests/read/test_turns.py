"""People who took another way: read without an amount, never out of what only sounds like it."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from waterbed.read import read

if TYPE_CHECKING:
    from waterbed.records import Claim

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text())
LINES = (HERE / "claims" / "turns.jsonl").read_text(encoding="utf-8").splitlines()
ROWS: list[dict[str, Any]] = [json.loads(line) for line in LINES if line.strip()]
SAID = [row for row in ROWS if row["claims"]]
NEAR = [row for row in ROWS if not row["claims"]]
SLOTS = ("measure", "where", "route", "from_country", "period", "versus", "direction", "amount")


def claims(row: dict[str, Any], sentence: str | None = None) -> tuple[Claim, ...]:
    text = sentence or row["sentence"]
    return read(text, published=row["published"], language=row["lang"]).claims


def as_labelled(row: dict[str, Any]) -> bool:
    (gold,), found = row["claims"], claims(row)
    if len(found) != 1 or found[0].causal is None or not found[0].causal.diversion:
        return False
    said = found[0].as_dict()
    left = found[0].causal.left[0] if found[0].causal.left else None
    return left == gold["left"] and all(said[slot] == gold[slot] for slot in SLOTS)


def test_there_are_many_sentences_of_either_kind_in_three_languages() -> None:
    assert min(len(SAID), len(NEAR)) >= 40
    assert {row["lang"] for row in SAID} == {row["lang"] for row in NEAR} == {"en", "it", "fr"}


def test_turns_are_read_with_all_their_slots_as_often_as_the_floor() -> None:
    assert sum(map(as_labelled, SAID)) / len(SAID) >= FLOORS["turns"]


@pytest.mark.parametrize("row", NEAR, ids=lambda row: row["id"])
def test_what_only_sounds_like_a_turn_is_no_claim(row: dict[str, Any]) -> None:
    assert claims(row) == ()


@pytest.mark.parametrize("row", SAID, ids=lambda row: row["id"])
def test_a_denied_or_asked_turn_is_no_claim(row: dict[str, Any]) -> None:
    denial = {"en": "It is not true that", "it": "Non è vero che", "fr": "Il n'est pas vrai que"}
    said = row["sentence"]
    assert claims(row, f"{denial[row['lang']]} {said[0].lower()}{said[1:]}") == ()
    assert claims(row, f"{said.rstrip('.')}?") == ()


@pytest.mark.parametrize(
    ("before", "left"),
    [
        ("Sea arrivals in Italy fell by 40 % in April. ", ("IT",)),
        (
            "On the central Mediterranean route, crossings fell by 40 %. ",
            ("central_mediterranean",),
        ),
        ("Sea arrivals in Crete rose by 40 % in April. ", ()),
        ("Sea arrivals rose in April. Migrants now sail to Malta instead. ", ()),
    ],
)
def test_the_way_that_was_left_is_taken_from_the_context(before: str, left: tuple[str]) -> None:
    found = read(f"{before}The boats now go to Crete instead.", published="2024-05-08").claims[-1]
    assert found.where == "GR:Crete+Gavdos"
    assert found.causal is not None
    assert found.causal.left == left
    assert found.origin("left") == ("neighbour" if left else None)


@pytest.mark.parametrize(
    ("language", "before", "bare"),
    [
        (
            "en",
            "Sea arrivals in Italy fell in April.",
            "The route has shifted to the Canary Islands.",
        ),
        ("en", "Sea arrivals in Italy fell in April.", "The boats now go to Crete instead."),
        (
            "it",
            "Ad aprile gli sbarchi in Italia sono calati.",
            "Le barche ora vanno a Creta invece.",
        ),
        (
            "fr",
            "En avril, les arrivées par la mer en Italie ont baissé.",
            "Les flux se sont déplacés de la Tunisie vers la Libye.",
        ),
    ],
)
def test_boats_and_routes_are_those_of_migrants_only_where_the_text_spoke_of_them(
    language: str, before: str, bare: str
) -> None:
    assert read(bare, published="2024-05-08", language=language).claims == ()
    after = read(f"{before} {bare}", published="2024-05-08", language=language).claims[-1]
    assert after.causal is not None
    assert after.causal.diversion
    tourists = "Tourist arrivals in Greece rose by 10 % in April."
    told = read(f"{tourists} {bare}", published="2024-05-08", language="en").claims
    assert not any(one.causal for one in told)


@pytest.mark.parametrize(
    ("text", "year", "cause"),
    [
        (
            "Migration shifted to the western Mediterranean route in 2022; {deal} changed little.",
            2022,
            "",
        ),
        ("In 2015 most came by land, but in 2023 departures shifted to Libya.", 2023, ""),
        ("In 2015 departures shifted to Libya, and {deal} is often praised.", 2015, ""),
        ("Departures have shifted to Libya, which criticised {deal}.", None, ""),
        ("Departures have shifted to Libya since {deal} signed in 2023.", None, "{deal}"),
        ("{deal} has diverted departures to Algeria.", None, "{deal}"),
        ("Departures have shifted to Libya since {deal}, it said on 3 May 2024.", None, "{deal}"),
        ("In 2024 {deal} has diverted departures to Algeria.", 2024, "{deal}"),
    ],
)
def test_days_and_cause_are_those_of_the_turn_s_own_clause(
    text: str, year: int | None, cause: str
) -> None:
    deal = "the deal with Tunisia"
    (found,) = read(text.format(deal=deal), published="2024-05-08", language="en").claims
    assert found.causal is not None
    assert found.causal.cause == cause.format(deal=deal)
    assert (found.period.start.year if found.period else None) == year


@pytest.mark.parametrize(
    "text",
    [
        "Unlike in 2022, migration shifted to the western Mediterranean route.",
        "In 2015 or in 2016 departures shifted to Libya.",
        "In 2022 departures have now shifted to Libya.",
        "In 2030 departures shifted to Libya.",
        "Departures shifted to Libya, Frontex said in 2016.",
        "After the fall of the government, departures shifted to Libya.",
    ],
)
def test_where_the_days_are_not_plain_there_is_no_claim(text: str) -> None:
    assert read(text, published="2024-05-08", language="en").claims == ()


@pytest.mark.parametrize(
    ("turn", "year"),
    [("Departures shifted to Libya.", 2022), ("Departures have now shifted to Libya.", None)],
)
def test_days_in_view_are_those_of_a_turn_told_of_the_past(turn: str, year: int | None) -> None:
    text = f"In 2022 sea arrivals in Italy from Tunisia fell by 40 %. {turn}"
    found = read(text, published="2024-05-08", language="en").claims[-1]
    assert (found.period.start.year if found.period else None) == year
    assert found.origin("period") == ("neighbour" if year else None)


def test_the_event_that_the_sentence_names_is_its_cause() -> None:
    text = "Smugglers switched to the eastern route after the EU's deal with Tunisia of July 2023."
    (found,) = read(text, published="2024-05-08").claims
    assert found.causal is not None
    assert found.causal.cause == "the EU's deal with Tunisia of July 2023"
    assert found.period is None  # the days are those of the deal


@pytest.mark.parametrize("thing", ["ship", "vessel", "flight", "ferry"])
def test_a_number_aboard_what_was_diverted_is_no_diversion(thing: str) -> None:
    (found,) = read(
        f"The {thing} was diverted to Genoa with 59 migrants on board.", published="2024-05-08"
    ).claims
    assert found.causal is None
