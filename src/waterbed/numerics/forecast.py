"""Forecast: what a monthly series does after many cut dates, over levels and sets of columns."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waterbed.numerics.kernels import Whitened, weigh, whiten
from waterbed.numerics.sample import sample
from waterbed.numerics.streams import stream
from waterbed.numerics.structure import Choices, Structure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.numerics.structure import Levels, Prior

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


class Forecast(NamedTuple):
    """What a series does after each cut, and which columns it takes.

    Parameters
    ----------
    paths
        Equally likely paths, cuts by months ahead by draws.
    included
        Posterior probability of each column at each cut, cuts by columns.
    """

    paths: Floats
    included: Floats


def forecast(
    table: Floats, cuts: Integers, steps: int, structure: Structure, draws: int
) -> Forecast:
    """Forecast a series from many cut dates in one pass for each level.

    Parameters
    ----------
    table
        Months by columns, the last column the series (not a number where missing); the others are
        known for every month, `steps` months beyond the last cut included.
    cuts
        For each forecast, how many months are known; rising.
    steps
        How many months ahead, the first being the month after the last known one.
    structure
        What is believed before the data.
    draws
        How many paths.

    Returns
    -------
    Forecast
        It uses nothing of the series after each cut, and its first months are the same however
        many steps are asked for.

    Notes
    -----
    The level is integrated out by the Kalman filter, which whitens the series and the columns
    alike. Coefficients given the noise are normal and the noise's variance inverse gamma, so the
    evidence of each level and set of columns is exact, and paths are drawn independently. With a
    memory below 1 every sum over past months fades, which lets season and volatility change without
    a law of their own.

    References
    ----------
    Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, section 3.4.
    West and Harrison, Bayesian Forecasting and Dynamic Models, 1997, section 6.3 (discounting).
    George and McCulloch, Approaches for Bayesian Variable Selection, Statistica Sinica 7, 1997.
    """
    whitened = _whitened(table, cuts, structure)
    weight = _weights(_evidence(whitened, structure))
    paths = np.empty((len(cuts), steps, draws))
    numbers = _normals(draws, table.shape[1], steps)
    sample((table, cuts), whitened, structure, weight, numbers, paths)
    optional = structure.choices.optional
    shares = weight.reshape(len(cuts), -1, 2**optional).sum(axis=1) @ _sets(optional)
    fixed = np.ones((len(cuts), table.shape[1] - 1 - optional))
    return Forecast(paths, np.hstack([fixed, shares]))


def structure_of(levels: Levels, prior: Prior, optional: int = 0, size: float = 2.0) -> Structure:
    """Let every set of the last columns compete with every other.

    Parameters
    ----------
    levels, prior
        Of levels, coefficients and noise.
    optional
        How many of the last columns before the series may be left out.
    size
        How many of them are expected to go in.

    Returns
    -------
    Structure
        With all ``2 ** optional`` sets; each optional column goes in with the same probability,
        a half at most.
    """
    share = min(0.5, size / max(optional, 1))
    chosen = _sets(optional).sum(axis=1)
    log_prior = chosen * np.log(share) + (optional - chosen) * np.log(1 - share)
    return Structure(levels, prior, Choices(optional, log_prior))


@lru_cache(maxsize=16)
def _sets(optional: int) -> Floats:
    bits = (np.arange(2**optional)[:, None] >> np.arange(optional)) & 1
    return bits.astype(np.float64)


def _whitened(table: Floats, cuts: Integers, structure: Structure) -> Whitened:
    levels, columns = len(structure.levels.decay), table.shape[1]
    at = (levels, len(cuts))
    blank = Whitened(
        np.zeros((*at, columns, columns)),
        np.empty(at),
        np.empty((*at, columns)),
        np.empty(at),
        np.empty(len(cuts)),
    )
    whiten(table, cuts, structure.levels, structure.prior.memory, blank)
    _believe(blank.precision, structure)
    return blank


def _believe(precision: Floats, structure: Structure) -> None:
    """Add what is believed of the coefficients before the data."""
    prior, last = structure.prior, precision.shape[-1] - 1
    inverse = 1.0 / (structure.levels.spread[:, None, None] * prior.variance)
    precision[..., range(last), range(last)] += inverse
    pull = inverse[..., 0] * prior.centre
    precision[..., last, 0] += pull
    precision[..., last, last] += pull * prior.centre


def _evidence(whitened: Whitened, structure: Structure) -> Floats:
    """Give the log evidence of every level and set of columns, cuts by levels by sets."""
    levels, prior, choices = structure
    variance = np.outer(levels.spread, np.append(prior.variance, 0.0))
    variance[:, -1] = 1.0
    width = np.sqrt(variance)
    scaled = whitened.precision * (width[:, :, None] * width[:, None, :])[:, None]
    shape = prior.shape + 0.5 * whitened.weight
    evidence = weigh(scaled, (shape, prior.rate), choices.optional)
    evidence += (levels.log_prior[:, None] - 0.5 * whitened.log_determinant).T[..., None]
    evidence += choices.log_prior
    return evidence


def _weights(evidence: Floats) -> Floats:
    flat = evidence.reshape(len(evidence), -1)
    weight: Floats = np.exp(flat - flat.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    return weight


@lru_cache(maxsize=4)
def _normals(draws: int, columns: int, steps: int) -> Floats:
    """Take each number from a stream of its own, so that more of them change none.

    Draws come in pairs that share the noise's variance and mirror each other in all else, each
    column with mean square 1: medians and spreads then vary far less from stream to stream.
    """
    numbers = np.empty((1 + columns + 2 * steps, draws))
    pairs = (draws + 1) // 2
    for place in range(len(numbers)):
        name = ("head", place) if place <= columns else ("ahead", place - columns - 1)
        half = stream("paths", draws, *name).standard_normal(pairs)
        half /= np.sqrt(np.mean(half**2))
        mirrored = half if place == 0 else -half
        numbers[place] = np.column_stack([half, mirrored]).ravel()[:draws]
    return numbers
