"""Scores: how good drawn forecasts were, once the count is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.records import InvalidError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]


def crps(draws: Floats, seen: Floats) -> Floats:
    """Give the continuous ranked probability score of drawn forecasts; less is better.

    Parameters
    ----------
    draws
        Drawn counts, draws by anything (months, say).
    seen
        What was counted, of the shape of one draw; not a number where missing.

    Returns
    -------
    numpy.ndarray
        In the unit of the counts, of the shape of `seen`; not a number where missing. With one draw
        it is the absolute error.

    Raises
    ------
    InvalidError
        Where there is no draw, or the shapes differ.

    Notes
    -----
    Of the empirical distribution of the draws, exactly: the mean distance of a draw to the count
    less half the mean distance of two draws, the latter from the sorted draws.

    References
    ----------
    Gneiting and Raftery, Strictly Proper Scoring Rules, JASA 102, 2007, equation 21.
    Jordan, Krüger and Lerch, Evaluating Probabilistic Forecasts with scoringRules, Journal of
    Statistical Software 90(12), 2019, equation 3.
    """
    _require(draws, seen)
    count = len(draws)
    rank = (2.0 * np.arange(1, count + 1) - count - 1.0) / count**2
    spread = np.tensordot(rank, np.sort(draws, axis=0), axes=1)
    found: Floats = np.abs(draws - seen).mean(axis=0) - spread
    return found


def held(draws: Floats, seen: Floats, nominal: float = 0.9) -> Flags:
    """Say whether the central interval of the draws holds what was counted.

    Parameters
    ----------
    draws, seen
        As for `crps`.
    nominal
        What the interval promises.

    Returns
    -------
    numpy.ndarray
        Of the shape of `seen`; False where the count is missing.

    Raises
    ------
    InvalidError
        As for `crps`, or where nothing or everything is promised.
    """
    _require(draws, seen)
    if not 0 < nominal < 1:
        raise InvalidError(f"an interval promises a share between 0 and 1, got {nominal}.")
    tail = (1 - nominal) / 2
    low, high = np.quantile(draws, [tail, 1 - tail], axis=0, method="inverted_cdf")
    found: Flags = (low <= seen) & (seen <= high)
    return found


def median_error(draws: Floats, seen: Floats) -> Floats:
    """Give the median of the draws less what was counted.

    Parameters
    ----------
    draws, seen
        As for `crps`.

    Returns
    -------
    numpy.ndarray
        Of the shape of `seen`: positive where too many were foreseen.

    Raises
    ------
    InvalidError
        As for `crps`.
    """
    _require(draws, seen)
    found: Floats = np.median(draws, axis=0) - seen
    return found


def skill(score: Floats, reference: Floats) -> float:
    """Give the share of a reference's score that a forecast saves.

    Parameters
    ----------
    score, reference
        Scores of both at the same dates.

    Returns
    -------
    float
        One less the ratio of their sums: 1 for perfect, 0 for no better, negative for worse; not a
        number where the reference is perfect.
    """
    whole = float(np.sum(reference))
    return 1.0 - float(np.sum(score)) / whole if whole > 0 else float("nan")


def skill_range(
    score: Floats, reference: Floats, block: int, numbers: np.random.Generator
) -> tuple[float, float]:
    """Say between which two the skill lies, with 90 % confidence, over other stretches of time.

    Parameters
    ----------
    score, reference
        Scores of both at the same origins, in order of time.
    block
        How many neighbouring origins are drawn together.
    numbers
        Random numbers.

    Returns
    -------
    tuple of float
        Ends of the interval; both not a number with fewer than two blocks.

    Notes
    -----
    A moving-block bootstrap of the origins, 1,000 times: forecasts from neighbouring origins err
    alike, so that origins are not drawn one by one.

    References
    ----------
    Künsch, The Jackknife and the Bootstrap for General Stationary Observations, Annals of
    Statistics 17, 1989.
    """
    count = len(score)
    if count < 2 * block:
        return float("nan"), float("nan")
    starts = numbers.integers(0, count - block + 1, (1000, -(-count // block)))
    places = (starts[:, :, None] + np.arange(block)).reshape(1000, -1)[:, :count]
    sums = reference[places].sum(axis=1)
    found = 1.0 - score[places].sum(axis=1) / np.where(sums > 0, sums, np.nan)
    low, high = np.nanquantile(found, [0.05, 0.95])
    return float(low), float(high)


def _require(draws: Floats, seen: Floats) -> None:
    if not len(draws) or draws.shape[1:] != np.shape(seen):
        raise InvalidError(
            f"draws of shape {draws.shape} do not forecast counts of shape {np.shape(seen)}. Give "
            "at least one draw, draws first."
        )
