"""How often sets of shares held where the share was known, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.digits import percent
from waterbed.report.table import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import Displacement, Measured

_ENOUGH = 30  # sets that a coverage needs to be called the worst
_UNKNOWN = "not measured"
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
        return f"{promised}, not measured: how often such sets hold is not known"
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
    return percent(_lowest(known).coverage or 0.0) if known else _UNKNOWN


def held_in_short(measured: Sequence[Measured], nominal: float) -> str:
    """Say in short what sets of shares promise, and how often they held at worst.

    Parameters
    ----------
    measured
        How such sets did.
    nominal
        What they promise.

    Returns
    -------
    str
        ``"nominal 90 %, measured 85 %"``, else ``"nominal 90 %, not measured"``.
    """
    held = measured_in_short(measured)
    said = held if held == _UNKNOWN else f"measured {held}"
    return f"nominal {percent(nominal)}, {said}"


def all_measured(found: Displacement) -> str:
    """Say how sets of shares did wherever their share was known, in one sentence for all routes.

    Parameters
    ----------
    found
        Any displacement.

    Returns
    -------
    str
        For each kind of panel how often a share could be told, how often these sets held it, and
        how often they lay below and above it; empty where nothing was measured.
    """
    seen = dict.fromkeys(seen for one in found.receiving for seen in one.measured)
    if not seen:
        return ""
    commands = ", ".join(dict.fromkeys(f"`{one.command}`" for one in seen))
    return (
        f"Where the share was known ({commands}), it could be told in this part of the panels (and "
        f"of these sets held it, lay below it, lay above it): {'; '.join(map(_did, seen))}."
    )


def _did(one: Measured) -> str:
    told = f"{one.about} {percent(one.identified)} of {as_text(one.panels)}"
    if one.coverage is None:
        return told
    sides = (one.coverage, one.misses_low, one.misses_high)
    return f"{told} ({', '.join(map(percent, sides))})"


def _lowest(known: Sequence[Measured]) -> Measured:
    many = [one for one in known if one.sets >= _ENOUGH] or known
    return min(many, key=lambda one: one.coverage or 0.0)
