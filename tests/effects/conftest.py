"""Made-up monthly counts with a known law."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from waterbed.effects import Monthly
from waterbed.numerics import stream


@pytest.fixture(scope="session")
def made():
    """Make a route: season, a level that drifts, noise, counts; `cut` scales the months from it."""

    def make(name, *, months=132, drift=0.15, decay=0.95, height=7.0, cut=None):
        numbers = stream("made route", name).standard_normal((2, months))
        level = np.zeros(months)
        for month in range(1, months):
            level[month] = decay * level[month - 1] + drift * numbers[0, month]
        season = 0.8 * np.sin(2 * np.pi * np.arange(months) / 12)
        rate = np.exp(height + season + level + 0.35 * numbers[1])
        if cut is not None:
            rate[cut[0] :] *= cut[1]
        counts = stream("made counts", name).poisson(rate).astype(float)
        return Monthly(dt.date(2010, 1, 1), tuple(counts), "arrivals/sea/nowhere", "made-up")

    return make
