import datetime as dt

import pytest

from waterbed.effects import EffectOptions
from waterbed.records import InvalidError


@pytest.mark.parametrize(
    ("choice", "fault"),
    [
        ({"window_months": 0}, "a window has at least one month"),
        ({"gap_months": -1}, "a gap at least none"),
        ({"level": "flat"}, "level='flat'"),
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
