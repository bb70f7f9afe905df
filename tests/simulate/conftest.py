"""Made-up networks, small enough to think through."""

from __future__ import annotations

import datetime as dt

import pytest

from waterbed.records import Scenario
from waterbed.simulate import parse_network

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
