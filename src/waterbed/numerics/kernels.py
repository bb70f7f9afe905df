"""Kernels: one Kalman pass over a monthly series serves every cut date of its forecasts.

The series is a regression on columns (a constant, the season, donors) plus a damped or wandering
level plus noise. The same pass filters the series and every column, so the level is
integrated out; coefficients and noise follow in closed form at each cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waterbed.numerics.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.numerics.structure import Laws, Prior, Structure

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]


class _Pass(NamedTuple):
    products: Floats
    log_determinant: Floats
    state: Floats
    variance: Floats
    weight: Floats


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
    lower = np.zeros((size, size))
    for row in range(size):
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


@compiled
def _filter(table: Floats, months: int, level: tuple[float, float, float], memory: float) -> _Pass:
    decay, innovation, initial = level
    columns = table.shape[1]
    products = np.zeros((months + 1, columns, columns))
    log_determinant, weight = np.zeros(months + 1), np.zeros(months + 1)
    states, variances = np.zeros((months + 1, columns)), np.zeros(months + 1)
    variances[0] = initial
    surprise = np.zeros(columns)
    for month in range(months):
        known = 0.0 if np.isnan(table[month, columns - 1]) else 1.0
        total = variances[month] + 1.0
        gain = known * variances[month] / total
        log_determinant[month + 1] = memory * log_determinant[month] + known * np.log(total)
        weight[month + 1] = memory * weight[month] + known
        variances[month + 1] = decay * decay * (1.0 - gain) * variances[month] + innovation
        for row in range(columns):
            value = table[month, row] if known else states[month, row]
            surprise[row] = value - states[month, row]
            states[month + 1, row] = decay * (states[month, row] + gain * surprise[row])
            for column in range(row + 1):
                added = surprise[row] * surprise[column] / total
                products[month + 1, row, column] = memory * products[month, row, column] + added
    return _Pass(products, log_determinant, states, variances, weight)


@compiled
def _places(used: Flags) -> Integers:
    places = np.empty(used.shape[0], dtype=np.int64)
    count = 0
    for column in range(used.shape[0]):
        if used[column]:
            places[count] = column
            count += 1
    return places[:count]


@compiled
def _picked(vector: Floats, places: Integers) -> Floats:
    picked = np.empty(places.shape[0])
    for place in range(places.shape[0]):
        picked[place] = vector[places[place]]
    return picked


@compiled
def _posterior(
    products: Floats, observed: float, prior: Prior, at: tuple[int, float], places: Integers
) -> tuple[float, float, Floats, Floats]:
    """Give log evidence, posterior rate, coefficients and the factor of their precision."""
    cut, spread = at
    size, last = places.shape[0] - 1, places[-1]
    precision = np.empty((size, size))
    right = np.empty(size)
    half_log = 0.0
    for row in range(size):
        for column in range(row + 1):
            precision[row, column] = products[places[row], places[column]]
        inverse = 1.0 / (prior.variance[places[row]] * spread)
        half_log += 0.5 * np.log(inverse)
        precision[row, row] += inverse
        right[row] = products[last, places[row]]
        if row == 0:
            right[row] += inverse * prior.centre[cut]
    lower = cholesky(precision, 1.0)
    whitened = forward(lower, right)
    coefficients = backward(lower, whitened)
    pull = prior.centre[cut] ** 2 / (prior.variance[0] * spread)
    squares = products[last, last] + pull - dot(whitened, whitened)
    rate = prior.rate[cut] + 0.5 * max(squares, 0.0)
    for row in range(size):
        half_log -= np.log(lower[row, row])
    evidence = half_log - (prior.shape + 0.5 * observed) * np.log(rate)
    return evidence, rate, coefficients, lower


@compiled
def _ahead(
    future: Floats, state: Floats, lower: Floats, level: tuple[float, float, float]
) -> Floats:
    """Give the scale matrix of the steps ahead, in units of the noise's variance."""
    variance, decay, innovation = level
    steps, size = future.shape[0], lower.shape[0]
    whitened, scale = np.empty((steps, size)), np.empty((steps, steps))
    left = np.empty(size)
    remaining = 1.0
    for row in range(steps):
        for column in range(size):
            left[column] = future[row, column] - remaining * state[column]
        solved = forward(lower, left)
        for column in range(size):
            whitened[row, column] = solved[column]
        shared = variance
        for column in range(row, steps):
            scale[column, row] = shared
            shared *= decay
        for column in range(row + 1):
            scale[row, column] += dot(whitened[row], whitened[column])
        scale[row, row] += 1.0
        variance = decay * decay * variance + innovation
        remaining *= decay
    return scale


@compiled
def weigh(table: Floats, cuts: Integers, structure: Structure) -> Floats:
    """Give the log evidence of every level and model at every cut.

    Parameters
    ----------
    table
        Months by columns, the last column the series (not a number where missing).
    cuts
        How many months are known at each cut; rising.
    structure
        What is believed before the data.

    Returns
    -------
    numpy.ndarray
        Cuts by parts; the part of a level and model is ``level * models + model``.
    """
    levels, prior, choices = structure.levels, structure.prior, structure.choices
    models = choices.log_prior.shape[0]
    evidence = np.empty((cuts.shape[0], levels.decay.shape[0] * models))
    for level in range(levels.decay.shape[0]):
        law = (levels.decay[level], levels.innovation[level], levels.initial[level])
        passed = _filter(table, cuts[-1], law, prior.memory)
        for model in range(models):
            places = _places(choices.used[model])
            for index in range(cuts.shape[0]):
                cut, at = cuts[index], (index, levels.spread[level])
                found = _posterior(passed.products[cut], passed.weight[cut], prior, at, places)[0]
                believed = levels.log_prior[level] + choices.log_prior[model]
                given = found - 0.5 * passed.log_determinant[cut]
                evidence[index, level * models + model] = given + believed
    return evidence


@compiled
def foresee(
    table: Floats, cuts: Integers, structure: Structure, parts: Integers, blank: Laws
) -> Laws:
    """Give the laws of the months ahead for chosen parts of the mixture.

    Parameters
    ----------
    table, cuts, structure
        As for `weigh`; the columns are known as many months beyond the last cut as are foreseen.
    parts
        Cuts by chosen parts.
    blank
        The laws to fill in: the weights stay, the rest is overwritten.

    Returns
    -------
    Laws
        The same, filled in.
    """
    levels, prior, models = structure.levels, structure.prior, structure.choices.used
    steps = blank.mean.shape[2]
    for level in range(levels.decay.shape[0]):
        decay, innovation = levels.decay[level], levels.innovation[level]
        law = (decay, innovation, levels.initial[level])
        passed = _filter(table, cuts[-1], law, prior.memory)
        for index in range(cuts.shape[0]):
            cut, at = cuts[index], (index, levels.spread[level])
            shape = prior.shape + 0.5 * passed.weight[cut]
            blank.freedom[index] = 2.0 * shape
            for part in range(parts.shape[1]):
                if parts[index, part] // models.shape[0] != level:
                    continue
                places = _places(models[parts[index, part] % models.shape[0]])
                _, rate, coefficients, lower = _posterior(
                    passed.products[cut], passed.weight[cut], prior, at, places
                )
                state = _picked(passed.state[cut], places)
                future = np.empty((steps, places.shape[0] - 1))
                rest = state[-1] - dot(coefficients, state)
                for step in range(steps):
                    for place in range(places.shape[0] - 1):
                        future[step, place] = table[cut + step, places[place]]
                    ahead = dot(coefficients, future[step])
                    blank.mean[index, part, step] = ahead + rest * decay**step
                scale = _ahead(future, state, lower, (passed.variance[cut], decay, innovation))
                lower = cholesky(scale, rate / shape)
                for row in range(steps):
                    for column in range(steps):
                        blank.factor[index, part, row, column] = lower[row, column]
    return blank


@compiled
def draw(laws: Laws, cut: int, normals: Floats) -> Floats:
    """Draw paths after one cut.

    Parameters
    ----------
    laws
        The laws.
    cut
        Which of them.
    normals
        Standard normal numbers, draws by (steps + 1); the last column draws the noise's variance.

    Returns
    -------
    numpy.ndarray
        Paths, draws by steps.

    Notes
    -----
    Each part gets its share of the draws in order, and the chi-square number comes from its normal
    number by Wilson and Hilferty's cube, so that two calls with the same numbers differ only by the
    law.
    """
    draws, steps = normals.shape[0], normals.shape[1] - 1
    paths = np.empty((draws, steps))
    mixed, reached = 0, laws.weight[cut, 0]
    part = 2.0 / (9.0 * laws.freedom[cut])
    for one in range(draws):
        while (one + 0.5) / draws > reached and mixed < laws.weight.shape[1] - 1:
            mixed += 1
            reached += laws.weight[cut, mixed]
        root = max(1.0 - part + normals[one, steps] * np.sqrt(part), 0.1)
        for row in range(steps):
            total = 0.0
            for column in range(row + 1):
                total += laws.factor[cut, mixed, row, column] * normals[one, column]
            paths[one, row] = laws.mean[cut, mixed, row] + total / root**1.5
    return paths
