"""Fact, cause, forecast, norm, experience; and causal frames."""

from __future__ import annotations

import datetime as dt

import pytest

from waterbed.read.frames import causal_frame
from waterbed.read.kinds import check_day, kind_of


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        ("Arrivals fell by half in April.", "en", "fact"),
        ("Arrivals fell thanks to the agreement.", "en", "cause"),
        ("Parliament will approve the funds in the next few hours.", "en", "forecast"),
        ("Italy must stop this shameful policy.", "en", "norm"),
        ("We drifted for two days and my brother died.", "en", "experience"),
        ("Gli sbarchi sono calati grazie all'accordo.", "it", "cause"),
    ],
)
def test_a_statement_has_a_kind(text: str, language: str, kind: str) -> None:
    assert kind_of(text, language) == kind


def test_a_forecast_has_a_day_by_which_it_must_come_true() -> None:
    day = dt.date(2024, 5, 8)
    assert check_day("in the next few hours", "en", day) == dt.date(2024, 5, 10)
    assert check_day("entro fine anno", "it", day) == dt.date(2024, 12, 31)
    assert check_day("one day", "en", day) is None
    assert check_day("in the next few hours", "en", None) is None


@pytest.mark.parametrize(
    ("text", "language", "cause", "effect"),
    [
        ("Arrivals fell thanks to the agreement", "en", "the agreement", "Arrivals fell"),
        ("Thanks to the agreement, arrivals fell", "en", "the agreement", "arrivals fell"),
        ("The storm would explain the fall", "en", "The storm", "the fall"),
        ("Gli arrivi calano grazie all'accordo", "it", "accordo", "Gli arrivi calano"),
        ("L'accord explique la baisse", "fr", "L'accord", "la baisse"),
    ],
)
def test_cause_and_effect_are_told_apart(text: str, language: str, cause: str, effect: str) -> None:
    frame = causal_frame(text, language)
    assert frame is not None
    assert (frame.cause, frame.effect) == (cause, effect)


def test_a_diversion_is_marked() -> None:
    frame = causal_frame(
        "Boats leaving Libya are now headed for Crete instead of Italy, which would explain the "
        "rise in Greece",
        "en",
    )
    assert frame is not None
    assert frame.diversion
    assert frame.strength == "would explain"


def test_a_plain_fact_has_no_frame() -> None:
    assert causal_frame("Arrivals fell by half in April", "en") is None
