"""Forecast: what a monthly series does after many cut dates, over levels and choices of columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waterbed.numerics.kernels import foresee, weigh
from waterbed.numerics.structure import Choices, Laws, Structure

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.numerics.structure import Levels, Prior

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

_PARTS = 200


class Forecast(NamedTuple):
    """What a series does after each cut, and which columns it takes.

    Parameters
    ----------
    laws
        The mixture at each cut.
    included
        Posterior probability of each column at each cut, cuts by columns.
    """

    laws: Laws
    included: Floats


def forecast(table: Floats, cuts: Integers, steps: int, structure: Structure) -> Forecast:
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

    Returns
    -------
    Forecast
        At each cut the 200 weightiest parts of the mixture; it uses nothing of the series after the
        cut.

    Notes
    -----
    The level is integrated out by the Kalman filter, which whitens the series and the columns
    alike. Coefficients given the noise are normal and the noise's variance inverse gamma, so the
    evidence of each level and model and the law of the months ahead are exact. With a memory below
    1 every sum over past months fades, which lets season and volatility change without a law of
    their own.

    References
    ----------
    Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, section 3.4.
    West and Harrison, Bayesian Forecasting and Dynamic Models, 1997, section 6.3 (discounting).
    George and McCulloch, Approaches for Bayesian Variable Selection, Statistica Sinica 7, 1997.
    """
    evidence = weigh(table, cuts, structure)
    weight = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    weight /= weight.sum(axis=1, keepdims=True)
    used = structure.choices.used[:, :-1]
    included = weight.reshape(len(cuts), -1, len(used)).sum(axis=1) @ used
    parts = np.argsort(-weight, axis=1, kind="stable")[:, :_PARTS]
    kept = np.take_along_axis(weight, parts, axis=1)
    kept /= kept.sum(axis=1, keepdims=True)
    shape = (*parts.shape, steps)
    blank = Laws(kept, np.empty(shape), np.empty((*shape, steps)), np.empty(len(cuts)))
    return Forecast(foresee(table, cuts, structure, parts, blank), included)


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
        With all ``2 ** optional`` models; each optional column goes in with the same probability,
        a half at most.
    """
    fixed = len(prior.variance) - optional
    sets = (np.arange(2**optional)[:, None] >> np.arange(optional)) & 1
    used = np.ones((len(sets), fixed + optional + 1), dtype=np.bool_)
    used[:, fixed:-1] = sets.astype(np.bool_)
    share = min(0.5, size / max(optional, 1))
    chosen = sets.sum(axis=1)
    log_prior = chosen * np.log(share) + (optional - chosen) * np.log(1 - share)
    return Structure(levels, prior, Choices(used, log_prior))
