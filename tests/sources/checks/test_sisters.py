from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from waterbed.records import InvalidError, measure_of
from waterbed.sources.checks.sisters import (
    Member,
    Sisters,
    bundled_sisters,
    by_member,
    kin,
    read_sisters,
)

PAIR = Sisters(
    "Italy and Malta",
    "for a test",
    (
        Member("one", ("arrivals/sea/italy",), ("arrivals/sea/malta",)),
        Member("two", ("detections/central-mediterranean",)),
    ),
)


def test_the_bundled_sisters_are_pairs_of_known_measures_with_a_reason():
    for group in bundled_sisters():
        assert group.why.endswith(".")
        assert len(group.members) >= 2
        for member in group.members:
            assert all(measure_of(key) for key in (*member.keys, *member.beside))


def test_names_of_sisters_are_their_own():
    names = [group.name for group in bundled_sisters()]
    assert len(names) == len(set(names))


def test_keys_are_added_and_a_month_without_a_needed_one_is_left_out(months):
    rows = pl.concat(
        [
            months([100.0, None, 300.0], source="one"),
            months([5.0, 6.0], source="one", key="arrivals/sea/malta"),
        ]
    )
    found = by_member(rows, (PAIR,))
    assert found.select("month", "value").rows() == [
        (dt.date(2015, 1, 1), 105.0),
        (dt.date(2015, 3, 1), 300.0),
    ]
    assert found["key"].unique().to_list() == ["arrivals/sea/italy + arrivals/sea/malta"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[sisters", "not TOML"),
        ('[[sisters]]\nname = "a"\nmembers = []', "need name, why and members"),
        ('[[sisters]]\nname = "a"\nwhy = "b"\nmembers = [{source = "c"}]', "need name, why"),
        ('[[sisters]]\nname = "a"\nwhy = "b"\nmembers = []', "0 members"),
    ],
)
def test_a_broken_configuration_is_refused_with_a_reason(text, said):
    with pytest.raises(InvalidError, match=said):
        read_sisters(text)


def test_the_kin_of_a_series_are_all_that_its_sisters_add():
    beside = Member("two", ("detections/a",), ("detections/b",))
    sisters = (Sisters("Here", "For a test.", (Member("one", ("arrivals/a",)), beside)),)
    assert kin("detections/b", sisters) == ("detections/b", "arrivals/a", "detections/a")
    assert kin("boats/channel", sisters) == ("boats/channel",)
