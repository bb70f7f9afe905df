"""Baselines: forecasts that know nothing of the system, which any model must beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics import stream

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from waterbed.simulate.history import History

    Floats = NDArray[np.float64]

_YEAR, _HALF_YEAR = 12, 6
_DRAWS = 500
_RECENT = 24


def seasonal_naive(past: History, horizon: int, seed: int) -> Mapping[str, Floats]:
    """Forecast the count of the same month of the last year, with the errors that this made.

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
        By series, 500 draws by months ahead. A series without an earlier year, or with fewer than
        12 errors, is left out.

    Notes
    -----
    The errors of the last 24 months are drawn with replacement and added to the count; no draw is
    below zero. Of five choices (errors of the last 24, 36 or 60 months as counts, of 36 or 60 as
    ratios) this was the strongest on forecasts of months up to 2019.

    References
    ----------
    Hyndman and Athanasopoulos, Forecasting: Principles and Practice, 3rd edition, section 5.5.
    """
    made = {}
    for key, counts in past.counts.items():
        base = _last_years(counts, horizon)
        errors = (counts[_YEAR:] - counts[:-_YEAR])[-_RECENT:]
        errors = errors[~np.isnan(errors)]
        if len(errors) >= _YEAR and not np.isnan(base).any():
            drawn = stream("seasonal-naive", key, seed).choice(errors, (_DRAWS, horizon))
            made[key] = np.maximum(base + drawn, 0.0)
    return made


def last_year(past: History, horizon: int, seed: int) -> Mapping[str, Floats]:
    """Forecast the count of the same month of the last year, without an interval.

    Parameters
    ----------
    past
        What was counted.
    horizon
        Months ahead.
    seed
        Not used: nothing is drawn.

    Returns
    -------
    mapping of str to numpy.ndarray
        By series, one draw by months ahead.
    """
    del seed
    made = {key: _last_years(counts, horizon)[None] for key, counts in past.counts.items()}
    return {key: one for key, one in made.items() if not np.isnan(one).any()}


def last_share(past: History, horizon: int, seed: int) -> Mapping[str, Floats]:
    """Forecast each measure's total by `seasonal_naive`, and split it as in the last year.

    Parameters
    ----------
    past
        What was counted; series that begin alike (``arrivals``) make up a total.
    horizon
        Months ahead.
    seed
        Of the draws.

    Returns
    -------
    mapping of str to numpy.ndarray
        By series, 500 draws by months ahead; a series with fewer than 6 figures in the last 12
        months is left out.
    """
    made: dict[str, Floats] = {}
    for measure in sorted({key.split("/")[0] for key in past.counts}):
        parts = {key: one for key, one in past.counts.items() if key.split("/")[0] == measure}
        stacked = np.array(list(parts.values()))
        whole = np.where(np.isnan(stacked).all(axis=0), np.nan, np.nansum(stacked, axis=0))
        total = seasonal_naive(type(past)(past.first, {measure: whole}), horizon, seed)
        recent = stacked[:, -_YEAR:]
        known = np.sum(~np.isnan(recent), axis=1)
        mean = np.nansum(recent, axis=1) / np.maximum(known, 1)
        if measure in total and mean.sum() > 0:
            shares = zip(parts, mean / mean.sum(), known >= _HALF_YEAR, strict=True)
            made |= {key: total[measure] * share for key, share, enough in shares if enough}
    return made


def _last_years(counts: Floats, horizon: int) -> Floats:
    """Give the same months of the last year that has them, of the last three."""
    base = np.full(horizon, np.nan)
    for step in range(horizon):
        for years in range(3, 0, -1):
            place = len(counts) + step - _YEAR * years
            if 0 <= place < len(counts) and not np.isnan(counts[place]):
                base[step] = counts[place]
    return base


BASELINES = {
    "seasonal-naive": seasonal_naive,
    "last year": last_year,
    "last share": last_share,
}
"""By name, the reference first."""
