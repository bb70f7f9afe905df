"""Ensemble: draws of what is not seen, moved towards what was seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


class Seen(NamedTuple):
    """What each draw is told, and what it had foreseen of it.

    Parameters
    ----------
    told
        What was seen, each draw with an error of its own, (draws, observations).
    foreseen
        The same as each draw foresaw it, without an error, (draws, observations).
    error
        Standard deviation of the error, (observations,).
    """

    told: Floats
    foreseen: Floats
    error: Floats


def analysed(hidden: Floats, seen: Seen, near: Floats) -> Floats:
    """Move draws towards what was seen, as far as they go with what was foreseen of it.

    Parameters
    ----------
    hidden
        Draws of what is not seen, on a scale without bounds, (draws, unknowns).
    seen
        What was seen.
    near
        What an observation may say about an unknown, 1 for everything, 0 for nothing, (unknowns,
        observations).

    Returns
    -------
    numpy.ndarray
        Draws given what was seen, (draws, unknowns).

    Notes
    -----
    The stochastic ensemble Kalman filter, one observation after another: each draw is moved by its
    regression on what was foreseen of the observation, times the distance between what it is told
    and what it had foreseen; so is what it foresaw of the observations to come. For a linear system
    with normal laws it is exact as the draws grow many; with few, `near` keeps chance correlations
    between what has nothing to do with each other from moving anything.

    References
    ----------
    Burgers, van Leeuwen and Evensen, Analysis Scheme in the Ensemble Kalman Filter, Monthly Weather
    Review 126, 1998.
    Houtekamer and Mitchell, A Sequential Ensemble Kalman Filter for Atmospheric Data Assimilation,
    Monthly Weather Review 129, 2001 (one after another, and `near`).
    """
    unknowns, observations = near.shape
    joint = np.hstack([hidden, seen.foreseen])
    weight = np.vstack([near, np.ones((observations, observations))])
    for place in range(observations):
        foreseen = joint[:, unknowns + place].copy()
        off = foreseen - foreseen.mean()
        slope = off @ (joint - joint.mean(axis=0)) / (off @ off + len(off) * seen.error[place] ** 2)
        joint += np.outer(seen.told[:, place] - foreseen, slope * weight[:, place])
    moved: Floats = joint[:, :unknowns]
    return moved
