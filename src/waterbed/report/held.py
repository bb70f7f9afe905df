"""How often sets of shares held where the share was known, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.digits import percent
from waterbed.report.table import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import Measured

_ENOUGH = 30  # sets that a coverage needs to be called the worst
_ERRS = {
    "low": "more often below the true share than above it",
    "high": "more often above the true share than below it",
    "neither": "to neither side more than promised",
}


def held_in_words(measured: Sequence[Measured], nominal: float) -> str:
    """Say how often sets that rule something out hold the true share: at worst, and nearest by.

    Parameters
    ----------
    measured
        How such sets did, the nearest to this pair last.
    nominal
        What they promise.

    Returns
    -------
    str
        ``"nominal 90 %, measured 85 % of 200 sets (…); it errs …"``.
    """
    known = [one for one in measured if one.coverage is not None]
    promised = f"nominal {percent(nominal)}"
    if not known:
        return f"{promised}, how often such a set holds was not measured"
    lowest, nearest = _lowest(known), known[-1]
    told = (
        f"{percent(one.coverage or 0.0)} of {as_text(one.sets)} sets ({one.about})"
        for one in dict.fromkeys((lowest, nearest))
    )
    return f"{promised}, measured {' and '.join(told)}; it errs {_ERRS[lowest.errs]}"


def measured_in_short(measured: Sequence[Measured]) -> str:
    """Say in a word how often sets that rule something out hold the true share, at worst.

    Parameters
    ----------
    measured
        How such sets did.

    Returns
    -------
    str
        ``"85 %"``, else ``"not measured"``.
    """
    known = [one for one in measured if one.coverage is not None]
    return percent(_lowest(known).coverage or 0.0) if known else "not measured"


def _lowest(known: Sequence[Measured]) -> Measured:
    many = [one for one in known if one.sets >= _ENOUGH] or known
    return min(many, key=lambda one: one.coverage or 0.0)
