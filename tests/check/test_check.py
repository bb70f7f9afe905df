"""The whole way: a text in, verdicts out, against the bundled record."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from waterbed.check import check
from waterbed.read import read
from waterbed.store import Store

PUBLISHED = dt.date(2024, 5, 8)
ARTICLE = (
    Path(__file__).resolve().parents[2].parent / "shared/article/visit-to-libya-2024-05-08.txt"
)
TEN_THOUSAND = (
    "Data of the Italian interior ministry show that from January on fewer people left Libya for "
    "Italy than a year before. About 10,000 fewer migrants arrived from Libya in Italy in the "
    "first part of this year compared to the same period last year."
)


@pytest.fixture
def store(home):
    return Store(home)


@pytest.fixture
def checked(store):
    def run(text, **more):
        return check(read(text, published=more.pop("published", PUBLISHED)), store, **more)

    return run


def about(checked, words):
    """Find the verdict on the claim whose sentence holds some words."""
    return next(
        verdict
        for verdict in checked.verdicts
        if words in checked.article.claims[verdict.claim].sentence
    )


def assert_the_report_of_10_000(found):
    verdict = about(found, "10,000 fewer")
    assert verdict.rating == verdict.then == "close"
    assert "12 to 17 %" in verdict.because
    near = {(one.end.isoformat(), one.low, one.high) for one in verdict.readings}
    assert near == {("2024-05-07", -8897, -8556), ("2024-05-06", -8751, -8751)}
    assert {one.key for one in verdict.readings} == {"corridor/libya>italy"}
    later = next(one for one in verdict.holds_if if one.key == "corridor/libya>italy")
    assert (later.end, later.low) == (dt.date(2024, 5, 28), -10_861)
    assert later.known == dt.date(2024, 5, 29)
    wider = next(one for one in verdict.fails_if if one.key == "arrivals/sea/italy")
    assert (wider.end, wider.low) == (dt.date(2024, 5, 6), -26_944)
    assert any("Tunisia" in line and "17,070" in line for line in verdict.left_out)
    impossible = [one for one in found.conflicts if 8271 in {seen.value for seen in one.figures}]
    assert {534, 1000, 1195, 316} <= {round(one.size) for one in impossible}


def test_about_10_000_fewer_is_close_for_libya_and_false_for_all_of_italy(checked):
    assert_the_report_of_10_000(checked(TEN_THOUSAND))


def test_a_diversion_is_bounded_and_never_called_true(checked):
    found = checked(
        "Some researchers say that migrants leaving Libya are now headed for Greek islands instead "
        "of Italy, which they say would explain the increase in arrivals in Greece in the first "
        "part of 2024 compared to the same period in 2023."
    )
    verdict = about(found, "Greek islands")
    assert verdict.cause is not None
    assert verdict.cause.rating == "cannot tell"
    moved = verdict.cause.diversion
    assert moved is not None
    assert moved.of_fall.strict is not None
    assert round(moved.of_fall.strict.low, 2) == 0.04
    assert round(moved.of_fall.strict.high, 2) == 0.57
    assert "29 March" in verdict.cause.because
    assert {name for name, _, _ in moved.nationalities} >= {"EGY", "PAK", "SYR"}
    estimate = verdict.cause.displacement
    assert (estimate.averted.key, estimate.event) == ("central-mediterranean", "")
    assert estimate.receiving[0].share.standing == "not identified"
    beside = [one.key for one in verdict.cause.beside]
    assert beside == ["arrivals/sea/italy", "arrivals/sea/greece"]


def test_a_cause_is_not_shown_by_counts_and_its_rivals_are_named(checked):
    found = checked(
        "Arrivals in Italy fell by 60.6 % from 1 January to 7 May 2024 compared with the same "
        "period of 2023, thanks to the agreement with Libya."
    )
    (verdict,) = found.verdicts
    assert verdict.rating == "holds"
    assert verdict.cause is not None
    assert verdict.cause.rating == "not shown by these figures"
    assert verdict.cause.rivals


def test_a_named_event_carries_what_it_changed(checked):
    found = checked(
        "Arrivals in Italy fell by 60.6 % from 1 January to 7 May 2024 compared with the same "
        "period of 2023, thanks to the EU's memorandum with Tunisia."
    )
    (verdict,) = found.verdicts
    assert verdict.rating == "holds"  # the fact is judged apart
    cause = verdict.cause
    assert cause.event.id == "eu-tn-mou"
    assert cause.event not in cause.rivals
    assert cause.rating == "cannot tell"
    assert cause.effect.start == dt.date(2024, 1, 1)
    assert cause.effect.calibration is not None
    assert [one.role for one in cause.beside] == ["effect"]


def test_a_cause_that_names_several_events_lists_them_and_takes_none(checked):
    found = checked(
        "Arrivals in Italy fell by 60.6 % from 1 January to 7 May 2024 compared with the same "
        "period of 2023, thanks to the deal with Tunisia."
    )
    cause = found.verdicts[0].cause
    assert (cause.event, cause.effect) == (None, None)
    assert [one.id for one in cause.candidates] == ["eu-tn-mou", "it-tn-boats"]
    assert "may be eu-tn-mou (2023-07-16) or it-tn-boats (2023-12)" in cause.because
    asks = "`waterbed effect detections/central-mediterranean --event eu-tn-mou` asks about one"
    assert asks in cause.because


@pytest.mark.parametrize("joined", ["thanks to", "after"])
def test_a_change_before_its_cause_is_not_consistent_with_it(checked, joined):
    found = checked(
        "Arrivals by sea in Italy fell in 2022 compared with 2021, "
        f"{joined} the EU's memorandum with Tunisia."
    )
    cause = found.verdicts[0].cause
    assert cause.rating == "not consistent"
    assert (cause.event, cause.effect) == (None, None)
    assert (
        "EU-Tunisia memorandum (16 July 2023): after the days claimed (1 January to 31 December "
        "2022)" in cause.because
    )


def test_returns_stand_beside_a_claim_that_takes_them_for_the_cause(checked):
    found = checked(
        "Arrivals in Italy fell by 60.6 % from 1 January to 7 May 2024 compared with the same "
        "period of 2023, thanks to the Libyan coast guard."
    )
    cause = found.verdicts[0].cause
    assert cause.rating == "not shown by these figures"
    assert (cause.beside[0].role, cause.beside[0].key) == ("cause", "interceptions/libya")


def test_detections_called_people_are_corrected(checked):
    found = checked(
        "Frontex counted 16,205 people on the central Mediterranean route in the first four "
        "months of 2024."
    )
    (verdict,) = found.verdicts
    assert verdict.rating == "holds"
    assert verdict.readings[0].key == "detections/central-mediterranean"
    assert "not people" in verdict.corrections[0]


def test_figures_published_after_the_article_do_not_count_then(checked):
    found = checked(
        "At least 589 people died or went missing in the central Mediterranean in the first four "
        "months of 2024, according to the Missing Migrants Project."
    )
    (verdict,) = found.verdicts
    assert (verdict.rating, verdict.then) == ("holds", "no_data")


def test_what_the_record_does_not_hold_is_said_with_what_to_pull(checked):
    found = checked("In March 1987 about 4,000 people applied for asylum in Greece.")
    for verdict in found.verdicts:
        assert verdict.rating == "no_data"
        assert "waterbed pull" in verdict.because


def test_norms_and_forecasts_are_not_tested(checked):
    found = checked(
        "The rescue group called the payments shameful. The parliament will approve the money in "
        "the coming days."
    )
    ratings = [one.rating for one in found.judgements]
    assert "not_testable" in ratings
    assert "pending" in ratings
    assert found.verdicts == ()


def test_an_office_that_differs_from_the_register_is_noted(checked):
    found = checked(
        "The talks were in Tripoli. Prime Minister Giorgia Meloni met National Unity President "
        "Mohamed al-Menfi there."
    )
    (remark,) = found.remarks
    assert "Presidential Council" in remark.message
    assert "Menfi" in found.article.text[remark.start : remark.end]


def test_a_visit_is_found_in_the_register(checked):
    found = checked("Giorgia Meloni met Libyan officials in Tripoli and Benghazi on 7 May 2024.")
    assert [one.rating for one in found.judgements] == ["found"]
    assert found.judgements[0].events[0].id == "visit-meloni-libya-2024"


def test_checking_is_deterministic(checked):
    assert checked(TEN_THOUSAND) == checked(TEN_THOUSAND)


@pytest.fixture
def article():
    if not ARTICLE.exists():
        pytest.skip("shared/article is absent: the report that the program was made for")
    return ARTICLE.read_text("utf-8")


def test_the_report_is_read_and_judged(checked, article):
    found = checked(article)
    assert_the_report_of_10_000(found)
    assert len(found.verdicts) == 3
    assert about(found, "significant reduction").rating == "holds"
    moved = about(found, "Greek islands")
    assert moved.rating == "holds"
    assert moved.cause is not None
    assert moved.cause.rating == "cannot tell"
    assert moved.cause.displacement.averted.observed == 16_205
    assert moved.cause.displacement.receiving[0].share.standing == "not identified"


def test_the_reports_norms_forecasts_and_facts_are_kept_apart(checked, article):
    found = checked(article)
    said = {
        rating: " ".join(
            found.article.statements[one.statement].quote
            for one in found.judgements
            if one.rating == rating
        )
        for rating in ("not_testable", "pending", "found")
    }
    assert "complicit" in said["not_testable"]
    assert "parliament will approve" in said["pending"]
    assert "Rome Process" in said["found"]
    renewed = [event.id for one in found.judgements for event in one.events]
    assert "it-ly-mou-2023" in renewed
    assert any("National Unity President" in one.message for one in found.remarks)
