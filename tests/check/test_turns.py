"""Claims that people took another way: an estimate where there can be one, else just why not."""

from __future__ import annotations

import pytest

from waterbed.check import check
from waterbed.read import read
from waterbed.store import Store

TURKEY = "The EU-Turkey statement pushed migrants towards the central Mediterranean route."
TUNISIA = "Smugglers switched to the eastern route after the EU's memorandum with Tunisia."


@pytest.fixture
def cause(home):
    def judge(text, published="2024-05-08"):
        found = check(read(text, published=published, language="en"), Store(home))
        return found.verdicts[-1].cause

    return judge


@pytest.mark.parametrize(
    ("sentence", "published", "event", "ways", "standing"),
    [
        (TURKEY, "2017-05-08", "eu-tr-statement", ("eastern", "central"), "uninformative"),
        (TUNISIA, "2024-05-08", "eu-tn-mou", ("central", "eastern"), "not identified"),
    ],
)
def test_both_routes_and_an_event_carry_a_displacement(
    cause, sentence, published, event, ways, standing
):
    found = cause(sentence, published)
    assert found.event.id == event
    assert found.displacement.averted.key == f"{ways[0]}-mediterranean"
    assert found.displacement.receiving[0].excess.key == f"{ways[1]}-mediterranean"
    assert found.displacement.receiving[0].share.standing == standing
    assert found.rating == "cannot tell"
    assert [one.role for one in found.beside] == ["cause", "effect"]


@pytest.mark.parametrize(
    ("sentence", "why"),
    [
        (
            "The deal has diverted departures to Algeria.",
            "The record has no series of departures from Algeria.",
        ),
        (
            "The deal has diverted departures to Algeria.",
            "“The deal” names no event of the register",
        ),
        ("The migration route has shifted to the Canary Islands.", "The text names no event,"),
        (
            "The migration route has shifted to the Canary Islands.",
            "Neither the text nor an event that it names says which way people left.",
        ),
        (
            "Departures have shifted from Tunisia to Libya since the EU's memorandum with Tunisia.",
            "Both ways lie on the Central Mediterranean route, which its publisher counts as one.",
        ),
        (
            "The closure of the Balkan route has redirected departures to Libya.",
            "lead to several routes (Central Mediterranean and Eastern Mediterranean)",
        ),
        (
            "The deal with Tunisia has diverted departures to Algeria.",
            "“The deal with Tunisia” may be eu-tn-mou (2023-07-16) or it-tn-boats (2023-12)",
        ),
    ],
)
def test_where_there_is_no_estimate_it_says_why(cause, sentence, why):
    found = cause(sentence)
    assert found.rating == "cannot tell"
    assert found.displacement is None
    assert why in found.because


def test_stated_days_without_an_event_are_counted_from_their_first(cause):
    found = cause("Since January migration shifted from the central to the western Mediterranean.")
    assert found.event is None
    assert found.displacement.averted.key == "central-mediterranean"
    assert found.displacement.start.isoformat() == "2024-01-01"


def test_several_events_are_listed_beside_an_estimate_from_the_days_stated(cause):
    found = cause(
        "In 2024 migration shifted from the central to the western Mediterranean after the deal "
        "with Tunisia."
    )
    assert [one.id for one in found.candidates] == ["eu-tn-mou", "it-tn-boats"]
    assert "is taken for none of them" in found.because
    assert found.displacement is not None


def test_without_any_day_nothing_is_worked_out(cause):
    found = cause(TUNISIA, None)
    assert "Neither the text nor --published says which days are meant." in found.because
    assert (found.event, found.displacement, found.beside) == (None, None, ())


def test_a_way_named_in_the_text_is_the_one_that_is_bounded(cause):
    found = cause("Boats from Libya now head for Crete rather than Italy.")
    assert (found.diversion.fell, found.diversion.rose) == (
        "corridor/libya>italy",
        "corridor/libya>crete",
    )
    assert "4 % and 57 % of the fall" in found.because


@pytest.mark.parametrize(
    ("sentence", "published", "start", "end", "before"),
    [
        (
            "From January to April 2024 boats from Libya headed for Crete rather than Italy.",
            "2025-02-01",
            "2024-01-01",
            "2024-04-30",
            "2023-01-01",
        ),
        (
            "Boats from Libya now head for Crete rather than Italy.",
            "2024-02-29",
            "2024-01-01",
            "2024-02-28",
            "2023-01-01",
        ),
    ],
)
def test_what_is_bounded_are_the_days_stated_else_the_year_so_far(
    cause, sentence, published, start, end, before
):
    found = cause(sentence, published).diversion
    assert [str(one) for one in (found.start, found.end, found.versus_start)] == [
        start,
        end,
        before,
    ]


@pytest.mark.parametrize(
    ("sentence", "published", "why"),
    [
        (
            "Boats from Libya now head for Crete rather than Italy.",
            "2024-01-01",
            "The days meant are not known or not over yet",
        ),
        (
            "In 2022 boats from Libya headed for Crete rather than Italy.",
            "2024-05-08",
            "The record has no bounds for both ways (1 January to 31 December 2022)",
        ),
    ],
)
def test_days_that_cannot_be_bounded_are_said_to_be_so(cause, sentence, published, why):
    found = cause(sentence, published)
    assert found.diversion is None
    assert found.because.startswith(f"{why}, so how many people took the other way cannot be")


@pytest.mark.parametrize("published", ["2024-01-01", "2024-02-29", "2023-12-31", "2025-03-01"])
@pytest.mark.parametrize(
    "sentence",
    [
        "Boats from Libya now head for Crete rather than Italy.",
        "Since 29 February 2020 departures shifted from Tunisia to Libya.",
        "More people arrived in Greece than in Italy this year.",
        "Sea arrivals in Italy rose so far this year because of the deal with Tunisia.",
    ],
)
def test_no_day_of_publication_costs_a_text_its_other_claims(home, sentence, published):
    text = f"{sentence} Sea arrivals in Italy fell in 2022 compared with 2021."
    article = read(text, published=published, language="en")
    found = check(article, Store(home))
    assert len(found.verdicts) == len(article.claims) == 2


def test_a_turn_of_too_few_days_is_told_without_an_event_that_is_not_there(cause):
    found = cause(
        "In 2024 migration shifted from the central to the western Mediterranean.", "2024-01-20"
    )
    assert found.event is None
    assert "after that from which to count" in found.because


def test_a_way_by_which_fewer_came_took_nobody_over(cause):
    found = cause("Departures have shifted from Tunisia to Libya.")
    assert (found.diversion.fell, found.diversion.rose) == (
        "corridor/tunisia>italy",
        "corridor/libya>italy",
    )
    assert found.because.startswith(
        "Arrivals by sea in Italy from Libya fell too, by between 8,556 and 8,897"
    )


def test_a_turn_before_its_event_is_not_consistent_with_it(cause):
    found = cause(
        "Migration shifted to the western Mediterranean route in 2022 after the EU's memorandum "
        "with Tunisia."
    )
    assert found.rating == "not consistent"
    assert "EU-Tunisia memorandum (16 July 2023): after the days claimed" in found.because
    assert [one.id for one in found.candidates] == ["eu-tn-mou"]
