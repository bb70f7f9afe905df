"""Counted: the months after many dates, each count negative binomial around its rate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed import numerics

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.effects.options import EffectOptions
    from waterbed.records import Level

    Floats = NDArray[np.float64]

_YEAR = 12
_HALF_LIVES = (12.0, 36.0, 96.0)
_SIZES = np.geomspace(0.2, 2.5, 5)
_SIZE = (np.log(0.9), 0.7)
_SCATTERS = np.geomspace(0.5, 64.0, 6)
_SCATTER = (np.log(6.0), 1.2)
_MEAN_VARIANCE = 9.0
_SEASON_VARIANCES = (0.25, 0.25, 0.06, 0.06)
_SEASON_HALF_LIFE = 60.0
_WANDER = 48.0
_LEARNT = 24


def scattered(
    known: Floats, cuts: NDArray[np.int64], steps: int, options: EffectOptions, draws: int
) -> Floats:
    """Draw the counts of the months after each of many dates.

    Parameters
    ----------
    known
        Counts from the first month on, not a number where missing.
    cuts
        How many months are known at each date, rising.
    steps
        How many months ahead.
    options
        The choices.
    draws
        How many paths.

    Returns
    -------
    numpy.ndarray
        Dates by months ahead by draws: whole counts, not negative.

    Notes
    -----
    Each count is negative binomial; the logarithm of its rate is a mean, a wave of a year and one
    of half a year that slowly change, and a damped level (see `waterbed.numerics.sift`). Half-lives
    of 12, 36 and 96 months, five sizes of the level and six of the scatter are weighted by their
    evidence, which fades as the options' memory says. A month without anyone is an outcome like any
    other.
    """
    months = int(cuts[-1]) + steps
    columns = _columns(months, season=options.season)
    first = known[~np.isnan(known)][:_LEARNT]
    beliefs = _beliefs(options, columns.shape[1], float(np.log(first.mean() + 0.5)))
    filtered = numerics.sift(known[: cuts[-1]], columns, cuts, beliefs)
    drawn = np.empty((len(cuts), steps, draws))
    for place, cut in enumerate(cuts):
        numbers = numerics.stream("scattered", draws, int(cut))
        ahead = columns[cut : cut + steps]
        drawn[place] = numerics.scatter_ahead(filtered, place, ahead, beliefs, draws, numbers)
    return drawn


def _columns(months: int, *, season: bool) -> Floats:
    columns = [np.ones(months)]
    if season:
        angles = [2 * np.pi * turn * np.arange(months) / _YEAR for turn in (1, 2)]
        columns += [np.sqrt(2) * wave(angle) for angle in angles for wave in (np.cos, np.sin)]
    return np.column_stack(columns)


def _beliefs(options: EffectOptions, columns: int, centre: float) -> numerics.Beliefs:
    decay, size, scatter = _parts(options.level)
    moving = np.where(decay < 1.0, 1.0 - decay**2, 1.0 - 0.25 ** (1 / _WANDER))
    first = np.where(decay < 1.0, size**2, 1e-9)
    log_prior = -0.5 * ((np.log(scatter) - _SCATTER[0]) / _SCATTER[1]) ** 2
    if options.level != "fixed":
        log_prior -= 0.5 * ((np.log(size) - _SIZE[0]) / _SIZE[1]) ** 2
    fixed = np.array([_MEAN_VARIANCE, *_SEASON_VARIANCES[: columns - 1]])
    keep = np.full(columns, 0.5 ** (1 / _SEASON_HALF_LIFE))
    keep[0] = 1.0
    return numerics.Beliefs(
        decay=decay,
        innovation=size**2 * moving,
        scatter=scatter,
        log_prior=log_prior,
        centre=centre,
        variance=np.column_stack([np.tile(fixed, (len(decay), 1)), first]),
        keep=keep,
        memory=options.memory,
    )


def _parts(level: Level) -> tuple[Floats, Floats, Floats]:
    """List decay of the level, its size and the scatter for each part of the mixture."""
    half_lives = np.array(_HALF_LIVES if level == "damped" else (np.inf,))
    sizes = np.zeros(1) if level == "fixed" else _SIZES
    grid = np.meshgrid(0.5 ** (1 / half_lives), sizes, _SCATTERS, indexing="ij")
    decay, size, scatter = (one.ravel() for one in grid)
    return decay, size, scatter
