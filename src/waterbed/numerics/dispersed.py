"""Dispersed: monthly counts that vary more than chance alone, filtered month by month.

Each month's count is negative binomial around the exponent of a mean, a season and a level that
drifts. The law of these given the counts so far is kept as a normal one for each of many choices of
how the level drifts and how far counts scatter, weighted by their evidence.
"""

from __future__ import annotations

from math import lgamma
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waterbed.numerics.compiled import compiled
from waterbed.numerics.triangular import cholesky, dot

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

_NODES, _WEIGHTS = np.polynomial.hermite.hermgauss(11)
_STEPS = 30
_HIGHEST = 40.0


class Beliefs(NamedTuple):
    """What is believed before the counts; the first three have one entry a part of the mixture.

    Parameters
    ----------
    decay
        What remains of the level after a month.
    innovation
        Variance added to the level each month.
    scatter
        Size of the negative binomial law: the variance of a count is its mean plus the mean's
        square over this.
    log_prior
        Log prior weight of each part.
    centre
        Prior mean of the first column's coefficient; the others' is zero.
    variance
        Prior variance of each coefficient and, last, of the first month's level (one row a part).
    keep
        What remains of each coefficient's distance to its prior after a month.
    memory
        What remains of the weight of a month's evidence a month later.
    """

    decay: Floats
    innovation: Floats
    scatter: Floats
    log_prior: Floats
    centre: float
    variance: Floats
    keep: Floats
    memory: float


class Filtered(NamedTuple):
    """The law of coefficients and level at each cut, by part of the mixture.

    Parameters
    ----------
    weight
        Log weight, cuts by parts.
    mean
        Cuts by parts by states; the last state is the level.
    covariance
        Cuts by parts by states by states.
    """

    weight: Floats
    mean: Floats
    covariance: Floats


@compiled
def learn(count: float, guess: float, spread: float, scatter: float) -> tuple[float, float, float]:
    """Learn from a count what the logarithm of its rate is.

    Parameters
    ----------
    count
        The count.
    guess, spread
        Mean and variance of the logarithm of the rate before it.
    scatter
        Size of the negative binomial law.

    Returns
    -------
    tuple of float
        Log probability of the count, and mean and variance of the logarithm of the rate after it.

    Notes
    -----
    Newton's method finds the mode (the law has one), Gauss and Hermite's rule around it the
    moments.
    """
    place = guess
    if count > 0.0:
        place = (guess / spread + np.log(count) * scatter) / (1.0 / spread + scatter)
    curve = 1.0
    for _ in range(_STEPS):
        share = 1.0 / (1.0 + scatter * np.exp(-place))
        slope = count - (count + scatter) * share - (place - guess) / spread
        curve = (count + scatter) * share * (1.0 - share) + 1.0 / spread
        step = max(min(slope / curve, 2.0), -2.0)
        place += step
        if abs(step) < 1e-9:  # noqa: PLR2004 - far below what the moments need
            break
    width = np.sqrt(2.0 / curve)
    known = lgamma(count + scatter) - lgamma(scatter) - lgamma(count + 1.0)
    peak = _log_density(count, place, guess, spread, scatter)
    total, first, second = 0.0, 0.0, 0.0
    for node in range(_NODES.shape[0]):
        at = place + width * _NODES[node]
        density = _log_density(count, at, guess, spread, scatter) - peak + _NODES[node] ** 2
        mass = _WEIGHTS[node] * np.exp(density)
        total += mass
        first += mass * (at - place)
        second += mass * (at - place) ** 2
    shift = first / total
    evidence = known + peak + np.log(total * width) - 0.5 * np.log(2.0 * np.pi * spread)
    return evidence, place + shift, max(second / total - shift * shift, 1e-12)


@compiled
def _log_density(count: float, at: float, guess: float, spread: float, scatter: float) -> float:
    """Give the log density of a count and the logarithm of its rate, up to a constant."""
    rate = np.exp(at)
    chance = count * (at - np.log(scatter + rate)) - scatter * np.log1p(rate / scatter)
    density: float = chance - 0.5 * (at - guess) ** 2 / spread
    return density


@compiled
def sift(counts: Floats, columns: Floats, cuts: Integers, beliefs: Beliefs) -> Filtered:
    """Filter the counts once for each part of the mixture.

    Parameters
    ----------
    counts
        One a month, not a number where missing.
    columns
        Months by coefficients.
    cuts
        How many months are known at each cut; rising.
    beliefs
        What is believed before.

    Returns
    -------
    Filtered
        At each cut, from the months before it alone.

    References
    ----------
    West and Harrison, Bayesian Forecasting and Dynamic Models, 1997, chapter 14; the law of a
    month's rate is matched by quadrature here.
    """
    parts, size = beliefs.decay.shape[0], columns.shape[1] + 1
    shape = (cuts.shape[0], parts)
    weight = np.empty(shape)
    mean, covariance = np.empty((*shape, size)), np.empty((*shape, size, size))
    for part in range(parts):
        state, spread = np.empty(size), np.empty((size, size))
        for one in range(size):
            state[one] = 0.0 if one else beliefs.centre
            for other in range(size):
                spread[one, other] = 0.0
            spread[one, one] = beliefs.variance[part, one]
        evidence, cut = 0.0, 0
        for month in range(cuts[-1] + 1):
            while cut < cuts.shape[0] and cuts[cut] == month:
                weight[cut, part] = beliefs.log_prior[part] + evidence
                for one in range(size):
                    mean[cut, part, one] = state[one]
                    for other in range(size):
                        covariance[cut, part, one, other] = spread[one, other]
                cut += 1
            if month == cuts[-1]:
                break
            evidence *= beliefs.memory
            if not np.isnan(counts[month]):
                scatter = beliefs.scatter[part]
                evidence += _take_in(counts[month], columns[month], scatter, state, spread)
            _pass_on(part, beliefs, state, spread)
    return Filtered(weight, mean, covariance)


@compiled
def _take_in(count: float, row: Floats, scatter: float, state: Floats, spread: Floats) -> float:
    """Bring state and spread up to a count; give its log probability."""
    size = state.shape[0]
    pull = np.empty(size)
    guess, variance = state[size - 1], 0.0
    for one in range(size):
        pull[one] = spread[one, size - 1]
        for column in range(size - 1):
            pull[one] += spread[one, column] * row[column]
    variance = pull[size - 1]
    for column in range(size - 1):
        guess += row[column] * state[column]
        variance += row[column] * pull[column]
    chance, after, left = learn(count, guess, max(variance, 1e-9), scatter)
    for one in range(size):
        gain = pull[one] / variance
        state[one] += gain * (after - guess)
        for other in range(size):
            spread[one, other] -= gain * pull[other] * (1.0 - left / variance)
    return chance


@compiled
def _pass_on(part: int, beliefs: Beliefs, state: Floats, spread: Floats) -> None:
    """Let a month pass: the level decays and moves, coefficients drift towards their prior."""
    size = state.shape[0]
    for one in range(size):
        kept = beliefs.decay[part] if one == size - 1 else beliefs.keep[one]
        centre = beliefs.centre if one == 0 else 0.0
        state[one] = centre + kept * (state[one] - centre)
        for other in range(size):
            spread[one, other] *= kept
            spread[other, one] *= kept
        if one == size - 1:
            spread[one, one] += beliefs.innovation[part]
        else:
            spread[one, one] += (1.0 - kept * kept) * beliefs.variance[part, one]


def scatter_ahead(
    filtered: Filtered,
    cut: int,
    ahead: Floats,
    beliefs: Beliefs,
    draws: int,
    numbers: np.random.Generator,
) -> Floats:
    """Draw counts after one cut.

    Parameters
    ----------
    filtered
        The laws.
    cut
        Which of them.
    ahead
        Columns of the months ahead, months by coefficients.
    beliefs
        As for `sift`.
    draws
        How many; each part gets its share of them, in order.
    numbers
        Random numbers.

    Returns
    -------
    numpy.ndarray
        Months by draws: whole counts, not negative. The first months are the same however many
        there are.
    """
    weight = np.exp(filtered.weight[cut] - filtered.weight[cut].max())
    reached = np.cumsum(weight / weight.sum())
    parts = np.searchsorted(reached[:-1], (np.arange(draws) + 0.5) / draws)
    found = np.empty((len(ahead), draws))
    states = filtered.mean[cut][parts]
    _spread_out(filtered.covariance[cut], parts, states, numbers)
    _count(states, parts, ahead, beliefs, numbers, found)
    return found


@compiled
def _spread_out(
    covariance: Floats, parts: Integers, states: Floats, numbers: np.random.Generator
) -> None:
    """Draw coefficients and level around their means."""
    lower, factored = cholesky(covariance[parts[0]], 1.0), parts[0]
    for one in range(parts.shape[0]):
        if parts[one] != factored:
            lower, factored = cholesky(covariance[parts[one]], 1.0), parts[one]
        for column in range(states.shape[1]):
            shock = numbers.standard_normal()
            for row in range(column, states.shape[1]):
                states[one, row] += lower[row, column] * shock


@compiled
def _count(
    states: Floats,
    parts: Integers,
    ahead: Floats,
    beliefs: Beliefs,
    numbers: np.random.Generator,
    found: Floats,
) -> None:
    """Follow the level month by month and draw each month's count."""
    last = states.shape[1] - 1
    for month in range(ahead.shape[0]):
        for one in range(parts.shape[0]):
            part = parts[one]
            if month:
                step = np.sqrt(beliefs.innovation[part]) * numbers.standard_normal()
                states[one, last] = beliefs.decay[part] * states[one, last] + step
            rate = states[one, last] + dot(ahead[month], states[one])
            mixed = numbers.gamma(beliefs.scatter[part]) / beliefs.scatter[part]
            found[month, one] = numbers.poisson(mixed * np.exp(min(rate, _HIGHEST)))
