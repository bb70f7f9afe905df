import datetime as dt

import pytest

from waterbed.records import NotFoundError
from waterbed.register import expects_change, load, rivals

SUMMER = (dt.date(2017, 2, 1), dt.date(2017, 9, 30))


def test_the_causes_that_crowd_the_summer_of_2017_are_all_there():
    found = {one.id for one in rivals("libya>italy", *SUMMER, but={"it-ly-mou-2017"})}
    assert found >= {
        "it-ngo-code",
        "it-navy-libya-2017",
        "sabratha-arrangement",
        "ly-sar-zone-2017",
        "malta-declaration",
    }
    assert "it-ly-mou-2017" not in found


def test_the_closing_of_the_balkans_rivals_the_statement_of_march_2016():
    window = (dt.date(2016, 3, 1), dt.date(2016, 3, 31))
    found = [one.id for one in rivals("turkiye>greek-islands", *window)]
    assert found == ["balkan-closure-2016", "eu-tr-statement"]


def test_a_wide_route_and_a_corridor_in_it_rival_each_other():
    wide = {one.id for one in rivals("central-mediterranean", *SUMMER)}
    narrow = {one.id for one in rivals("tripolitania>italy", *SUMMER)}
    assert "sabratha-arrangement" in wide & narrow
    assert "it-ngo-code" in wide & narrow


def test_an_event_that_was_expected_to_change_nothing_is_no_rival():
    found = rivals("all", dt.date(2007, 1, 1), dt.date(2026, 1, 1))
    assert {one.id for one in found} == {
        event.id
        for event in load.events().values()
        if any(one.direction != "none" for one in event.expected)
    }
    summer = {one.id for one in rivals("central-mediterranean", *SUMMER)}
    assert "iuventa-seized" not in summer


def test_an_expectation_counts_on_the_routes_around_and_within_its_own():
    event = load.events()["eu-tn-mou"]
    routes = ("tunisia>italy", "central-mediterranean", "libya>italy", "western-african")
    assert [expects_change(event, one) for one in routes] == [True, True, False, False]


def test_an_unknown_route_gets_the_nearest_ones():
    with pytest.raises(NotFoundError, match="libya>italy"):
        rivals("libya-italy", *SUMMER)
