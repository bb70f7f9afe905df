"""Figures are put together only with those that can bear on them."""

from __future__ import annotations

import pytest

from waterbed.bounds import BoundsOptions
from waterbed.bounds.group import bearing, groups, shelve

ITALY, LIBYA, CRETE = "arrivals/sea/italy", "corridor/libya>italy", "corridor/libya>crete"
OPTIONS = BoundsOptions()


@pytest.fixture
def known(figure):
    return [
        figure(LIBYA, "2023-05-06", 18022),
        figure(LIBYA, "2024-05-06", 9271),
        figure(ITALY, "2024-01-31", 2258, source="unhcr"),
        figure(CRETE, "2024-03-29", 1186, source="unhcr"),
        figure(CRETE, "2024-02-29", 780, source="greece-migration"),
        figure("arrivals/sea/greece", "2024-01-31", 3307, source="iom-crossings"),
    ]


def test_years_and_unlinked_counts_are_apart(known):
    found = [{one.value for one in group} for group in groups(shelve(known, OPTIONS), OPTIONS)]
    assert sorted(found, key=min) == [{780, 1186, 3307}, {2258, 9271}, {18022}]


def test_a_window_over_the_turn_of_the_year_joins_the_years(known, figure):
    known.append(figure(LIBYA, "2024-01-07", 500, "2023-12-25"))
    found = [{one.value for one in group} for group in groups(shelve(known, OPTIONS), OPTIONS)]
    assert {500, 2258, 9271, 18022} in found


def test_a_question_finds_the_figures_that_bear_on_it(known, quantity):
    shelf = shelve(known, OPTIONS)
    found = bearing(shelf, [quantity("corridor/tunisia>italy", "2024-04-15")], OPTIONS)
    assert [one.value for one in found] == [2258, 9271]
    assert bearing(shelf, [quantity(LIBYA, "2022-04-15")], OPTIONS) == []
