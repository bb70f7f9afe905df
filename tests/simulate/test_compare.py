import datetime as dt

import pytest

from simulate.made_levers import lever
from waterbed.records import InvalidError, Lever, Scenario
from waterbed.simulate import compare, draw_prior, network, simulate

START = dt.date(2024, 7, 1)


def compared(region, scenario, *levers, draws=200):
    made = draw_prior(region, draws)
    asked = scenario(*levers)
    plain = simulate(region, made, scenario())
    return compare(region, asked, plain, simulate(region, made, asked))


def test_without_levers_nothing_changes(two_coasts, scenario):
    run = compared(two_coasts, scenario)
    assert run.simulated
    assert run.displacement is None
    for flow in (run.total, *run.flows):
        assert flow.baseline == flow.scenario
        assert {flow.change.landed.low, flow.change.landed.high} == {0.0}


def test_control_of_one_coast_averts_landings_and_some_reappear_elsewhere(two_coasts, scenario):
    run = compared(two_coasts, scenario, lever("control", "east", 0.8))
    assert run.displacement.fell == ("east>north", "east>isle")
    assert run.displacement.averted.low > 0
    assert 0 < run.displacement.share.point < 1
    assert run.total.change.landed.high < 0


def test_too_few_averted_give_no_share(two_coasts, scenario):
    run = compared(two_coasts, scenario, lever("control", "east", 0.0))
    assert run.displacement.share is None


def test_the_fan_adds_up_month_by_month(two_coasts, scenario):
    run = compared(two_coasts, scenario, lever("control", "east"), draws=1)
    assert sum(one.point for one in run.fans[0].scenario) == run.total.scenario.landed.point
    assert run.fans[0].months[0] == START
    assert run.fans[0].months[-1] == dt.date(2026, 6, 1)


def test_runs_of_other_shape_are_refused(two_coasts, scenario):
    made = draw_prior(two_coasts, 4)
    short = simulate(two_coasts, made, scenario(horizon=3))
    with pytest.raises(InvalidError, match="Compare two runs of the same"):
        compare(two_coasts, scenario(), simulate(two_coasts, made, scenario()), short)


def test_a_lever_on_a_coast_names_who_held_it_on_that_day():
    region = network("mediterranean")
    on = Lever("control", "cyrenaica", dt.date(2024, 7, 1), size=(0.8,))
    asked = Scenario("east", "mediterranean", START, 3, levers=(on,))
    made = draw_prior(region, 20)
    run = compare(region, asked, simulate(region, made, asked), simulate(region, made, asked))
    assert run.controllers[0].zone == "Cyrenaica (east Libya)"
    assert "Libyan National Army (full)" in run.controllers[0].holders
    assert run.controllers[0].sources


def test_each_corridor_carries_the_names_of_its_two_ends():
    region = network("channel")
    asked = Scenario("", "channel", START, 2, draws=10)
    plain = simulate(region, draw_prior(region, 10), asked)
    names = {flow.corridor: flow.names for flow in compare(region, asked, plain, plain).flows}
    assert names["dunkirk>england"] == ("Dunkirk and the coast to Belgium", "England")
