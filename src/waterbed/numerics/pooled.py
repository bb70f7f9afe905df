"""Pooled: one regression over nationalities, routes and past dates, and what it looks back on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waterbed.numerics.compiled import compiled
from waterbed.numerics.triangular import backward, cholesky, forward

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]

COLUMNS = 7


class Pooling(NamedTuple):
    """How the pooled regression looks back and how it is held.

    Parameters
    ----------
    least
        What is added to a mean month before its logarithm, in people.
    ridge
        Weight of the prior, in rows of mean weight.
    centre
        Prior coefficients, `COLUMNS` of them.
    """

    least: float
    ridge: float
    centre: Floats


@compiled
def _sums(values: Floats) -> tuple[Floats, Floats]:
    """Give running sums and running counts along the last axis, with a zero in front."""
    rows, months = values.shape
    total, known = np.zeros((rows, months + 1)), np.zeros((rows, months + 1))
    for row in range(rows):
        for month in range(months):
            value = values[row, month]
            there = not np.isnan(value)
            total[row, month + 1] = total[row, month] + (value if there else 0.0)
            known[row, month + 1] = known[row, month] + (1.0 if there else 0.0)
    return total, known


@compiled
def _mean(total: Floats, known: Floats, begin: int, end: int) -> float:
    first = max(begin, 0)
    there = known[end] - known[first]
    if there < 1.0:
        return 0.0
    mean: float = (total[end] - total[first]) / there
    return mean


@compiled
def features(
    values: Floats, route_of: Integers, routes: Floats, dates: Integers, kept: Flags, least: float
) -> tuple[Floats, Floats, Floats]:
    """Look back from every date on every series.

    Parameters
    ----------
    values
        Series by months, not a number where missing.
    route_of
        The route of each series.
    routes
        Route totals, routes by months.
    dates
        How many months are known at each date.
    kept
        For each month after a date: whether it is in the window.
    least
        What is added to a mean month before its logarithm.

    Returns
    -------
    tuple
        Columns (dates by series by `COLUMNS`), the logarithm of the last year's mean month, and
        what was counted in the window (not a number where a month is missing).
    """
    series, span = values.shape[0], kept.shape[0]
    total, known = _sums(values)
    total_route, known_route = _sums(routes)
    columns = np.zeros((dates.shape[0], series, COLUMNS))
    year = np.zeros((dates.shape[0], series))
    seen = np.zeros((dates.shape[0], series))
    for date in range(dates.shape[0]):
        cut = dates[date]
        for one in range(series):
            mine, there = total[one], known[one]
            route, held = total_route[route_of[one]], known_route[route_of[one]]
            l3 = np.log(least + _mean(mine, there, cut - 3, cut))
            l12 = np.log(least + _mean(mine, there, cut - 12, cut))
            l36 = np.log(least + _mean(mine, there, cut - 36, cut))
            ever = np.log(least + _mean(mine, there, 0, cut))
            r3 = np.log(least + _mean(route, held, cut - 3, cut))
            r12 = np.log(least + _mean(route, held, cut - 12, cut))
            r36 = np.log(least + _mean(route, held, cut - 36, cut))
            past, months = 0.0, 0.0
            for step in range(span):
                month = cut - 12 + step
                if kept[step] and month < cut and not np.isnan(routes[route_of[one], month]):
                    past += routes[route_of[one], month]
                    months += 1.0
            rs = np.log(least + past / months) if months > 0.0 else r12
            year[date, one] = l12
            columns[date, one, 0] = l3 - l12
            columns[date, one, 1] = l12 - l36
            columns[date, one, 2] = l36 - ever
            columns[date, one, 3] = r3 - r12
            columns[date, one, 4] = r12 - r36
            columns[date, one, 5] = rs - r12
            columns[date, one, 6] = 1.0
            for step in range(span):
                if kept[step]:
                    month = cut + step
                    if month < values.shape[1]:
                        seen[date, one] += values[one, month]
                    else:
                        seen[date, one] = np.nan
    return columns, year, seen


@compiled
def pooled(columns: Floats, year: Floats, seen: Floats, window: float, pooling: Pooling) -> Floats:
    """Fit one ridge regression of the window's growth over all rows.

    Parameters
    ----------
    columns, year, seen
        As `features` gives them, of the dates to learn from.
    window
        Months in the window.
    pooling
        How the regression is held.

    Returns
    -------
    numpy.ndarray
        The coefficients.
    """
    size = COLUMNS
    left, right = np.zeros((size, size)), np.zeros(size)
    weights, rows = 0.0, 0.0
    for date in range(columns.shape[0]):
        for one in range(columns.shape[1]):
            if np.isnan(seen[date, one]):
                continue
            level = np.exp(year[date, one])
            weight = level / (level + 3.0)
            grown = np.log(pooling.least + seen[date, one] / window) - year[date, one]
            row = columns[date, one]
            for here in range(size):
                right[here] += weight * row[here] * grown
                for there in range(here + 1):
                    left[here, there] += weight * row[here] * row[there]
            weights += weight
            rows += 1.0
    held = pooling.ridge * window * weights / max(rows, 1.0) + 1e-9
    for here in range(size):
        left[here, here] += held
        right[here] += held * pooling.centre[here]
    lower = cholesky(left, 1.0)
    return backward(lower, forward(lower, right))
