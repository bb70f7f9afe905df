"""Conflicts are smallest sets, name what is wrong, and say of what kind they are."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from waterbed.bounds import BoundsOptions, conflicts
from waterbed.records import Observation

ITALY, LIBYA = "arrivals/sea/italy", "corridor/libya>italy"
RETURNS, DEATHS = "interceptions/libya", "deaths/central-mediterranean"


@given(data=st.data())
def test_true_figures_have_no_conflict(world_of, figure_of, data):
    world = data.draw(world_of())
    known = data.draw(st.lists(figure_of(world), max_size=8))
    disputed = [dataclasses.replace(one, status="disputed") for one in known[::2]]
    assert conflicts([*known, *disputed]) == ()


@given(data=st.data())
def test_a_wrong_figure_is_named_in_every_set_and_every_set_is_smallest(
    world_of, quantity_of, figure_of, data
):
    world = data.draw(world_of())
    known = data.draw(st.lists(figure_of(world), max_size=6))
    asked = data.draw(quantity_of(world))
    before = exact(asked, world.true(asked))
    short = data.draw(st.integers(2, 40))
    assume(before.value >= short)
    later = dataclasses.replace(asked, end=asked.end + dt.timedelta(days=1))
    wrong = exact(later, before.value - short)
    found = conflicts([*known, before, wrong])
    assert found
    assert all(wrong in one.figures for one in found)
    assert max(one.size for one in found) >= short - 0.001
    for one in found:
        assert conflicts(one.figures)
        for figure in one.figures:
            assert conflicts([other for other in one.figures if other != figure]) == ()


def exact(asked, value):
    return Observation(asked.key, asked.source, asked.start, asked.end, value)


def test_each_disputed_figure_is_tried_alone(figure):
    known = [
        figure(LIBYA, "2024-04-15", 8805),
        figure(LIBYA, "2024-05-01", 8000, status="disputed"),
        figure(LIBYA, "2024-05-07", 7000, status="disputed"),
    ]
    found = [[one.value for one in conflict.figures] for conflict in conflicts(known)]
    assert found == [[8805, 7000], [8805, 8000]]


def test_a_disputed_figure_that_contradicts_nothing_is_not_named(figure):
    known = [figure(LIBYA, "2023-04-15", 5), figure(LIBYA, "2023-05-01", 6, status="disputed")]
    assert conflicts(known) == ()


@pytest.mark.parametrize(
    ("later", "kind", "outlives"),
    [(9995, "revision or window", False), (9000, "contradiction", True)],
)
def test_one_book_contradicts_itself_or_was_revised(figure, later, kind, outlives):
    known = [figure(ITALY, "2024-03-31", 10000), figure(ITALY, "2024-04-30", later)]
    (found,) = conflicts(known)
    assert (found.kind, found.outlives) == (kind, outlives)
    assert found.size == pytest.approx(10000 - later)


def test_a_relayed_window_may_be_a_day_off(figure):
    known = [
        figure(ITALY, "2024-05-06", 100, slack=1),
        figure(ITALY, "2024-05-07", 90, slack=1),
    ]
    assert [one.kind for one in conflicts(known)] == ["revision or window"]
    certain = [dataclasses.replace(one, slack=0) for one in known]
    assert [one.kind for one in conflicts(certain)] == ["contradiction"]


def test_two_books_disagree_where_a_link_joins_them(figure):
    known = [
        figure(ITALY, "2024-03-31", 1000),
        figure(ITALY, "2024-03-31", 2000, source="unhcr"),
        figure(ITALY, "2024-04-01", 1000),
    ]
    (found,) = conflicts(known)
    assert found.kind == "disagreement"
    assert {one.source for one in found.figures} == {"italy-interior", "unhcr"}
    assert conflicts([dataclasses.replace(one, key=RETURNS) for one in known[:2]]) == ()


def test_publishers_of_one_book_contradict_each_other(figure):
    known = [
        figure(RETURNS, "2023-01-31", 500, source="iom-crossings"),
        figure(RETURNS, "2023-01-31", 600, source="iom-libya"),
    ]
    assert [one.kind for one in conflicts(known)] == ["contradiction"]


def test_deaths_found_later_are_a_revision(figure):
    known = [
        figure(DEATHS, "2023-12-31", 500, source="iom-libya"),
        figure(DEATHS, "2023-12-31", 600, source="iom-missing-migrants"),
    ]
    assert [one.kind for one in conflicts(known)] == ["revision or window"]


def test_a_whole_smaller_than_its_parts_is_a_conflict_of_all_of_them(figure):
    parts = ("corridor/tripolitania>italy", "corridor/cyrenaica>italy")
    known = [figure(LIBYA, "2024-03-31", 100), *(figure(key, "2024-03-31", 60) for key in parts)]
    (found,) = conflicts(known)
    assert found.size == pytest.approx(20)
    assert {one.key for one in found.figures} == {LIBYA, *parts}


def test_a_count_below_zero_contradicts_itself(figure):
    (found,) = conflicts([figure(LIBYA, "2024-03-31", -7)])
    assert found.size == pytest.approx(7)


def test_missing_figures_and_wave_heights_say_nothing(figure):
    known = [
        figure("wave-height/sicily", "2024-03-31", 2),
        figure("wave-height/sicily", "2024-03-31", 3),
        figure(LIBYA, "2024-03-31", None, status="missing", missing="not reported"),
    ]
    assert conflicts(known) == ()


def test_a_search_that_stops_at_its_limit_says_so(figure):
    known = [figure(LIBYA, f"2024-03-{day:02}", 100 - day) for day in range(1, 9)]
    few = conflicts(known, options=BoundsOptions(most_sets=3))
    assert len(few) == 3
    assert not any(one.complete for one in few)
    every = conflicts(known)
    assert len(every) == 28
    assert all(one.complete for one in every)


def test_total_is_what_all_figures_together_miss(figure):
    known = [
        figure(LIBYA, "2024-03-01", 100),
        figure(LIBYA, "2024-03-02", 90),
        figure(LIBYA, "2024-03-03", 70),
    ]
    found = conflicts(known)
    assert [round(one.size) for one in found] == [30, 20, 10]
    assert {round(one.total) for one in found} == {30}
