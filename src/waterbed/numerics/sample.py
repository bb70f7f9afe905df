"""Sample: draws of what a series does after a cut; columns, noise and level are drawn in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.compiled import compiled
from waterbed.numerics.kernels import precision
from waterbed.numerics.triangular import cholesky, forward

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.numerics.kernels import Whitened
    from waterbed.numerics.structure import Structure

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

    Posterior = tuple[Integers, Floats, Floats, float]


@compiled
def _columns(one: int, fixed: int, optional: int) -> Integers:
    """List the columns of a set, the fixed ones first."""
    places = np.empty(fixed + optional, dtype=np.int64)
    count = 0
    for column in range(fixed + optional):
        if column < fixed or (one >> (column - fixed)) & 1:
            places[count] = column
            count += 1
    return places[:count]


@compiled
def _posterior(matrix: Floats, places: Integers) -> Posterior:
    """Give the columns, the whitened right-hand side, the precision's factor, and the rest."""
    size, last = places.shape[0], matrix.shape[0] - 1
    inner, right = np.empty((size, size)), np.empty(size)
    for row in range(size):
        for column in range(row + 1):
            inner[row, column] = matrix[places[row], places[column]]
        right[row] = matrix[last, places[row]]
    lower = cholesky(inner, 1.0)
    whitened = forward(lower, right)
    rest = matrix[last, last]
    for row in range(size):
        rest -= whitened[row] ** 2
    return places, whitened, lower, max(rest, 0.0)


@compiled
def _coefficients(found: Posterior, noise: float, normals: Floats, values: Floats) -> None:
    """Draw coefficients: solve the transposed system with noise on its right-hand side."""
    places, whitened, lower, _ = found
    size = places.shape[0]
    for row in range(size - 1, -1, -1):
        total = whitened[row] + noise * normals[2 + places[row]]
        for inner in range(row + 1, size):
            total -= lower[inner, row] * values[inner]
        values[row] = total / lower[row, row]


@compiled
def _walk(
    future: Floats,
    chosen: tuple[Integers, Floats],
    level: tuple[float, float, float],
    noises: tuple[float, Floats],
    path: Floats,
) -> None:
    """Follow the level month by month, and add what the columns say and the noise."""
    places, values = chosen
    height, decay, innovation = level
    noise, normals = noises
    for ahead in range(path.shape[0]):
        total = height + noise * normals[2 * ahead]
        for place in range(places.shape[0]):
            total += values[place] * future[ahead, places[place]]
        path[ahead] = total
        height = decay * height + innovation * noise * normals[2 * ahead + 1]


@compiled
def sample(
    future: tuple[Floats, Integers],
    whitened: Whitened,
    structure: Structure,
    weight: Floats,
    normals: Floats,
    paths: Floats,
) -> None:
    """Draw paths after every cut.

    Parameters
    ----------
    future
        The table, with as many months beyond the last cut as are drawn, and the cuts.
    whitened
        The series and its columns without their level.
    structure
        What is believed before the data.
    weight
        Posterior weight of every level and set of columns, cuts by parts.
    normals
        Standard normal numbers, draws by (1 + columns + 2 steps): for the noise's variance, the
        level, each column but the series, then noise and level of each month ahead.
    paths
        Cuts by draws by steps; filled in.

    Notes
    -----
    Each part gets its share of the draws in order, and the chi-square number comes from its normal
    number by Wilson and Hilferty's cube, so that two calls with the same numbers differ only by the
    law. A path is the beginning of the longer path that more steps give.
    """
    table, cuts = future
    levels, prior, sets = structure.levels, structure.prior, structure.choices.log_prior.shape[0]
    optional, draws = structure.choices.optional, normals.shape[0]
    columns = whitened.state.shape[2]
    values = np.empty(columns)
    for index in range(cuts.shape[0]):
        shape = prior.shape + 0.5 * whitened.weight[index]
        cube = 1.0 / (9.0 * shape)
        one, reached = 0, 0.0
        for part in range(weight.shape[1]):
            reached += weight[index, part]
            if one == draws or (one + 0.5) / draws > reached:
                continue
            level = part // sets
            places = _columns(part % sets, columns - 1 - optional, optional)
            matrix = precision(whitened, prior, (level, index, levels.spread[level]))
            found = _posterior(matrix, places)
            scale = np.sqrt((prior.rate[index] + 0.5 * found[3]) / shape)
            state, spread = whitened.state[level, index], np.sqrt(whitened.variance[level, index])
            while one < draws and (one + 0.5) / draws <= reached:
                noise = scale / max(1.0 - cube + normals[one, 0] * np.sqrt(cube), 0.1) ** 1.5
                _coefficients(found, noise, normals[one], values)
                height = state[columns - 1] + noise * spread * normals[one, 1]
                for place in range(places.shape[0]):
                    height -= values[place] * state[places[place]]
                _walk(
                    table[cuts[index] :],
                    (places, values),
                    (height, levels.decay[level], np.sqrt(levels.innovation[level])),
                    (noise, normals[one, 1 + columns :]),
                    paths[index, one],
                )
                one += 1
