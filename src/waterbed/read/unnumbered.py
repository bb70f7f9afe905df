"""Comparisons that state no number: "fewer than last year", "which rose again"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.comparing import Comparing, grammar
from waterbed.read.comparisons import Stated, own_part
from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.read.scan import Scan
    from waterbed.records.claim import Direction

_DATED = 12
_MANY = re.compile(r"nombreu|numeros|numerous", re.IGNORECASE)


def without_number(scanned: Scan, taken: list[Stated]) -> Iterator[Stated]:
    """Find comparisons that state no amount.

    Parameters
    ----------
    scanned
        The sentence.
    taken
        What was found already; a change in the same direction and clause is not repeated.

    Yields
    ------
    Stated
        At most one for a clause and direction, only where the clause names what is counted, or
        where a number follows ("up from 5,976").
    """
    rules = grammar(scanned.language)
    seen = [(s.start, s.direction) for s in taken]
    found: list[tuple[int, int, Direction]] = []
    for words, direction in ((rules.up, "up"), (rules.down, "down"), (rules.same, "same")):
        found += [(m.start(), m.end(), direction) for m in words.finditer(scanned.text)]  # type: ignore[misc]
    sure = set()
    for match in rules.than.finditer(scanned.text):
        less = match["less"] is not None
        found.append((match.start(), match.end(), "down" if less else "up"))
    for match in rules.beyond.finditer(scanned.text) if scanned.measures else ():
        less = any(match.groupdict().values())
        found.append((match.start(), match.end(), "down" if less else "up"))
        if _MANY.search(match[0]) or not rules.unreal.search(
            scanned.text[max(0, match.start() - 40) : match.start()]
        ):
            sure.add(match.start())
    last = 0
    for start, end, direction in sorted(found, key=lambda one: (one[0], -one[1])):
        if start < last:
            continue
        inside = any(s.start <= start < s.end for s in taken)
        dated = direction == "same" and any(0 <= p.start - end <= _DATED for p in scanned.phrases)
        real = dated or start in sure or _real(start, end, scanned, rules)
        more = start in sure and _joined_on(start, scanned)
        if inside or not real or (not more and _told(start, direction, seen, scanned)):
            continue
        seen.append((start, direction))
        last = end
        yield Stated(start, end, direction)


def _joined_on(start: int, scanned: Scan) -> bool:
    """Tell the second comparison of "46 % more than in 2023 and more than in 2022"."""
    joins = [
        m for m in scanned.marks if m.kind in {"join", "clause"} and 0 <= start - m.end <= _DATED
    ]
    return bool(joins) and re.search(r"\d|,", scanned.text[joins[-1].end : start]) is None


def _told(
    start: int, direction: Direction, seen: list[tuple[int, Direction]], scanned: Scan
) -> bool:
    """Tell a comparison that its clause has made already, of nothing else."""
    chunk = scanned.chunk(start)
    named = [m for m in scanned.measures if scanned.chunk(m.start) == chunk and m.end <= start]
    own = named and any(named[0].end <= p.start < start for p in scanned.places)
    return any(
        direction == other
        and scanned.clause(at) == scanned.clause(start)
        and not (own and scanned.chunk(at) != chunk)
        for at, other in seen
    )


def _goes_on(start: int, end: int, scanned: Scan, rules: Comparing) -> bool:
    """Tell the second change of "rose on March, but fell on last April": its subject is before."""
    left = scanned.text[max(0, start - 30) : start]
    joined = _but(scanned.language).search(left)
    compared = any(m.kind in {"versus", "from"} and 0 <= m.start - end <= 1 for m in scanned.marks)
    turned = rules.turn.search(scanned.text, 0, max(0, start - 3)) is not None
    return joined is not None and compared and turned and bool(scanned.measures)


@cache
def _but(language: str) -> re.Pattern[str]:
    words = str(lexicon(language).table("markers")["but"])
    return pattern(rf"(?<!\w)(?:{words})(?: [\w']+){{0,3}} $", whole=False)


def _of_antecedent(start: int, scanned: Scan, rules: Comparing) -> bool:
    """Tell a relative clause about what was counted before it: "arrivals, which rose in 2023"."""
    left = scanned.text[max(0, start - 30) : start]
    found = rules.relative.search(left)
    opening = start - len(left) + found.start() if found else 0
    return found is not None and any(opening - 40 <= m.end <= opening for m in scanned.measures)


def _real(start: int, end: int, scanned: Scan, rules: Comparing) -> bool:
    if rules.unreal.search(scanned.text[max(0, start - 40) : start]):
        return False
    if rules.denied.search(own_part(scanned.text, start)):
        return False
    if rules.up_from.match(scanned.text, start):
        return bool(scanned.measures) or bool(rules.from_number.match(scanned.text, end))
    if rules.from_number.match(scanned.text, end):
        return True
    chunk = scanned.chunk(start)
    if _of_antecedent(start, scanned, rules) or _goes_on(start, end, scanned, rules):
        return True
    if any(scanned.chunk(m.start) == chunk for m in scanned.measures):
        return True
    generic = rules.generic.finditer(scanned.text)
    return any(scanned.chunk(m.start()) == chunk for m in generic)
