"""Simulated panels: what is known of them holds, and the estimator does as it says on them."""

import datetime as dt

import numpy as np
import pytest

from waterbed.effects import DisplacementOptions, Panel, displacement
from waterbed.effects.simulated_panels import SETTINGS, Setting, jumping, simulated

WORLDS = pytest.mark.parametrize("world", [simulated, jumping])


def asked(made, horizon=6):
    names = tuple(f"n{place}" for place in range(len(made.counts)))
    panel = Panel(dt.date(2000, 1, 1), names, ("own", "to", "third"), made.counts)
    options = DisplacementOptions(horizon_months=horizon)
    return displacement(panel, "own", ["to"], panel.month(made.start), options=options)


@WORLDS
def test_the_same_name_gives_the_same_panel(world):
    one, other = (world(Setting(), 0.5, 6, "same") for _ in range(2))
    np.testing.assert_array_equal(one.counts, other.counts)
    assert (one.start, one.share) == (other.start, other.share)
    assert not np.array_equal(world(Setting(), 0.5, 6, "another").counts, one.counts)


@WORLDS
@pytest.mark.parametrize("setting", [one for one in SETTINGS if one not in ("lag", "uneven")])
def test_the_share_is_the_one_asked_for(world, setting):
    made = world(SETTINGS[setting], 0.5, 6, "known")
    assert made.share == pytest.approx(0.5)
    assert made.start + 6 <= made.counts.shape[2]


@WORLDS
def test_a_lag_leaves_part_of_those_displaced_outside_the_window(world):
    assert 0.2 < world(Setting(lag=True), 0.5, 6, "lag").share < 0.45


@WORLDS
def test_without_a_policy_nothing_is_averted_nor_displaced(world):
    made = world(Setting(), 1.0, 6, "nothing", policy=False)
    assert made.share == made.averted == 0


def test_small_routes_and_rare_counts_are_small_and_rare():
    def zeros(setting):
        return np.mean([np.mean(simulated(setting, 0, 6, name).counts == 0) for name in range(20)])

    assert zeros(SETTINGS["zeros"]) > 0.28 > zeros(SETTINGS["base"])


def test_a_peak_is_the_highest_half_year_of_the_own_route():
    made = simulated(Setting(peak=True), 0.0, 6, "peak", policy=False)
    own = np.convolve(made.counts[:, 0].sum(axis=0), np.ones(6), "valid")
    later = own[72 - 6 : made.counts.shape[2] - 6 - 5]
    assert own[made.start - 6] > 0.8 * later.max()


@pytest.fixture(scope="module")
def trials():
    """Ask on 240 panels of the smooth world, on seeds that no constant was chosen on."""
    rows = []
    for name, setting in SETTINGS.items():
        for share in (0.0, 0.25, 0.5, 1.0):
            for number in range(6):
                made = simulated(setting, share, 6, f"gate {name} {share} {number}")
                rows.append((share, made.share, asked(made).receiving[0].share))
    return rows


def test_sets_hold_the_known_share_about_as_often_as_they_promise(trials):
    """The small gate; `benchmarks/displacement.py` has the full one."""
    told = [(truth, one) for _, truth, one in trials if one.standing == "identified"]
    held = [one.low <= truth <= one.high for truth, one in told]
    assert len(told) >= 0.2 * len(trials)
    assert np.mean(held) >= 0.85


def test_no_displacement_is_seldom_claimed_where_there_was_none(trials):
    false = [one.standing == "identified" and one.low > 0 for share, _, one in trials if not share]
    assert np.mean(false) <= 0.05


@pytest.mark.parametrize("setting", ["base", "peak", "peakcalm"])
def test_a_share_is_seldom_identified_where_nothing_happened(setting):
    found = [
        asked(simulated(SETTINGS[setting], 0, 6, f"gate {number}", policy=False))
        for number in range(40)
    ]
    told = [one.receiving[0].share.standing == "identified" for one in found]
    assert np.mean(told) <= 0.1
