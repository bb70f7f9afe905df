"""Than: the other place of a comparison of two, "more people arrived in Greece than in Italy"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.bearings import ARRIVAL_COUNTRIES
from waterbed.read.lexicon import LANGUAGES, lexicon, pattern
from waterbed.read.periods import phrases

if TYPE_CHECKING:
    from waterbed.read.scan import Scan
    from waterbed.records.claim import Claim

_CHANGES = {"up", "down", "same"}
_NAME = re.compile(r"[A-ZÀ-Ý]\w")
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
        that it states; as it was where it compares growth ("rose faster than in Italy"), names
        days twice ("in 2023 than in Greece in 2022"), or names more than two places.
    """
    own = claim.origin("versus") == "text" or claim.from_country or claim.nationality
    if claim.direction not in _CHANGES or not claim.where or claim.period is None or own:
        return claim
    words = _words(scanned.language)
    days = {scanned.text[one.start : one.end].casefold() for one in scanned.phrases}
    if words.growth.search(scanned.text) or len(days) > 1:
        return claim
    found = [p for p in scanned.places if words.to.search(scanned.text, 0, p.start)]
    other = found[0] if len(found) == 1 else None
    if other is None or other.country not in ARRIVAL_COUNTRIES or other.code in claim.where:
        return claim
    after = [p for p in scanned.places if p.start > other.end]
    if after and _MORE.fullmatch(scanned.text, other.end, after[0].start):
        return claim
    origins = tuple(one for one in claim.origins if one[0] != "versus")
    return replace(claim, than=other.code, versus=None, origins=(*origins, ("than", "text")))


def names_other_place(text: str) -> bool:
    """Tell whether a sentence compares with a place or people by name, "more than from Syria".

    Parameters
    ----------
    text
        The sentence, in any language that is read.

    Returns
    -------
    bool
        False where it compares with days alone.
    """
    return any(
        _NAME.match(text, end) and not any(p.start <= end < p.end for p in phrases(text, language))
        for language in LANGUAGES
        for end in _ends(text, language)
    )


def _ends(text: str, language: str) -> set[int]:
    """Give where what is compared with can begin: behind "than in", "than from"."""
    words = _words(language)
    return {m.end() for one in words.either for m in one.finditer(text)}


@dataclass(frozen=True, slots=True)
class _Words:
    to: re.Pattern[str]
    either: tuple[re.Pattern[str], ...]
    growth: re.Pattern[str]


@cache
def _words(language: str) -> _Words:
    table = lexicon(language).table("than")
    than, to, away, growth = (str(table[name]) for name in ("than", "to", "away", "growth"))
    return _Words(
        to=pattern(rf"(?<!\w){than}{to}$", whole=False),
        either=tuple(pattern(rf"(?<!\w){than}{way}", whole=False) for way in (to, away)),
        growth=pattern(growth),
    )
