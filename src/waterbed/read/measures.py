"""What is counted: the words for arrivals, detections, interceptions, deaths, applications."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    import re

SEA_AREAS = ("EU+", "GR:Crete+Gavdos")
SEA_ONLY = ("IT", "MT", "GB", "ES:Canary Islands", "ES:Balearic Islands")


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


@cache
def _sea(language: str) -> re.Pattern[str]:
    return pattern(lexicon(language).fragment("sea_context", "words"))


def at_sea(text: str, language: str) -> bool:
    """Tell whether a sentence speaks of boats, coasts or the sea."""
    return _sea(language).search(text) is not None


def refine(name: str, where: str | None, text: str, language: str) -> tuple[str, bool]:
    """Make a measure more special where sentence or place allow it.

    Parameters
    ----------
    name
        The measure that the words give.
    where
        The place of the claim, if any.
    text
        The sentence.
    language
        Of the sentence.

    Returns
    -------
    tuple of str and bool
        The measure, and whether it was made more special by default rather than by the text.

    Notes
    -----
    Plain arrivals count as sea arrivals where the sentence names boats, coasts or the sea, and
    by default in places that are reached and counted by sea only: `SEA_ONLY`.
    """
    if name != "arrivals":
        return name, False
    if at_sea(text, language):
        return "sea_arrivals", False
    places = where.split("+") if where and where not in SEA_AREAS else [where or ""]
    if all(one in SEA_ONLY or one.startswith(("IT:", "GR:")) for one in places):
        return "sea_arrivals", True
    return name, False
