"""Than: the other place of a comparison of two, "more people arrived in Greece than in Italy"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.bearings import ARRIVAL_COUNTRIES
from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    from waterbed.read.scan import Scan
    from waterbed.records.claim import Claim

_CHANGES = {"up", "down", "same"}
_MORE = re.compile(r"(?:,| and| or| e| o| et| ou) (?:in |en |à |au )?$")


def with_other_place(claim: Claim, scanned: Scan) -> Claim:
    """Read the place with which a claim compares its own, in the same days.

    Parameters
    ----------
    claim
        With all its slots.
    scanned
        Its sentence.

    Returns
    -------
    Claim
        With ``than`` where the sentence compares the counts of two countries or regions in days
        that it states; as it was where it compares growth ("rose faster than in Italy"), days, or
        more than two places.
    """
    own = claim.origin("versus") == "text" or claim.from_country or claim.nationality
    if claim.direction not in _CHANGES or not claim.where or claim.period is None or own:
        return claim
    than, growth = _words(scanned.language)
    if growth.search(scanned.text):
        return claim
    found = [p for p in scanned.places if than.search(scanned.text, 0, p.start)]
    other = found[0] if len(found) == 1 else None
    if other is None or other.country not in ARRIVAL_COUNTRIES or other.code in claim.where:
        return claim
    after = [p for p in scanned.places if p.start > other.end]
    if after and _MORE.fullmatch(scanned.text, other.end, after[0].start):
        return claim
    origins = tuple(one for one in claim.origins if one[0] != "versus")
    return replace(claim, than=other.code, versus=None, origins=(*origins, ("than", "text")))


@cache
def _words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon(language).table("than")
    return pattern(rf"(?<!\w)(?:{words['than']})$", whole=False), pattern(str(words["growth"]))
