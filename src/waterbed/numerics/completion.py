"""Completion: the missing entries of a table of few patterns, by shrinking its singular values."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.compiled import compiled, inlined
from waterbed.numerics.triangular import dot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SWEEPS, _ROUND = 30, 1e-22
_STILL = 1e-4


@compiled
def eigen(matrix: Floats) -> tuple[Floats, Floats]:
    """Give eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations.

    Parameters
    ----------
    matrix
        Square, symmetric, small.

    Returns
    -------
    tuple of numpy.ndarray
        The values in no order, and the vectors as columns.

    References
    ----------
    Golub and Van Loan, Matrix Computations, 2013, section 8.5.
    """
    size = matrix.shape[0]
    work, vectors, values = np.empty((size, size)), np.zeros((size, size)), np.empty(size)
    for row in range(size):
        vectors[row, row] = 1.0
        for column in range(size):
            work[row, column] = matrix[row, column]
    for _ in range(_SWEEPS):
        if _off(work) <= _ROUND:
            break
        for row in range(size):
            for column in range(row + 1, size):
                _rotate(work, vectors, row, column)
    for one in range(size):
        values[one] = work[one, one]
    return values, vectors


@inlined
def _off(work: Floats) -> float:
    """Give the share of the squares that lies off the diagonal."""
    off, whole = 0.0, 1e-300
    for row in range(work.shape[0]):
        for column in range(work.shape[0]):
            whole += work[row, column] ** 2
            if row != column:
                off += work[row, column] ** 2
    share: float = off / whole
    return share


@inlined
def _rotate(work: Floats, vectors: Floats, row: int, column: int) -> None:
    if work[row, column] == 0.0:
        return
    slope = (work[column, column] - work[row, row]) / (2.0 * work[row, column])
    tangent = 1.0 / (abs(slope) + np.sqrt(1.0 + slope * slope))
    if slope < 0.0:
        tangent = -tangent
    cosine = 1.0 / np.sqrt(1.0 + tangent * tangent)
    sine = tangent * cosine
    turn = (cosine, sine)
    for one in range(work.shape[0]):
        work[one, row], work[one, column] = _turned(work[one, row], work[one, column], turn)
        pair = _turned(vectors[one, row], vectors[one, column], turn)
        vectors[one, row], vectors[one, column] = pair
    for one in range(work.shape[0]):
        work[row, one], work[column, one] = _turned(work[row, one], work[column, one], turn)


@inlined
def _turned(left: float, right: float, turn: tuple[float, float]) -> tuple[float, float]:
    cosine, sine = turn
    return cosine * left - sine * right, sine * left + cosine * right


@compiled
def complete(table: Floats, strength: float, patterns: Floats, rounds: int) -> Floats:
    """Fill a table with what few patterns, a height of each row and one of each column explain.

    Parameters
    ----------
    table
        Rows by columns, not a number where missing; no more rows than columns.
    strength
        By how much each singular value of the patterns is shrunk.
    patterns
        Where to begin, as large as the table; it is overwritten by the patterns found.
    rounds
        How many rounds at most.

    Returns
    -------
    numpy.ndarray
        The whole table as explained, missing entries included.

    Notes
    -----
    Minimises half the squared distance of the known entries plus `strength` times the sum of the
    singular values of the patterns, heights of rows and columns not being shrunk: rounds of soft
    thresholding with the heights fitted in between, until nothing moves.

    References
    ----------
    Mazumder, Hastie and Tibshirani, Spectral Regularization Algorithms, JMLR 11, 2010.
    Athey and others, Matrix Completion Methods for Causal Panel Data Models, JASA 116, 2021.
    """
    rows, columns = table.shape
    high, wide = np.zeros(rows), np.zeros(columns)
    work = np.empty((rows, columns))
    for _ in range(rounds):
        moved = _heights(table, patterns, high, wide)
        for row in range(rows):
            for column in range(columns):
                known = table[row, column]
                rest = known - high[row] - wide[column]
                work[row, column] = patterns[row, column] if np.isnan(known) else rest
        if max(moved, _shrink(work, strength, patterns)) <= _STILL:
            break
    whole = np.empty((rows, columns))
    for row in range(rows):
        for column in range(columns):
            whole[row, column] = high[row] + wide[column] + patterns[row, column]
    return whole


@inlined
def _heights(table: Floats, patterns: Floats, high: Floats, wide: Floats) -> float:
    """Fit the heights of rows, then of columns, to the known entries; give the largest move."""
    rows, columns = table.shape
    moved = 0.0
    for row in range(rows):
        total, count = 0.0, 0
        for column in range(columns):
            if not np.isnan(table[row, column]):
                total += table[row, column] - patterns[row, column] - wide[column]
                count += 1
        moved = max(moved, abs(total / max(count, 1) - high[row]))
        high[row] = total / max(count, 1)
    for column in range(columns):
        total, count = 0.0, 0
        for row in range(rows):
            if not np.isnan(table[row, column]):
                total += table[row, column] - patterns[row, column] - high[row]
                count += 1
        moved = max(moved, abs(total / max(count, 1) - wide[column]))
        wide[column] = total / max(count, 1)
    return moved


@inlined
def _shrink(work: Floats, strength: float, patterns: Floats) -> float:
    """Shrink the singular values of `work` into `patterns`; give the largest move of an entry."""
    rows, columns = work.shape
    gram, keep = np.empty((rows, rows)), np.zeros((rows, rows))
    for row in range(rows):
        for column in range(row + 1):
            gram[row, column] = gram[column, row] = dot(work[row], work[column])
    values, vectors = eigen(gram)
    for one in range(rows):
        size = np.sqrt(max(values[one], 0.0))
        if size > strength:
            share = 1.0 - strength / size
            for row in range(rows):
                for column in range(rows):
                    keep[row, column] += share * vectors[row, one] * vectors[column, one]
    moved = 0.0
    for column in range(columns):
        for row in range(rows):
            value = 0.0
            for one in range(rows):
                value += keep[row, one] * work[one, column]
            moved = max(moved, abs(value - patterns[row, column]))
            patterns[row, column] = value
    return moved
