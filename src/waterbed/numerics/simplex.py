"""Simplex: weights that are not negative and add up to one, and lie nearest to a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.compiled import compiled
from waterbed.numerics.triangular import backward, cholesky, dot, forward

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

_TOLERANCE = 1e-9


@compiled
def on_simplex(gram: Floats, right: Floats) -> Floats:
    """Minimise ``w'Gw / 2 - b'w`` over weights that are not negative and add up to one.

    Parameters
    ----------
    gram
        G, square, symmetric, positive definite.
    right
        b.

    Returns
    -------
    numpy.ndarray
        The weights. They are exact but for rounding: the optimality conditions hold.

    Notes
    -----
    An active set grows from the best single entry. Each round solves for the weights of the entries
    in it; where one would be negative, the step stops at zero and that entry leaves; where none is,
    the entry that would gain most joins, until none would.

    References
    ----------
    Nocedal and Wright, Numerical Optimization, 2006, algorithm 16.3.
    """
    size = right.shape[0]
    weights = np.zeros(size)
    inside = np.zeros(size, dtype=np.bool_)
    values, slope = np.empty(size), np.empty(size)
    scale = 0.0
    for one in range(size):
        values[one] = 0.5 * gram[one, one] - right[one]
        scale = max(scale, abs(gram[one, one]))
    first = np.argmin(values)
    weights[first] = 1.0
    inside[first] = True
    for _ in range(20 * size + 20):
        _settle(gram, right, weights, inside)
        for one in range(size):
            slope[one] = dot(gram[one], weights) - right[one]
        level = dot(weights, slope)
        best, least = -1, level - _TOLERANCE * scale
        for one in range(size):
            if not inside[one] and slope[one] < least:
                best, least = one, slope[one]
        if best < 0:
            break
        inside[best] = True
    return weights


@compiled
def _settle(gram: Floats, right: Floats, weights: Floats, inside: NDArray[np.bool_]) -> None:
    """Move the weights inside the set to their best, dropping those that reach zero."""
    for _ in range(right.shape[0] + 1):
        places = np.flatnonzero(inside)
        aim = _solve(gram, right, places)
        share, leaving = 1.0, -1
        for place in range(places.shape[0]):
            held = weights[places[place]]
            if aim[place] < 0.0 and held / (held - aim[place]) < share:
                share, leaving = held / (held - aim[place]), places[place]
        for place in range(places.shape[0]):
            weights[places[place]] += share * (aim[place] - weights[places[place]])
        if leaving < 0:
            return
        weights[leaving] = 0.0
        inside[leaving] = False


@compiled
def _solve(gram: Floats, right: Floats, places: Integers) -> Floats:
    """Solve for the weights of some entries that add up to one, of any sign."""
    count = places.shape[0]
    part, pull, ones = np.empty((count, count)), np.empty(count), np.ones(count)
    for row in range(count):
        pull[row] = right[places[row]]
        for column in range(count):
            part[row, column] = gram[places[row], places[column]]
    lower = cholesky(part, 1.0)
    free = backward(lower, forward(lower, pull))
    flat = backward(lower, forward(lower, ones))
    weights: Floats = free - flat * (free.sum() - 1.0) / flat.sum()
    return weights
