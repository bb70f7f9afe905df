"""Superlatives: the lowest since, the third highest on record, the earliest a mark was passed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.calendar import time_words
from waterbed.read.comparisons import Stated
from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.read.scan import Scan
    from waterbed.records.claim import Direction

_REACH, _ALONE, _BEFORE = 90, 12, 40
_LAST = ("dern", "ultim")


@dataclass(frozen=True, slots=True)
class _Grammar:
    tops: tuple[tuple[re.Pattern[str], Direction], ...]
    ordinal: re.Pattern[str]
    spans: re.Pattern[str]
    years: re.Pattern[str]
    since: re.Pattern[str]
    unseen: re.Pattern[str]
    record: re.Pattern[str]
    falls: re.Pattern[str]
    among: re.Pattern[str]
    turns: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = lexicon(language)
    table = words.table("ranks")
    places = time_words(language).places
    directions: tuple[Direction, ...] = ("highest", "lowest", "earliest")
    return _Grammar(
        tops=tuple(
            (pattern(rf"(?<!\w){words.fragment('ranks', name)}", whole=False), name)
            for name in directions
        ),
        ordinal=pattern(rf"(?P<o>{places['{o}']})[- ]{_between(language)}$", whole=False),
        spans=pattern("|".join(table["spans"])),
        years=pattern(_filled(table["years"], places)),
        since=pattern(_filled(table["since"], places)),
        unseen=pattern(_filled(table["unseen"], places)),
        record=pattern(table["record"]),
        turns=pattern(
            rf" (?:\w+ )?(?:{words.fragment('directions', 'up')}|"
            rf"{words.fragment('directions', 'down')})",
            whole=False,
        ),
        among=pattern(rf"(?<!\w)(?:{table['among']}) (?:[\w'-]+ )?$", whole=False),
        falls=pattern(rf"(?<!\w){words.fragment('directions', 'down')}", whole=False),
    )


def _between(language: str) -> str:
    """Give what may stand between "third" and "highest": nouns, where adjectives follow them."""
    return "" if language == "en" else r"(?:[^\W\d]+ ){0,2}?(?:le |la |les )?"


def _filled(template: str, places: dict[str, str]) -> str:
    return re.sub(r"\{[a-z]+\}", lambda found: places[found[0]], template)


def ranks(scanned: Scan) -> Iterator[Stated]:
    """Find every superlative that says what it is compared over.

    Parameters
    ----------
    scanned
        The sentence.

    Yields
    ------
    Stated
        With amount 1 for the extreme, 3 for the third; `since` holds the words after "since",
        or ``"-N"`` for "in N years".
    """
    rules = _grammar(scanned.language)
    taken: list[tuple[int, int]] = []
    for words, direction in rules.tops:
        for match in words.finditer(scanned.text):
            end, since = _span(scanned.text, match.end(), rules)
            if _own_years(match[0]):
                end, since = match.end(), f"-{_own_years(match[0])}"
            known = rules.record.match(match[0]) is not None or direction == "earliest"
            if (end is None and not known) or rules.turns.match(scanned.text, match.end()):
                continue
            if rules.among.search(scanned.text[max(0, match.start() - 30) : match.start()]):
                continue
            start, order = _order(scanned.text, match.start(), rules, scanned.language)
            if all(start >= b or match.end() <= a for a, b in taken):
                taken.append((start, end or match.end()))
                yield replace(
                    _rank(start, match.end(), direction, order, since), reach=end or match.end()
                )
    for match in rules.unseen.finditer(scanned.text):
        if all(match.start() >= b or match.end() <= a for a, b in taken):
            fell = rules.falls.search(scanned.text, 0, match.start()) is not None
            top: Direction = "lowest" if fell else "highest"
            rank = _rank(match.start(), match.end(), top, 1, match["p"])
            yield replace(rank, reach=match.end())


def _own_years(words: str) -> str | None:
    """Give the years of "a three-year low"."""
    found = re.match(r"(\w+)-year ", words)
    return found[1] if found else None


def _rank(start: int, end: int, direction: Direction, order: int, since: str) -> Stated:
    return Stated(start, end, direction, "rank", order, order, order, None, since)


def _span(text: str, position: int, rules: _Grammar) -> tuple[int | None, str]:
    stop = re.search(r"[.;](?=\s|$)", text[position : position + _REACH])
    reach = position + (stop.start() if stop else _REACH)
    since = rules.since.search(text, position, min(len(text), reach + 30))
    other = rules.spans.search(text, position, reach)
    if since and since.start() <= reach and not (other and other.end() + _ALONE < since.start()):
        return since.end(), since["p"]
    years = rules.years.search(text, position, reach)
    if years:
        return years.end(), f"-{years['n']}"
    return (other.end(), "") if other else (None, "")


def _order(text: str, start: int, rules: _Grammar, language: str) -> tuple[int, int]:
    before = rules.ordinal.search(text[max(0, start - _BEFORE) : start])
    if before is None:
        return start, 1
    word = before["o"].casefold()
    if word.startswith(_LAST):
        return start, 1
    digit = re.match(r"\d", word)
    order = int(digit[0]) if digit else int(lexicon(language).table("ordinals")[word])
    return start - len(before[0]), order
