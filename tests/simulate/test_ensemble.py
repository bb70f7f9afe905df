from concurrent.futures import Future
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulate.made_levers import lever
from waterbed.simulate import Ensemble, compare, draw_prior, run, simulate
from waterbed.simulate import ensemble as module
from waterbed.simulate.compare import run_of
from waterbed.simulate.summary import Summary, _held, merge, summarise


@pytest.fixture
def asked(scenario):
    return replace(scenario(lever("control", "east", 0.6), horizon=6), draws=300)


class LosesWork:
    """Runs everything twice and backwards, as a cluster that lost a worker may."""

    def map(self, function, items):
        listed = list(items)
        for item in reversed(listed):
            function(item)
        answers = {place: function(item) for place, item in enumerate(listed)}
        return [answers[place] for place in range(len(listed))]

    def submit(self, function, *given):
        future = Future()
        future.set_result(function(*given))
        return future


def test_a_run_is_what_comparing_its_draws_gives(two_coasts, asked):
    made = draw_prior(two_coasts, 300, asked.seed)
    plain = simulate(two_coasts, made, replace(asked, levers=()))
    assert run(two_coasts, asked) == compare(
        two_coasts, asked, plain, simulate(two_coasts, made, asked)
    )


def test_the_pieces_and_who_runs_them_change_nothing(two_coasts, asked, monkeypatch):
    whole = run(two_coasts, asked)
    monkeypatch.setattr(module, "_PIECE", 37)
    monkeypatch.setattr(module, "_TASK", 111)
    monkeypatch.setattr(module, "_WAVE", 2)
    assert run(two_coasts, asked) == whole
    assert run(two_coasts, asked, executor=LosesWork()) == whole


def test_calibrated_draws_are_taken_in_turn_with_other_numbers_at_random(two_coasts, asked):
    made = draw_prior(two_coasts, 10)
    found = run(two_coasts, asked, Ensemble(made, "made-up figures"))
    assert found.calibration == "made-up figures"
    assert found.total.baseline.landed.low < found.total.baseline.landed.high


def test_without_calibration_the_run_says_nothing_of_one(two_coasts, asked):
    assert run(two_coasts, asked).calibration == ""


@given(
    st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=40),
    st.lists(st.integers(0, 3), min_size=40, max_size=40),
)
def test_merging_in_any_parts_and_order_gives_the_same(values, owners):
    def part(own):
        keys = np.array([v + 2**40 for v, o in zip(values, owners, strict=False) if o == own])
        return Summary(*(x.astype(np.int64) for x in np.unique(keys, return_counts=True)))

    whole = Summary(*np.unique(np.array(values) + 2**40, return_counts=True))
    parts = [part(own) for own in range(4)]
    for order in (parts, parts[::-1], [merge(parts[:2]), merge(parts[2:])]):
        merged = merge(order)
        assert np.array_equal(merged.keys, whole.keys)
        assert np.array_equal(merged.counts, whole.counts)
    expected = np.quantile(values, [0.05, 0.5, 0.95], method="inverted_cdf")
    found = merge(parts).estimate(0)
    assert [found.low, found.point, found.high] == list(expected)


@given(st.integers(-(2**39), 2**39))
def test_values_are_held_to_one_part_in_256(value):
    held = int(_held(np.array([value]))[0])
    assert abs(held - value) <= abs(value) / 256
    assert int(_held(np.array([held]))[0]) == held


def test_many_draws_say_that_counts_are_rounded(two_coasts, asked, monkeypatch):
    monkeypatch.setattr(module, "EXACT_DRAWS", 100)
    rounded = run(two_coasts, asked)
    assert rounded.notes == ("With so many draws each count is held to one part in 256.",)
    monkeypatch.setattr(module, "EXACT_DRAWS", 1000)
    exact = run(two_coasts, asked).total.baseline.landed
    assert rounded.total.baseline.landed.point == pytest.approx(exact.point, rel=1 / 200)


def test_a_change_of_nothing_stays_nothing_when_rounded(two_coasts, asked):
    made = draw_prior(two_coasts, 50)
    plain = simulate(two_coasts, made, replace(asked, levers=()))
    found = run_of(
        two_coasts, asked, summarise(two_coasts, asked.levers, plain, plain, exact=False)
    )
    assert found.total.change.landed.low == found.total.change.landed.high == 0
