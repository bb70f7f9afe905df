import datetime as dt
from dataclasses import replace

import pytest

from waterbed.register import actor, load, unrecognised, who
from waterbed.report import actor_table, actors_table, place_table, standing_table

VISIT = dt.date(2024, 5, 7)


def cells(table):
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def card(name):
    found = actor(name)
    met = {one.id: unrecognised(one) for one in found.engagements}
    return actor_table(found, met)


def facts(table, fact):
    return [row for row in cells(table) if row["fact"] == fact]


def test_who_holds_tobruk_and_whom_the_un_recognises_stand_side_by_side():
    table = standing_table(who("Tobruk", VISIT))
    rows = {row["actor"]: (row["holds"], row["recognised by the UN"]) for row in cells(table)}
    assert rows == {
        "Libyan National Army": ("all of Tobruk", "no"),
        "Presidential Council of Libya": ("not shown to hold it", "yes"),
        "Government of National Unity": ("not shown to hold it", "yes"),
        "Government of National Stability": ("not shown to hold it", "no"),
    }
    assert table.title == "Who holds Tobruk on 7 May 2024"
    assert table.notes[-1].startswith("source")


def test_stances_of_others_are_named_on_either_side():
    rows = {row["actor"]: row for row in cells(standing_table(who("Tobruk", VISIT)))}
    assert rows["Government of National Unity"]["recognised by others"] == (
        "yes: Algeria, Italy; no: House of Representatives"
    )


def test_silence_is_neither_yes_nor_no():
    rows = {row["actor"]: row for row in cells(standing_table(who("Tripoli", VISIT)))}
    assert rows["444 Brigade"]["recognised by the UN"] == "not known"


@pytest.mark.parametrize(
    ("degree", "contested", "said"),
    [
        ("full", False, "all of Tobruk"),
        ("most", True, "most of Tobruk, contested"),
        ("part", False, "part of Tobruk"),
        ("nominal", True, "Tobruk, in name only, contested"),
    ],
)
def test_partial_and_contested_control_is_said_in_words(degree, contested, said):
    standing = who("Tobruk", VISIT)
    (holder,) = standing.holders
    changed = replace(holder, control=replace(holder.control, degree=degree, contested=contested))
    (row, *_) = cells(standing_table(replace(standing, holders=(changed,))))
    assert row["holds"] == said


def test_a_place_without_a_row_says_whose_row_it_shows():
    table = standing_table(who("Khoms", VISIT))
    assert cells(table)[0]["holds"] == "most of Tripolitania, contested"
    assert any("no row for Khoms" in note and "Tripolitania" in note for note in table.notes)


def test_an_unknown_holder_is_said_in_words():
    table = standing_table(who("Rome", VISIT))
    assert table.rows == ()
    assert "No source in the register says who held Rome that day." in table.notes


@pytest.mark.parametrize(("on", "beyond"), [(VISIT, False), (dt.date(2050, 1, 1), True)])
def test_a_day_beyond_the_register_is_said_to_be_beyond_it(on, beyond):
    standing = who("Tobruk", on)
    for table in (standing_table(standing), place_table([standing], on)):
        assert table.notes[0].startswith("The register was kept to 5 November 2025")
        assert ("what it says of 1 January 2050 is what it last held" in table.notes[0]) == beyond
    assert standing.kept_to == load.kept_to()


def test_places_are_listed_with_their_holders():
    rows = {
        row["place"]: row
        for row in cells(place_table([who(one, VISIT) for one in load.places()], VISIT))
    }
    assert len(rows) == len(load.places())
    assert rows["Tobruk"]["held by"] == "Libyan National Army: all of Tobruk"
    assert (rows["Tobruk"]["lies in"], rows["Rome"]["held by"]) == ("Cyrenaica", "")


def test_actors_are_listed_with_their_spellings():
    rows = {row["actor"]: row for row in cells(actors_table(tuple(load.actors().values())))}
    assert len(rows) == len(load.actors())
    assert "Hifter" in rows["Khalifa Haftar"]["also called"]
    assert rows["Khalifa Haftar"]["belongs to"] == "Libyan National Army"


def test_a_card_shows_office_recognition_and_control():
    table = card("Haftar")
    (office,) = facts(table, "office")
    assert office["what"] == "Khalifa Haftar: commander, Libyan National Army"
    assert office["from"].text == "2015-03-02"
    said = {row["what"] for row in facts(table, "recognition")}
    assert "United Nations does not recognise Libyan National Army" in said
    assert "Libyan National Army: all of Tobruk" in {row["what"] for row in facts(table, "control")}


def test_a_card_says_at_which_meetings_someone_was_not_recognised():
    remarks = {
        row["what"].split(" (")[0]: row["remarks"] for row in facts(card("Meloni"), "meeting")
    }
    said = "not recognised by the United Nations: Khalifa Haftar (Libyan National Army)"
    assert remarks["Meloni in Tripoli and Benghazi"].startswith(said)
    assert "not recognised" not in remarks["Meloni in Tripoli"]


def test_a_card_of_a_forum_shows_who_is_in_it_and_who_is_asked():
    rows = {(row["what"], row["remarks"]) for row in facts(card("Rome Process"), "working group")}
    assert ("Rome Process: Italy, member", "host") in rows
    assert ("Rome Process: Libya, invited", "acceptance not reported") in rows


def test_a_card_shows_agreements_with_their_weight():
    titles = {row["what"].split(":")[0] for row in facts(card("GNU"), "agreement")}
    assert "Memorandum on migration and border security (memorandum)" in titles
