import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import InvalidError, Observation, Series

DAY = dt.timedelta(days=1)
FIRST = dt.date(2024, 1, 1)


def observation(start, days, value, **more):
    end = start + DAY * (days - 1)
    return Observation("arrivals/sea/italy", "unhcr", start, end, value, **more)


def series(*observations):
    return Series("arrivals/sea/italy", "unhcr", observations)


@st.composite
def tilings(draw):
    lengths = draw(st.lists(st.integers(1, 40), min_size=1, max_size=12))
    values = draw(st.lists(st.integers(0, 10_000), min_size=len(lengths), max_size=len(lengths)))
    tiles, start = [], FIRST
    for length, value in zip(lengths, values, strict=True):
        tiles.append(observation(start, length, value))
        start += DAY * length
    return tiles


@given(tilings(), st.data())
def test_a_window_made_of_whole_tiles_is_their_sum(tiles, data):
    low = data.draw(st.integers(0, len(tiles) - 1))
    high = data.draw(st.integers(low, len(tiles) - 1))
    inside = tiles[low : high + 1]
    figure = series(*data.draw(st.permutations(tiles))).total(inside[0].start, inside[-1].end)
    assert figure is not None
    assert figure.value == sum(one.value for one in inside)
    assert figure.parts == tuple(inside)


@given(tilings(), st.integers(0, 5_000))
def test_a_published_total_goes_before_the_sum_of_its_parts(tiles, value):
    whole = Observation("arrivals/sea/italy", "unhcr", tiles[0].start, tiles[-1].end, value)
    figure = series(*tiles, whole).total(whole.start, whole.end)
    assert figure is not None
    assert len(figure.parts) == 1


@given(tilings(), st.data())
def test_parts_always_tile_the_window_without_gap_or_overlap(tiles, data):
    extra = data.draw(st.lists(st.tuples(st.integers(0, 300), st.integers(1, 40)), max_size=8))
    more = [observation(FIRST + DAY * after, length, 1) for after, length in extra]
    end = FIRST + DAY * data.draw(st.integers(0, 300))
    figure = series(*tiles, *more).total(FIRST, end)
    if figure is not None:
        days = [one.start + DAY * n for one in figure.parts for n in range(one.days)]
        assert days == [FIRST + DAY * n for n in range((end - FIRST).days + 1)]


def test_a_gap_gives_no_figure():
    assert series(observation(FIRST, 31, 5)).total(FIRST, FIRST + DAY * 31) is None


def test_disputed_and_missing_figures_are_not_used():
    disputed = observation(FIRST, 31, 5, status="disputed")
    missing = observation(FIRST, 31, None, status="missing", missing="not reported")
    assert series(disputed, missing).total(FIRST, FIRST + DAY * 30) is None


@pytest.mark.parametrize(
    ("bounds", "joint"),
    [
        (("exact", "exact"), "exact"),
        (("exact", "at least"), "at least"),
        (("at least", "at most"), "about"),
        (("about", "at least"), "about"),
    ],
)
def test_the_sum_is_meant_as_its_parts_allow(bounds, joint):
    first = observation(FIRST, 1, 1, bound=bounds[0])
    second = observation(FIRST + DAY, 1, 1, bound=bounds[1])
    figure = series(first, second).total(FIRST, FIRST + DAY)
    assert figure is not None
    assert figure.bound == joint


def test_a_reversed_window_is_refused():
    with pytest.raises(InvalidError, match="before it starts"):
        series().total(FIRST, FIRST - DAY)


def test_a_value_without_reason_or_with_one_is_refused():
    with pytest.raises(InvalidError, match="needs a reason"):
        observation(FIRST, 1, None)
    with pytest.raises(InvalidError, match="needs a reason"):
        observation(FIRST, 1, 3, missing="not reported")


def test_a_figure_is_published_when_its_last_part_was():
    parts = [
        observation(FIRST, 1, 1, published=dt.date(2024, 2, 1)),
        observation(FIRST + DAY, 1, 1, published=dt.date(2024, 3, 1)),
    ]
    figure = series(*parts).total(FIRST, FIRST + DAY)
    assert figure is not None
    assert figure.published == dt.date(2024, 3, 1)
