"""The tree finds every smallest set, and no other."""

from __future__ import annotations

from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.bounds import BoundsOptions
from waterbed.bounds.ledger import make_ledger
from waterbed.bounds.limits import strict_limits
from waterbed.bounds.search import Elastic, Tree, smallest_set

OPTIONS = BoundsOptions()
KEYS = ("arrivals/sea/italy", "corridor/libya>italy", "corridor/tunisia>italy")


@pytest.fixture
def elastic_of(figure):
    def make(rows):
        known = [figure(key, f"2024-01-{day:02}", value) for key, day, value in rows]
        return Elastic(make_ledger(strict_limits(known, OPTIONS), (), OPTIONS), len(known))

    return make


rows = st.lists(
    st.tuples(st.sampled_from(KEYS), st.integers(2, 6), st.integers(0, 9)), min_size=2, max_size=6
)


@given(rows=rows)
def test_the_tree_finds_what_trying_all_sets_finds(elastic_of, rows):
    elastic, everything = elastic_of(rows), frozenset(range(len(rows)))
    every = chain.from_iterable(combinations(everything, n) for n in range(1, len(rows) + 1))
    bad = {frozenset(one) for one in every if elastic.contradict(frozenset(one))}
    smallest = {one for one in bad if not any(other < one for other in bad)}
    tree = Tree(elastic, everything)
    found = list(tree.sets(100))
    assert set(found) == smallest
    assert len(found) == len(smallest)
    assert tree.complete


@given(rows=rows)
def test_only_sets_with_the_suspect_are_wanted(elastic_of, rows):
    elastic, everything = elastic_of(rows), frozenset(range(len(rows)))
    every = set(Tree(elastic, everything).sets(100))
    found = set(Tree(elastic, everything, suspect=0).sets(100))
    assert found == {one for one in every if 0 in one}


def test_slack_is_the_least_number_by_which_figures_are_wrong(elastic_of):
    elastic = elastic_of([(KEYS[0], 2, 9), (KEYS[0], 3, 5), (KEYS[0], 4, 6)])
    assert elastic.slack(frozenset({0, 1, 2})).value == pytest.approx(4)
    assert elastic.slack(frozenset({0, 2})).value == pytest.approx(3)
    assert elastic.slack(frozenset({1, 2})).value == pytest.approx(0)


def test_figures_that_agree_have_no_set(elastic_of):
    assert smallest_set(elastic_of([(KEYS[0], 2, 5), (KEYS[1], 3, 4)]), frozenset({0, 1})) is None


def test_one_set_is_wanted_and_the_rest_is_left(elastic_of):
    falling = [(KEYS[0], day, 20 - day) for day in range(2, 7)]
    tree = Tree(elastic_of(falling), frozenset(range(5)))
    assert len(list(tree.sets(1))) == 1
    assert not tree.complete
