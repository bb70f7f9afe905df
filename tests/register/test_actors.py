import datetime as dt

import pytest

from waterbed.records import InvalidError, NotFoundError
from waterbed.register import actor, actors, belongs, holders_on, load, office_on, resolve_actor

VISIT = dt.date(2024, 5, 7)


@pytest.mark.parametrize(
    "spelling",
    ["Dabaiba", "Dbeibah", "Abdul Hamid Dbeibeh", "abdulhamid aldabaiba", "ABDELHAMID DABAIBA"],
)
def test_every_spelling_of_the_prime_minister_is_one_person(spelling):
    assert resolve_actor(spelling).id == "dbeibah"


def test_an_unknown_actor_gets_the_nearest_names():
    with pytest.raises(NotFoundError, match="Meloni"):
        resolve_actor("Melonni")


@pytest.mark.parametrize(
    ("person", "title"),
    [
        ("Dabaiba", "prime minister"),
        ("Mohamed Yunus Al Menfi", "president of the Presidential Council"),
        ("General Haftar", "commander"),
        ("Piantedosi", "interior minister"),
    ],
)
def test_an_office_is_known_on_the_day_of_the_visit(person, title):
    assert [office.title for office in office_on(person, VISIT)] == [title]


def test_who_led_the_recognised_government_on_the_day_of_the_visit():
    led = [one for one in holders_on("GNU", VISIT) if one.title == "prime minister"]
    assert [one.holder for one in led] == ["dbeibah"]


def test_nobody_holds_an_office_of_a_government_that_was_not_yet_there():
    assert holders_on("GNU", dt.date(2019, 1, 1)) == ()


@pytest.mark.parametrize("body", ["italy", "gnu", "gna", "gns"])
def test_a_body_has_at_most_one_head_except_on_a_day_of_handover(body):
    heads = [one for one in load.offices() if one.body == body and one.title == "prime minister"]
    for day in (dt.date(2015, 1, 1) + dt.timedelta(days=step) for step in range(0, 3650, 13)):
        held = [one for one in heads if one in holders_on(body, day)]
        assert len(held) <= 1 or any(
            day in (one.start.first, one.end and one.end.last) for one in held
        )


def test_italy_presided_the_g7_in_2024_only():
    assert [one.title for one in office_on("Italy", VISIT)] == ["presidency"]
    assert office_on("Italy", dt.date(2025, 1, 1)) == ()


def test_a_card_gathers_what_the_register_holds():
    card = actor("Haftar")
    assert [one.id for one in card.within] == ["lna", "libya"]
    assert {one.place for one in card.control} >= {"cyrenaica", "tobruk", "benghazi"}
    assert ("un", "does-not-recognise") in {
        (one.recogniser, one.stance) for one in card.recognition
    }
    assert "visit-meloni-libya-2024" in {one.id for one in card.engagements}
    assert set(card.actor.sources) <= set(card.sources)


def test_the_card_of_a_state_includes_what_its_governments_did():
    card = actor("Libya")
    assert "it-ly-mou-2017" in {one.id for one in card.agreements}
    assert ("rome-process", "invited") in {
        (one.group.id, one.membership.role) for one in card.memberships
    }


def test_the_card_of_a_forum_lists_everyone_in_it():
    standings = actor("Rome Process").memberships
    assert {one.group.id for one in standings} == {"rome-process"}
    assert {"italy", "tunisia", "libya"} <= {one.membership.actor for one in standings}


def test_a_person_belongs_to_a_body_and_to_its_state_and_not_the_other_way():
    assert belongs("dbeibah", "gnu")
    assert belongs("dbeibah", "libya")
    assert not belongs("libya", "dbeibah")


def test_a_card_as_of_a_day_holds_nothing_that_began_later():
    day = dt.date(2022, 12, 31)
    card = actor("GNU", day)
    assert {one.holder for one in card.offices} == {"dbeibah", "trabelsi"}
    assert card.engagements == ()
    assert all(one.signed.first <= day for one in card.agreements)
    assert actor("GNU", dt.date(2100, 1, 1)) == actor("GNU")


def test_an_actor_that_began_later_has_no_card_and_is_not_listed():
    day = dt.date(2019, 1, 1)
    with pytest.raises(InvalidError, match=r"began on 2021-03-15, after 2019-01-01\. Name a later"):
        actor("GNU", day)
    assert "gnu" not in {one.id for one in actors(day)}
    assert actors() == tuple(load.actors().values())
