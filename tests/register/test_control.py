import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import NotFoundError, covers
from waterbed.register import load, stances, who

VISIT = dt.date(2024, 5, 7)


def test_tobruk_is_held_by_the_army_of_the_east_whom_the_un_does_not_recognise():
    standing = who("Tobruk", on=VISIT)
    (holder,) = standing.holders
    assert (holder.actor.id, holder.control.degree, holder.control.contested) == (
        "lna",
        "full",
        False,
    )
    assert [one.recogniser.id for one in holder.not_recognised_by] == ["un"]
    assert holder.recognised_by == ()
    assert holder.sources


def test_the_recognised_government_is_named_beside_whoever_holds_the_place():
    claimants = {
        (one.recogniser.id, one.subject.id, one.recognises)
        for one in who("Tobruk", VISIT).claimants
    }
    assert {("un", "gnu", True), ("un", "gns", False)} <= claimants


def test_a_place_without_a_row_inherits_and_says_from_where():
    (holder,) = who("Khoms", VISIT).holders
    assert (holder.actor.id, holder.via.id) == ("gnu", "tripolitania")


def test_rival_groups_share_a_contested_town():
    standing = who("Zawia", VISIT)
    assert len(standing.holders) == 2
    assert all(one.control.contested for one in standing.holders)


@pytest.mark.parametrize(
    ("place", "day", "holder"),
    [
        ("derna", dt.date(2015, 1, 1), "islamic-state-libya"),
        ("derna", dt.date(2017, 1, 1), "derna-shura-council"),
        ("derna", dt.date(2020, 1, 1), "lna"),
        ("sirte", dt.date(2018, 1, 1), "gna"),
        ("sirte", dt.date(2021, 1, 1), "lna"),
        ("rome", VISIT, None),
    ],
)
def test_control_changes_with_the_day_and_is_unknown_where_no_source_says(place, day, holder):
    held = [one.actor.id for one in who(place, day).holders]
    assert held == ([holder] if holder else [])


def test_an_unknown_place_gets_the_nearest_names():
    with pytest.raises(NotFoundError, match="Tobruk"):
        who("Tobruck", VISIT)


@given(
    st.sampled_from(sorted(load.places())),
    st.dates(min_value=dt.date(2005, 1, 1), max_value=dt.date(2030, 1, 1)),
)
def test_every_holder_rests_on_a_row_that_covers_the_day_and_carries_its_source(place, day):
    standing = who(place, day)
    for holder in standing.holders:
        assert covers(holder.control.start, holder.control.end, day)
        assert set(holder.control.sources) <= set(standing.sources)
        assert all(stance.subject == holder.actor for stance in holder.recognised_by)


@given(st.dates(min_value=dt.date(2005, 1, 1), max_value=dt.date(2030, 1, 1)))
def test_nobody_both_recognises_and_refuses_the_same_government_on_one_day(day):
    taken = [(one.recogniser.id, one.subject.id) for one in stances(day)]
    assert len(taken) == len(set(taken))
