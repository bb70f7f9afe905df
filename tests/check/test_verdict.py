"""Verdicts on sentences whose truth the bundled record decides."""

from __future__ import annotations

import datetime as dt

import pytest

from waterbed.check import check
from waterbed.read import read
from waterbed.store import Store

LATER = dt.date(2026, 3, 1)


@pytest.fixture
def judged(home):
    def judge(text, published=LATER):
        article = read(text, published=published, language="en")
        return check(article, Store(home))

    return judge


@pytest.mark.parametrize(
    ("sentence", "rating"),
    [
        ("In 2024, 66,441 people arrived by sea in Italy.", "holds"),
        ("In 2024, 66,441 people arrived by sea in Greece.", "contradicted"),
        ("Nearly 67,000 people arrived by sea in Italy in 2024.", "holds"),
        ("Nearly 200,000 people arrived by sea in Italy in 2024.", "contradicted"),
        ("More than 60,000 people arrived by sea in Italy in 2024.", "holds"),
        ("Fewer than 60,000 people arrived by sea in Italy in 2024.", "contradicted"),
        ("Arrivals by sea in Italy fell by 58 percent in 2024 compared with 2023.", "holds"),
        ("Arrivals by sea in Italy rose by 4 percent in 2025 compared with 2024.", "contradicted"),
        ("Sea arrivals in Italy were stable in 2025.", "holds"),
        ("Sea arrivals in Italy were stable in 2024.", "contradicted"),
        ("Sea arrivals in Italy in 2023 were the highest since 2016.", "holds"),
        ("Sea arrivals in Italy in 2022 were the highest since 2016.", "contradicted"),
        ("In 2024, 60,571 people arrived by sea in Spain.", "holds"),
        ("Fewer than 1,600 people died in the central Mediterranean in 2024.", "contradicted"),
        ("At least 1,600 people died in the central Mediterranean in 2024.", "holds"),
    ],
)
def test_a_claim_about_one_place_is_rated_by_its_own_figures(judged, sentence, rating):
    found = judged(sentence)
    assert [one.rating for one in found.verdicts] == [rating]
    assert not any(one.aside for one in found.verdicts[0].readings)


@pytest.mark.parametrize(
    ("sentence", "rating"),
    [
        ("In 2023, 17,300 Tunisians arrived by sea in Italy.", "no_data"),
        ("Arrivals by sea in Cyprus from Lebanon fell by 44 percent in 2024.", "no_data"),
        ("In 2024 more people arrived in Italy from Libya than from Tunisia.", "not_testable"),
        ("Sea arrivals in Greece rose faster than in Italy in 2024.", "not_testable"),
        ("It is not true that arrivals in Italy doubled in 2024.", "not_testable"),
    ],
)
def test_another_scope_neither_confirms_nor_contradicts(judged, sentence, rating):
    found = judged(sentence)
    assert [one.rating for one in found.verdicts] == [rating]
    assert found.verdicts[0].readings == ()


@pytest.mark.parametrize(
    ("sentence", "rating", "given"),
    [
        ("In 2024 more people arrived in Greece than in Italy.", "contradicted", "−11,972 against"),
        ("In 2024 fewer people arrived in Greece than in Italy.", "holds", "−11,972 against"),
        (
            "Twice as many people arrived by sea in Spain as in Italy in 2024.",
            "contradicted",
            "0.91 times against arrivals by sea in Italy for arrivals by sea in Spain",
        ),
        ("Sea arrivals in Italy were 20 % higher than in Greece in 2024.", "holds", "+22 %"),
        (
            "Italy received more arrivals than Greece in the first quarter of 2024.",
            "holds",
            "between +7 and +6,618 against arrivals by sea in Greece",
        ),
    ],
)
def test_two_places_are_held_against_each_other_in_the_same_days(judged, sentence, rating, given):
    (verdict,) = judged(sentence).verdicts
    assert verdict.rating == rating
    assert given in verdict.because
    assert all(one.versus_start is None for one in verdict.readings)


def test_two_publishers_of_two_places_are_named_as_an_assumption(judged):
    (verdict,) = judged("In 2024 fewer people landed in Greece than in Italy.").verdicts
    assert "Italy as counted by UNHCR" in verdict.readings[0].assumed


def test_a_forecast_is_looked_back_at_once_its_days_are_over(judged):
    text = "In 2024, 66,000 people will arrive in Italy by sea."
    (late,) = judged(text, dt.date(2023, 6, 1)).verdicts
    assert late.rating == "holds"
    assert late.then == "no_data"


def test_a_minimum_is_never_given_an_upper_end(judged):
    (verdict,) = judged(
        "Fewer than 5,000 people died in the central Mediterranean in 2024."
    ).verdicts
    assert verdict.rating == "depends"
    assert "at least 1,810" in verdict.because


def test_what_is_left_out_names_the_days_that_it_compares(judged):
    (verdict,) = judged(
        "Arrivals by sea in the Canary Islands rose by 100 percent in 2024 compared with 2020."
    ).verdicts
    assert any("in the same days of 2020" in line for line in verdict.left_out)
    assert not any("a year earlier" in line for line in verdict.left_out)


@pytest.mark.parametrize(
    "sentence",
    [
        "Italy and Libya cancelled the renewal of their memorandum in November 2022.",
        "Giorgia Meloni denied that she met Khalifa Haftar in Benghazi on 7 May 2024.",
    ],
)
def test_a_denied_event_is_not_found_in_the_register(judged, sentence):
    found = judged(sentence, dt.date(2024, 5, 10))
    assert not any(one.rating in {"found", "holds"} for one in found.judgements)


def test_a_found_event_says_that_the_rest_is_not_tested(judged):
    found = judged(
        "Giorgia Meloni met Libyan officials in Tripoli and Benghazi on 7 May 2024 and gave them "
        "a ship.",
        dt.date(2024, 5, 10),
    )
    (judgement,) = [one for one in found.judgements if one.events]
    assert "not tested" in judgement.because


def test_a_diversion_says_what_part_of_fall_and_rise_can_have_moved(judged):
    found = judged(
        "Some researchers say that migrants leaving Libya are now headed for Crete instead of "
        "Italy, which they say would explain the increase in arrivals in Greece in the first part "
        "of 2024 compared to the same period in 2023.",
        dt.date(2024, 5, 8),
    )
    (verdict,) = found.verdicts
    assert "of the fall" in verdict.cause.because
    assert "Of the whole rise in Greece" in verdict.cause.because
    assert verdict.cause.diversion.of_rise.strict.high <= 1


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        (
            "Sea arrivals in Italy grew by 18 percent in 2016 compared with 2015.",
            "(sea arrivals for 1 January to 31 December 2015, with which it compares)",
        ),
        (
            "Sea arrivals in Italy grew by 18 percent in 1999 compared with 1998.",
            "(sea arrivals for 1 January to 31 December 1999)",
        ),
    ],
)
def test_what_is_missing_is_named_by_its_own_days(judged, sentence, days):
    verdict = judged(sentence).verdicts[0]
    assert verdict.rating == "no_data"
    assert days in verdict.because


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("Arrivals by sea from Tunisia halved in 1998.", "sea arrivals from Tunisia for 1 January"),
        ("Arrivals by sea from Senegal halved in 1998.", "sea arrivals from Senegal for 1 January"),
        ("Arrivals by sea halved in 1998.", "(sea arrivals for 1 January"),
    ],
)
def test_what_is_missing_is_named_with_where_people_left(judged, sentence, what):
    assert what in judged(sentence).verdicts[-1].because


@pytest.mark.parametrize(
    ("sentence", "rating"),
    [
        ("Since the deal migrants go to Greece instead of Italy.", "depends"),
        ("Arrivals in Italy fell in 2024.", "holds"),
        ("Arrivals by sea from Tunisia fell in 2024.", "no_data"),
    ],
)
def test_chance_is_half_of_the_readings_that_give_one_number_where_none_is_claimed(
    judged, sentence, rating
):
    found = judged(sentence, dt.date(2025, 1, 20)).verdicts[-1]
    assert found.rating == rating
    assert 0 < found.exact <= found.tried
    assert found.by_chance == found.exact / 2
