"""Every whole is the sum of its parts, down to the finest corridors."""

from __future__ import annotations

import pytest

from waterbed.bounds import bundled_geography
from waterbed.records import measure_of, require_same_counts

GEOGRAPHY = bundled_geography()


@pytest.mark.parametrize(
    ("key", "leaves", "root", "national"),
    [
        (
            "corridor/libya>italy",
            {"corridor/tripolitania>italy", "corridor/cyrenaica>italy"},
            "arrivals/sea/italy",
            "arrivals/sea/italy",
        ),
        (
            "corridor/cyrenaica>italy",
            {"corridor/cyrenaica>italy"},
            "arrivals/sea/italy",
            "arrivals/sea/italy",
        ),
        ("corridor/libya>crete", {"corridor/libya>crete"}, "arrivals/sea/greece", None),
        ("interceptions/libya", {"interceptions/libya"}, "interceptions/libya", None),
    ],
)
def test_leaves_root_and_national_total(key, leaves, root, national):
    assert GEOGRAPHY.leaves(key) == leaves
    assert GEOGRAPHY.root(key) == root
    assert GEOGRAPHY.national(key) == national


def test_a_key_is_part_of_one_whole_at_most():
    parts = [part for whole in GEOGRAPHY.wholes for part in whole.parts]
    assert len(parts) == len(set(parts))


def test_parts_count_what_their_whole_counts():
    for whole in GEOGRAPHY.wholes:
        assert require_same_counts(whole.key, *whole.parts) == measure_of(whole.key).counts
        assert whole.by in ("departure", "landing")
        assert whole.source
