"""Model: what a monthly series would have done after many dates at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed import numerics
from waterbed.effects.counted import scattered
from waterbed.records import InvalidError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.effects.options import EffectOptions
    from waterbed.records import Level, Scale

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_YEAR = 12
_DRAWS = 1000
_HALF_LIVES = (12.0, 36.0, 96.0)
_SIGNALS = np.geomspace(0.3, 40.0, 5)
_SIGNAL = (2.0, 1.0)
_LEVEL_VARIANCE = 9.0
_SEASON_VARIANCES = np.array([0.09, 0.09, 0.0225, 0.0225])
_DONOR_VARIANCE = 25.0
_SHAPE, _RATE = 1.0, 0.3
_WANDER = 48.0


@dataclass(frozen=True, slots=True)
class Totals:
    """The law of a window's total after each date, on the model's scale.

    Parameters
    ----------
    median, spread
        Median and standard deviation of the total at each date.
    paths
        Drawn counts after the last date, draws by months of the window.
    included
        Posterior probability of each donor at the last date.
    """

    median: Floats
    spread: Floats
    paths: Floats
    included: Floats


def to_scale(counts: Floats, scale: Scale) -> Floats:
    """Put counts on the model's scale.

    Parameters
    ----------
    counts
        Counts, not a number where missing.
    scale
        ``"count"`` leaves them as they are; else the logarithm of one more than the count.

    Returns
    -------
    numpy.ndarray
        The values on that scale.
    """
    return counts if scale == "count" else np.log1p(counts)


def to_counts(values: Floats, scale: Scale) -> Floats:
    """Take values back to counts.

    Parameters
    ----------
    values
        Values on the model's scale.
    scale
        The scale.

    Returns
    -------
    numpy.ndarray
        Counts. A value below zero is a month without anyone; no count is less.
    """
    return np.maximum(values if scale == "count" else np.expm1(values), 0.0)


@dataclass(frozen=True, slots=True)
class Drawn:
    """Counts drawn for the months after each date.

    Parameters
    ----------
    counts
        Dates by months ahead by draws. The first months are the same however many are drawn.
    included
        Posterior probability of each donor at the last date.
    summed
        Dates by months by draws: what was counted by the beginning of each month ahead, and last
        by the end of all.
    """

    counts: Floats
    included: Floats
    summed: Floats


def foresee(
    known: Floats,
    cuts: NDArray[np.int64],
    steps: int,
    options: EffectOptions,
    donors: Floats | None = None,
) -> Drawn:
    """Draw the months after each of many dates, from what was known on it.

    Parameters
    ----------
    known
        Counts from the first month on, not a number where missing.
    cuts
        How many months are known at each date, rising.
    steps
        How many months ahead.
    options
        The choices; neither window nor gap matters here.
    donors
        Other series on the model's scale, with mean 0 and deviation 1: months by series, as many
        months beyond the last cut as are predicted. None for none.

    Returns
    -------
    Drawn
        A thousand paths after each date.

    Raises
    ------
    InvalidError
        Where donors are given on the scale of negative binomial counts.

    Notes
    -----
    On the logarithm of one more than the count: a mean, a wave of a year and one of half a year,
    a damped level and noise (see `waterbed.numerics.forecast`). Half-lives of 12, 36 and 96 months
    and five ratios of level to noise are weighted by their evidence, and so is every set of donors:
    each goes in with the same probability, two of them are expected. Negative binomial counts have
    a filter of their own (see `waterbed.effects.counted.scattered`).
    """
    if options.scale == "negative binomial":
        if donors is not None and donors.shape[1]:
            raise InvalidError(
                f"{donors.shape[1]} donors on the scale 'negative binomial', which takes none. "
                "Leave them out, or choose the scale 'log'."
            )
        return _drawn(scattered(known, cuts, steps, options, _DRAWS), np.empty(0))
    values = to_scale(known, options.scale)
    months = int(cuts[-1]) + steps
    others = np.zeros((months, 0)) if donors is None else donors[:months]
    table = _table(values[: cuts[-1]], others, season=options.season)
    prior = _prior(values, cuts, options, others.shape[1])
    structure = numerics.structure_of(_levels(options.level), prior, others.shape[1])
    drawn, included = numerics.forecast(table, cuts, steps, structure, _DRAWS)
    counts = to_counts(drawn, options.scale)
    return _drawn(counts, included[-1, included.shape[1] - others.shape[1] :])


def _drawn(counts: Floats, included: Floats) -> Drawn:
    dates, steps, draws = counts.shape
    summed = np.zeros((dates, steps + 1, draws))
    for step in range(steps):
        np.add(summed[:, step], counts[:, step], out=summed[:, step + 1])
    return Drawn(counts, included, summed)


def summed(drawn: Drawn, rows: NDArray[np.int64], kept: Flags, scale: Scale) -> Totals:
    """Sum the months of a window.

    Parameters
    ----------
    drawn
        The months ahead, at least as many as `kept` has.
    rows
        Which of the dates.
    kept
        For each month after a date: whether it belongs to the window.
    scale
        The model's scale.

    Returns
    -------
    Totals
        Of the months kept.
    """
    edges = np.flatnonzero(np.diff(np.r_[False, kept, False].astype(np.int8)))
    sums = np.zeros((len(rows), drawn.counts.shape[2]))
    for first, after in zip(edges[::2], edges[1::2], strict=True):
        sums += drawn.summed[rows, after] - drawn.summed[rows, first]
    totals = to_scale(np.maximum(sums, 0.0), scale)
    paths = drawn.counts[rows[-1]][np.flatnonzero(kept)].T
    return Totals(_medians(totals), totals.std(axis=1), paths, drawn.included)


def _medians(totals: Floats) -> Floats:
    """Give the median of each row, an even number of them, in one pass."""
    half = totals.shape[1] // 2
    parted = np.partition(totals, half, axis=1)
    middle: Floats = (parted[:, :half].max(axis=1) + parted[:, half]) / 2
    return middle


def predict(
    known: Floats,
    cuts: NDArray[np.int64],
    kept: Flags,
    options: EffectOptions,
    donors: Floats | None = None,
) -> Totals:
    """Predict a window's total after each of many dates, from what was known on it.

    Parameters
    ----------
    known, cuts, options, donors
        As for `foresee`.
    kept
        For each month after a cut: whether it belongs to the window.

    Returns
    -------
    Totals
        Of the months kept.
    """
    drawn = foresee(known, cuts, len(kept), options, donors)
    return summed(drawn, np.arange(len(cuts)), kept, options.scale)


def _table(values: Floats, others: Floats, *, season: bool) -> Floats:
    months = len(others)
    columns = [np.ones(months)]
    if season:
        angles = [2 * np.pi * turn * np.arange(months) / _YEAR for turn in (1, 2)]
        columns += [np.sqrt(2) * wave(angle) for angle in angles for wave in (np.cos, np.sin)]
    series = np.r_[values, np.full(months - len(values), np.nan)]
    return np.column_stack([*columns, others, series])


def _levels(level: Level) -> numerics.Levels:
    if level == "fixed":
        still = np.zeros(1)
        return numerics.Levels(still + 1.0, still, still, still + 1.0, still)
    damped = level == "damped"
    half_lives = np.array(_HALF_LIVES if damped else (np.inf,))
    decay, signal = (one.ravel() for one in np.meshgrid(0.5 ** (1 / half_lives), _SIGNALS))
    if damped:
        innovation, initial = signal * (1.0 - decay**2), signal
    else:
        innovation, initial = signal * (1.0 - 0.25 ** (1 / _WANDER)), np.zeros_like(signal)
    centre, width = _SIGNAL
    log_prior = -0.5 * ((np.log(signal) - centre) / width) ** 2
    return numerics.Levels(decay, innovation, initial, 1.0 + signal, log_prior)


def _prior(
    values: Floats, cuts: NDArray[np.int64], options: EffectOptions, donors: int
) -> numerics.Prior:
    there = ~np.isnan(values)
    count = there.cumsum()[cuts - 1]
    first = values[there][0]
    off = np.where(there, values - first, 0.0)
    centre = off.cumsum()[cuts - 1] / count
    spread = np.maximum((off**2).cumsum()[cuts - 1] / count - centre**2, 0.0)
    centre += first
    least = 1e-4 * (1e-4 + centre**2 if options.scale == "count" else 1.0)
    season = _SEASON_VARIANCES[: 4 * options.season]
    variance = np.r_[_LEVEL_VARIANCE, season, np.full(donors, _DONOR_VARIANCE)]
    return numerics.Prior(
        centre, variance, _SHAPE, _RATE * np.maximum(spread, least), options.memory
    )
