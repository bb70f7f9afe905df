"""Digits: estimated counts with no more of them than they can bear."""

from __future__ import annotations

from math import floor, log10

from waterbed.records import percent
from waterbed.report.table import as_text

__all__ = ["about", "percent", "rounded", "signed"]

_DIGITS = 3


def about(count: float) -> str:
    """Write an estimated count to three digits.

    Parameters
    ----------
    count
        Any number.

    Returns
    -------
    str
        ``"77,200"``: an estimate has no more digits than it can bear.
    """
    size = abs(count)
    places = _DIGITS - 1 - floor(log10(size)) if size >= 1 else 0
    return as_text(round(count, min(places, 0)))


def rounded(value: float) -> float:
    """Round an estimated count to three digits.

    Parameters
    ----------
    value
        Any number.

    Returns
    -------
    float
        The number that `about` writes, less than one included.
    """
    return float(f"{value:.{_DIGITS}g}")


def signed(change: float) -> str:
    """Write a change as so many fewer or more.

    Parameters
    ----------
    change
        Any number.

    Returns
    -------
    str
        ``"32,600 fewer"``.
    """
    return f"{about(abs(change))} {'fewer' if change < 0 else 'more'}"
