"""Simplex: weights that are not negative and add up to one, and lie nearest to a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.compiled import compiled, inlined
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
    weights, slope = np.zeros(size), np.empty(size)
    inside = np.zeros(size, dtype=np.int64)
    best, least, scale = 0, np.inf, 0.0
    for one in range(size):
        value = 0.5 * gram[one, one] - right[one]
        scale = max(scale, abs(gram[one, one]))
        if value < least:
            best, least = one, value
    weights[best] = 1.0
    inside[best] = 1
    for _ in range(20 * size + 20):
        while _settle(gram, right, weights, inside):
            pass
        for one in range(size):
            slope[one] = dot(gram[one], weights) - right[one]
        best, least = -1, dot(weights, slope) - _TOLERANCE * scale
        for one in range(size):
            if inside[one] == 0 and slope[one] < least:
                best, least = one, slope[one]
        if best < 0:
            break
        inside[best] = 1
    return weights


@inlined
def _settle(gram: Floats, right: Floats, weights: Floats, inside: Integers) -> bool:
    """Move the weights inside the set towards their best; say whether one left it on the way."""
    size = right.shape[0]
    aim = _solve(gram, right, inside)
    share, leaving = 1.0, -1
    for one in range(size):
        if inside[one] == 1 and aim[one] < 0.0:
            reached = weights[one] / (weights[one] - aim[one])
            if reached < share:
                share, leaving = reached, one
    for one in range(size):
        weights[one] += share * (aim[one] - weights[one])
    if leaving < 0:
        return False
    weights[leaving] = 0.0
    inside[leaving] = 0
    return True


@inlined
def _solve(gram: Floats, right: Floats, inside: Integers) -> Floats:
    """Solve for the weights inside the set that add up to one, of any sign; the others are zero."""
    size, count = right.shape[0], 0
    places = np.empty(size, dtype=np.int64)
    for one in range(size):
        if inside[one] == 1:
            places[count] = one
            count += 1
    part, pull, ones = np.empty((count, count)), np.empty(count), np.empty(count)
    for row in range(count):
        pull[row], ones[row] = right[places[row]], 1.0
        for column in range(count):
            part[row, column] = gram[places[row], places[column]]
    lower = cholesky(part, 1.0)
    free, flat = backward(lower, forward(lower, pull)), backward(lower, forward(lower, ones))
    total, spread = 0.0, 0.0
    for row in range(count):
        total += free[row]
        spread += flat[row]
    aim = np.zeros(size)
    for row in range(count):
        aim[places[row]] = free[row] - flat[row] * (total - 1.0) / spread
    return aim
