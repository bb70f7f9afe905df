"""Bounds contain the truth, never widen with another figure, and say which figures give them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from waterbed.bounds import bounds, change, share
from waterbed.records import (
    Change,
    IncommensurableError,
    Interval,
    InvalidError,
    NotFoundError,
    Observation,
)

ITALY, LIBYA, TUNISIA = "arrivals/sea/italy", "corridor/libya>italy", "corridor/tunisia>italy"


def holds(interval, value, slack=0.001):
    above = interval.low is None or interval.low <= value + slack
    return above and (interval.high is None or value <= interval.high + slack)


def contains(outer, inner, slack=0.001):
    low = outer.low is None or (inner.low is not None and outer.low <= inner.low + slack)
    high = outer.high is None or (inner.high is not None and inner.high <= outer.high + slack)
    return low and high


@pytest.fixture
def ledger(world_of, quantity_of, figure_of):
    """Draw a world, true figures of it and two questions, the first answerable."""

    @st.composite
    def draw_all(draw):
        world = draw(world_of())
        known = draw(st.lists(figure_of(world), min_size=1, max_size=8))
        asked = draw(quantity_of(world)), draw(quantity_of(world))
        assume({one.source for one in asked} <= {one.source for one in known})
        return world, known, asked

    return draw_all()


@given(data=st.data())
def test_bounds_contain_the_truth_strictly_and_robustly(ledger, data):
    world, known, (asked, _) = data.draw(ledger)
    found = bounds(known, asked)
    assert holds(found.strict, world.true(asked))
    assert contains(found.robust, found.strict)
    assert found.against == ()


@given(data=st.data())
def test_changes_contain_the_truth(ledger, data):
    world, known, (one, other) = data.draw(ledger)
    found = change(known, one, other)
    assert holds(found.strict, world.true(one) - world.true(other))
    assert contains(found.robust, found.strict)


@given(data=st.data())
def test_shares_contain_the_truth_or_have_no_limits(ledger, data):
    world, known, (part, whole) = data.draw(ledger)
    least = bounds(known, whole).strict.low
    found = share(known, part, whole).strict
    if least > 0.01:
        assert holds(found, world.true(part) / world.true(whole))
    else:
        assert found == Interval(None, None)


@given(data=st.data())
def test_another_figure_never_widens(ledger, figure_of, data):
    world, known, (asked, _) = data.draw(ledger)
    more = [*known, data.draw(figure_of(world))]
    assert contains(bounds(known, asked).strict, bounds(more, asked).strict)


@given(data=st.data())
def test_the_named_figures_alone_guarantee_the_limit(ledger, data):
    _, known, (asked, _) = data.draw(ledger)
    found = bounds(known, asked).strict
    loose = [dataclasses.replace(one, value=0.0, bound="at least") for one in known]
    if found.low:
        alone = bounds([*found.low_by, *loose], asked).strict
        assert alone.low == pytest.approx(found.low, abs=0.001)
    if found.high is not None:
        alone = bounds([*found.high_by, *loose], asked).strict
        assert alone.high == pytest.approx(found.high, abs=0.001)


@given(data=st.data())
def test_robust_bounds_contain_the_truth_of_figures_a_day_off_and_revised(
    world_of, quantity_of, data
):
    world = data.draw(world_of())
    known = [misprinted(data, world, data.draw(quantity_of(world))) for _ in range(4)]
    asked = data.draw(quantity_of(world))
    assume(asked.source in {one.source for one in known})
    assert holds(bounds(known, asked).robust, world.true(asked))


def misprinted(data, world, asked):
    """Relay the count of a window that ends a day earlier or later, revised by 0.09 %."""
    off = data.draw(st.sampled_from([-1, 0, 1])) * dt.timedelta(days=1)
    end = max(asked.end + off, asked.start)
    true = world.true(dataclasses.replace(asked, end=end))
    revised = true * data.draw(st.sampled_from([0.9991, 1.0, 1.0009]))
    return Observation(asked.key, asked.source, asked.start, asked.end, revised, slack=1)


def test_parts_bound_each_other_through_their_whole(figure, quantity):
    known = [figure(ITALY, "2024-03-31", 100), figure(TUNISIA, "2024-03-31", 30)]
    assert ends(bounds(known, quantity(LIBYA, "2024-03-31"))) == (0, 70)
    known.append(figure("corridor/other>italy", "2024-04-30", 5))
    known.append(figure("corridor/turkiye>italy", "2024-04-30", 0))
    assert ends(bounds(known, quantity(LIBYA, "2024-03-31"))) == (65, 70)


def test_a_count_between_two_figures_lies_between_them(figure, quantity):
    known = [figure(LIBYA, "2024-03-31", 100), figure(LIBYA, "2024-05-31", 250)]
    found = bounds(known, quantity(LIBYA, "2024-04-30"))
    assert ends(found) == (100, 250)
    assert [one.value for one in found.strict.low_by] == [100]
    assert [one.value for one in found.strict.high_by] == [250]


def test_without_an_upper_figure_there_is_no_upper_limit(figure, quantity):
    known = [figure(LIBYA, "2024-03-31", 100, bound="at least")]
    assert ends(bounds(known, quantity(LIBYA, "2024-04-30"))) == (100, None)
    assert ends(bounds(known, quantity(TUNISIA, "2024-04-30"))) == (0, None)


def test_publishers_meet_only_where_a_link_says_so(figure, quantity):
    linked = [figure(ITALY, "2024-03-31", 1000, source="unhcr"), figure(LIBYA, "2024-01-31", 10)]
    low, high = ends(bounds(linked, quantity(ITALY, "2024-04-01")))
    assert (low, high) == (pytest.approx(1000 / 1.005), None)
    assert ends(bounds(linked, quantity(ITALY, "2024-03-30")))[1] == pytest.approx(1005)
    apart = [
        figure("corridor/libya>crete", "2023-12-31", 604, source="greece-migration"),
        figure("corridor/libya>crete", "2023-12-31", 815, source="unhcr"),
    ]
    assert ends(bounds(apart, quantity("corridor/libya>crete", "2023-12-31", source="unhcr"))) == (
        815,
        815,
    )


def test_disputed_and_missing_figures_are_left_out(figure, quantity):
    known = [
        figure(LIBYA, "2024-05-06", 9271),
        figure(LIBYA, "2024-05-07", 8271, status="disputed"),
        figure(LIBYA, "2024-05-08", None, status="missing", missing="not reported"),
    ]
    found = bounds(known, quantity(LIBYA, "2024-05-07"))
    assert ends(found) == (9271, None)


def test_figures_that_contradict_each_other_guarantee_nothing_and_are_named(figure, quantity):
    known = [
        figure(LIBYA, "2024-03-31", 900),
        figure(LIBYA, "2024-04-30", 100),
        figure(LIBYA, "2024-05-31", 950),
    ]
    found = bounds(known, quantity(LIBYA, "2024-04-15"))
    assert found.strict is None
    assert found.robust is None
    assert [one.value for one in found.against] == [900, 100]


def test_where_linked_books_contradict_each_other_the_own_book_answers_alone(figure, quantity):
    known = [
        figure(LIBYA, "2024-03-31", 900),
        figure(ITALY, "2024-03-31", 1000),
        figure(ITALY, "2024-03-31", 2000, source="unhcr"),
        figure(ITALY, "2024-04-01", 1000),
    ]
    found = bounds(known, quantity(LIBYA, "2024-03-31"))
    assert found.alone
    assert {one.source for one in found.against} == {"italy-interior", "unhcr"}
    assert ends(found) == (900, 900)
    assert contains(found.robust, found.strict)


def test_a_contradiction_inside_a_linked_book_does_no_harm(figure, quantity):
    known = [
        figure(LIBYA, "2024-03-31", 900),
        figure(ITALY, "2024-03-31", 3000, source="unhcr"),
        figure(ITALY, "2024-04-30", 2000, source="unhcr"),
    ]
    found = bounds(known, quantity(LIBYA, "2024-03-31"))
    assert found.alone
    assert [one.value for one in found.against] == [3000, 2000]
    assert ends(found) == (900, 900)


def test_figures_marked_with_a_defect_are_left_out(figure, quantity):
    known = [
        figure(LIBYA, "2024-03-31", 900),
        figure(LIBYA, "2024-04-30", 100, marks=("falling-cumulative",)),
    ]
    assert ends(bounds(known, quantity(LIBYA, "2024-04-30"))) == (900, None)


def test_daily_reports_do_not_bear_on_the_totals_of_the_ministry(figure, quantity):
    known = [
        figure(ITALY, "2024-02-15", 4028),
        *(figure(ITALY, f"2024-02-{day}", 900, f"2024-02-{day}") for day in (11, 12, 13, 14, 15)),
    ]
    assert ends(bounds(known, quantity(ITALY, "2024-02-15"))) == (4028, 4028)
    assert ends(bounds(known, quantity(ITALY, "2024-02-13"))) == (0, 4028)


def test_a_small_revision_leaves_the_robust_bounds(figure, quantity):
    known = [figure(ITALY, "2024-03-31", 10000), figure(ITALY, "2024-04-30", 9995)]
    found = bounds(known, quantity(ITALY, "2024-04-15"))
    assert found.strict is None
    assert found.robust.low == pytest.approx(9990)
    assert found.robust.high == pytest.approx(10004.995)


def test_a_contradiction_of_another_year_does_no_harm(figure, quantity):
    known = [
        figure(LIBYA, "2023-03-31", 900),
        figure(LIBYA, "2023-04-30", 100),
        figure(LIBYA, "2024-04-30", 500),
    ]
    assert ends(bounds(known, quantity(LIBYA, "2024-04-30"))) == (500, 500)


def test_the_limits_of_a_change_are_tighter_than_the_change_of_the_limits(figure, quantity):
    known = [figure(ITALY, "2024-03-31", 100), figure(ITALY, "2024-04-30", 160)]
    late, early = quantity(ITALY, "2024-04-15"), quantity(ITALY, "2024-04-10")
    assert ends(bounds(known, late)) == ends(bounds(known, early)) == (100, 160)
    assert ends(change(known, late, early)) == (0, 60)


def test_a_share_takes_part_and_whole_together(figure, quantity):
    known = [figure(TUNISIA, "2024-03-31", 30), figure(LIBYA, "2024-03-31", 50, bound="at least")]
    whole, part = quantity(ITALY, "2024-03-31"), quantity(TUNISIA, "2024-03-31")
    assert ends(share(known, part, whole)) == (0, pytest.approx(0.375))
    rest = quantity(LIBYA, "2024-03-31")
    assert ends(share(known, rest, whole)) == (0, 1)


def test_counts_of_different_things_have_no_change_and_no_share(figure, quantity):
    landed = quantity(ITALY, "2024-03-31")
    crossings = quantity("detections/central-mediterranean", "2024-03-31", source="frontex")
    known = [figure(ITALY, "2024-03-31", 100)]
    with pytest.raises(IncommensurableError, match="counts events"):
        change(known, landed, crossings)
    with pytest.raises(IncommensurableError, match="counts events"):
        share(known, Change(landed, landed), crossings)


def test_a_question_that_no_figure_is_about_says_which_figures_there_are(figure, quantity):
    known = [figure(ITALY, "2024-03-31", 100)]
    with pytest.raises(NotFoundError, match="arrivals/sea/italy by italy-interior"):
        bounds(known, quantity(LIBYA, "2024-03-31", source="frontex"))
    with pytest.raises(NotFoundError, match="none by anyone"):
        bounds([], quantity(LIBYA, "2024-03-31"))


def test_wave_heights_do_not_add_up(figure, quantity):
    known = [figure("wave-height/sicily", "2024-03-31", 2)]
    with pytest.raises(InvalidError, match="does not add up over days"):
        bounds(known, quantity("wave-height/sicily", "2024-03-31"))


def ends(found):
    return found.strict.low, found.strict.high
