import datetime as dt
from dataclasses import replace

import pytest

from waterbed.check.estimates import Estimates, rating_of, turn_rating
from waterbed.check.evidence import Evidence
from waterbed.check.words import turn_in_words
from waterbed.records import Displacement, Flow, Receiving, ShareSet
from waterbed.register import load
from waterbed.store import Store

CENTRAL = "detections/central-mediterranean"
TURKEY, TUNISIA = (load.events()[one] for one in ("eu-tr-statement", "eu-tn-mou"))
DAYS = (dt.date(2024, 1, 1), dt.date(2024, 5, 7))


@pytest.fixture
def counted():
    """Give estimates of the bundled record, and how often its detections were read."""
    store, calls = Store.at(), []

    def rows():
        calls.append(1)
        return store.rows("detections/*", "frontex")

    return Estimates(Evidence(store.loaders()), rows), calls


def test_the_window_is_the_whole_months_of_the_claim(counted):
    found = counted[0].effect(TUNISIA, [CENTRAL], *DAYS)
    assert (found.start, found.end) == (dt.date(2024, 1, 1), dt.date(2024, 4, 30))
    assert found.specification.gap_months == 6  # July to December 2023


def test_the_window_begins_after_the_event(counted):
    found = counted[0].effect(TUNISIA, [CENTRAL], dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    assert found.start == dt.date(2023, 8, 1)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-05-02", "2024-05-30"),  # no whole month
        ("2023-01-01", "2023-07-31"),  # all before, or in the month of, the event
        ("2026-01-01", "2026-06-30"),  # more than two years after
    ],
)
def test_days_without_a_month_after_the_event_have_no_estimate(counted, start, end):
    days = (dt.date.fromisoformat(one) for one in (start, end))
    assert counted[0].effect(TUNISIA, [CENTRAL], *days) is None


def test_a_series_with_an_interval_comes_before_one_without(counted):
    keys = ["arrivals/sea/greece", "detections/eastern-mediterranean"]
    found = counted[0].effect(TURKEY, keys, dt.date(2016, 4, 1), dt.date(2016, 9, 30))
    assert found.key == "detections/eastern-mediterranean"
    assert found.change is not None


def test_an_estimate_is_worked_out_once(counted):
    estimates, calls = counted
    ways = ("libya>italy", "libya>crete")
    found = [estimates.displacement(*ways, DAYS[0], *DAYS) for _ in range(3)]
    assert found[0] is found[1] is found[2]
    assert len(calls) == 1
    one, two = (estimates.effect(TUNISIA, [CENTRAL], *DAYS) for _ in range(2))
    assert one is two


def test_ways_within_one_route_cannot_be_told_apart(counted):
    found = counted[0].displacement("libya>italy", "tunisia>italy", DAYS[0], *DAYS)
    assert "Central Mediterranean route, which its publisher counts as one" in found
    assert counted[1] == []


def test_without_detections_there_is_no_estimate():
    store = Store.at()
    empty = Estimates(Evidence(()), lambda: store.rows("detections/nowhere", "frontex"))
    ways = ("libya>italy", "libya>crete", DAYS[0])
    assert empty.displacement(*ways, *DAYS) == "The record holds no detections by route."
    assert "No whole month" in empty.displacement(*ways, DAYS[1], DAYS[1])
    assert empty.effect(TUNISIA, [CENTRAL], *DAYS) is None
    assert empty.beside([("effect", CENTRAL)], DAYS[1]) == ()


def test_the_year_up_to_the_claim_stands_beside_it(counted):
    (found,) = counted[0].beside([("effect", CENTRAL)], DAYS[1])
    assert (found.months[0], found.months[-1]) == (dt.date(2023, 5, 1), dt.date(2024, 4, 1))
    assert len(found.counts) == 12


def shares(low, high, standing="identified"):
    point = (low + high) / 2 if standing == "identified" else None
    share = ShareSet(standing, low, high, point, ("why",))
    return Displacement(
        "",
        *DAYS,
        Flow("a", "", None),
        (
            Receiving(
                Flow("b", "", None), share, replace(share, standing="not identified", point=None)
            ),
        ),
        ("all",),
        6,
        0.9,
        because=("why",),
    )


@pytest.mark.parametrize(
    ("found", "rating"),
    [
        (shares(0.1, 0.4), "consistent"),
        (shares(-0.4, 0.0), "not consistent"),
        (shares(-0.4, -0.1, "no share fits"), "not consistent"),
        (shares(1.2, 1.9, "no share fits"), "cannot tell"),
        (shares(-0.1, 0.4), "cannot tell"),
        (shares(0.1, 0.4, "not identified"), "cannot tell"),
        ("Both ways lie on one route.", "cannot tell"),
    ],
)
def test_a_turn_is_consistent_only_where_the_set_lies_above_none(found, rating):
    assert turn_rating(found) == rating


def test_where_no_share_fits_a_turn_is_not_supported_and_the_reason_is_said():
    found = shares(1.2, 1.9, "no share fits")
    told = turn_in_words(found, None, turn_rating(found))
    assert told.endswith("cannot tell: no share fits, as why.")
    assert "no share fits" not in turn_in_words(shares(0.1, 0.4), None, "consistent")


@pytest.mark.parametrize(
    ("answer", "direction", "rating"),
    [
        ("fewer", "down", "consistent"),
        ("more", "up", "consistent"),
        ("more", "down", "not consistent"),
        ("fewer", "up", "not consistent"),
        ("cannot tell", "down", "cannot tell"),
        ("fewer", "level", "cannot tell"),
    ],
)
def test_an_effect_is_held_against_the_claimed_direction(counted, answer, direction, rating):
    found = counted[0].effect(TUNISIA, [CENTRAL], *DAYS)
    assert rating_of(replace(found, answer=answer), direction) == rating
    assert rating_of(None, direction) == "cannot tell"
