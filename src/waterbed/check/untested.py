"""Untested: claims that figures of one place and time cannot test, told by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waterbed.read.than import names_other_place

if TYPE_CHECKING:
    from waterbed.records import Claim

_DENIED = re.compile(
    r"\b(?:not true that|no evidence that|falsely|denie[sd] that|would have|if .{1,60} had"
    r"|non è vero che|è falso che|avrebbe|smentisce|il n'est pas vrai|il est faux|auraient?)\b",
    re.IGNORECASE,
)


def why_not_tested(claim: Claim) -> str:
    """Say why a claim is not tested, although it can be counted.

    Parameters
    ----------
    claim
        The claim.

    Returns
    -------
    str
        A sentence; empty where it can be tested.

    Notes
    -----
    Told by words of the sentence: a denial or a condition ("it is not true that", "if … had"), and
    a comparison with another place ("more than in Italy"), for which the same days of another year
    would be the wrong baseline.

    How many are said not to have come is no count either: it is held against an estimate.
    """
    if claim.causal and claim.causal.averted:
        return "It says how many more would have come: no count shows that, an estimate may."
    if claim.direction == "earliest":
        return "The day on which a mark was passed is not worked out from these figures."
    if _DENIED.search(claim.sentence):
        return "The sentence denies it or makes it a condition: what it holds true is not counted."
    open_end = claim.than is None and claim.direction in {"up", "down", "same"}
    if open_end and names_other_place(claim.sentence):
        return "It compares places or groups with each other, which is not worked out."
    return ""
