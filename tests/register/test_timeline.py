import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import EVENT_KINDS, NotFoundError, PartialDate
from waterbed.register import load, timeline

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "facts" / "timeline.csv"
COARSER = {"quad-rome-2024": "the day is not in them"}  # less precise than the facts, and why
YEAR = {"start": dt.date(2023, 6, 1), "end": dt.date(2024, 6, 1)}

LIBYAN_ACTORS = {"LY", "GNA", "GNU", "GNS", "LNA", "GNC", "HoR", "LY navy", "Presidential Council"}
LIBYAN_ACTORS |= {"al-Ammu militia", "Brigade 48", "Sabratha militias", "SSA", "Rada"}
LIBYAN_ACTORS |= {"LNA(blamed)"}
LIBYAN_PLACES = {"Libya", "Tripoli", "Benghazi", "Tobruk", "Derna", "Sabratha", "Tajoura"}
LIBYAN_ROUTES = {"CMR-LY", "CMR-LY-E", "CMR-LY-W", "EMR-CRETE"}


@pytest.fixture(scope="module")
def facts():
    if not FACTS.exists():
        pytest.skip("../shared/facts is absent")
    with FACTS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def dates(row):
    week = "~" if row["date_precision"] == "week" else ""
    start = PartialDate(row["date_start"] + week)
    return start, PartialDate(row["date_end"]) if row["date_end"] else None


def is_libyan(row):
    routes = {part.split(":")[0] for part in row["expected_direction"].split(";")}
    return bool(
        LIBYAN_ACTORS.intersection(row["actors"].split(";"))
        or LIBYAN_PLACES.intersection(row["places"].split(";"))
        or LIBYAN_ROUTES.intersection({*row["routes"].split(";"), *routes})
    )


def test_the_register_holds_every_event_of_the_facts_with_its_dates(facts):
    found = {one.id: (one.start, one.end, one.kind) for one in load.events().values()}
    expected = {row["id"]: (*dates(row), row["kind"]) for row in facts}
    for one in COARSER:
        start, *rest = expected[one]
        assert start.text.startswith(found[one][0].text)
        assert found[one][0].precision != start.precision
        expected[one] = (found[one][0], *rest)
    assert found == expected


@pytest.mark.parametrize("one", COARSER)
def test_a_date_is_only_as_precise_as_a_source_gives_it(one):
    event, met = load.events()[one], load.engagements()[one]
    assert (event.start.text, met.legs[0].start.text) == ("2024-05", "2024-05")
    assert COARSER[one] in event.note


def test_a_reported_toll_lies_in_the_range(facts):
    for row in facts:
        if row["deaths_reported"]:
            deaths = load.events()[row["id"]].deaths
            top = deaths.high or float("inf")
            assert deaths.low <= int(row["deaths_reported"]) <= top


def test_the_timeline_of_libya_is_complete_against_the_facts(facts):
    expected = set()
    for row in facts:
        start, end = dates(row)
        inside = start.first <= YEAR["end"] and (end or start).last >= YEAR["start"]
        if inside and is_libyan(row):
            expected.add(row["id"])
    assert {event.id for event in timeline("libya", **YEAR)} == expected


def test_over_all_years_the_timeline_of_libya_is_complete_too(facts):
    expected = {row["id"] for row in facts if is_libyan(row)}
    assert {event.id for event in timeline("libya")} == expected


def test_the_year_before_the_visit_in_libya():
    found = [event.id for event in timeline("Libya", **YEAR)]
    assert found[-1] == "visit-meloni-libya-2024"
    assert {"wreck-pylos", "ly-derna-flood", "eu-eg-package", "quad-rome-2024"} <= set(found)
    assert not {"eu-tn-mou", "ne-coup", "it-al-protocol"} & set(found)


def test_conditions_narrow_one_another():
    every = timeline()
    assert set(timeline(kind="visit")) == {one for one in every if one.kind == "visit"}
    assert set(timeline("libya", "Italy", kind="visit")) == (
        set(timeline("libya")) & set(timeline(actor="Italy")) & set(timeline(kind="visit"))
    )


def test_an_actor_brings_the_meetings_that_it_attended_and_what_it_is_accused_of():
    assert "visit-meloni-libya-2024" in {one.id for one in timeline(actor="Hifter")}
    assert "sabratha-arrangement" in {one.id for one in timeline(actor="Italy")}


def test_a_state_brings_what_its_authorities_did():
    assert {one.id for one in timeline(actor="LNA")} < {one.id for one in timeline(actor="Libya")}


@pytest.mark.parametrize(
    ("question", "near"),
    [
        ({"place": "Tobruck"}, "Tobruk"),
        ({"actor": "Melonni"}, "Meloni"),
        ({"kind": "visits"}, "visit"),
    ],
)
def test_an_unknown_name_gets_the_nearest_ones(question, near):
    with pytest.raises(NotFoundError, match=near):
        timeline(**question)


@given(st.dates(dt.date(2005, 1, 1), dt.date(2027, 1, 1)), st.integers(0, 2000))
def test_a_longer_window_never_loses_an_event_and_order_is_by_day(start, length):
    end = start + dt.timedelta(days=length)
    inner = timeline(start=start, end=end)
    outer = timeline(start=start - dt.timedelta(days=30), end=end + dt.timedelta(days=30))
    assert set(inner) <= set(outer)
    assert list(inner) == sorted(inner, key=lambda one: (one.start.first, one.id))


@given(st.dates(dt.date(2007, 1, 1), dt.date(2026, 1, 1)))
def test_two_halves_make_the_whole(day):
    before = timeline(end=day)
    since = timeline(start=day)
    assert {one.id for one in (*before, *since)} == set(load.events())


def test_every_kind_that_is_offered_is_in_use():
    assert {event.kind for event in load.events().values()} == set(EVENT_KINDS)


def test_an_accusation_stands_with_its_reply():
    event = load.events()["sabratha-arrangement"]
    assert event.allegation.accused == ("italy",)
    assert "denied" in event.allegation.reply


def test_a_sector_narrows_the_timeline_and_an_unknown_one_is_named():
    found = timeline(sector="energy")
    assert found
    assert set(found) == {one for one in timeline() if "energy" in one.sectors}
    with pytest.raises(NotFoundError, match="'energy'"):
        timeline(sector="enrgy")
