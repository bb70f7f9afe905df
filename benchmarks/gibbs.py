"""The peer that widely used programs are built on: a local level and a season, by Gibbs sampling.

The level walks; its step and the noise have inverse gamma priors, as in R's CausalImpact: a guess
of the step's standard deviation in units of the series' own, and how many observations the guess is
worth. R's default is .01 worth 32; `WIDE` is .1 worth 1. The season is one height a month of the
year, fixed over time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numba
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NARROW, WIDE = (0.01, 32.0), (0.1, 1.0)
SWEEPS, BURN = 1500, 500
YEAR = 12


@numba.njit(cache=True)
def _level(
    series: Floats, noise: float, step: float, level: Floats, numbers: np.random.Generator
) -> None:
    """Draw the level given both variances: filter forwards, draw backwards."""
    months = series.shape[0]
    mean, variance = np.empty(months), np.empty(months)
    guess, spread = series[0], 1.0
    for month in range(months):
        gain = spread / (spread + noise)
        mean[month] = guess + gain * (series[month] - guess)
        variance[month] = (1 - gain) * spread
        guess, spread = mean[month], variance[month] + step
    level[-1] = mean[-1] + np.sqrt(variance[-1]) * numbers.standard_normal()
    for month in range(months - 2, -1, -1):
        gain = variance[month] / (variance[month] + step)
        centre = mean[month] + gain * (level[month + 1] - mean[month])
        left = (1 - gain) * variance[month]
        level[month] = centre + np.sqrt(left) * numbers.standard_normal()


@numba.njit(cache=True)
def _season(rest: Floats, noise: float, season: Floats, numbers: np.random.Generator) -> None:
    """Draw each month's own height, prior variance 1, and centre them."""
    for place in range(YEAR):
        total, count = 0.0, 0
        for month in range(place, rest.shape[0], YEAR):
            total += rest[month]
            count += 1
        precision = count / noise + 1.0
        spread = np.sqrt(1 / precision)
        season[place] = total / noise / precision + spread * numbers.standard_normal()
    season -= season.mean()


@numba.njit(cache=True)
def _variance(
    squares: float, count: float, prior: tuple[float, float], numbers: np.random.Generator
) -> float:
    guess, worth = prior
    shape = 0.5 * (count + worth)
    return 0.5 * (squares + worth * guess * guess) / numbers.gamma(shape)


@numba.njit(cache=True)
def sample(
    series: Floats, steps: int, prior: tuple[float, float], numbers: np.random.Generator
) -> Floats:
    """Draw paths after the series.

    Parameters
    ----------
    series
        Standardised, no month missing.
    steps
        Months ahead.
    prior
        Guess of the step's standard deviation, and its worth in observations.
    numbers
        Random numbers.

    Returns
    -------
    numpy.ndarray
        Draws by steps.
    """
    months = series.shape[0]
    level, season = series.copy(), np.zeros(YEAR)
    rest, paths = np.empty(months), np.empty((SWEEPS - BURN, steps))
    noise, step = 0.5, prior[0] ** 2
    for sweep in range(SWEEPS):
        for month in range(months):
            rest[month] = series[month] - season[month % YEAR]
        _level(rest, noise, step, level, numbers)
        _season(series - level, noise, season, numbers)
        squares, moved = 0.0, 0.0
        for month in range(months):
            squares += (series[month] - level[month] - season[month % YEAR]) ** 2
            if month:
                moved += (level[month] - level[month - 1]) ** 2
        noise = _variance(squares, months, (1.0, 0.01), numbers)
        step = _variance(moved, months - 1, prior, numbers)
        if sweep >= BURN:
            place = level[-1]
            for ahead in range(steps):
                place += np.sqrt(step) * numbers.standard_normal()
                shock = np.sqrt(noise) * numbers.standard_normal()
                paths[sweep - BURN, ahead] = place + season[(months + ahead) % YEAR] + shock
    return paths
