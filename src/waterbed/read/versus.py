"""Which marks compare, and which words of time are compared with."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.bases import BASE_KINDS, BASE_KINDS_EN, touches
from waterbed.read.comparing import grammar
from waterbed.read.lexicon import lexicon, pattern
from waterbed.read.scan import distance

if TYPE_CHECKING:
    from waterbed.read.comparisons import Stated
    from waterbed.read.periods import Phrase
    from waterbed.read.scan import Mark, Scan

CHANGES = {"up", "down", "same"}


def compares(mark: Mark, scanned: Scan) -> bool:
    """Tell whether a mark sets what follows apart as what something is compared with."""
    if mark.kind == "versus":
        if _only(scanned.language).search(scanned.text[max(0, mark.start - 50) : mark.start]):
            return False
        return not any(n.start <= mark.start < n.end for n in scanned.numbers)
    if mark.kind != "from":
        return False
    if _BESIDE.search(scanned.text[max(0, mark.start - 2) : mark.start]) and _NUMBER.match(
        scanned.text, mark.end
    ):
        return True
    parts = re.split(r"[,;](?!\d)", scanned.text[max(0, mark.start - 70) : mark.start])
    left = parts[-1] if parts[-1].strip() or len(parts) == 1 else parts[-2]
    rules = grammar(scanned.language)
    turned = rules.turn.search(left) is not None or "%" in left
    turned = (
        turned or rules.same.search(left) is not None or _LEVEL_REACHED.search(left) is not None
    )
    return turned or any(pattern_.search(left) for pattern_, *_ in rules.ratios)


@cache
def _only(language: str) -> re.Pattern[str]:
    """Find the first half of "n'a compté que": it counts, and compares nothing."""
    return pattern(rf"(?<!\w){lexicon(language).table('markers')['only']}$", whole=False)


_LEVEL_REACHED = re.compile(r"(?<!\w)(?:to|a|ai|alle|à) (?:[a-zé]{2,12} ){0,2}\d[\d.,']* ?$")


_BESIDE = re.compile(r", $")
_NUMBER = re.compile(r" ?(?:the |i |gli |le |les )?\d{1,3}(?:[., ]\d{3})*(?! ?%)(?! (?:to|a|à)\b)")


_DURING = {"over", "sui", "sugli", "sul", "sur"}


_ON = {
    word: {"first_n", "part", "month", "range"}
    for word in ("on", "over", "sui", "sugli", "sul", "sur")
}


def _word(mark: Mark, scanned: Scan) -> str:
    return scanned.text[mark.start : mark.end].casefold()


def is_versus(phrase: Phrase, scanned: Scan, marks: list[Mark], *, opens: bool) -> bool:
    """Tell whether words of time only say what something is compared with."""
    if phrase.kind in {"yoy", "previous_years"}:
        return True
    kinds = BASE_KINDS_EN if scanned.language == "en" else BASE_KINDS
    for mark in marks:
        if mark.kind == "from":
            word = _word(mark, scanned)
            during = opens and word in _DURING and phrase.kind in _ON[word]
            if during or phrase.kind not in kinds | _ON.get(word, set()):
                continue
        if mark.start <= phrase.start and touches(
            scanned, min(mark.end, phrase.start), phrase.start
        ):
            return True
    return False


def of_later(phrase: Phrase, stated: Stated, scanned: Scan, rivals: list[Stated]) -> bool:
    """Tell the days of "…, still a fifth down on 2022": they go with the change beside them."""
    text = scanned.text
    return any(
        r.direction in CHANGES
        and stated.end <= r.start < phrase.start
        and "," in text[stated.end : r.start]
        and not re.search(r"[,;:]", text[r.end : phrase.start])
        for r in rivals
    )


def belongs(stated: Stated, phrase: Phrase, scanned: Scan, rivals: list[Stated]) -> bool:
    """Give a comparison to the changes of its own clause, else to the nearest change only."""
    changes = [r for r in rivals if r.direction in CHANGES]
    if len(changes) < 2 or stated not in changes:  # noqa: PLR2004
        return True
    clause = scanned.clause(phrase.start)
    inside = [c for c in changes if scanned.clause(c.start) == clause]
    if inside:
        return stated in inside
    return stated == min(changes, key=lambda c: distance(c, phrase, scanned))
