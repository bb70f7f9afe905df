"""Percent: a share in words."""

from __future__ import annotations

_TENTH = 0.1


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
