"""Simplex: weights that are not negative and add up to one, and lie nearest to a target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.compiled import compiled, inlined
from waterbed.numerics.triangular import backward, cholesky, dot, forward

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

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
    An active set grows from the first entry. Each round solves for the weights of the entries in
    it; where one would be negative, the step stops at zero and that entry leaves; where none is,
    the entry that would gain most joins, until none would.

    References
    ----------
    Nocedal and Wright, Numerical Optimization, 2006, algorithm 16.3.
    """
    size = right.shape[0]
    weights, inside, move, scale = np.empty(size), np.empty(size), np.empty(size), 0.0
    for one in range(size):
        weights[one] = inside[one] = move[one] = 0.0
        scale = max(scale, gram[one, one])
    weights[0] = inside[0] = 1.0
    for _ in range(40 * size + 40):
        price = _moves(gram, right, inside, weights, move)
        share, leaving = 1.0, -1
        for one in range(size):
            if weights[one] < -share * move[one]:
                share, leaving = -weights[one] / move[one], one
        for one in range(size):
            weights[one] += share * move[one]
        if leaving >= 0:
            weights[leaving] = inside[leaving] = move[leaving] = 0.0
            continue
        least, joining = -price - _TOLERANCE * scale, -1
        for one in range(size):
            slope = dot(gram[one], weights) - right[one]
            if slope < least and inside[one] == 0.0:
                joining, least = one, slope
        if joining < 0:
            break
        inside[joining] = 1.0
    return weights


@inlined
def _moves(gram: Floats, right: Floats, inside: Floats, weights: Floats, move: Floats) -> float:
    """Solve for moves of the weights inside the set to their best; give the price of their sum."""
    size, count = right.shape[0], 0
    places = np.empty(size, dtype=np.int64)
    for one in range(size):
        if inside[one] == 1.0:
            places[count] = one
            count += 1
    part, pull, ones = np.empty((count, count)), np.empty(count), np.empty(count)
    for row in range(count):
        pull[row], ones[row] = right[places[row]], 1.0
        for column in range(row + 1):
            part[row, column] = gram[places[row], places[column]]
    lower = cholesky(part, 1.0)
    free, flat = backward(lower, forward(lower, pull)), backward(lower, forward(lower, ones))
    price = (dot(ones, free) - 1.0) / dot(ones, flat)
    for row in range(count):
        move[places[row]] = free[row] - price * flat[row] - weights[places[row]]
    return price
