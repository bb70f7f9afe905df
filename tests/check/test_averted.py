import datetime as dt
from dataclasses import replace

import pytest

from waterbed.check import check
from waterbed.check.averted import averted_in_words, averted_rating
from waterbed.check.estimates import Estimates
from waterbed.check.evidence import Evidence
from waterbed.read import read
from waterbed.records import Causal
from waterbed.register import load
from waterbed.store import Store

TUNISIA = load.events()["eu-tn-mou"]
DAYS = "in Italy between August 2023 and January 2024."
TURKEY = "in Greece between April and September 2016."
PREVENTED = Causal("the memorandum", "arrivals", "prevented", averted=True)


@pytest.fixture
def judged(home):
    def judge(text):
        (found,) = check(read(text, published=dt.date(2025, 1, 20)), Store(home)).verdicts
        return found

    return judge


@pytest.fixture
def effect():
    store = Store.at()
    counted = Estimates(Evidence(store.loaders()), lambda: store.rows("detections/*", "frontex"))
    keys = ["arrivals/sea/italy"]
    return counted.effect(TUNISIA, keys, dt.date(2023, 8, 1), dt.date(2024, 1, 31))


@pytest.mark.parametrize(
    ("number", "rating", "said"),
    [
        ("17,000", "cannot tell", "of 17,000: it lies in it, and so does none at all"),
        ("170,000", "not consistent", "170,000 does not lie in it"),
        ("more than 100,000", "cannot tell", "of 100,000: it lies in it, and so does none"),
        ("more than 170,000", "not consistent", "170,000 does not lie in it"),
    ],
)
def test_a_number_said_not_to_have_come_is_held_against_expected_less_counted(
    judged, number, rating, said
):
    found = judged(f"The EU-Tunisia memorandum prevented {number} arrivals {DAYS}")
    assert found.rating == "not_testable"
    assert found.readings == found.holds_if == found.fails_if == ()
    cause = found.cause
    assert (cause.rating, cause.event.id) == (rating, "eu-tn-mou")
    assert (cause.effect.start, cause.effect.end) == (dt.date(2023, 8, 1), dt.date(2024, 1, 31))
    assert "16,200 (95 % interval −48,800 to 118,000)" in cause.because
    assert said in cause.because


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (f"The deal prevented 17,000 arrivals {DAYS}", "names no one event of the register"),
        (f"Italy prevented 17,000 arrivals {DAYS}", "names no one event of the register"),
        ("The EU-Tunisia memorandum prevented 17,000 arrivals in Italy.", "in which days"),
        ("The EU-Tunisia memorandum prevented 17,000 arrivals in 2024.", "No one series"),
        (
            "The EU-Tunisia memorandum prevented 17,000 arrivals in Italy in July 2023.",
            "No whole month",
        ),
        (
            f"The EU-Turkey statement prevented 300,000 arrivals {TURKEY}",
            "314,000 (95 % interval 8,570 to 780,000). It cannot tell of 300,000: the interval",
        ),
    ],
)
def test_where_no_estimate_can_be_had_it_cannot_be_told_and_is_said_why(judged, text, because):
    cause = judged(text).cause
    assert cause.rating == "cannot tell"
    assert because in cause.because


def test_an_event_after_the_days_is_not_consistent(judged):
    cause = judged("The EU-Tunisia memorandum prevented 17,000 arrivals in Italy in 2022.").cause
    assert cause.rating == "not consistent"
    assert "after the days claimed" in cause.because


@pytest.mark.parametrize(
    ("amount", "bound", "rating"),
    [
        (118_000, None, "consistent"),
        (119_000, None, "not consistent"),
        (119_000, "gt", "not consistent"),
        (119_000, "lt", "consistent"),
        (1, None, "not consistent"),
    ],
)
def test_the_ends_of_the_interval_decide(make_claim, effect, amount, bound, rating):
    claim = make_claim("down", amount, "people", bound=bound, causal=PREVENTED)
    sure = replace(effect, change=replace(effect.change, high=-2_000.0), answer="fewer", because=())
    assert averted_rating(claim, sure) == rating
    unsure = "cannot tell" if rating == "consistent" or amount == 1 else rating
    assert averted_rating(claim, effect) == unsure


def test_an_interval_that_past_dates_do_not_bear_out_decides_nothing(make_claim, effect):
    claim = make_claim("down", 17_000, "people", causal=PREVENTED)
    shaky = replace(effect, because=("a month is far above every other",))
    assert averted_rating(claim, shaky) == "cannot tell"
    short = replace(effect, calibration=replace(effect.calibration, coverage=0.8))
    assert averted_rating(claim, short) == "cannot tell"
    said = averted_in_words(claim, TUNISIA, short, "cannot tell")
    assert said.endswith("the interval held at 80 % of past dates only.")
    none = replace(effect, change=None, because=("no month of the window has a figure",))
    assert averted_rating(claim, none) == "cannot tell"
    said = averted_in_words(claim, TUNISIA, none, "cannot tell")
    assert said.endswith("there is no telling: no month of the window has a figure.")
