"""Simulated panels: made-up crossings with a known policy and a known share displaced.

Two worlds that share no code. The first is smooth: demand by nationality, openness by route and
their own ups and downs, each a damped level. The second jumps: regimes, momentum fed by the counts
themselves, heavy tails, a season by nationality. Nothing was ever chosen by looking at the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics import stream

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Numbers = np.random.Generator

_EARLIEST = 72
_LAG = np.array([0.0, 0.5, 0.3, 0.2])
_PEAK_MONTHS = 6
_SUMMER = 0.5


@dataclass(frozen=True, slots=True)
class Setting:
    """What kind of world, and where in it the policy falls.

    Parameters
    ----------
    calm
        What every swing is multiplied by.
    demand
        Standard deviation of the demand of a nationality, common to all routes.
    peak
        Whether the policy falls on the month in which the half-year's mean of the own route is
        largest, as policies do.
    lag
        Whether those displaced come one to three months later.
    other
        Whether, from the same month, the third of nationalities least exposed comes three times as
        often on the receiving route, for a reason of its own.
    level
        Mean of the logarithm of the months.
    receiving
        What is added to it on the receiving route.
    uneven
        Whether the policy stops some nationalities far more than others, and displaces a share of
        its own of each, up to twice the share asked for but never more than all.
    """

    calm: float = 1.0
    demand: float = 0.5
    peak: bool = False
    lag: bool = False
    other: bool = False
    level: float = 2.2
    receiving: float = 0.0
    uneven: bool = False


SETTINGS = {
    "base": Setting(),
    "peak": Setting(peak=True),
    "lag": Setting(lag=True),
    "other": Setting(other=True),
    "common": Setting(demand=1.0),
    "calm": Setting(calm=0.5),
    "peakcalm": Setting(calm=0.5, peak=True),
    "zeros": Setting(level=1.0),
    "small": Setting(receiving=-2.0),
    "uneven": Setting(uneven=True),
}
"""The settings on which sets are measured."""


@dataclass(frozen=True, slots=True, eq=False)
class Simulated:
    """A made-up panel whose policy is known.

    Parameters
    ----------
    counts
        Nationalities by three routes by months: the own route, the receiving one, a third.
    start
        How many months came before the policy.
    share
        Displaced by averted in the window, of the rates; 0 without a policy.
    averted
        People averted in the window, by rate.
    """

    counts: Floats
    start: int
    share: float
    averted: float


def simulated(
    setting: Setting, share: float, horizon: int, name: str | int, *, policy: bool = True
) -> Simulated:
    """Make a panel of the smooth world.

    Parameters
    ----------
    setting
        The kind of world.
    share
        Share of the averted that comes on the receiving route instead.
    horizon
        Months of the window.
    name
        Names the stream of random numbers: the same name gives the same panel.
    policy
        Whether there is a policy; without one nothing is averted nor displaced.

    Returns
    -------
    Simulated
        With 12 to 16 nationalities and 120 to 160 months; the policy takes 50 to 95 % off the own
        route. Counts are negative binomial.
    """
    numbers = stream("smooth world", name)
    nationalities, months = int(numbers.integers(12, 17)), int(numbers.integers(120, 161))
    rates = _smooth(setting, nationalities, months, numbers)
    return _with_policy(setting, rates, (share, horizon, policy), numbers)


def jumping(
    setting: Setting, share: float, horizon: int, name: str | int, *, policy: bool = True
) -> Simulated:
    """Make a panel of the world that jumps.

    Parameters
    ----------
    setting, share, horizon, name, policy
        As for `simulated`.

    Returns
    -------
    Simulated
        With 12 to 18 nationalities and 110 to 170 months.
    """
    numbers = stream("jumping world", name)
    nationalities, months = int(numbers.integers(12, 19)), int(numbers.integers(110, 171))
    rates = _jumping(setting, nationalities, months, numbers)
    return _with_policy(setting, rates, (share, horizon, policy), numbers)


def _damped(
    shape: tuple[int, ...], months: int, half_life: Floats, spread: float, numbers: Numbers
) -> Floats:
    """Draw damped levels that start in their long run."""
    decay = 0.5 ** (1.0 / half_life)
    steps = numbers.standard_normal((months, *shape))
    path = np.empty_like(steps)
    path[0] = steps[0]
    for month in range(1, months):
        path[month] = decay * path[month - 1] + np.sqrt(1 - decay**2) * steps[month]
    return spread * np.moveaxis(path, 0, -1)


def _smooth(setting: Setting, nationalities: int, months: int, numbers: Numbers) -> Floats:
    mean = setting.level + numbers.normal(0, 0.3)
    level = (
        mean
        + numbers.normal(0, 1.2, (nationalities, 1))
        + numbers.normal(0, 1.5, (nationalities, 3))
    )
    level[:, 1] += setting.receiving
    lives = [numbers.uniform(*one) for one in ((12, 36), (8, 24), (5, 24))]
    spreads = setting.calm * np.array([setting.demand, 0.8, 1.3])
    shapes = ((nationalities, 1), (1, 3), (nationalities, 3))
    parts = [
        _damped(shape, months, np.full(shape, life), spread, numbers)
        for shape, life, spread in zip(shapes, lives, spreads, strict=True)
    ]
    turn = 2 * np.pi * (np.arange(months) / 12 - numbers.uniform(0, 1, (1, 3, 1)))
    season = numbers.uniform(0.2, 0.8, (1, 3, 1)) * np.cos(turn)
    rates: Floats = np.exp(level[..., None] + season + sum(parts))
    return rates


def _jumping(setting: Setting, nationalities: int, months: int, numbers: Numbers) -> Floats:
    """Draw regimes that last half a year to some years, with heavy-tailed jumps and own seasons."""
    shape = (nationalities, 3, months)
    level = setting.level + 1.8 * setting.calm**0.2 * numbers.standard_t(4, (nationalities, 3))
    level[:, 1] += setting.receiving
    switch = numbers.uniform(size=shape) < 1 / numbers.uniform(10, 40, (nationalities, 3, 1))
    regime = np.zeros(shape)
    jump = setting.calm * 1.2 * np.clip(numbers.standard_t(3, shape), -4, 4)
    current = jump[..., 0]
    for month in range(months):
        current = np.where(switch[..., month], 0.3 * current + jump[..., month], current)
        regime[..., month] = current
    door = numbers.uniform(size=(1, 3, months)) < 1 / 30
    opened = np.zeros((1, 3, months))
    state = np.zeros((1, 3))
    for month in range(months):
        state = np.where(door[..., month], numbers.normal(0, 1.1 * setting.calm, (1, 3)), state)
        opened[..., month] = state
    wave = np.cumsum(numbers.standard_t(3, (nationalities, 1, months)), axis=2)
    wave -= wave.mean(axis=2, keepdims=True)
    wave *= setting.demand * setting.calm / np.maximum(wave.std(axis=2, keepdims=True), 1e-9)
    phase = numbers.uniform(-0.1, 0.1, (nationalities, 1, 1)) + numbers.uniform(0, 1, (1, 3, 1))
    turn = np.arange(months) / 12 - phase
    season = np.where((turn % 1) < _SUMMER, 0.5, -0.5) * numbers.uniform(
        0, 1.2, (nationalities, 3, 1)
    )
    drive = np.exp(np.clip(level[..., None] + regime + opened + wave + season, -6, 9))
    return _momentum(drive, numbers)


def _momentum(drive: Floats, numbers: Numbers) -> Floats:
    """Let those who came draw others after them: half of a month's rate is what came before."""
    rates = drive.copy()
    came = drive[..., 0]
    for month in range(1, drive.shape[-1]):
        rates[..., month] = 0.5 * drive[..., month] + 0.5 * came
        shock = np.exp(0.4 * np.clip(numbers.standard_t(3, came.shape), -3, 3))
        came = 0.6 * came + 0.4 * rates[..., month] * shock
    return rates


def _with_policy(
    setting: Setting, rates: Floats, policy: tuple[float, int, bool], numbers: Numbers
) -> Simulated:
    share, horizon, there = policy
    months = rates.shape[2]
    start = int(numbers.integers(_EARLIEST, months - horizon + 1))
    size = numbers.uniform(3, 10)
    if setting.peak:
        own = np.convolve(rates[:, 0].sum(axis=0), np.ones(_PEAK_MONTHS) / _PEAK_MONTHS)[:months]
        start = _EARLIEST + int(np.argmax(own[_EARLIEST - 1 : months - horizon]))
    strength = np.full((len(rates), 1), numbers.uniform(0.5, 0.95) if there else 0.0)
    shares = np.full((len(rates), 1), share)
    if setting.uneven:
        strength = 1 - (1 - strength) ** np.exp(numbers.normal(0, 0.7, strength.shape))
        shares = np.minimum(shares * numbers.uniform(0, 2, shares.shape), 1.0)
    averted = np.zeros_like(rates[:, 0])
    averted[:, start:] = strength * rates[:, 0, start:]
    lag = _LAG if setting.lag else np.ones(1)
    displaced = shares * sum(
        weight * np.roll(np.pad(averted, ((0, 0), (0, 4))), step, axis=1)[:, :months]
        for step, weight in enumerate(lag)
    )
    after = rates.copy()
    after[:, 0] -= averted
    if setting.other:
        before = rates[:, 0, start - 24 : start].sum(axis=1)
        least = np.argsort(before)[: len(before) // 3]
        after[least, 1, start:] *= 3.0
    after[:, 1] += displaced
    window = slice(start, start + horizon)
    lost = float(averted[:, window].sum())
    counts = numbers.poisson(after * numbers.gamma(size, 1 / size, after.shape)).astype(float)
    found = float(displaced[:, window].sum()) / lost if lost else 0.0
    return Simulated(counts, start, found, lost)
