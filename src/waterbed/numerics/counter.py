"""Counter: numbers at random that are a function of where they are used, and counts made of them.

A number belongs to a process, a draw, a month and a unit. No order of calls and no other process
can change it, so that two runs that differ in one lever use the same numbers everywhere else.
"""

from __future__ import annotations

import math

import numpy as np

from waterbed.numerics.compiled import compiled

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_30, _27, _31, _11 = np.uint64(30), np.uint64(27), np.uint64(31), np.uint64(11)
_SMALL = 12.0
_LONGEST = 400
_HALF = 0.5


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
def _bent(z: float, skew: float, peaked: float) -> float:
    """Bend a normal quantile to a law's skewness and kurtosis (Cornish and Fisher 1937)."""
    square = z * z
    bent = z + skew * (square - 1.0) / 6.0 + peaked * z * (square - 3.0) / 24.0
    return bent - skew * skew * z * (2.0 * square - 5.0) / 36.0


@compiled
def _few(size: int, share: float, at: float) -> int:
    count = 0
    chance = math.exp(size * math.log1p(-share))
    odds = share / (1.0 - share)
    total = chance
    while at > total and count < size and count < _LONGEST:
        chance *= odds * (size - count) / (count + 1)
        total += chance
        count += 1
    return count


@compiled
def _many(size: int, share: float, at: float) -> int:
    mean = size * share
    variance = mean * (1.0 - share)
    skew = (1.0 - 2.0 * share) / math.sqrt(variance)
    peaked = (1.0 - 6.0 * share * (1.0 - share)) / variance
    z = normal_quantile(at)
    found = math.floor(mean + math.sqrt(variance) * _bent(z, skew, peaked) + 0.5)
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
    By adding up the law where fewer than 12 are expected on its smaller side; beyond that by the
    Cornish-Fisher expansion to the kurtosis.
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
        bent = _bent(normal_quantile(at), 1.0 / math.sqrt(rate), 1.0 / rate)
        return int(max(math.floor(rate + math.sqrt(rate) * bent + 0.5), 0.0))
    count = 0
    chance = math.exp(-rate)
    total = chance
    while at > total and count < _LONGEST:
        count += 1
        chance *= rate / count
        total += chance
    return count
