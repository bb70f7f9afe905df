"""What an amount is compared with: the numbers and phrases of time that are bases."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern
from waterbed.read.scan import Mark, Scan, distance

if TYPE_CHECKING:
    from waterbed.read.comparisons import Stated
    from waterbed.read.periods import Phrase

BASE_KINDS = {"year", "relative", "same", "prior", "whole", "previous_years"}
BASE_KINDS_EN = BASE_KINDS | {"month", "part", "first_n", "first_days", "season"}
REACH = 60
_NEAR = 12
_AT_HEAD = 16
_AMOUNTS = {"level", "share"}
_WALLS = {"comma", "stop", "clause", "bracket", "versus"}


@cache
def _fill(language: str) -> re.Pattern[str]:
    words = str(lexicon(language).table("markers")["prefix_words"])
    return pattern(rf"[ ,']*(?:{words}[ ,']*){{0,6}}", whole=False)


def touches(scanned: Scan, start: int, end: int) -> bool:
    """Tell whether only small words stand between two offsets.

    Parameters
    ----------
    scanned
        The sentence.
    start, end
        Offsets, in order.

    Returns
    -------
    bool
        True for "than in the", "compared with the levels recorded in".
    """
    gap = scanned.text[start:end]
    return start <= end and len(gap) <= REACH and _fill(scanned.language).fullmatch(gap) is not None


def base_numbers(
    scanned: Scan, stated: list[Stated], marks: list[Mark], versus: set[Phrase]
) -> set[int]:
    """Find the numbers that something is compared with.

    Parameters
    ----------
    scanned
        The sentence.
    stated
        Its amounts.
    marks
        Words that compare.
    versus
        Phrases of time that something is compared with.

    Returns
    -------
    set of int
        Offsets: of the second in "9,448, up from 6,123", "from 80 to 1,150" (the first), "half
        of the 4,963 in January", and of what is joined to one of them.
    """
    levels = [s for s in stated if s.direction in _AMOUNTS]
    found: set[int] = set()
    for one in levels:
        if any(m.end <= one.start and touches(scanned, m.end, one.start) for m in marks):
            found.add(one.start)
            continue
        if _starts_range(scanned, one, levels) or _of_ratio(scanned, one, stated):
            found.add(one.start)
            continue
        before = [s for s in levels if s.end <= one.start]
        if before and before[-1].start in found and _joined(scanned, before[-1].end, one.start):
            found.add(one.start)
    when = str(lexicon(scanned.language).table("markers")["when"])
    opens = pattern(rf"[ ,]*(?:\(|{when} )", whole=False)
    for phrase in versus:
        after = [s for s in levels if phrase.end <= s.start <= phrase.end + REACH]
        if (
            after
            and opens.match(scanned.text, phrase.end)
            and not _of_people(after[0], phrase, scanned)
        ):
            found.add(after[0].start)
        if after and scanned.text[phrase.end : after[0].start] in {"'s ", "'s total of "}:
            found.add(after[0].start)
        if after and _set_off(scanned.text, phrase.end, after[0]):
            found.add(after[0].start)
    return found


def _of_people(number: Stated, phrase: Phrase, scanned: Scan) -> bool:
    """Tell "on the previous year, with Syrians (181,000)": a part that is told of a people."""
    return any(
        p.role == "nationality" and phrase.end <= p.start and p.end <= number.start
        for p in scanned.places
    )


def _set_off(text: str, end: int, number: Stated) -> bool:
    """Tell "the figure for all of 2022, 105,000.": a number set off behind its days."""
    return text[end : number.start] == ", " and not text[number.end :].lstrip(" ")[:1].isalnum()


def _alone(scanned: Scan, one: Stated) -> bool:
    """Tell "…; in 2023 they were 115,000": a part behind a stop that names nothing of its own."""
    stop = scanned.text.rfind(";", 0, one.start)
    if stop < 0:
        return False
    end = scanned.text.find(";", one.end)
    last = end if end > 0 else len(scanned.text)
    named = [m.start for m in scanned.measures] + [p.start for p in scanned.stated_places]
    return not any(stop < start < last for start in named)


_OF = re.compile(r"[ ']*(?:(?:of|the|those|i|de[ilr]?|degli|delle|des|les|di|quei|que)[ ']+){0,3}")


def _of_ratio(scanned: Scan, one: Stated, stated: list[Stated]) -> bool:
    """Tell the number that a ratio is taken of: "half of the 4,963 in January"."""
    return any(
        s.unit == "ratio" and s.end <= one.start and _OF.fullmatch(scanned.text[s.end : one.start])
        for s in stated
    )


@cache
def _range_words(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon(language)
    to = words.table("markers")["to"]
    start = pattern(rf"(?<!\w){words.fragment('markers', 'from')}[ ']*$", whole=False)
    return start, pattern(rf"(?<!\w)(?:{to})[ ']*$", whole=False)


def _starts_range(scanned: Scan, one: Stated, levels: list[Stated]) -> bool:
    """Tell the old value of "from 80 to 1,150"."""
    start, to = _range_words(scanned.language)
    if not start.search(scanned.text[max(0, one.start - 20) : one.start]):
        return False
    after = [s for s in levels if s.start > one.start]
    gap = scanned.text[one.end : after[0].start] if after else ""
    opens = one.start < _AT_HEAD
    return (
        bool(gap)
        and len(gap) < REACH * (2 if opens else 1)
        and to.search(gap) is not None
        and ";" not in gap
    )


@cache
def _base_words(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["base_words"]))


def ratio_phrases(scanned: Scan, stated: list[Stated], phrases: list[Phrase]) -> set[Phrase]:
    """Find the days that a ratio is taken of: "twice the number for February".

    Parameters
    ----------
    scanned
        The sentence.
    stated
        Its amounts.
    phrases
        Its phrases of time.

    Returns
    -------
    set of Phrase
        At most one for each ratio.
    """
    found = set()
    for one in stated:
        after = [
            p
            for p in phrases
            if one.unit == "ratio" and p.kind in BASE_KINDS_EN and 0 <= p.start - one.end < REACH
        ]
        if after:
            behind = re.split(r"[,;(]", scanned.text[after[0].end : after[0].end + 10])[0]
            behind = re.sub(r"\d", "", behind)
            told = scanned.text[after[0].start : after[0].end]
            spent = "" if _DURING.match(told) and not behind.startswith("'s") else told
            between = scanned.text[one.end : after[0].start] + spent + behind
            gap = scanned.text[one.end : after[0].start]
            named = _base_words(scanned.language).search(between) or _of(gap, after[0], scanned)
            if named and not re.search(r"[,;\d]", gap):
                found.add(after[0])
    return found


def is_elsewhere(one: Stated, scanned: Scan) -> bool:
    """Tell the base of "20,992 in Spain, against 18,130 in Italy": the same days, another place.

    Parameters
    ----------
    one
        A number that something is compared with.
    scanned
        The sentence.

    Returns
    -------
    bool
        True where a destination stands just behind the number and no words of time do.
    """
    places = [
        p
        for p in scanned.places
        if (p.role == "to" or (p.role == "from" and p.coast))
        and 0 <= p.start - one.end <= _NEAR + _NEAR
        if scanned.chunk(p.start) == scanned.chunk(one.start)
    ]
    dated = any(0 <= p.start - one.end <= REACH // 2 for p in scanned.phrases)
    return bool(places) and not dated


_DURING = re.compile(r"(?:in|during|nel|nell'|en|durant|pendant) ", re.IGNORECASE)
_OF_DAYS = re.compile(r" ?(?:of|di|del|dell'|de|d'|du)(?: |(?<='))", re.IGNORECASE)


def _of(gap: str, phrase: Phrase, scanned: Scan) -> bool:
    """Tell "three times that of January" from "tripled in January"."""
    if gap.strip().casefold() in {"of", "di", "de", "d'", "that of", "quello di", "celui de"}:
        return True
    return not gap.strip() and _OF_DAYS.match(scanned.text, phrase.start) is not None


def _joined(scanned: Scan, start: int, end: int) -> bool:
    between = [m for m in scanned.marks if start <= m.start and m.end <= end]
    inside = [(p.start, p.end) for p in scanned.phrases]
    kinds = {m.kind for m in between if not any(a <= m.start < b for a, b in inside)}
    return "join" in kinds and not kinds & {"stop", "clause", "versus"} and end - start < REACH + 20


def base_phrases(
    scanned: Scan,
    stated: list[Stated],
    bases: set[int],
    phrases: list[Phrase],
    versus: set[Phrase],
) -> set[Phrase]:
    """Find the days of the numbers that something is compared with.

    Parameters
    ----------
    scanned
        The sentence.
    stated
        Its amounts.
    bases
        Offsets of the numbers, from `base_numbers`.
    phrases
        Its phrases of time.
    versus
        Those that are known as days of comparison already.

    Returns
    -------
    set of Phrase
        Of each number the phrase just behind it.
    """
    numbers = [s for s in stated if s.direction in _AMOUNTS]
    found = set()
    for one in numbers:
        if one.start not in bases:
            continue
        following = [p for p in phrases if p.start >= one.end and p not in versus]
        later = [n for n in numbers if n.start > one.start]
        own = bool(following) and (not later or following[0].start < later[0].start)
        told = any(0 <= one.start - p.end < _AT_HEAD for p in versus)
        own = own and not (told and "," in scanned.text[one.end : following[0].start])
        if own and distance(one, following[0], scanned) < _NEAR:
            found.add(following[0])
    return found


def whose_base(scanned: Scan, one: Stated, stated: list[Stated], bases: frozenset[int]) -> Stated:
    """Give the amount that a bare base goes with: "(it was 6,552)" repeats no noun or place.

    Parameters
    ----------
    scanned
        The sentence.
    one
        Any amount of it.
    stated
        All its amounts.
    bases
        Offsets of the numbers that something is compared with.

    Returns
    -------
    Stated
        The amount before a base that names neither a measure nor a place of its own; else the
        amount itself.
    """
    before = [s for s in stated if s.end <= one.start and s.start not in bases]
    if one.start not in bases and one.direction == "level" and _alone(scanned, one):
        return next((s for s in before if s.direction == "level"), one)
    if one.start not in bases or not before:
        return one
    walls = [m.start for m in scanned.marks if m.kind in _WALLS]
    first = max([before[-1].end, *(w for w in walls if w < one.start)])
    last = min((w for w in walls if w >= one.end), default=len(scanned.text))
    named = [m.start for m in scanned.measures] + [p.start for p in scanned.stated_places]
    return one if any(first <= start < last for start in named) else before[-1]
