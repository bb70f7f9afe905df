"""Predictors: the synthetic control that is chosen on traits of the units, as first published."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed import numerics

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_RIDGE = 1e-8
_ROUNDS, _STILL = 600, 1e-9
_FAR = 2.0


@dataclass(frozen=True, slots=True)
class Matched:
    """Weights of other units that together have the traits of one.

    Parameters
    ----------
    weights
        Of the other units; they add up to one.
    importance
        Of the traits; they add up to one.
    error
        Mean squared distance of the outcome before the event, in its own units.
    place
        Logarithm of the importance, up to a constant.
    """

    weights: Floats
    importance: Floats
    error: float
    place: Floats


def match(predictors: Floats, importance: Floats) -> Floats:
    """Weigh other units so that their traits lie nearest to those of one.

    Parameters
    ----------
    predictors
        Units by traits, the unit in question last.
    importance
        Of each trait.

    Returns
    -------
    numpy.ndarray
        Weights that are not negative and add up to one.
    """
    scaled = predictors / predictors.std(axis=0, ddof=1) * np.sqrt(importance / importance.sum())
    gram = scaled[:-1] @ scaled[:-1].T
    ridge = _RIDGE * float(np.trace(gram)) / len(gram)
    right = scaled[:-1] @ scaled[-1]
    return numerics.on_simplex(gram + ridge * np.eye(len(gram)), right)


def predictor_control(predictors: Floats, before: Floats, *, starts: int = 1) -> Matched:
    """Choose the importance of traits so that the synthetic unit follows the outcome before.

    Parameters
    ----------
    predictors
        Units by traits, the unit in question last; each trait differs between units.
    before
        Outcome, units by months or years before the event, in the same order.
    starts
        From how many places the importance is searched for: from equal importance alone, as
        published, or from random ones as well.

    Returns
    -------
    Matched
        The best found.

    Notes
    -----
    The importance is searched for on the logarithm by Nelder and Mead's method; the weights for
    each are exact. The fit has several valleys: on the Basque panel a search from equal importance
    ends at the published weights, one from elsewhere at others with less error.

    References
    ----------
    Abadie and Gardeazabal, The Economic Costs of Conflict, American Economic Review 93, 2003,
    appendix B; Abadie, Diamond and Hainmueller 2010, section 2.3.
    """
    numbers = numerics.stream("importance", *predictors.shape)
    places = _FAR * numbers.standard_normal((starts, predictors.shape[1]))
    places[0] = 0.0
    found = [_searched(predictors, before, place) for place in places]
    return min(found, key=_error)


def _searched(predictors: Floats, before: Floats, start: Floats) -> Matched:
    """Walk a simplex of importances downhill (Nelder and Mead)."""
    corners = [_at(predictors, before, start)]
    corners += [_at(predictors, before, start + one) for one in np.eye(len(start))]
    for _ in range(_ROUNDS):
        corners.sort(key=_error)
        best, worst = corners[0], corners[-1]
        if worst.error - best.error <= _STILL * best.error:
            break
        middle = np.mean([one.place for one in corners[:-1]], axis=0)
        away = middle - worst.place
        tried = _at(predictors, before, middle + away)
        if tried.error < best.error:
            tried = min(tried, _at(predictors, before, middle + 2 * away), key=_error)
        elif tried.error >= corners[-2].error:
            half = away / 2 if tried.error < worst.error else -away / 2
            tried = min(tried, _at(predictors, before, middle + half), key=_error)
        if tried.error < worst.error:
            corners[-1] = tried
            continue
        closer = [(one.place + best.place) / 2 for one in corners[1:]]
        corners[1:] = [_at(predictors, before, one) for one in closer]
    return min(corners, key=_error)


def _error(one: Matched) -> float:
    return one.error


def _at(predictors: Floats, before: Floats, logarithm: Floats) -> Matched:
    importance = np.exp(np.clip(logarithm - logarithm.max(), -18.0, 0.0))
    weights = match(predictors, importance)
    error = float(np.mean((before[-1] - weights @ before[:-1]) ** 2))
    return Matched(weights, importance / importance.sum(), error, logarithm)
