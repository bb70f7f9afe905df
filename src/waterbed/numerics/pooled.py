"""Pooled: one regression over nationalities, routes and past dates, and the totals it foresees."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waterbed.numerics.compiled import compiled, inlined
from waterbed.numerics.triangular import backward, cholesky, forward

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]

COLUMNS = 9
_FULL_WEIGHT = 3.0
_FARTHEST = 2.5
_SOME = 2.0
_USUALLY_APART = 0.4


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
def _log_means(
    sums: tuple[Floats, Floats], row: int, cut: int, least: float, means: Floats
) -> None:
    """Fill in the logarithms of the mean month of 1, 3, 12 and 36 months and of all."""
    total, known = sums
    for place in range(5):
        back = (1, 3, 12, 36, cut)[place]
        first = max(cut - back, 0)
        there = known[row, cut] - known[row, first]
        sum_ = total[row, cut] - total[row, first]
        means[place] = np.log(least + (sum_ / there if there > 0.0 else 0.0))


@inlined
def _a_year_ago(route: Floats, cut: int, kept: Flags, least: float, otherwise: float) -> float:
    """Give the logarithm of the route's mean month in the window, a year earlier."""
    past, months = 0.0, 0.0
    for step in range(kept.shape[0]):
        month = cut - 12 + step
        if kept[step] and month < cut and not np.isnan(route[month]):
            past += route[month]
            months += 1.0
    return np.log(least + past / months) if months > 0.0 else otherwise


@compiled
def features(
    values: Floats,
    route_of: Integers,
    routes: Floats,
    when: tuple[Integers, Flags],
    least: float,
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
    when
        How many months are known at each date, and for each month after a date whether it is in
        the window.
    least
        What is added to a mean month before its logarithm.

    Returns
    -------
    tuple
        Columns (dates by series by `COLUMNS`), the logarithm of the last year's mean month, and
        what was counted in the window (not a number where a month is missing).
    """
    dates, kept = when
    sums, sums_route = _sums(values), _sums(routes)
    shape = (dates.shape[0], values.shape[0])
    columns, year, seen = np.zeros((*shape, COLUMNS)), np.zeros(shape), np.zeros(shape)
    levels, ago, means = np.zeros((routes.shape[0], 5)), np.zeros(routes.shape[0]), np.zeros(5)
    for date in range(dates.shape[0]):
        cut = dates[date]
        for route in range(routes.shape[0]):
            _log_means(sums_route, route, cut, least, levels[route])
            ago[route] = _a_year_ago(routes[route], cut, kept, least, levels[route, 2])
        for one in range(values.shape[0]):
            _log_means(sums, one, cut, least, means)
            level, row = levels[route_of[one]], columns[date, one]
            year[date, one] = means[2]
            row[0], row[1] = means[1] - means[2], means[2] - means[3]
            row[2], row[3] = means[3] - means[4], level[1] - level[2]
            row[4], row[5] = level[2] - level[3], ago[route_of[one]] - level[2]
            row[6], row[7], row[8] = 1.0, means[0] - means[1], level[0] - level[1]
            for step in range(kept.shape[0]):
                if kept[step]:
                    there = cut + step < values.shape[1]
                    seen[date, one] += values[one, cut + step] if there else np.nan
    return columns, year, seen


@compiled
def _gathered(
    columns: Floats, year: Floats, seen: Floats, window: float, least: float
) -> tuple[Floats, Floats, float]:
    """Give running cross-products over past dates, and the mean weight of a row."""
    past, size = columns.shape[0] - 1, COLUMNS
    left, right = np.zeros((past + 1, size, size)), np.zeros((past + 1, size))
    weights, rows = 0.0, 0.0
    for date in range(past):
        for here in range(size):
            right[date + 1, here] = right[date, here]
            for there in range(here + 1):
                left[date + 1, here, there] = left[date, here, there]
        for one in range(columns.shape[1]):
            if np.isnan(seen[date, one]):
                continue
            level = np.exp(year[date, one])
            weight = level / (level + _FULL_WEIGHT)
            grown = np.log(least + seen[date, one] / window) - year[date, one]
            row = columns[date, one]
            for here in range(size):
                right[date + 1, here] += weight * row[here] * grown
                for there in range(here + 1):
                    left[date + 1, here, there] += weight * row[here] * row[there]
            weights += weight
            rows += 1.0
    return left, right, weights / max(rows, 1.0)


@compiled
def pooled(
    columns: Floats, year: Floats, seen: Floats, span: tuple[float, int], pooling: Pooling
) -> Floats:
    """Fit one ridge regression of the window's growth, leaving out what overlaps each date.

    Parameters
    ----------
    columns, year, seen
        As `features` gives them, the last date being the one asked about.
    span
        Months in the window, and months from a date to the window's end.
    pooling
        How the regression is held.

    Returns
    -------
    numpy.ndarray
        Coefficients at each date. Those of a past date rest on no date whose window overlaps its
        own, those of the last date on all past dates.
    """
    past, size = columns.shape[0] - 1, COLUMNS
    left, right, weight = _gathered(columns, year, seen, span[0], pooling.least)
    held = pooling.ridge * span[0] * weight + 1e-9
    slopes = np.zeros((past + 1, size))
    matrix, vector = np.zeros((size, size)), np.zeros(size)
    for date in range(past + 1):
        begin = max(date - span[1] + 1, 0) if date < past else past
        end = min(date + span[1], past)
        for here in range(size):
            vector[here] = right[past, here] - (right[end, here] - right[begin, here])
            vector[here] += held * pooling.centre[here]
            for there in range(here + 1):
                near = left[end, here, there] - left[begin, here, there]
                matrix[here, there] = left[past, here, there] - near
            matrix[here, here] += held
        lower = cholesky(matrix, 1.0)
        solved = backward(lower, forward(lower, vector))
        for here in range(size):
            slopes[date, here] = solved[here]
    return slopes


@compiled
def together(
    counted: Floats, expected: Floats, used: Flags, least: float, pull: float
) -> tuple[Floats, Floats]:
    """Add two routes up over nationalities, plainly and by what each can reveal.

    Parameters
    ----------
    counted, expected
        Dates by nationalities by two routes (own, receiving).
    used
        Dates by nationalities: whether one counts.
    least
        What is added to a window's count before its logarithm.
    pull
        By which part a nationality's own departure from what all of them did on the own route is
        taken for a change of its own that the event has no part in.

    Returns
    -------
    tuple
        Dates by two (plain, weighted) by four (counted and expected on the own route, counted and
        expected on the receiving route); and the variance of the logarithm of the expected own
        route that comes of the pull, dates by two: what was pulled may have been the event's as
        well as its own, each nationality by itself. The square of a departure is halfway between
        that seen and what it usually is, as both are uncertain.
    """
    totals = np.zeros((counted.shape[0], 2, 4))
    doubt = np.zeros((counted.shape[0], 2))
    for date in range(counted.shape[0]):
        common, weights = 0.0, 0.0
        for who in range(counted.shape[1]):
            if used[date, who]:
                own = expected[date, who, 0]
                weight = (own + least) / (own + 7.0 * least)
                common += weight * np.log((counted[date, who, 0] + least) / (own + least))
                weights += weight
        common /= max(weights, 1e-9)
        for who in range(counted.shape[1]):
            if not used[date, who]:
                continue
            own, other = expected[date, who, 0], expected[date, who, 1]
            apart = np.log((counted[date, who, 0] + least) / (own + least)) - common
            apart = min(max(apart, -_FARTHEST), _FARTHEST) * own / (own + _SOME * least)
            pulled = own * np.exp(pull * apart)
            square = 0.5 * pull**2 * (apart**2 + _USUALLY_APART**2)
            reveals = own**2 / (own**2 + other**2 + least**2)
            for kind in range(2):
                weight = reveals if kind else 1.0
                totals[date, kind, 0] += weight * counted[date, who, 0]
                totals[date, kind, 1] += weight * pulled
                totals[date, kind, 2] += weight * counted[date, who, 1]
                totals[date, kind, 3] += weight * other
                doubt[date, kind] += square * (weight * pulled) ** 2
        for kind in range(2):
            doubt[date, kind] /= max(totals[date, kind, 1] ** 2, 1e-9)
    return totals, doubt
