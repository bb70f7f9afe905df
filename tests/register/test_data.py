"""The bundled register as a whole: every reference resolves, every row has its source."""

import itertools
import re

import msgspec
import pytest

from waterbed.records import PartialDate
from waterbed.register import load
from waterbed.register.lineage import lineage
from waterbed.register.money import shares
from waterbed.register.names import fold

TABLES = {
    "actors": load.actors,
    "places": load.places,
    "agreements": load.agreements,
    "engagements": load.engagements,
    "groups": load.groups,
    "money": load.money,
    "events": load.events,
    "offices": load.offices,
    "recognition": load.recognitions,
    "control": load.controls,
}


def rows(name):
    table = TABLES[name]()
    return tuple(table.values()) if hasattr(table, "values") else table


@pytest.mark.parametrize("name", TABLES)
def test_every_row_has_a_source_with_a_web_address(name):
    assert rows(name)
    for row in rows(name):
        assert row.sources
        assert all(re.match(r"https?://[^ ]+\.[^ ]+", source.url) for source in row.sources)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_survives_the_way_to_plain_values_and_back(name):
    for row in rows(name):
        plain = msgspec.to_builtins(row, enc_hook=lambda date: date.text)
        again = msgspec.convert(plain, type(row), dec_hook=lambda _, text: PartialDate(text))
        assert again == row


def actors_named():
    for row in load.offices():
        yield from (row.holder, row.body)
    for row in load.recognitions():
        yield from (row.recogniser, row.subject)
    yield from (row.actor for row in load.controls())
    for row in load.agreements().values():
        yield from row.parties
    for row in load.engagements().values():
        yield from row.participants
        yield from (one for leg in row.legs for one in leg.counterparts)
    for row in load.groups().values():
        yield row.id
        yield from (member.actor for member in row.memberships)
    for row in load.money().values():
        yield from (row.payer, row.payee)
    for row in load.events().values():
        yield from row.actors
        yield from row.allegation.accused if row.allegation else ()


def places_named():
    yield from (row.place for row in load.controls())
    yield from (leg.place for row in load.engagements().values() for leg in row.legs)
    yield from (one for row in load.events().values() for one in row.places)
    for route in load.routes().values():
        yield from (one for one in (route.departure, route.landing) if one)


def routes_named():
    for row in load.events().values():
        yield from row.routes
        yield from (one.route for one in row.expected)


def test_every_actor_place_and_route_that_is_named_exists():
    assert set(actors_named()) <= set(load.actors())
    assert set(places_named()) <= set(load.places())
    assert set(routes_named()) <= set(load.routes())


def test_every_agreement_event_and_amount_that_is_named_exists():
    renewals = [one for row in load.agreements().values() for one in row.renewals]
    assert {one.event for one in renewals} - {""} <= set(load.events())
    assert {row.after for row in load.money().values()} - {""} <= set(load.events())
    assert {row.agreement for row in load.money().values()} - {""} <= set(load.agreements())
    assert {row.part_of for row in load.money().values()} - {""} <= set(load.money())
    signed = {one for row in load.engagements().values() for one in row.agreements}
    assert signed <= set(load.agreements())


@pytest.mark.parametrize("table", [load.actors, load.places, load.routes])
def test_what_contains_something_exists_and_never_contains_itself(table):
    entries = table()
    for one in entries:
        chain = lineage(one, entries)
        assert entries[chain[-1]].within == ""


@pytest.mark.parametrize("table", [load.actors, load.places])
def test_no_spelling_means_two_things(table):
    owners = {}
    for one, entry in table().items():
        for name in {fold(name) for name in (one, entry.name, *entry.aliases)}:
            owners.setdefault("".join(name), set()).add(one)
    assert {name: found for name, found in owners.items() if len(found) > 1} == {}


def test_a_state_and_its_territory_share_one_id():
    territories = {one for one, place in load.places().items() if place.kind == "state"}
    assert all(load.actors()[one].kind == "state" for one in territories)


def test_a_row_with_only_partial_sources_says_what_they_leave_open():
    unexplained = [
        row.id
        for row in itertools.chain(load.events().values(), load.agreements().values())
        if not row.note and all(source.verified == "partial" for source in row.sources)
    ]
    assert unexplained == []


def test_no_parts_exceed_their_whole():
    assert list(shares(load.money()))


def test_the_register_is_kept_to_the_day_of_its_last_event():
    assert load.kept_to() == max(row.start.first for row in load.events().values())


def test_each_word_is_plain():
    loaded = re.compile(r"\b(waves?|floods? of|illegals?|swarms?|invasion)\b", re.IGNORECASE)
    texts = [text for row in load.events().values() for text in (row.title, row.note)]
    assert [text for text in texts if loaded.search(text)] == []
