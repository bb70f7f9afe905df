"""Digits: estimated counts with no more of them than they can bear."""

from __future__ import annotations

from math import floor, log10

from waterbed.report.table import as_text

_DIGITS = 3
_TENTH = 0.1


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


def percent(share: float) -> str:
    """Write a share in percent.

    Parameters
    ----------
    share
        0 for none, 1 for all.

    Returns
    -------
    str
        ``"12 %"``, ``"−4 %"``, and below a tenth one more digit: ``"2.3 %"``.
    """
    hundred = 100 * share
    text = f"{abs(hundred):.0f}" if abs(share) >= _TENTH else f"{abs(hundred):.1f}"
    sign = "−" if hundred < 0 and float(text) else ""
    return f"{sign}{text.removesuffix('.0')} %"
