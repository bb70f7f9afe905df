import datetime as dt

import pytest

from waterbed.effects import EffectOptions
from waterbed.records import InvalidError


@pytest.mark.parametrize(
    ("choice", "fault"),
    [
        ({"window_months": 0}, "window_months=0: give a whole number of months, 1 at least"),
        ({"gap_months": -1}, "gap_months=-1: give a whole number of months, 0 at least"),
        ({"window_months": 6.5}, "window_months=6.5: give a whole number of months"),
        ({"gap_months": "1"}, "gap_months='1': give a whole number of months"),
        ({"memory": "1"}, "memory='1': give a number above 0, 1 at most"),
        ({"masked": (dt.date(2020, 1, 1), dt.date(2020, 2, 1))}, "Give each stretch as a pair"),
        ({"level": "flat"}, "level='flat': a level is one of damped, random walk, fixed"),
        ({"scale": "flat"}, "scale='flat': a scale is one of log, count, negative binomial"),
        ({"nominal": 1.0}, "nominal=1.0"),
        ({"memory": 0.0}, "memory=0.0"),
        ({"aside": "arrivals/a"}, r"aside is a list .* Write aside=\['arrivals/a'\]"),
        ({"compare": "arrivals/a"}, r"compare is a list .* got the one text 'arrivals/a'"),
        ({"masked": ((dt.date(2020, 2, 1), dt.date(2020, 1, 1)),)}, "is reversed"),
    ],
)
def test_a_choice_that_makes_no_sense_is_refused(choice, fault):
    with pytest.raises(InvalidError, match=fault):
        EffectOptions(**choice)
