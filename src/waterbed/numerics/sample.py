"""Sample: draws of what a series does after a cut; columns, noise and level are drawn in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.compiled import compiled, inlined
from waterbed.numerics.triangular import cholesky, forward

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.numerics.kernels import Whitened
    from waterbed.numerics.structure import Structure

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

    Posterior = tuple[Integers, Floats, Floats, float]
    Span = tuple[int, int]
    Drawn = tuple[Floats, Floats, Floats]


@inlined
def _columns(one: int, fixed: int, optional: int) -> Integers:
    """List the columns of a set, the fixed ones first."""
    places = np.empty(fixed + optional, dtype=np.int64)
    count = 0
    for column in range(fixed + optional):
        if column < fixed or (one >> (column - fixed)) & 1:
            places[count] = column
            count += 1
    return places[:count]


@inlined
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


@inlined
def _coefficients(found: Posterior, span: Span, normals: Floats, drawn: Drawn) -> None:
    """Draw coefficients: solve the transposed system with noise on its right-hand side."""
    places, whitened, lower, _ = found
    begin, end = span
    values, noise, _ = drawn
    size = places.shape[0]
    for row in range(size - 1, -1, -1):
        number, whole = 2 + places[row], lower[row, row]
        for one in range(begin, end):
            values[row, one] = (whitened[row] + noise[one] * normals[number, one]) / whole
        for inner in range(row + 1, size):
            share = lower[inner, row] / whole
            for one in range(begin, end):
                values[row, one] -= share * values[inner, one]


@inlined
def _heights(
    places: Integers, state: tuple[Floats, float], span: Span, normals: Floats, drawn: Drawn
) -> None:
    """Draw the level of the month after the cut, given coefficients and noise."""
    filtered, spread = state
    begin, end = span
    values, noise, height = drawn
    last = filtered.shape[0] - 1
    for one in range(begin, end):
        height[one] = filtered[last] + noise[one] * spread * normals[1, one]
    for row in range(places.shape[0]):
        share = filtered[places[row]]
        for one in range(begin, end):
            height[one] -= values[row, one] * share


@inlined
def _walk(
    future: tuple[Floats, int, Integers],
    level: tuple[float, float],
    span: Span,
    normals: Floats,
    drawn: Drawn,
    paths: tuple[Floats, int],
) -> None:
    """Follow the level month by month, and add what the columns say and the noise."""
    table, cut, places = future
    decay, step = level
    begin, end = span
    values, noise, height = drawn
    path, index = paths
    for ahead in range(path.shape[1]):
        number = table.shape[1] + 1 + 2 * ahead
        for one in range(begin, end):
            path[index, ahead, one] = height[one] + noise[one] * normals[number, one]
            moved = step * noise[one] * normals[number + 1, one]
            height[one] = decay * height[one] + moved
        for row in range(places.shape[0]):
            share = table[cut + ahead, places[row]]
            for one in range(begin, end):
                path[index, ahead, one] += values[row, one] * share


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
        Standard normal numbers, (1 + columns + 2 steps) by draws: for the noise's variance, the
        level, each column but the series, then noise and level of each month ahead.
    paths
        Cuts by steps by draws; filled in.

    Notes
    -----
    Each part gets its share of the draws in order, and the chi-square number comes from its normal
    number by Wilson and Hilferty's cube, so that two calls with the same numbers differ only by the
    law. A path is the beginning of the longer path that more steps give.
    """
    table, cuts = future
    levels, prior, sets = structure.levels, structure.prior, structure.choices.log_prior.shape[0]
    optional, draws = structure.choices.optional, normals.shape[1]
    columns = whitened.state.shape[2]
    drawn = (np.empty((columns, draws)), np.empty(draws), np.empty(draws))
    for index in range(cuts.shape[0]):
        shape = prior.shape + 0.5 * whitened.weight[index]
        cube = 1.0 / (9.0 * shape)
        begin, reached = 0, 0.0
        for part in range(weight.shape[1]):
            reached += weight[index, part]
            end = begin
            while end < draws and (end + 0.5) / draws <= reached:
                end += 1
            if end == begin:
                continue
            level, span = part // sets, (begin, end)
            places = _columns(part % sets, columns - 1 - optional, optional)
            found = _posterior(whitened.precision[level, index], places)
            scale = np.sqrt((prior.rate[index] + 0.5 * found[3]) / shape)
            for one in range(begin, end):
                root = max(1.0 - cube + normals[0, one] * np.sqrt(cube), 0.1)
                drawn[1][one] = scale / root**1.5
            _coefficients(found, span, normals, drawn)
            state = (whitened.state[level, index], np.sqrt(whitened.variance[level, index]))
            _heights(places, state, span, normals, drawn)
            law = (levels.decay[level], np.sqrt(levels.innovation[level]))
            _walk((table, cuts[index], places), law, span, normals, drawn, (paths, index))
            begin = end
