"""Averted: people who are said not to have come, held against what was expected less what came."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from waterbed.check.words import amount, days, series_name
from waterbed.effects import MOST_SHORTFALL, UNCHANGED
from waterbed.records import percent

if TYPE_CHECKING:
    from waterbed.records import Claim, Effect, Event


def averted_rating(claim: Claim, found: Effect) -> str:
    """Say whether a number of people who are said not to have come fits an effect.

    Parameters
    ----------
    claim
        A claim whose causal frame is averted.
    found
        The effect of the event that it names.

    Returns
    -------
    str
        ``"not consistent"`` where the number, with what its hedge allows, lies outside the interval
        of expected less counted as it is printed; ``"consistent"`` where it lies in it and none at
        all does not; else, and where past dates do not bear it out, ``"cannot tell"``.
        Never that it is proved.
    """
    change = found.change
    if change is None or _doubt(found):
        return "cannot tell"
    low, high = _claimed(claim)
    least, most = _rounded(-change.high), _rounded(-change.low)
    if low > most or least > high:
        return "not consistent"
    return "cannot tell" if least <= 0 <= most else "consistent"


def averted_in_words(claim: Claim, event: Event, found: Effect, rating: str) -> str:
    """Say how many were averted by an estimate, and what that says of the claim.

    Parameters
    ----------
    claim
        A claim whose causal frame is averted.
    event
        The entry of the register that it names.
    found
        Its effect.
    rating
        As `averted_rating` gives it.

    Returns
    -------
    str
        Two or three sentences, with the interval where there is one.
    """
    named = f"The text is taken to name an event of the register, {event.title} ({event.start})."
    change = found.change
    if change is None or found.calibration is None:
        return f"{named} How many it averted there is no telling: {found.because[0]}."
    size, low, high = (amount(_rounded(-one)) for one in (change.point, change.high, change.low))
    level = percent(found.calibration.nominal)
    said = (
        f"{named} Expected without a break less counted, in {series_name(found.key, found.source)},"
        f" {days(found.start, found.end)}: {size} ({level} interval {low} to {high})."
    )
    given = amount(claim.amount or 0.0)
    if rating == "cannot tell":
        why = _doubt(found) or "it lies in it, and so does none at all"
        return f"{said} It cannot tell of {given}: {why}."
    if rating == "not consistent":
        return f"{said} {given} does not lie in it."
    return f"{said} {given} lies in it: that does not show that the event is why."


def _claimed(claim: Claim) -> tuple[float, float]:
    """Between which numbers the claim allows."""
    stated = claim.amount or 0.0
    if claim.bound in {"gt", "ge"}:
        return stated, math.inf
    if claim.bound in {"lt", "le"}:
        return 0.0, stated
    return claim.low or stated, claim.high or stated


def _doubt(found: Effect) -> str:
    """Say why past dates do not bear an interval out; empty where they do."""
    if found.answer == "cannot tell" and found.because[0] != UNCHANGED:
        return found.because[0]
    held = found.calibration
    if held is not None and held.coverage < held.nominal - MOST_SHORTFALL:
        return f"the interval held at {percent(held.coverage)} of past dates only"
    return ""


def _rounded(value: float) -> float:
    return float(f"{value:.3g}")
