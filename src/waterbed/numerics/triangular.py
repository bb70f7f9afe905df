"""Triangular: small dense systems, solved by plain loops inside other kernels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@compiled
def dot(left: Floats, right: Floats) -> float:
    """Multiply and add, as far as the first goes.

    Parameters
    ----------
    left, right
        The right one may be longer.

    Returns
    -------
    float
        The inner product.
    """
    total = 0.0
    for place in range(left.shape[0]):
        total += left[place] * right[place]
    return total


@compiled
def cholesky(matrix: Floats, scale: float) -> Floats:
    """Factor a positive definite matrix into its lower Cholesky factor.

    Parameters
    ----------
    matrix
        Square, symmetric, positive definite.
    scale
        A number that the matrix is multiplied by.

    Returns
    -------
    numpy.ndarray
        The lower triangular factor.
    """
    size = matrix.shape[0]
    lower = np.empty((size, size))
    for row in range(size):
        for column in range(row + 1, size):
            lower[row, column] = 0.0
        for column in range(row + 1):
            total = scale * matrix[row, column]
            for inner in range(column):
                total -= lower[row, inner] * lower[column, inner]
            if row == column:
                lower[row, row] = np.sqrt(max(total, 1e-12))
            else:
                lower[row, column] = total / lower[column, column]
    return lower


@compiled
def forward(lower: Floats, right: Floats) -> Floats:
    """Solve a lower triangular system.

    Parameters
    ----------
    lower
        Lower triangular, square.
    right
        The right-hand side.

    Returns
    -------
    numpy.ndarray
        The solution.
    """
    size = right.shape[0]
    solution = np.empty(size)
    for row in range(size):
        total = right[row]
        for inner in range(row):
            total -= lower[row, inner] * solution[inner]
        solution[row] = total / lower[row, row]
    return solution


@compiled
def backward(lower: Floats, right: Floats) -> Floats:
    """Solve the transposed lower triangular system.

    Parameters
    ----------
    lower
        Lower triangular, square.
    right
        The right-hand side.

    Returns
    -------
    numpy.ndarray
        The solution.
    """
    size = right.shape[0]
    solution = np.empty(size)
    for row in range(size - 1, -1, -1):
        total = right[row]
        for inner in range(row + 1, size):
            total -= lower[inner, row] * solution[inner]
        solution[row] = total / lower[row, row]
    return solution
