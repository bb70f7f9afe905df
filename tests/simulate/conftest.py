"""Made-up networks, small enough to think through."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from waterbed.numerics import stream
from waterbed.records import Scenario
from waterbed.simulate import History, parse_network

START = dt.date(2024, 7, 1)

TWO_COASTS = """
title = "Two coasts"

[areas]
sea = "The sea"

[zones.west]
title = "West coast"
attempt = 0.2
returned = 0.3
detention = 2
leave = 0.05
most = 20000
peak = 8
swing = 0.5

[zones.east]
title = "East coast"
attempt = 0.2
returned = 0.1
detention = 2
leave = 0.05
most = 20000
peak = 8
swing = 0.5

[landings]
north = "North"
isle = "The isle"

[[corridors]]
from = "west"
to = "north"
area = "sea"
weight = 1.0
deaths = 0.02

[[corridors]]
from = "east"
to = "north"
area = "sea"
weight = 0.6
deaths = 0.02

[[corridors]]
from = "east"
to = "isle"
area = "sea"
weight = 0.4
deaths = 0.01

[[transfers]]
from = "east"
to = "west"
share = 0.02

[[transfers]]
from = "west"
to = "east"
share = 0.02

[groups.AAA]
title = "People of A"
arrive = 800
zones = { west = 0.6, east = 0.4 }

[groups.BBB]
title = "People of B"
arrive = 400
zones = { east = 1.0 }

[[observed]]
key = "arrivals/sea/north"
count = "landed"
corridors = ["west>north", "east>north"]
by_nationality = true

[[observed]]
key = "interceptions/west"
count = "returned"
corridors = ["west>north"]
spread = 0.1
"""


@pytest.fixture(scope="session")
def two_coasts():
    return parse_network(TWO_COASTS, "two-coasts.toml")


@pytest.fixture(scope="session")
def scenario():
    """Make a scenario of the two coasts."""

    def make(*levers, horizon=24, seed=1):
        return Scenario("made up", "two-coasts", START, horizon, seed=seed, levers=tuple(levers))

    return make


@pytest.fixture(scope="session")
def made():
    """Make a history of routes with a season, a damped level and noise."""

    def make(*keys, months=96, name="made"):
        counts = {}
        for key in keys:
            numbers = stream(name, key).standard_normal((2, months))
            level = np.zeros(months)
            for month in range(1, months):
                level[month] = 0.93 * level[month - 1] + 0.3 * numbers[0, month]
            season = 0.5 * np.sin(2 * np.pi * np.arange(months) / 12)
            counts[key] = np.exp(7 + season + level + 0.3 * numbers[1]).round()
        return History(dt.date(2010, 1, 1), counts)

    return make
