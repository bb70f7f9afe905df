import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.check.evidence import Evidence
from waterbed.check.readings import readings
from waterbed.check.scope import candidates, publisher_named
from waterbed.records import Claim, Observation, Series, Window

PUBLISHED = dt.date(2024, 5, 8)


def inside(figures, start, end):
    return sum(one.value for one in figures if start <= one.start and one.end <= end)


def recomputed(reading):
    """Work a reading out again from nothing but the figures that it lists."""
    new = inside(reading.figures, reading.start, reading.end)
    if reading.shape == "level":
        return new
    old = inside(reading.figures, reading.versus_start, reading.versus_end)
    return {
        "change": new - old,
        "percent": 100 * (new - old) / old,
        "ratio": new / old,
    }[reading.shape]


MONTHS = [dt.date(year, month, 1) for year in (2022, 2023, 2024) for month in range(1, 6)]


@given(
    st.lists(st.integers(1, 90_000), min_size=len(MONTHS), max_size=len(MONTHS)),
    st.sampled_from([("down", "people"), ("up", "percent"), ("up", "ratio"), ("level", "people")]),
    st.integers(1, 5),
)
def test_every_exact_reading_can_be_recomputed_from_its_figures(
    make_claim, make_series, values, kind, last
):
    figures = {
        (start.isoformat(), shift_month(start).isoformat()): value
        for start, value in zip(MONTHS, values, strict=True)
    }
    series = make_series("arrivals/sea/italy", "unhcr", figures)
    end = shift_month(dt.date(2024, last, 1))
    period = Window(dt.date(2024, 1, 1), end)
    claim = make_claim(kind[0], 60, kind[1], period=period, versus=None)
    evidence = Evidence([(series.key, series.source, lambda: series)])
    found = readings(claim, evidence, PUBLISHED)
    exact = [one for one in found if one.exact]
    assert exact
    for one in exact:
        assert recomputed(one) == pytest.approx(one.low)


def shift_month(start):
    """Give the last day of the month that begins on a day."""
    return (start + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


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


@given(st.tuples(st.integers(1, 90_000), st.integers(1, 90_000)))
def test_two_places_differ_by_their_figures_and_one_order_alone_holds(figures):
    place, days = ("greece", "italy"), (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    held = Evidence(
        (series.key, series.source, lambda series=series: series)
        for series in (
            Series(
                f"arrivals/sea/{name}",
                "unhcr",
                (Observation(f"arrivals/sea/{name}", "unhcr", *days, float(value)),),
            )
            for name, value in zip(place, figures, strict=True)
        )
    )
    fits = {}
    for direction in ("up", "down"):
        claim = Claim("", 0, 0, 0, direction, "sea_arrivals", "GR", period=Window(*days), than="IT")
        (found,) = (one for one in readings(claim, held, PUBLISHED) if one.end == days[1])
        assert found.low == found.high == figures[0] - figures[1]
        fits[direction] = found.fit
    expected = {"holds", "contradicted"} if figures[0] != figures[1] else {"contradicted"}
    assert set(fits.values()) == expected
