"""Kernels: one Kalman pass over a monthly series serves every cut date of its forecasts.

The series is a regression on columns (a constant, the months of the year, donors) plus a damped or
wandering level plus noise. The same pass filters the series and every column, so the level is
integrated out; coefficients and noise follow in closed form at each cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waterbed.numerics.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


class Levels(NamedTuple):
    """The levels on a grid, one entry each; variances are in units of the noise's variance.

    Parameters
    ----------
    decay
        What remains of the level's distance to its mean after a month; 1 for a random walk.
    innovation
        Variance added each month.
    initial
        Variance of the first month's level.
    spread
        Marginal variance of a month, to which the coefficients' prior is scaled.
    log_prior
        Log prior weight.
    """

    decay: Floats
    innovation: Floats
    initial: Floats
    spread: Floats
    log_prior: Floats


class Prior(NamedTuple):
    """What is believed of coefficients and noise at each cut, before its data.

    Parameters
    ----------
    centre
        Prior mean of the first column's coefficient at each cut; the others' is zero.
    variance
        Prior variance of each coefficient, in units of the marginal variance of a month.
    shape
        Shape of the inverse gamma law of the noise's variance.
    rate
        Its rate at each cut.
    memory
        What remains of the weight of a month's figure a month later; 1 forgets nothing.
    """

    centre: Floats
    variance: Floats
    shape: float
    rate: Floats
    memory: float


class Forecast(NamedTuple):
    """What a series does after each cut: a mixture of multivariate t laws over the levels' grid.

    Parameters
    ----------
    weight
        Posterior weight, cuts by levels.
    mean
        Cuts by levels by steps.
    factor
        Lower Cholesky factor of the scale matrix, cuts by levels by steps by steps.
    freedom
        Degrees of freedom at each cut.
    """

    weight: Floats
    mean: Floats
    factor: Floats
    freedom: Floats


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
def _posterior(
    products: Floats, observed: float, prior: Prior, cut: int, spread: float
) -> tuple[float, float, Floats, Floats]:
    """Give log evidence, posterior rate, coefficients and the factor of their precision."""
    size = products.shape[0] - 1
    precision = np.empty((size, size))
    right = np.empty(size)
    half_log = 0.0
    for row in range(size):
        for column in range(row + 1):
            precision[row, column] = products[row, column]
            precision[column, row] = products[row, column]
        inverse = 1.0 / (prior.variance[row] * spread)
        half_log += 0.5 * np.log(inverse)
        precision[row, row] += inverse
        right[row] = products[size, row]
        if row == 0:
            right[row] += inverse * prior.centre[cut]
    lower = cholesky(precision, 1.0)
    whitened = forward(lower, right)
    coefficients = backward(lower, whitened)
    pull = prior.centre[cut] ** 2 / (prior.variance[0] * spread)
    squares = products[size, size] + pull - dot(whitened, whitened)
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
    steps, size = future.shape
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
def forecast(table: Floats, cuts: Integers, steps: int, levels: Levels, prior: Prior) -> Forecast:
    """Forecast a series from many cut dates in one pass for each level.

    Parameters
    ----------
    table
        Months by columns, the last column the series (not a number where missing); the others are
        known for every month, `steps` months beyond the last cut included.
    cuts
        For each forecast, how many months are known; rising.
    steps
        How many months ahead, the first being the month after the last known one.
    levels
        The grid of levels.
    prior
        Prior of coefficients and noise.

    Returns
    -------
    Forecast
        The mixture at each cut; it uses nothing after the cut.

    Notes
    -----
    The level is integrated out by the Kalman filter, which whitens the series and the columns
    alike. Coefficients given the noise are normal and the noise's variance inverse gamma, so the
    evidence of each level and the law of the months ahead are exact. With a memory below 1 every
    sum over past months fades, which lets season and volatility change without a law of their own.

    References
    ----------
    Harvey, Forecasting, Structural Time Series Models and the Kalman Filter, 1989, section 3.4.
    West and Harrison, Bayesian Forecasting and Dynamic Models, 1997, section 6.3 (discounting).
    """
    months, width = cuts[-1], table.shape[1] - 1
    count, grid = cuts.shape[0], levels.decay.shape[0]
    evidence = np.empty((count, grid))
    mean = np.empty((count, grid, steps))
    factor = np.empty((count, grid, steps, steps))
    freedom = np.empty(count)
    for one in range(grid):
        decay, innovation = levels.decay[one], levels.innovation[one]
        level = (decay, innovation, levels.initial[one])
        passed = _filter(table, months, level, prior.memory)
        for index in range(count):
            cut = cuts[index]
            found, rate, coefficients, lower = _posterior(
                passed.products[cut], passed.weight[cut], prior, index, levels.spread[one]
            )
            evidence[index, one] = found + levels.log_prior[one] - 0.5 * passed.log_determinant[cut]
            state, future = passed.state[cut], table[cut : cut + steps, :width]
            shape = prior.shape + 0.5 * passed.weight[cut]
            freedom[index] = 2.0 * shape
            rest = state[width] - dot(coefficients, state)
            for step in range(steps):
                mean[index, one, step] = dot(coefficients, future[step]) + rest * decay**step
            ahead = _ahead(future, state, lower, (passed.variance[cut], decay, innovation))
            lower = cholesky(ahead, rate / shape)
            for row in range(steps):
                for column in range(steps):
                    factor[index, one, row, column] = lower[row, column]
    return Forecast(_weights(evidence), mean, factor, freedom)


@compiled
def _weights(evidence: Floats) -> Floats:
    count, grid = evidence.shape
    weight = np.empty((count, grid))
    for index in range(count):
        most, total = -np.inf, 0.0
        for one in range(grid):
            most = max(most, evidence[index, one])
        for one in range(grid):
            weight[index, one] = np.exp(evidence[index, one] - most)
            total += weight[index, one]
        for one in range(grid):
            weight[index, one] /= total
    return weight


@compiled
def draw(laws: Forecast, cut: int, normals: Floats) -> Floats:
    """Draw paths after one cut.

    Parameters
    ----------
    laws
        The forecasts.
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
    Each level gets its share of the draws in order, and the chi-square number comes from its normal
    number by Wilson and Hilferty's cube, so that two calls with the same numbers differ only by the
    law.
    """
    draws, steps = normals.shape[0], normals.shape[1] - 1
    paths = np.empty((draws, steps))
    level, reached = 0, laws.weight[cut, 0]
    part = 2.0 / (9.0 * laws.freedom[cut])
    for one in range(draws):
        while (one + 0.5) / draws > reached and level < laws.weight.shape[1] - 1:
            level += 1
            reached += laws.weight[cut, level]
        root = max(1.0 - part + normals[one, steps] * np.sqrt(part), 0.1)
        for row in range(steps):
            total = 0.0
            for column in range(row + 1):
                total += laws.factor[cut, level, row, column] * normals[one, column]
            paths[one, row] = laws.mean[cut, level, row] + total / root**1.5
    return paths
