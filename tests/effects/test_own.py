import datetime as dt

import numpy as np
import polars as pl
import pytest

from waterbed.effects import (
    DisplacementOptions,
    displacement,
    displacement_of_table,
    effect,
    effect_of_table,
    read_monthly,
    read_panel,
)
from waterbed.effects.monthly import date_of
from waterbed.numerics import stream
from waterbed.records import InvalidError

FIRST = 2008 * 12
START = dt.date(2018, 1, 1)


def panel_frame(share, months=150):
    """Make two routes of 12 nationalities; from 2018 on a tenth is left on `here`."""
    numbers = stream("own tables")
    rows = []
    for who in range(12):
        level = {"here": 6.0 + numbers.normal(), "there": 2.0 + numbers.normal()}
        for month in range(months):
            rate = {name: np.exp(one + 0.3 * numbers.normal()) for name, one in level.items()}
            if date_of(FIRST + month) >= START:
                averted = 0.9 * rate["here"]
                rate["here"] -= averted
                rate["there"] += share * averted
            rows += [
                (name, f"N{who}", date_of(FIRST + month), int(numbers.poisson(rate[name])))
                for name in rate
            ]
    return pl.DataFrame(rows, schema=["route", "nationality", "month", "count"], orient="row")


def test_a_table_gives_the_effect_of_its_series():
    frame = panel_frame(0.0)
    found = effect_of_table(frame, "here", START)
    assert found == effect(read_monthly(frame, "here"), START)
    assert (found.key, found.answer) == ("here", "fewer")


def test_controls_of_a_table_help_to_foresee():
    frame = panel_frame(0.0)
    found = effect_of_table(frame, "here", START, controls=["there"])
    assert [one.key for one in found.specification.donors] == ["there"]


def test_a_series_is_no_control_of_itself():
    with pytest.raises(InvalidError, match="cannot be a control of itself"):
        effect_of_table(panel_frame(0.0), "here", START, controls=["here"])


def test_without_a_list_every_other_route_may_receive():
    frame = panel_frame(0.5)
    found = displacement_of_table(frame, "here", START)
    assert found == displacement(read_panel(frame), "here", ["there"], START)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_known_share_lies_in_the_set_of_a_table(share):
    found = displacement_of_table(panel_frame(share), "here", START).receiving[0].share
    assert found.standing == "identified"
    assert found.low <= share <= found.high


def test_an_unknown_route_is_named_with_those_of_the_table():
    with pytest.raises(InvalidError, match="no route 'hear'"):
        displacement_of_table(panel_frame(0.0), "hear", START)


def changed(name, value):
    """Give a table whose own route is changed before the event, or altogether."""
    own = (pl.col("route") == "here") & value
    return panel_frame(0.5).with_columns(
        pl.when(own).then(pl.lit(name)).otherwise("count").alias("count")
    )


BEFORE = pl.col("month") < START
ALL = pl.lit(value=True)


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (changed(0, ALL), "no one was counted on here before it"),
        (changed(0, BEFORE), "no one was counted on here before it"),
        (changed(7, ALL), "every month before it has the same count on here"),
        (changed(None, BEFORE), "no one was counted on here before it"),
        (changed(None, ~BEFORE), "no month of the window has figures on every route"),
        (panel_frame(0.5, months=123), "the figures end after 3 months of the window"),
        (panel_frame(0.5, months=121), "the figures end after 1 month of the window"),
    ],
    ids=[
        "zeros",
        "zeros before",
        "constant",
        "nothing before",
        "nothing after",
        "short window",
        "a month",
    ],
)
def test_what_cannot_be_told_says_why(frame, reason):
    found = displacement_of_table(frame, "here", START)
    assert any(reason in one for one in found.because), found.because


@pytest.mark.parametrize("start", [dt.date(2007, 1, 1), dt.date(2031, 1, 1)])
def test_an_event_outside_the_table_is_refused_with_its_months(start):
    with pytest.raises(InvalidError, match="January 2008 to June 2020"):
        displacement_of_table(panel_frame(0.0), "here", start)
    with pytest.raises(InvalidError, match="January 2008 to June 2020"):
        effect_of_table(panel_frame(0.0), "here", start)


def test_cells_taken_as_zero_are_counted_and_a_missing_upload_is_named():
    whole = panel_frame(0.5)
    assert not any(
        "taken as zero" in one for one in displacement_of_table(whole, "here", START).because
    )
    since = (pl.col("month") >= START) & (pl.col("nationality") == "N3")
    panel = read_panel(whole.filter(~since))
    found = displacement(panel, "here", ["there"], START).because
    figures = panel.counts.size
    assert any(f"{panel.filled} of {figures:,} figures" in one for one in found)
    assert any("N3 (December 2017, " in one and "looks like a fall" in one for one in found)


@pytest.mark.parametrize(("month", "named"), [(3, True), (6, True), (7, False)])
def test_a_nationality_whose_rows_end_within_the_window_is_named_in_both_verbs(month, named):
    whole = panel_frame(0.5)
    sizes = whole.filter(route="here").group_by("nationality").agg(pl.sum("count"))
    largest = sizes.sort("count")["nationality"][-1]
    ends = (pl.col("month") >= dt.date(2018, month, 1)) & (pl.col("nationality") == largest)
    frame = whole.filter(~(ends & (pl.col("route") == "here")))
    both = (displacement_of_table(frame, "here", START), effect_of_table(frame, "here", START))
    last = f"{largest} ({date_of(2018 * 12 + month - 2):%B %Y}, "
    for found in both:
        assert any(last in one and "looks like a fall" in one for one in found.because) is named


def test_a_small_nationality_whose_rows_end_is_not_named_and_a_row_of_zero_is_a_row():
    frame = panel_frame(0.5)
    small = pl.DataFrame([("here", "few", START, 1)], schema=frame.schema, orient="row")
    assert not any(
        "few" in one
        for one in displacement_of_table(pl.concat([frame, small]), "here", START).because
    )
    zeros = frame.with_columns(
        pl.when((pl.col("month") >= START) & (pl.col("nationality") == "N3"))
        .then(0)
        .otherwise("count")
        .alias("count")
    )
    assert not any("N3" in one for one in displacement_of_table(zeros, "here", START).because)


def test_where_everyone_was_left_out_that_is_the_reason():
    everyone = tuple(f"N{who}" for who in range(12))
    options = DisplacementOptions(without=everyone)
    found = displacement_of_table(panel_frame(0.5), "here", START, options=options)
    assert "everyone counted on here before it was left out on request (N0, N1" in found.because[0]
    one = DisplacementOptions(without=everyone[1:])
    found = displacement_of_table(panel_frame(0.5), "here", START, options=one)
    assert found.nationalities == ("N0",)
    assert not any("route totals" in one for one in found.because)


def test_a_text_is_taken_as_the_date_that_it_writes():
    frame = panel_frame(0.5)
    for of_table in (displacement_of_table, effect_of_table):
        assert of_table(frame, "here", "2018-01-01") == of_table(frame, "here", START)
        with pytest.raises(InvalidError, match="which is no date. Write '2017-02-02'"):
            of_table(frame, "here", "1 January 2018")


def test_one_name_where_a_list_is_asked_says_what_to_write():
    frame = panel_frame(0.5)
    with pytest.raises(InvalidError, match=r"Write to=\['there'\]"):
        displacement_of_table(frame, "here", START, to="there")
    with pytest.raises(InvalidError, match=r"Write controls=\['there'\]"):
        effect_of_table(frame, "here", START, controls="there")
