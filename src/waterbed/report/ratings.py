"""Ratings in words, in signs and in colours that everyone can tell apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waterbed.records import Fit, Rating, Verdict


@dataclass(frozen=True, slots=True)
class Look:
    """How a rating is shown. The words alone are enough; the rest helps the eye.

    Parameters
    ----------
    words
        In a few words, lower case.
    sign
        One character.
    colour
        As ``#RRGGBB``. Of the palette of Okabe and Ito, without its vermillion.
    """

    words: str
    sign: str
    colour: str


_BLUE, _SKY, _ORANGE, _PURPLE, _GREY = "#0072B2", "#56B4E9", "#E69F00", "#CC79A7", "#999999"

RATED: Mapping[Rating, Look] = {
    "holds": Look("holds", "=", _BLUE),
    "close": Look("close", "≈", _SKY),
    "contradicted": Look("contradicted by the figures", "≠", _ORANGE),
    "depends": Look("depends on the reading", "◐", _PURPLE),
    "not_testable": Look("cannot be tested", "∅", _GREY),
    "no_data": Look("no figures in the record", "○", _GREY),
    "pending": Look("cannot be tested yet", "…", _GREY),
    "found": Look("the register knows this event", "✓", _GREY),
}
"""How each rating is shown.

References
----------
M. Okabe and K. Ito, Color Universal Design (2008), https://jfly.uni-koeln.de/color/.
"""

FITS: Mapping[Fit, Look] = {
    "holds": Look("agrees", "=", _BLUE),
    "close": Look("is close", "≈", _SKY),
    "contradicted": Look("does not agree", "≠", _ORANGE),
    "undecided": Look("may or may not agree", "◐", _PURPLE),
}
"""How the agreement of one reading with the claim is shown."""


def look_of(verdict: Verdict) -> Look:
    """Say how a verdict is shown.

    Parameters
    ----------
    verdict
        Any verdict.

    Returns
    -------
    Look
        The rating's; for a claim that names a cause, the words say that the rating is of the change
        alone and what can be said of the cause, so that nobody reads the claim as shown.
    """
    look = RATED[verdict.rating]
    if verdict.cause is None or verdict.rating in {"no_data", "not_testable", "pending"}:
        return look
    return replace(look, words=f"the change alone: {look.words}; its cause: {verdict.cause.rating}")


def tally(verdicts: Sequence[Verdict]) -> str:
    """Say how many claims have which rating.

    Parameters
    ----------
    verdicts
        Any verdicts.

    Returns
    -------
    str
        ``"3 claims. Close: 2. Cannot be tested: 1."``; another sentence where there are none.
    """
    if not verdicts:
        return "No claim that figures could test was found."
    ratings = [one.rating for one in verdicts]
    causes = sum(one.cause is not None for one in verdicts)
    noun = "claim" if len(verdicts) == 1 else "claims"
    counts = [f"{RATED[one].words}: {ratings.count(one)}." for one in RATED if one in ratings]
    counts += [f"of these with a cause that is not shown: {causes}."] if causes else []
    return " ".join([f"{len(verdicts)} {noun}.", *(one[0].upper() + one[1:] for one in counts)])
