"""What is counted: the words for arrivals, detections, interceptions, deaths, applications."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    import re


@dataclass(frozen=True, slots=True)
class MeasureMention:
    """Words that name a measure.

    Parameters
    ----------
    start, end
        Offsets in the sentence.
    name
        As in the schema of claims.
    noun
        True where it can be the head of "a fall in …".
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
        if not taken or start >= taken[-1].end:
            taken.append(MeasureMention(start, -minus_end, name))
    return tuple(taken)
