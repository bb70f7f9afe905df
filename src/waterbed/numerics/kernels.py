"""Kernels: one Kalman pass over a monthly series serves every cut date of its forecasts.

The series is a regression on columns (a constant, the season, donors) plus a damped or wandering
level plus noise. The same pass filters the series and every column, so the level is
integrated out; coefficients and noise follow in closed form at each cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waterbed.numerics.compiled import compiled, inlined

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.numerics.structure import Levels

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


class Whitened(NamedTuple):
    """What a series and its columns leave behind once each level is filtered out of them.

    Parameters
    ----------
    precision
        Levels by cuts by columns by columns, the lower triangle: weighted sums of products of the
        surprises. With what is believed before the data, the posterior precision of the
        coefficients, and in the last row its right-hand side and the sum of squares.
    log_determinant
        Weighted sum of the log variances of the surprises, levels by cuts.
    state, variance
        The level of the month after the cut as each column would have it, levels by cuts by
        columns, and its variance, levels by cuts.
    weight
        Weighted number of months with a figure, one a cut.
    """

    precision: Floats
    log_determinant: Floats
    state: Floats
    variance: Floats
    weight: Floats


@inlined
def _keep(products: Floats, state: Floats, blank: Whitened, level: int, index: int) -> None:
    for row in range(state.shape[0]):
        blank.state[level, index, row] = state[row]
        for column in range(row + 1):
            blank.precision[level, index, row, column] = products[row, column]


@compiled
def whiten(table: Floats, cuts: Integers, levels: Levels, memory: float, blank: Whitened) -> None:
    """Filter every level out of a series and its columns, and keep what each cut needs.

    Parameters
    ----------
    table
        Months by columns, the last column the series (not a number where missing).
    cuts
        How many months are known at each cut; rising.
    levels
        The levels.
    memory
        What remains of the weight of a month's figure a month later.
    blank
        Filled in.
    """
    columns = table.shape[1]
    surprise, state, products = np.empty(columns), np.empty(columns), np.empty((columns, columns))
    for level in range(levels.decay.shape[0]):
        decay, innovation = levels.decay[level], levels.innovation[level]
        variance, log_determinant, weight, index = levels.initial[level], 0.0, 0.0, 0
        for row in range(columns):
            state[row] = 0.0
            for column in range(row + 1):
                products[row, column] = 0.0
        for month in range(cuts[-1] + 1):
            while index < cuts.shape[0] and cuts[index] == month:
                _keep(products, state, blank, level, index)
                blank.variance[level, index] = variance
                blank.log_determinant[level, index] = log_determinant
                blank.weight[index] = weight
                index += 1
            if month == cuts[-1]:
                break
            known = 0.0 if np.isnan(table[month, columns - 1]) else 1.0
            total = variance + 1.0
            gain = known * variance / total
            log_determinant = memory * log_determinant + known * np.log(total)
            weight = memory * weight + known
            variance = decay * decay * (1.0 - gain) * variance + innovation
            for row in range(columns):
                off = table[month, row] - state[row] if known else 0.0
                surprise[row] = off
                state[row] = decay * (state[row] + gain * off)
                scaled = off / total
                for column in range(row + 1):
                    products[row, column] = (
                        memory * products[row, column] + scaled * surprise[column]
                    )


@inlined
def _eliminate(source: Floats, pivot: int, target: Floats) -> float:
    """Sweep one column out of those before it and the series; give the log of its pivot."""
    last = source.shape[0] - 1
    whole = source[pivot, pivot]
    for row in range(pivot):
        share = source[pivot, row] / whole
        for column in range(row + 1):
            target[row, column] = source[row, column] - share * source[pivot, column]
        target[last, row] = source[last, row] - share * source[last, pivot]
    target[last, last] = source[last, last] - source[last, pivot] ** 2 / whole
    return float(np.log(whole))


@compiled
def weigh(precision: Floats, noise: tuple[Floats, Floats], optional: int) -> Floats:
    """Give the log evidence of every set of columns, given each level, at every cut.

    Parameters
    ----------
    precision
        As `Whitened` has it, the columns scaled so that each coefficient's prior variance is that
        of the noise; overwritten.
    noise
        Shape, with the data, and rate, before them, of the noise's variance at each cut.
    optional
        How many of the last columns before the series may be left out.

    Returns
    -------
    numpy.ndarray
        Cuts by levels by sets; bit j of a set's number says whether the j-th optional column is
        in it.

    Notes
    -----
    Sets are taken in the order of their numbers, as in counting. A set differs from one that
    came before by its lowest column, and the columns below that are all out, so each set costs one
    sweep over a few columns: three on average, whatever their number. (Furnival and Wilson,
    Regressions by Leaps and Bounds, Technometrics 16, 1974.)
    """
    (shape, rate), (levels, cuts, columns, _) = noise, precision.shape
    last = columns - 1
    evidence = np.empty((cuts, levels, 2**optional))
    work, logs = np.empty((optional + 1, columns, columns)), np.empty(optional + 1)
    for level in range(levels):
        for index in range(cuts):
            logs[optional] = _fixed_out(precision[level, index], last - optional, work[optional])
            for one in range(2**optional):
                place = optional
                if one:
                    place = 0
                    while not (one >> place) & 1:
                        place += 1
                    above = place + 1
                    while above < optional and not (one >> above) & 1:
                        above += 1
                    logs[place] = logs[above] + _eliminate(work[above], place, work[place])
                left = rate[index] + 0.5 * max(work[place, last, last], 0.0)
                evidence[index, level, one] = -0.5 * logs[place] - shape[index] * np.log(left)
    return evidence


@inlined
def _fixed_out(root: Floats, fixed: int, target: Floats) -> float:
    """Sweep the fixed columns out, leave the others at the front, the series last."""
    last, logs = root.shape[0] - 1, 0.0
    for pivot in range(fixed):
        whole = root[pivot, pivot]
        logs += np.log(whole)
        for row in range(pivot + 1, last + 1):
            share = root[row, pivot] / whole
            for column in range(pivot + 1, row + 1):
                root[row, column] -= share * root[column, pivot]
    for row in range(fixed, last):
        for column in range(fixed, row + 1):
            target[row - fixed, column - fixed] = root[row, column]
        target[last, row - fixed] = root[last, row]
    target[last, last] = root[last, last]
    return logs
