"""A figure limits the true count, exactly or with allowances."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from waterbed.bounds import BoundsOptions
from waterbed.bounds.limits import robust_limits, strict_limits
from waterbed.records import InvalidError

OPTIONS = BoundsOptions()
ITALY, LIBYA = "arrivals/sea/italy", "corridor/libya>italy"


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [
        ("exact", 200, 200),
        ("about", 180, 220),
        ("at least", 200, math.inf),
        ("at most", -math.inf, 200),
    ],
)
def test_a_figure_is_meant_as_it_says(figure, bound, low, high):
    (found,) = strict_limits([figure(LIBYA, "2024-05-07", 200, bound=bound)], OPTIONS)
    assert (found.at_least, found.at_most) == pytest.approx((low, high))
    assert found.inner == found.outer == (dt.date(2024, 1, 1), dt.date(2024, 5, 7))


def test_a_window_that_may_be_a_day_off_gives_two_windows(figure):
    (found,) = robust_limits([figure(ITALY, "2024-05-07", 1000, slack=1)], OPTIONS)
    assert found.inner == (dt.date(2024, 1, 1), dt.date(2024, 5, 6))
    assert found.outer == (dt.date(2024, 1, 1), dt.date(2024, 5, 8))
    assert (found.at_least, found.at_most) == pytest.approx((999, 1001))


def test_a_split_by_departure_is_revised_by_a_part_of_the_national_total(figure):
    known = [
        figure(LIBYA, "2024-05-06", 9271),
        figure(ITALY, "2024-05-06", 17399),
        figure(ITALY, "2024-05-29", 20209),
        figure(ITALY, "2024-05-07", 10, marks=("falling-cumulative",)),
    ]
    assert robust_limits(known, OPTIONS)[0].at_most == pytest.approx(9271 + 0.005 * 17399)
    assert robust_limits(known[:1], OPTIONS)[0].at_most == pytest.approx(9271 * 1.005)


def test_the_national_total_can_be_a_sum_of_months_of_a_linked_book(figure):
    known = [
        figure(LIBYA, "2024-02-15", 100),
        figure(ITALY, "2024-01-31", 1000, source="unhcr"),
        figure(ITALY, "2024-02-29", 2000, "2024-02-01", source="unhcr"),
        figure(ITALY, "2024-12-31", 9000, source="unhcr"),
    ]
    assert robust_limits(known, OPTIONS)[0].at_most == pytest.approx(100 + 0.005 * 3000)


def test_deaths_can_only_grow(figure):
    (found,) = robust_limits([figure("deaths/central-mediterranean", "2023-12-31", 2498)], OPTIONS)
    assert found.at_most == math.inf
    assert found.at_least == pytest.approx(2498 * 0.999)


@pytest.mark.parametrize("value", [math.nan, math.inf, 1e13])
def test_what_is_no_count_is_refused(figure, value):
    with pytest.raises(InvalidError, match="is no count"):
        strict_limits([figure(LIBYA, "2024-05-07", value)], OPTIONS)
