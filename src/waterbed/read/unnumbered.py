"""Comparisons that state no number: "fewer than last year", "which rose again"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.read.comparisons import Comparing, Stated, grammar, own_part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.read.scan import Scan
    from waterbed.records.claim import Direction

_DATED = 12


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
        less = match["less"] is not None
        found.append((match.start(), match.end(), "down" if less else "up"))
        if not rules.unreal.search(scanned.text[max(0, match.start() - 40) : match.start()]):
            sure.add(match.start())
    last = 0
    for start, end, direction in sorted(found, key=lambda one: (one[0], -one[1])):
        if start < last:
            continue
        inside = any(s.start <= start < s.end for s in taken)
        dated = direction == "same" and any(0 <= p.start - end <= _DATED for p in scanned.phrases)
        real = dated or start in sure or _real(start, end, scanned, rules)
        if inside or not real or _told(start, direction, seen, scanned):
            continue
        seen.append((start, direction))
        last = end
        yield Stated(start, end, direction)


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
    if _of_antecedent(start, scanned, rules):
        return True
    if any(scanned.chunk(m.start) == chunk for m in scanned.measures):
        return True
    generic = rules.generic.finditer(scanned.text)
    return any(scanned.chunk(m.start()) == chunk for m in generic)
