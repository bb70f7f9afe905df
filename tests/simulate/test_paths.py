import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulate.made_levers import lever, levers
from waterbed.records import InvalidError, NotFoundError
from waterbed.simulate import (
    PathOptions,
    bundled_networks,
    draw_prior,
    network,
    observe,
    parameters,
    prior,
    simulate,
    take,
)

DRAWS = 16


def people(made):
    return made.state.waiting.sum(axis=1) + made.state.detained.sum(axis=1)


def total(table):
    return table.sum(axis=(1, 2), dtype=np.int64)


@given(seed=st.integers(0, 1000), chosen=levers())
def test_nobody_is_created_or_lost(two_coasts, scenario, seed, chosen):
    made = draw_prior(two_coasts, DRAWS, seed)
    paths = simulate(two_coasts, made, scenario(*chosen, seed=seed))
    came = people(made) + total(paths.entered)
    gone = total(paths.landed) + total(paths.dead) + total(paths.left)
    there = paths.waiting[:, -1].sum(axis=1) + paths.detained[:, -1].sum(axis=1)
    assert np.array_equal(came, gone + there)
    assert np.array_equal(paths.attempts, paths.landed + paths.returned + paths.dead)
    assert min(part.min() for part in (paths.landed, paths.waiting, paths.detained)) >= 0


@given(seed=st.integers(0, 1000), extreme=st.floats(-1e6, 1e6), chosen=levers())
def test_no_parameters_make_counts_overflow(two_coasts, scenario, seed, extreme, chosen):
    spread = np.random.default_rng(seed).normal(size=(4, len(prior(two_coasts).mean)))
    made = parameters(two_coasts, extreme * spread)
    paths = simulate(two_coasts, made, scenario(*chosen, horizon=60))
    most = 500_000 * len(two_coasts.cells) * 60 + people(made)
    assert np.all(paths.waiting.sum(axis=2) + paths.detained.sum(axis=2) <= most[:, None])
    assert np.all(paths.waiting >= 0)
    assert paths.attempts.max() <= 1.1 * max(zone.most for zone in two_coasts.zones)


@given(
    seed=st.integers(0, 1000),
    kind=st.sampled_from(["control", "interception", "rescue", "closure", "demand", "transfer"]),
)
def test_with_every_lever_at_zero_nothing_changes(two_coasts, scenario, seed, kind):
    made = draw_prior(two_coasts, DRAWS, seed)
    on = {"rescue": "sea", "closure": "east>isle", "demand": "AAA", "transfer": "east>west"}
    idle = lever(kind, on.get(kind, "east"), size=0.0)
    one = lever("price", "east>isle", multiplier=1.0)
    money = lever("funding", "east", multiplier=1.0)
    before = simulate(two_coasts, made, scenario(seed=seed))
    after = simulate(two_coasts, made, scenario(idle, one, money, seed=seed))
    for name in ("attempts", "landed", "returned", "dead", "waiting", "detained", "left"):
        assert np.array_equal(getattr(before, name), getattr(after, name)), name


@given(seed=st.integers(0, 1000), size=st.floats(0.01, 1))
def test_a_lever_changes_nothing_before_it_starts(two_coasts, scenario, seed, size):
    made = draw_prior(two_coasts, DRAWS, seed)
    before = simulate(two_coasts, made, scenario(seed=seed))
    after = simulate(two_coasts, made, scenario(lever("control", "east", size, start=6), seed=seed))
    assert np.array_equal(before.attempts[:, :6], after.attempts[:, :6])


@given(
    seed=st.integers(0, 1000),
    weak=st.floats(0, 0.9),
    more=st.floats(0.05, 1),
)
def test_more_control_never_means_more_departures_from_that_zone(
    two_coasts, scenario, seed, weak, more
):
    """For each draw, up to each month, on the same numbers at random."""
    made = draw_prior(two_coasts, DRAWS, seed)
    strong = min(weak + more, 1.0)
    east = [two_coasts.corridor_place("east>north"), two_coasts.corridor_place("east>isle")]

    def departures(size):
        paths = simulate(two_coasts, made, scenario(lever("control", "east", size), seed=seed))
        return paths.attempts[:, :, east].sum(axis=2).cumsum(axis=1)

    assert np.all(departures(strong) <= departures(weak))


@given(seed=st.integers(0, 1000), weak=st.floats(0, 0.9), more=st.floats(0.05, 1))
def test_in_the_first_month_more_interception_means_fewer_landings(
    two_coasts, scenario, seed, weak, more
):
    made = draw_prior(two_coasts, DRAWS, seed)

    def landed(size):
        on = lever("interception", "east", size)
        return simulate(two_coasts, made, scenario(on, horizon=1, seed=seed)).landed[:, :, 1:]

    assert np.all(landed(min(weak + more, 1.0)).sum(axis=2) <= landed(weak).sum(axis=2))


def test_full_control_stops_every_departure(two_coasts, scenario):
    paths = simulate(
        two_coasts, draw_prior(two_coasts, DRAWS), scenario(lever("control", "east", 1.0))
    )
    assert paths.attempts[:, :, 1:].sum() == 0
    assert paths.attempts[:, :, 0].sum() > 0


def test_a_closed_corridor_is_taken_by_nobody_and_the_other_by_more(two_coasts, scenario):
    made = draw_prior(two_coasts, 200)
    before = simulate(two_coasts, made, scenario())
    after = simulate(two_coasts, made, scenario(lever("closure", "east>isle", 1.0)))
    assert after.attempts[:, :, 2].sum() == 0
    assert after.attempts[:, :, 1].sum() > before.attempts[:, :, 1].sum()


def test_the_same_whatever_the_threads_and_however_the_draws_are_cut(two_coasts, scenario):
    made = draw_prior(two_coasts, 300)
    whole = simulate(two_coasts, made, scenario(), PathOptions(threads=1))
    cut = simulate(two_coasts, made, scenario(), PathOptions(threads=2))
    assert np.array_equal(whole.landed, cut.landed)
    rest = simulate(
        two_coasts,
        draw_prior(two_coasts, 100, first=200),
        scenario(),
        PathOptions(first_draw=200),
    )
    assert np.array_equal(whole.landed[200:], rest.landed)


def test_a_run_goes_on_from_where_another_ended_with_everybody_there(two_coasts, scenario):
    made = draw_prior(two_coasts, DRAWS)
    first = simulate(two_coasts, made, scenario(horizon=12))
    assert np.array_equal(first.final.waiting.sum(axis=1), first.waiting[:, -1].sum(axis=1))
    second = simulate(two_coasts, made._replace(state=first.final), scenario(horizon=12))
    assert np.array_equal(
        people(made._replace(state=first.final)) + total(second.entered),
        total(second.landed)
        + total(second.dead)
        + total(second.left)
        + second.waiting[:, -1].sum(axis=1)
        + second.detained[:, -1].sum(axis=1),
    )


def test_publishers_count_the_sums_of_the_observation_map(two_coasts, scenario):
    made = draw_prior(two_coasts, DRAWS)
    paths = simulate(two_coasts, made, scenario(), PathOptions(by_group=True))
    seen = observe(two_coasts, made, paths)
    north = paths.landed[:, :, :2].sum(axis=2)
    assert np.array_equal(seen["arrivals/sea/north"], north)
    by_nationality = seen["arrivals/sea/north/AAA"] + seen["arrivals/sea/north/BBB"]
    assert np.array_equal(by_nationality, north)
    west = paths.returned[:, :, 0] * made.reporting[:, -1:]
    assert np.allclose(seen["interceptions/west"], west)


def test_series_by_nationality_are_left_out_where_groups_were_not_kept(two_coasts, scenario):
    made = draw_prior(two_coasts, DRAWS)
    seen = observe(two_coasts, made, simulate(two_coasts, made, scenario()))
    assert set(seen) == {"arrivals/sea/north", "interceptions/west"}


@pytest.mark.parametrize("name", bundled_networks())
def test_every_network_that_comes_with_the_program_runs(name, scenario):
    region = network(name)
    paths = simulate(region, draw_prior(region, 8), scenario(horizon=12))
    assert paths.landed.shape == (8, 12, len(region.corridors))
    assert np.all(paths.landed.sum(axis=(0, 1)) > 0)


def test_parameters_of_another_network_are_refused(two_coasts, scenario):
    with pytest.raises(InvalidError, match="two-coasts has 5"):
        simulate(two_coasts, draw_prior(network("channel"), 2), scenario())


def test_a_lever_on_an_unknown_zone_names_the_nearest(two_coasts, scenario):
    with pytest.raises(NotFoundError, match="no zone of two-coasts .* Did you mean .*'east'"):
        simulate(two_coasts, draw_prior(two_coasts, 2), scenario(lever("control", "eest")))


def test_draws_are_taken_in_the_order_asked_for(two_coasts):
    made = draw_prior(two_coasts, 5)
    twice = take(made, [3, 3, 0])
    assert np.array_equal(twice.state.waiting, made.state.waiting[[3, 3, 0]])
    assert np.array_equal(twice.demand.access, made.demand.access[[3, 3, 0]])


def test_a_draw_of_the_prior_is_the_same_however_many_are_drawn(two_coasts):
    whole, part = draw_prior(two_coasts, 600), draw_prior(two_coasts, 10, first=300)
    assert np.array_equal(whole.departure.rate[300:310], part.departure.rate)


def test_numbers_that_are_not_those_of_the_network_are_refused(two_coasts):
    with pytest.raises(InvalidError, match="Give .* finite numbers"):
        parameters(two_coasts, np.zeros((2, 3)))
    with pytest.raises(InvalidError, match="finite in every draw"):
        parameters(two_coasts, np.full((2, len(prior(two_coasts).mean)), np.nan))
