import datetime as dt
from dataclasses import replace

import pytest

from waterbed.records import InvalidError, Rival, Score, TrackRecord
from waterbed.report import skill_sentence, skill_table

GOOD = Score(
    key="arrivals/sea/italy",
    first_ahead=1,
    last_ahead=3,
    origins=25,
    independent=24.3,
    crps=60.0,
    rivals=(Rival("seasonal-naive", 100.0), Rival("last year", 120.0)),
    coverage=0.94,
    bias=-0.1,
    skill_low=0.2,
    skill_high=0.5,
)
SINGLE = replace(GOOD, key="deaths/x", last_ahead=1, coverage=0.7, crps=110.0)
SKILL = TrackRecord(
    model="a model",
    record="",
    first=dt.date(2019, 12, 1),
    last=dt.date(2025, 12, 1),
    step_months=3,
    chosen_until=dt.date(2019, 12, 1),
    nominal=0.9,
    scores=(GOOD, SINGLE),
    caveats=("Figures are those of today.",),
)


def said(**change):
    return skill_sentence(replace(SKILL, scores=(replace(GOOD, **change),)), GOOD.key)


def test_skill_is_said_with_what_it_is_against_and_how_often_the_band_held():
    assert said() == (
        "Its forecasts of arrivals/sea/italy 1 to 3 months ahead beat seasonal-naive by 40%; "
        "the 90% band held 94% of the months."
    )


def test_a_gain_within_its_error_is_said_to_be():
    assert "by 40%, but the interval includes no gain;" in said(skill_low=-0.1)


def test_no_skill_is_said_in_as_many_words():
    assert "were no better than seasonal-naive (-20%)" in said(crps=120.0)


@pytest.mark.parametrize("change", [{"skill_low": None}, {"independent": 3.0}])
def test_a_few_trials_are_no_skill(change):
    assert "were tried too seldom to tell" in said(**change)


def test_what_was_not_measured_is_said_to_be():
    assert "was not measured" in skill_sentence(SKILL, "arrivals/sea/nowhere")


def test_the_table_shows_stretches_or_single_months():
    table = skill_table(SKILL)
    (row,) = table.rows
    assert row == (GOOD.key, "1-3", 0.4, 0.5, "0.20 to 0.50", 0.94, -0.1, 24.3)
    assert table.columns[2:4] == ("seasonal-naive", "last year")
    (row,) = skill_table(SKILL, single=True).rows
    assert row[:3] == ("deaths/x", "1", -0.1)
    assert not skill_table(SKILL, ["deaths/x"]).rows


def test_the_notes_name_the_worst_and_what_is_not_shown():
    notes = " ".join(skill_table(SKILL).notes)
    assert "It held least for arrivals/sea/italy: 94%." in notes
    assert "Nothing was chosen on figures after December 2019." in notes
    assert "Figures are those of today." in notes
    assert "The 90% band held 70% of the months" in notes


def test_a_rival_that_was_not_scored_is_refused():
    with pytest.raises(InvalidError, match="Scored: seasonal-naive, last year"):
        GOOD.skill("AutoETS")
