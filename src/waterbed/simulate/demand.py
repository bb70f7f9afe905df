"""Demand: what each monthly series would do if nothing broke, as drawn paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed import numerics

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from waterbed.simulate.history import History

    Floats = NDArray[np.float64]

DRAWS = 500
LEAST_KNOWN = 24
"""Months with a figure without which a series is not foreseen."""

_YEAR = 12
_HALF_LIVES = (3.0, 12.0, 36.0, 96.0)
_SIGNALS = np.geomspace(0.3, 40.0, 5)
_SIGNAL = (2.0, 1.0)
_COEFFICIENTS = np.array([9.0, 0.0225, 0.0225, 0.006, 0.006])
_SHAPE, _RATE, _LEAST_VARIANCE = 1.0, 0.3, 1e-4
_MEMORY = 0.99
_TRIED, _FADING, _PRIOR_ERRORS = 60, 0.98, 6.0


def structural(past: History, horizon: int, seed: int) -> Mapping[str, Floats]:
    """Forecast each series by its own level, season and noise.

    Parameters
    ----------
    past
        What was counted.
    horizon
        Months ahead.
    seed
        Of the draws.

    Returns
    -------
    mapping of str to numpy.ndarray
        By series, 500 draws by months ahead, whole counts. A series with fewer than 24 figures is
        left out.
    """
    return {
        key: foreseen(counts, horizon, numerics.stream("structural", key, seed), past.first.month)
        for key, counts in past.counts.items()
        if np.sum(~np.isnan(counts)) >= LEAST_KNOWN
    }


def foreseen(
    counts: Floats, horizon: int, numbers: np.random.Generator, first_month: int = 1
) -> Floats:
    """Draw what follows a monthly series.

    Parameters
    ----------
    counts
        One a month, not a number where missing.
    horizon
        Months ahead.
    numbers
        Random numbers.
    first_month
        Month of the year of the first count.

    Returns
    -------
    numpy.ndarray
        500 draws by months ahead: whole counts, none below zero.

    Notes
    -----
    On the logarithm of one more than the count: a mean, a wave of a year and one of half a year, a
    damped level and noise, by `waterbed.numerics.forecast`. The same forecast is made from each of
    the last 60 months with two years before it, and the distance of the draws to their median is
    multiplied by the root mean square of the errors made there, in standard deviations; errors fade
    with their age, an error h months ahead counts one part in h, and 6 errors of size 1 are added.
    Half-lives, the priors of season and stretch and the memory are the best of a few sets on months
    up to 2019. No draw is more than ten times the largest month. The draws are in no order, so that
    two series drawn side by side are independent.
    """
    begun = int(np.flatnonzero(~np.isnan(counts))[0])
    values = np.log1p(counts[begun:])
    table = _table(values, begun + first_month - 1, horizon)
    past = np.arange(max(LEAST_KNOWN, len(values) - _TRIED), len(values))
    cuts = np.append(past, len(values))
    structure = numerics.structure_of(_levels(), _prior(values, cuts))
    paths = numerics.forecast(table, cuts, horizon, structure, DRAWS).paths
    centre = np.median(paths[-1], axis=1)[:, None]
    drawn = centre + (paths[-1] - centre) * stretch(values, past, paths[:-1])
    drawn = drawn.T[numbers.permutation(DRAWS)]
    whole: Floats = np.rint(np.expm1(np.clip(drawn, 0.0, _most(counts))))
    return whole


def stretch(values: Floats, cuts: NDArray[np.int64], paths: Floats) -> float:
    """Give the size of the errors made at past dates, in standard deviations of the draws.

    Parameters
    ----------
    values
        The series, on the scale of the paths; not a number where missing.
    cuts
        How many months were known at each past date.
    paths
        What was drawn from there, dates by months ahead by draws.

    Returns
    -------
    float
        1 where errors were as large as foreseen, or none is known.
    """
    ahead = np.arange(paths.shape[1])
    place = cuts[:, None] + ahead
    known = place < len(values)
    seen = np.where(known, values[np.minimum(place, len(values) - 1)], np.nan)
    spread = np.maximum(paths.std(axis=2), _LEAST_VARIANCE)
    squared = ((seen - np.median(paths, axis=2)) / spread) ** 2
    weight = _FADING ** (len(values) - place) / (ahead + 1.0)
    there = ~np.isnan(squared)
    total = _PRIOR_ERRORS + np.sum(weight[there] * squared[there])
    return float(np.sqrt(total / (_PRIOR_ERRORS + np.sum(weight[there]))))


def _most(counts: Floats) -> float:
    """Give the logarithm of ten times the largest month: no draw is beyond what was never near."""
    return float(np.log1p(10.0 * np.nanmax(counts)))


def _table(values: Floats, place: int, horizon: int) -> Floats:
    months = place + np.arange(len(values) + horizon)
    angles = [2 * np.pi * turn * months / _YEAR for turn in (1, 2)]
    waves = [np.sqrt(2) * wave(angle) for angle in angles for wave in (np.cos, np.sin)]
    series = np.r_[values, np.full(horizon, np.nan)]
    return np.column_stack([np.ones(len(months)), *waves, series])


def _levels() -> numerics.Levels:
    decay, signal = (
        one.ravel() for one in np.meshgrid(0.5 ** (1 / np.array(_HALF_LIVES)), _SIGNALS)
    )
    centre, width = _SIGNAL
    log_prior = -0.5 * ((np.log(signal) - centre) / width) ** 2
    return numerics.Levels(decay, signal * (1.0 - decay**2), signal, 1.0 + signal, log_prior)


def _prior(values: Floats, cuts: NDArray[np.int64]) -> numerics.Prior:
    centre = np.array([np.nanmean(values[:cut]) for cut in cuts])
    spread = np.array([max(np.nanvar(values[:cut]), _LEAST_VARIANCE) for cut in cuts])
    return numerics.Prior(centre, _COEFFICIENTS, _SHAPE, _RATE * spread, _MEMORY)
