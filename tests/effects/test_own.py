import datetime as dt

import numpy as np
import polars as pl
import pytest

from waterbed.effects import (
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
