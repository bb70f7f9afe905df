"""Displacement: what is refused, what cannot be told, and what is never shown."""

import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.effects import DisplacementOptions, Panel, displacement
from waterbed.numerics import stream
from waterbed.records import InvalidError, PartialDate

FIRST = dt.date(2010, 1, 1)
START = dt.date(2017, 1, 1)
MONTHS = 108
NATIONALITIES = ("AFG", "SYR", "ERI", "NGA", "TUN", "EGY")
ROUTES = ("here", "there", "elsewhere")


@pytest.fixture(scope="module")
def made():
    """Six nationalities on three routes: a level each, AR(1) parts, counts."""
    numbers = stream("made panel").standard_normal((7, 3, MONTHS))
    drift = np.zeros_like(numbers)
    for month in range(1, MONTHS):
        drift[..., month] = 0.9 * drift[..., month - 1] + 0.2 * numbers[..., month]
    level = 4.0 + stream("made levels").standard_normal((6, 3, 1))
    rate = np.exp(level + drift[:6] + drift[6])
    counts = stream("made counts").poisson(rate).astype(float)
    return Panel(FIRST, NATIONALITIES, ROUTES, counts, "made-up")


def changed(panel, change):
    counts = panel.counts.copy()
    change(counts)
    return replace(panel, counts=counts)


def closed(panel, share, since=84, to=1):
    """Take nine in ten off the first route from a month on and send a share of them on."""
    counts = panel.counts.copy()
    lost = np.floor(0.95 * counts[:, 0, since:])
    counts[:, 0, since:] -= lost
    counts[:, to, since:] += np.round(share * lost)
    return replace(panel, counts=counts)


def nothing_told(found):
    assert found.averted.expected is None
    assert found.because
    for one in found.receiving:
        assert one.share.standing == one.plain.standing == "not identified"
        assert one.share.because
    return " ".join(found.because)


def test_what_is_found_is_in_order(made):
    found = displacement(made, "here", ["there", "elsewhere"], START)
    assert (found.start, found.end) == (dt.date(2017, 1, 1), dt.date(2017, 6, 30))
    assert [one.excess.key for one in found.receiving] == ["there", "elsewhere"]
    for flow in (found.averted, *(one.excess for one in found.receiving)):
        assert 0 < flow.as_extreme <= 1
        assert flow.placebos >= 20
        assert flow.expected.low >= 0
    assert set(found.nationalities) <= set(NATIONALITIES)


def test_averted_and_expected_agree_with_what_was_counted(made):
    found = displacement(made, "here", ["there"], START)
    averted, excess = found.averted, found.receiving[0].excess
    assert averted.expected.point - averted.observed == pytest.approx(averted.difference.point)
    assert excess.observed - excess.expected.point == pytest.approx(excess.difference.point)


def test_a_route_that_is_closed_gives_a_bounded_share_that_holds_the_truth(made):
    found = displacement(closed(made, 0.5), "here", ["there"], START)
    share = found.receiving[0].share
    assert share.bounded
    assert share.low <= 0.5 <= share.high


def test_the_month_of_the_event_is_on_neither_side(made):
    found = displacement(made, "here", ["there"], dt.date(2017, 1, 18))
    assert found.start == dt.date(2017, 2, 1)
    assert found.gap == 1
    whole = displacement(made, "here", ["there"], PartialDate("2017-01"))
    assert whole.averted == found.averted


def test_what_comes_after_the_window_changes_nothing(made):
    def alter(counts):
        counts[:, :, 90:] = 7

    plain = displacement(made, "here", ["there"], START)
    assert displacement(changed(made, alter), "here", ["there"], START) == plain


def test_what_the_receiving_route_counts_in_the_window_does_not_change_what_was_averted(made):
    def alter(counts):
        counts[:, 1, 84:] *= 5

    plain = displacement(made, "here", ["there"], START)
    more = displacement(changed(made, alter), "here", ["there"], START)
    assert more.averted == plain.averted
    expected = (found.receiving[0].excess.expected.point for found in (plain, more))
    assert next(expected) == pytest.approx(next(expected))


def test_the_order_of_nationalities_does_not_matter(made):
    turned = replace(made, nationalities=made.nationalities[::-1], counts=made.counts[::-1].copy())
    one, other = (displacement(panel, "here", ["there"], START) for panel in (made, turned))
    assert one.averted.difference.point == pytest.approx(other.averted.difference.point)


def test_a_nationality_left_out_is_named(made):
    options = DisplacementOptions(without=("SYR",))
    found = displacement(made, "here", ["there"], START, options=options)
    assert "SYR" not in found.nationalities
    assert found.left_out[0].names == ("SYR",)


def test_route_totals_work_and_say_what_they_cannot_see(made):
    totals = Panel(FIRST, ("all",), ROUTES, made.counts.sum(axis=0, keepdims=True))
    found = displacement(totals, "here", ["there"], START)
    assert found.averted.difference is not None
    assert any("route totals only" in one for one in found.because)


@pytest.mark.parametrize(
    ("own", "to", "said"),
    [
        ("nowhere", ["there"], "no route 'nowhere'"),
        ("here", ["nowhere"], "no route 'nowhere'"),
        ("here", ["here"], "not the own"),
        ("here", ["there", "there"], "each once"),
        ("here", [], "at least one other route"),
    ],
)
def test_routes_that_cannot_be_meant_are_refused(made, own, to, said):
    with pytest.raises(InvalidError, match=said):
        displacement(made, own, to, START)


@pytest.mark.parametrize("start", [dt.date(2001, 1, 1), dt.date(2019, 1, 1)])
def test_an_event_outside_the_figures_is_refused(made, start):
    with pytest.raises(InvalidError, match="Choose an event within the panel"):
        displacement(made, "here", ["there"], start)


def test_a_nationality_to_leave_out_must_be_known(made):
    options = DisplacementOptions(without=("XYZ",))
    with pytest.raises(InvalidError, match=r"'XYZ' to leave out; the panel holds 6, AFG, .* EGY"):
        displacement(made, "here", ["there"], START, options=options)
    near = DisplacementOptions(without=("afg",))
    with pytest.raises(InvalidError, match="Did you mean 'AFG'"):
        displacement(made, "here", ["there"], START, options=near)
    many = replace(
        made,
        nationalities=tuple(f"N{one}" for one in range(30)),
        counts=np.repeat(made.counts, 5, axis=0),
    )
    with pytest.raises(InvalidError, match="the panel holds 30, among them N0, .* N19. Name"):
        displacement(many, "here", ["there"], START, options=options)
    totals = Panel(FIRST, ("all",), ROUTES, made.counts.sum(axis=0, keepdims=True))
    with pytest.raises(InvalidError, match="the panel holds route totals"):
        displacement(totals, "here", ["there"], START, options=options)


@pytest.mark.parametrize(
    "wrong", [{"horizon_months": 0}, {"gap_months": -1}, {"nominal": 1.0}, {"nominal": 0.1}]
)
def test_choices_that_make_no_sense_are_refused(wrong):
    with pytest.raises(InvalidError):
        DisplacementOptions(**wrong)


def test_one_name_where_a_list_is_asked_is_refused_before_its_letters_are_taken_for_names(made):
    with pytest.raises(InvalidError, match=r"got the one text 'S'. Write without=\['S'\]"):
        DisplacementOptions(without="S")
    with pytest.raises(InvalidError, match=r"Write to=\['there'\]"):
        displacement(made, "here", "there", START)


def test_with_too_short_a_history_there_is_no_telling(made):
    found = displacement(made, "here", ["there"], dt.date(2013, 1, 1))
    assert "past dates" in nothing_told(found)


def test_with_no_one_on_the_own_route_there_is_no_telling(made):
    def empty(counts):
        counts[:, 0, :84] = 0

    found = displacement(changed(made, empty), "here", ["there"], START)
    assert "no one was counted on here" in nothing_told(found)


def test_with_nothing_but_zeros_there_is_no_telling(made):
    found = displacement(changed(made, lambda counts: counts.fill(0)), "here", ["there"], START)
    nothing_told(found)


def test_with_a_constant_own_route_there_is_no_telling(made):
    def hold(counts):
        counts[:, 0] = 5

    found = displacement(changed(made, hold), "here", ["there"], START)
    assert "the same count" in nothing_told(found)


def test_with_no_figure_in_the_window_there_is_no_telling(made):
    def lose(counts):
        counts[:, 1, 84:90] = math.nan

    found = displacement(changed(made, lose), "here", ["there"], START)
    assert "no month of the window" in nothing_told(found)


def test_a_month_of_the_window_without_figures_is_left_out_and_said(made):
    def lose(counts):
        counts[:, 1, 86] = math.nan

    found = displacement(changed(made, lose), "here", ["there"], START)
    assert found.horizon == 5
    assert found.missing == (dt.date(2017, 3, 1),)
    why = "left out of the window, without figures on every route: March 2017"
    assert why in found.because


def test_missing_months_before_the_event_do_no_harm(made):
    def lose(counts):
        counts[:, :, 40:43] = math.nan
        counts[2, 1, 60] = math.nan

    found = displacement(changed(made, lose), "here", ["there"], START)
    assert math.isfinite(found.averted.difference.low)
    assert found.averted.difference.low <= found.averted.difference.point


def test_an_end_beyond_what_ever_came_is_marked(made):
    def burst(counts):
        counts[0, 0, 60] = 8 * np.nanmax(counts[:, 0].sum(axis=0))

    found = displacement(changed(made, burst), "here", ["there"], START)
    assert found.averted.expected.high <= found.averted.most or found.averted.implausible


@pytest.mark.parametrize(("route", "month"), [(0, 60), (1, 60), (0, -3), (1, -3)])
def test_one_giant_month_leaves_no_telling_and_is_named(made, route, month):
    def burst(counts):
        place = made.place(START) + 3 if month < 0 else month
        counts[0, route, place] = 1e7

    found = displacement(changed(made, burst), "here", ["there"], START)
    assert found.averted.expected is None
    assert "more than 10 times any other month" in found.because[0]
    assert found.receiving[0].share.standing == "not identified"


def test_a_short_window_of_a_receiving_route_may_be_far_above(made):
    def turn(counts):
        counts[0, 1, made.place(START)] = 1e7

    options = DisplacementOptions(horizon_months=1)
    found = displacement(changed(made, turn), "here", ["there"], START, options=options)
    assert found.receiving[0].excess.difference is not None


@given(
    st.integers(0, 10**6),
    st.integers(1, 4),
    st.integers(44, 70),
    st.sampled_from([1, 6, 12]),
    st.tuples(*(st.sampled_from(one) for one in ([0.0, 0.02, 0.3], [0, 0.5, 0.97], [1, 40, 1e6]))),
)
def test_no_counts_however_odd_give_anything_but_a_whole_record(
    name, nationalities, cut, horizon, shape
):
    missing, zeros, scale = shape
    numbers = stream("odd", name)
    counts = np.floor(numbers.pareto(1.5, (nationalities, 3, cut + 12)) * scale)
    counts[numbers.uniform(size=counts.shape) < zeros] = 0
    counts[numbers.uniform(size=counts.shape) < missing] = math.nan
    panel = Panel(FIRST, NATIONALITIES[:nationalities], ROUTES, counts)
    options = DisplacementOptions(horizon_months=horizon)
    found = displacement(panel, "here", ["there"], panel.month(cut), options=options)
    one = found.receiving[0]
    if found.averted.expected is None:
        nothing_told(found)
        return
    for flow in (found.averted, one.excess):
        ends = (flow.expected.low, flow.expected.point, flow.expected.high)
        assert all(math.isfinite(end) and end >= 0 for end in ends)
    if one.share.standing != "not identified":
        assert found.averted_chance >= 0.95
