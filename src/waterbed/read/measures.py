"""What is counted: the words for arrivals, detections, interceptions, deaths, applications."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from waterbed.read.lexicon import lexicon, pattern

_FATES = {"deaths", "missing", "deaths_and_missing", "rescues", "interceptions_at_sea"}
_STOP = re.compile(r"[,;:()](?!\d)")


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """Words that name a measure.

    Parameters
    ----------
    start, end
        Offsets in the sentence.
    name
        As in the schema of claims.
    """

    start: int
    end: int
    name: str


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = lexicon(language).table("measures")
    return tuple((name, pattern("|".join(parts))) for name, parts in table.items())


def measure_mentions(text: str, language: str) -> tuple[MeasureMention, ...]:
    """Find every measure that a sentence names.

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    tuple of MeasureMention
        In order, without overlap. Of two that overlap the one that starts first counts, then the
        longer, then the more special.
    """
    found = []
    for rank, (name, words) in enumerate(_patterns(language)):
        found += [(m.start(), -m.end(), rank, name) for m in words.finditer(text)]
    taken: list[MeasureMention] = []
    for start, minus_end, _, name in sorted(found):
        if taken and _aftermath(language).search(text[max(0, start - 30) : start]):
            continue
        if not taken or start >= taken[-1].end:
            taken.append(MeasureMention(start, -minus_end, name))
    taken = _underway(text, _dead_or_missing(text, taken, language))
    return tuple(_repeated(text, taken, language))


def _underway(text: str, found: list[MeasureMention]) -> list[MeasureMention]:
    """Drop "trying to cross" behind "died" or "were rescued": it says where, not what."""
    return [
        m
        for m in found
        if m.name != "attempted_crossings"
        or not any(
            b.name in _FATES and b.end <= m.start and not _STOP.search(text, b.end, m.start)
            for b in found
        )
    ]


def _dead_or_missing(text: str, found: list[MeasureMention], language: str) -> list[MeasureMention]:
    """Make one measure of "died" and "went missing" where "or" or "and" joins them."""
    joined: list[MeasureMention] = []
    for one in found:
        before = joined[-1] if joined else None
        pair = {before.name, one.name} == {"deaths", "missing"} if before else False
        gap = text[before.end : one.start] if before else ""
        if before and pair and _either(language).fullmatch(gap) and not _numbered(gap, language):
            joined[-1] = MeasureMention(before.start, one.end, "deaths_and_missing")
        else:
            joined.append(one)
    return joined


def _numbered(gap: str, language: str) -> bool:
    """Tell "drowned and fifteen are missing": each has a number of its own."""
    words = lexicon(language)
    known = words.table("numerals")
    spelled = [known.get(word.casefold(), 0) for word in re.findall(r"[^\W\d]+", gap)]
    return max(spelled, default=0) > 1 or any(
        pattern(one).search(gap) for one in words.table("fractions")
    )


@cache
def _either(language: str) -> re.Pattern[str]:
    joins = lexicon(language).fragment("markers", "joins")
    return pattern(rf"[ ,]{{1,2}}{joins} (?:[^\W\d]+ ){{0,3}}", whole=False)


def _repeated(text: str, found: list[MeasureMention], language: str) -> list[MeasureMention]:
    """Let "those in Greece" repeat what was counted before it."""
    again = []
    for match in _those(language).finditer(text):
        before = [m for m in found if m.end <= match.start()]
        inside = any(m.start < match.end() and match.start() < m.end for m in found)
        if before and not inside:
            again.append(MeasureMention(match.start(), match.end(), before[-1].name))
    return sorted([*found, *again], key=lambda one: one.start)


@cache
def _aftermath(language: str) -> re.Pattern[str]:
    """Find "after being" before "rescued": what happened before what is counted."""
    words = lexicon(language).table("markers")["aftermath"]
    return pattern(rf"(?<!\w)(?:{words}) (?:[\w']+ )?$", whole=False)


@cache
def _those(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["those"]))
