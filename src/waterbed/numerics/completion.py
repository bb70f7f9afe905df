"""Completion: the missing entries of a table of few patterns, by shrinking its singular values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.compiled import compiled, inlined
from waterbed.numerics.triangular import dot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SWEEPS, _ORTHOGONAL = 30, 1e-24
_STILL, _TINY = 1e-4, 1e-300


@compiled
def shrinking(gram: Floats, strength: float) -> Floats:
    """Give what the rows of a table are multiplied by so that its singular values shrink.

    Parameters
    ----------
    gram
        The inner products of the rows, square, small.
    strength
        By how much each singular value shrinks; none goes below zero.

    Returns
    -------
    numpy.ndarray
        As large as the products.

    Notes
    -----
    Pairs of rows are turned until all are orthogonal, and an identity beside them is turned along:
    each row is then an eigenvalue times its eigenvector, with the vector beside it.

    References
    ----------
    Golub and Van Loan, Matrix Computations, 2013, section 8.6.3 (one-sided Jacobi).
    """
    size = gram.shape[0]
    rows, shrunk = np.empty((size, 2 * size)), np.empty((size, size))
    for row in range(size):
        for column in range(size):
            rows[row, column], rows[row, size + column] = gram[row, column], 0.0
            shrunk[row, column] = 0.0
        rows[row, size + row] = 1.0
    for _ in range(_SWEEPS):
        turned = False
        for row in range(size):
            for other in range(row):
                turned |= _turn(rows[row], rows[other])
        if not turned:
            break
    for one in range(size):
        value = np.sqrt(dot(rows[one, :size], rows[one]))
        share = max(1.0 - strength / max(np.sqrt(value), _TINY), 0.0)
        for row in range(size):
            for column in range(size):
                shrunk[row, column] += share * rows[one, size + row] * rows[one, size + column]
    return shrunk


@inlined
def _turn(left: Floats, right: Floats) -> bool:
    """Turn two rows so that their first halves are orthogonal; say whether they were not."""
    own, theirs, both, size = 0.0, 0.0, 0.0, left.shape[0] // 2
    for column in range(size):
        own += left[column] * left[column]
        theirs += right[column] * right[column]
        both += left[column] * right[column]
    if both * both <= _ORTHOGONAL * own * theirs:
        return False
    angle = 0.5 * np.arctan2(2.0 * both, theirs - own)
    cosine, sine = np.cos(angle), np.sin(angle)
    for column in range(2 * size):
        first, second = left[column], right[column]
        left[column] = cosine * first - sine * second
        right[column] = sine * first + cosine * second
    return True


@compiled
def complete(table: Floats, strength: float, whole: Floats, rounds: int) -> None:
    """Fill a table with what few patterns, a height of each row and one of each column explain.

    Parameters
    ----------
    table
        Rows by columns, not a number where missing; no more rows than columns.
    strength
        By how much each singular value of the patterns is shrunk.
    whole
        Where to begin, as large as the table; it is overwritten by what is explained, entries that
        are known included.
    rounds
        How many rounds at most.

    Notes
    -----
    Minimises half the squared distance of the known entries plus `strength` times the sum of the
    singular values of the patterns, heights of rows and columns not being shrunk. Each round fills
    the missing entries with what is explained so far and fits the full table exactly, until nothing
    moves.

    References
    ----------
    Mazumder, Hastie and Tibshirani, Spectral Regularization Algorithms, JMLR 11, 2010.
    Athey and others, Matrix Completion Methods for Causal Panel Data Models, JASA 116, 2021.
    """
    rows, columns = table.shape
    work, gram = np.empty((rows, columns)), np.empty((rows, rows))
    high, wide = np.empty(rows), np.empty(columns)
    for _ in range(rounds):
        _fill(table, whole, work, high, wide)
        for row in range(rows):
            for column in range(row + 1):
                gram[row, column] = gram[column, row] = dot(work[row], work[column])
        shrink, moved = shrinking(gram, strength), 0.0
        for column in range(columns):
            for row in range(rows):
                value = high[row] + wide[column]
                for one in range(rows):
                    value += shrink[row, one] * work[one, column]
                moved = max(moved, abs(value - whole[row, column]))
                whole[row, column] = value
        if moved <= _STILL:
            break


@inlined
def _fill(table: Floats, whole: Floats, work: Floats, high: Floats, wide: Floats) -> None:
    """Fill what is missing, and take the heights of rows and of columns out."""
    rows, columns = table.shape
    for row in range(rows):
        high[row] = 0.0
        for column in range(columns):
            known = table[row, column]
            work[row, column] = whole[row, column] if np.isnan(known) else known
            high[row] += work[row, column] / columns
    for column in range(columns):
        wide[column] = 0.0
        for row in range(rows):
            work[row, column] -= high[row]
            wide[column] += work[row, column] / rows
        for row in range(rows):
            work[row, column] -= wide[column]
