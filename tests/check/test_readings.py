import datetime as dt

import pytest

from waterbed.check.readings import readings
from waterbed.check.scope import candidates, publisher_named
from waterbed.records import Window

PUBLISHED = dt.date(2024, 5, 8)


def recomputed(reading):
    """Work a reading out again from the figures that it lists."""
    inside = [one.value for one in reading.figures if one.start >= reading.start]
    before = [one.value for one in reading.figures if one.start < reading.start]
    if reading.shape == "level":
        return sum(inside)
    change = sum(inside) - sum(before)
    return change if reading.shape == "change" else 100 * change / sum(before)


@pytest.mark.parametrize(
    ("direction", "unit"), [("down", "people"), ("down", "percent"), ("level", "people")]
)
def test_every_exact_reading_can_be_recomputed_from_its_figures(
    make_claim, evidence, direction, unit
):
    found = readings(make_claim(direction, 60, unit), evidence, PUBLISHED)
    assert found
    for one in found:
        if one.exact and len({seen.start for seen in one.figures}) <= 2:
            assert recomputed(one) == pytest.approx(one.low)


def test_readings_come_nearest_first_and_each_assumption_has_its_price(make_claim, evidence):
    found = readings(make_claim("down", 27_000, "people"), evidence, PUBLISHED)
    distances = [one.distance for one in found]
    assert distances == sorted(distances)
    assert all(bool(one.assumed) == (one.distance > 0) for one in found)


def test_the_departure_that_a_claim_names_decides_the_series(make_claim, evidence):
    claim = make_claim("down", 9_000, "people", from_country=("LY",))
    nearest, *others = readings(claim, evidence, PUBLISHED)
    assert (nearest.key, nearest.low) == ("corridor/libya>italy", -9_000)
    assert "corridor/tunisia>italy" not in {one.key for one in others}
    wider = next(one for one in others if one.key == "arrivals/sea/italy")
    assert "not only Libya" in wider.assumed[0]


def test_where_no_figure_tiles_the_window_the_reading_carries_bounds(make_claim, evidence):
    claim = make_claim(
        "level",
        9_000,
        "people",
        from_country=("LY",),
        period=Window(dt.date(2024, 1, 1), dt.date(2024, 4, 30)),
    )
    nearest = readings(claim, evidence, PUBLISHED)[0]
    assert nearest.low == 0
    assert nearest.high == 9_000
    assert nearest.fit == "undecided"


def test_a_share_is_of_the_whole_of_the_same_publisher(make_claim, evidence):
    claim = make_claim("share", 51.4, "percent", from_country=("LY",), versus=None)
    nearest = readings(claim, evidence, PUBLISHED)[0]
    assert nearest.of == "arrivals/sea/italy"
    assert nearest.low == pytest.approx(100 * 9_000 / 17_500)
    assert nearest.fit == "holds"


def test_another_country_or_nationality_is_no_reading(make_claim, evidence):
    assert candidates(make_claim(where="GR"), evidence) == []
    assert all(
        "all nationalities" in " ".join(one.assumed)
        for one in candidates(make_claim(nationality=("EG",)), evidence)
    )


@pytest.mark.parametrize(
    ("sentence", "attributed_to", "source"),
    [
        ("Frontex detected fewer.", None, "frontex"),
        ("Fewer came.", "the Italian interior ministry", "italy-interior"),
        ("Fewer came.", "the ministry", "italy-interior"),
        ("Fewer came.", "an expert", None),
    ],
)
def test_who_is_credited_names_the_publisher(make_claim, sentence, attributed_to, source):
    claim = make_claim(sentence=sentence, attributed_to=attributed_to)
    assert publisher_named(claim) == source
