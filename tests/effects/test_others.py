import datetime as dt
import math
from dataclasses import replace

import numpy as np
import pytest

from waterbed.effects import EffectOptions
from waterbed.effects.others import usable
from waterbed.effects.question import ask
from waterbed.records import (
    Citation,
    Event,
    Expectation,
    InvalidError,
    Monthly,
    PartialDate,
)
from waterbed.register import load

START = dt.date(2018, 1, 1)
CENTRAL = "detections/central-mediterranean"


def sorted_out(series, candidates, event=START, **choices):
    asked = ask(series, event, EffectOptions(**choices))
    found = usable(asked, candidates, event if isinstance(event, Event) else None)
    return [one.key for one in found.used], {one.key: one.why for one in found.left}


def routes(made, *names):
    return [replace(made(name), key=f"detections/{name}") for name in names]


def test_the_series_itself_is_passed_over(made):
    series = made("itself")
    assert sorted_out(series, [series]) == ([], {})


def test_a_series_of_ones_own_needs_no_register(made):
    other = replace(made("other"), key="mine")
    assert sorted_out(made("own"), [other]) == (["mine"], {})


def test_a_receiving_route_is_left_out_where_the_register_expects_a_change_there(made):
    candidates = routes(made, "western-mediterranean", "western-balkan")
    event = replace(load.events()["eu-tn-mou"], start=PartialDate("2018-01-01"))
    used, left = sorted_out(replace(made("own"), key=CENTRAL), candidates, event)
    assert used == ["detections/western-balkan"]
    assert left["detections/western-mediterranean"] == (
        "eu-tn-mou is expected to change crossings there too"
    )


def test_a_route_from_the_same_shore_is_left_out(made):
    event = replace(load.events()["it-ly-mou-2017"], start=PartialDate("2018-01-01"))
    candidates = routes(made, "eastern-mediterranean", "western-balkan")
    used, left = sorted_out(replace(made("own"), key=CENTRAL), candidates, event)
    assert used == ["detections/western-balkan"]
    assert "people leave from Libya for there too" in left["detections/eastern-mediterranean"]


def test_a_part_of_the_same_route_is_left_out(made):
    part = replace(made("part"), key="corridor/libya>italy")
    assert (
        "contains the same one"
        in sorted_out(replace(made("own"), key=CENTRAL), [part])[1][part.key]
    )


def test_what_is_expected_of_all_routes_leaves_none_out(made):
    sources = (Citation("https://example.org"),)
    everywhere = (Expectation("all", "falls"),)
    event = Event("e", "E", "law", PartialDate("2018-01-01"), sources, expected=everywhere)
    candidates = routes(made, "western-balkan")
    assert sorted_out(made("own"), candidates, event)[0] == ["detections/western-balkan"]


def test_a_route_with_a_shock_of_its_own_is_left_out(made):
    candidates = [replace(one, first=dt.date(2008, 3, 1)) for one in routes(made, "western-balkan")]
    series = replace(made("own"), first=dt.date(2008, 3, 1))
    left = sorted_out(series, candidates, dt.date(2016, 3, 1))[1]
    assert "balkan-closure-2016 is expected" in left["detections/western-balkan"]


def test_the_caller_leaves_out_what_people_may_have_turned_to(made):
    other = replace(made("other"), key="mine")
    assert sorted_out(made("own"), [other], aside=("mine",)) == ([], {"mine": "left out by choice"})


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ((4.0,) * 132, "no change before the event"),
        ((math.nan, *range(131)), "no figure for 1 of the 102 months needed"),
        (tuple(map(float, range(50))), "no figure for 52 of the 102 months needed"),
    ],
)
def test_a_series_that_cannot_be_compared_says_why(made, values, why):
    other = Monthly(dt.date(2010, 1, 1), values, "other")
    assert sorted_out(made("own"), [other]) == ([], {"other": why})


def test_a_copy_is_left_out(made):
    series = made("own")
    copy = replace(series, key="copy", values=tuple(3 * np.array(series.values)))
    assert sorted_out(series, [copy])[1] == {"copy": "a copy of the series"}


def test_months_that_are_masked_are_not_needed(made):
    values = np.array(made("holed").values)
    values[40] = math.nan
    other = replace(made("holed"), key="holed", values=tuple(values))
    options = EffectOptions(masked=((dt.date(2013, 5, 1), dt.date(2013, 5, 31)),))
    assert usable(ask(made("own"), START, options), [other], None).used == (other,)


def test_a_route_that_people_may_have_turned_to_is_left_out_unless_chosen(made):
    event = replace(load.events()["it-ly-mou-2017"], start=PartialDate("2018-01-01"))
    own, (other,) = replace(made("own"), key=CENTRAL), routes(made, "western-african")
    assert sorted_out(own, [other], event)[1] == {other.key: "people may have turned there"}
    found = usable(ask(own, event, EffectOptions(compare=(other.key,))), [other], event)
    assert found.used == (other,)
    assert found.despite[0].why == "people may have turned there"


def test_other_sea_routes_may_have_received_people_whatever_the_date(made):
    own, others = replace(made("own"), key=CENTRAL), routes(made, "western-african")
    assert sorted_out(own, others, dt.date(2019, 1, 1))[0] == []


def test_no_choice_compares_with_what_lacks_a_month(made):
    other = Monthly(dt.date(2010, 1, 1), tuple(map(float, range(50))), "mine")
    left = sorted_out(made("own"), [other], compare=("mine",))[1]
    assert "52 of the 102 months" in left["mine"]


def test_a_choice_of_what_is_not_there_is_refused(made):
    other = replace(made("other"), key="mine")
    with pytest.raises(InvalidError, match="yours is none of the series to compare with: mine"):
        sorted_out(made("own"), [other], aside=("yours",))
