"""Counter: numbers at random that are a function of where they are used, and counts made of them.

A number belongs to a process, a draw, a month and a unit. No order of calls and no other process
can change it, so that two runs that differ in one lever use the same numbers everywhere else.
"""

from __future__ import annotations

import math
from statistics import NormalDist

import numpy as np

from waterbed.numerics.compiled import compiled_within as compiled

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_SMALL = 4.0
_FARTHEST = 6.0
_LONGEST = 400
_HALF = 0.5
_STEPS = 1024
_TAIL = 0.02
_TABLE = np.array(
    [NormalDist().inv_cdf(min(max(step, 1), _STEPS - 1) / _STEPS) for step in range(_STEPS + 1)]
)
_TINY = 0.05
_ONE_OVER = 1.0 / np.maximum(np.arange(_LONGEST + 1), 1)


@compiled
def mix(number: np.uint64) -> np.uint64:
    """Scramble 64 bits, each into each.

    Parameters
    ----------
    number
        Any 64 bits.

    Returns
    -------
    numpy.uint64
        The finaliser of SplitMix64.

    References
    ----------
    Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014.
    """
    number = (number ^ (number >> _30)) * _FIRST
    number = (number ^ (number >> _27)) * _SECOND
    return number ^ (number >> _31)


@compiled
def base(key: np.uint64, draw: int, month: int) -> np.uint64:
    """Give the start of the numbers of a process in one month of one draw.

    Parameters
    ----------
    key
        Of the process.
    draw, month
        Where.

    Returns
    -------
    numpy.uint64
        For `uniform` and `normal`.
    """
    inner = mix(key + np.uint64(draw + 1) * _STEP)
    return mix(inner + np.uint64(month + 1) * _STEP)


@compiled
def uniform(start: np.uint64, unit: int) -> float:
    """Give a number between 0 and 1, never either.

    Parameters
    ----------
    start
        As `base` gives it.
    unit
        Which number of this process, month and draw.

    Returns
    -------
    float
        53 bits.
    """
    bits = mix(start + np.uint64(unit + 1) * _STEP)
    return (float(bits >> _11) + 0.5) * 1.1102230246251565e-16


@compiled
def normal_quantile(share: float) -> float:
    """Give the quantile of the standard normal law.

    Parameters
    ----------
    share
        Between 0 and 1, neither included.

    Returns
    -------
    float
        To seven digits.

    References
    ----------
    Wichura, Algorithm AS 241, Applied Statistics 37, 1988 (PPND7).
    """
    middle = share - 0.5
    if abs(middle) <= 0.425:  # noqa: PLR2004 - the constants are those of the paper
        r = 0.180625 - middle * middle
        top = ((59.109374720 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179
        bottom = ((67.187563600 * r + 78.757757664) * r + 17.895169469) * r + 1.0
        return middle * top / bottom
    r = math.sqrt(-math.log(min(share, 1.0 - share)))
    if r <= 5.0:  # noqa: PLR2004 - as above
        r -= 1.6
        top = ((0.17023821103 * r + 1.3067284816) * r + 2.7568153900) * r + 1.4234372777
        bottom = (0.12021132975 * r + 0.73700164250) * r + 1.0
    else:
        r -= 5.0
        top = ((0.017337203997 * r + 0.42868294337) * r + 3.0812263860) * r + 6.6579051150
        bottom = (0.012258202635 * r + 0.24197894225) * r + 1.0
    value = top / bottom
    return -value if middle < 0.0 else value


@compiled
def normal(start: np.uint64, unit: int) -> float:
    """Give a number of the standard normal law.

    Parameters
    ----------
    start, unit
        As for `uniform`.

    Returns
    -------
    float
        The quantile of the uniform number there.
    """
    return normal_quantile(uniform(start, unit))


@compiled
def _near_quantile(share: float) -> float:
    """Give the normal quantile to 0.0002 by a table, in the tails as it is up to 6 from zero."""
    if share < _TAIL or share > 1.0 - _TAIL:
        return min(max(normal_quantile(share), -_FARTHEST), _FARTHEST)
    place = share * _STEPS
    step = int(place)
    low = _TABLE[step]
    near: float = low + (place - step) * (_TABLE[step + 1] - low)
    return near


@compiled
def _bent(at: float, spread: float, ratios: tuple[float, float, float]) -> float:
    """Give a whole-numbered law's quantile in standard deviations from its mean.

    The ratios are its third to fifth cumulants over powers of its standard deviation.
    """
    z = _near_quantile(at)
    third, fourth, fifth = ratios
    square = z * z
    bent = z - z / (24.0 * spread * spread)
    bent += third * (square - 1.0) * (1 / 6) + fourth * z * (square - 3.0) * (1 / 24)
    bent -= third * third * z * (2.0 * square - 5.0) * (1 / 36)
    bent += fifth * ((square - 6.0) * square + 3.0) * (1 / 120)
    bent -= third * fourth * ((square - 5.0) * square + 2.0) * (1 / 24)
    cubed = third * third * third
    return bent + cubed * ((12.0 * square - 53.0) * square + 17.0) * (1 / 324)


@compiled
def _none(size: int, share: float) -> float:
    """Give the chance of none: a series for small shares, else whole powers by squaring."""
    if share < _TINY:
        series = 1.0 + share * (1 / 2 + share * (1 / 3 + share * (1 / 4 + share * (1 / 5))))
        return math.exp(-size * share * series)
    power, rest = 1.0, 1.0 - share
    while size > 0:
        if size & 1:
            power *= rest
        rest *= rest
        size >>= 1
    return power


@compiled
def _few(size: int, share: float, at: float) -> int:
    """Add up the law from none; none are sure to be right up to one less the expected count."""
    if at <= 1.0 - size * share:
        return 0
    odds = share / (1.0 - share)
    rising = odds * (size + 1)
    chance = _none(size, share)
    total = chance
    count, most = 0, min(size, _LONGEST)
    while at > total and count < most:
        count += 1
        chance *= rising * _ONE_OVER[count] - odds
        total += chance
    return count


@compiled
def _many(size: int, share: float, at: float) -> int:
    mean = size * share
    both = share * (1.0 - share)
    spread = math.sqrt(size * both)
    inverse = 1.0 / spread
    lean = (1.0 - 2.0 * share) * inverse
    ratios = (
        lean,
        (1.0 - 6.0 * both) * inverse * inverse,
        lean * (1.0 - 12.0 * both) * inverse * inverse,
    )
    found = mean + spread * _bent(at, spread, ratios) + 0.5
    return int(min(max(found, 0.0), float(size)))


@compiled
def _quantile(size: int, share: float, at: float) -> int:
    if size * share < _SMALL:
        return _few(size, share, at)
    return _many(size, share, at)


@compiled
def binomial(size: int, share: float, at: float) -> int:
    """Give the quantile of a binomial law: how many of `size` at a number between 0 and 1.

    Parameters
    ----------
    size
        How many there are.
    share
        The probability of each.
    at
        Between 0 and 1, neither included.

    Returns
    -------
    int
        Between 0 and `size`; for the same `at` it grows with `size` and with `share`, to within
        one where the way of computing it changes.

    Notes
    -----
    By adding up the law where fewer than 4 are expected on its smaller side; beyond that by the
    Cornish-Fisher expansion to the fifth cumulant with Sheppard's correction, which differs from
    the law by less than 0.001 in probability.

    References
    ----------
    Cornish and Fisher, Revue de l'Institut International de Statistique 5, 1937.
    """
    if size <= 0 or share <= 0.0:
        return 0
    if share >= 1.0:
        return size
    if share > _HALF:
        return size - _quantile(size, 1.0 - share, 1.0 - at)
    return _quantile(size, share, at)


@compiled
def poisson(rate: float, at: float) -> int:
    """Give the quantile of a Poisson law.

    Parameters
    ----------
    rate
        Expected count.
    at
        Between 0 and 1, neither included.

    Returns
    -------
    int
        For the same `at` it grows with `rate`, to within one where the way of computing changes.
    """
    if rate <= 0.0:
        return 0
    if rate >= _SMALL:
        spread = math.sqrt(rate)
        inverse = 1.0 / spread
        ratios = (inverse, inverse * inverse, inverse * inverse * inverse)
        return int(max(rate + spread * _bent(at, spread, ratios) + 0.5, 0.0))
    if at <= 1.0 - rate:
        return 0
    count = 0
    chance = math.exp(-rate)
    total = chance
    while at > total and count < _LONGEST:
        count += 1
        chance *= rate * _ONE_OVER[count]
        total += chance
    return count
