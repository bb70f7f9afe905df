"""Structure: what is believed of a monthly series before its data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class Levels(NamedTuple):
    """The levels on a grid, one entry each; variances are in units of the noise's variance.

    Parameters
    ----------
    decay
        What remains of the level's distance to its mean after a month; 1 for a random walk.
    innovation
        Variance added each month.
    initial
        Variance of the first month's level.
    spread
        Marginal variance of a month, to which the coefficients' prior is scaled.
    log_prior
        Log prior weight.
    """

    decay: Floats
    innovation: Floats
    initial: Floats
    spread: Floats
    log_prior: Floats


class Prior(NamedTuple):
    """What is believed of coefficients and noise at each cut, before its data.

    Parameters
    ----------
    centre
        Prior mean of the first column's coefficient at each cut; the others' is zero.
    variance
        Prior variance of each coefficient, in units of the marginal variance of a month.
    shape
        Shape of the inverse gamma law of the noise's variance.
    rate
        Its rate at each cut.
    memory
        What remains of the weight of a month's figure a month later; 1 forgets nothing.
    """

    centre: Floats
    variance: Floats
    shape: float
    rate: Floats
    memory: float


class Choices(NamedTuple):
    """Which sets of columns are weighted against each other.

    Parameters
    ----------
    optional
        How many of the last columns before the series may be left out.
    log_prior
        Log prior weight of each set; bit j of a set's number says whether the j-th optional column
        is in it.
    """

    optional: int
    log_prior: Floats


class Structure(NamedTuple):
    """Everything that is believed before the data: levels, coefficients and noise, columns."""

    levels: Levels
    prior: Prior
    choices: Choices
