"""Phrases of time: found in a sentence by the templates of its language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from waterbed.read.calendar import time_words
from waterbed.read.lexicon import lexicon, pattern


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of time in a sentence.

    Parameters
    ----------
    start, end
        Offsets in the sentence.
    kind
        Name of the template group.
    parts
        What the template's groups matched.
    language
        Of the words.
    """

    start: int
    end: int
    kind: str
    parts: tuple[tuple[str, str], ...]
    language: str

    def part(self, name: str) -> str:
        """Give one group, empty where it did not match."""
        return dict(self.parts).get(name, "")

    @property
    def shifted(self) -> bool:
        """True where it only makes sense beside another window."""
        return self.kind in {"same", "yoy", "prior"}


@cache
def _templates(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = time_words(language).places
    built = []
    for kind, templates in lexicon(language).table("periods").items():
        for template in templates:
            text = template
            for name, fragment in table.items():
                text = text.replace(name, fragment)
            built.append((kind, pattern(text)))
    return tuple(built)


def phrases(text: str, language: str) -> tuple[Phrase, ...]:
    """Find the phrases of time in a sentence.

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    tuple of Phrase
        In order, without overlap: of two that overlap the longer one counts.
    """
    if not _hint(language).search(text):
        return ()
    found = []
    for rank, (kind, template) in enumerate(_templates(language)):
        for match in template.finditer(text):
            parts = tuple((k, v) for k, v in match.groupdict().items() if v)
            one = Phrase(match.start(), match.end(), kind, parts, language)
            found.append((match.start() - match.end(), rank, one))
    taken: list[Phrase] = []
    for _, _, one in sorted(found, key=lambda item: (item[0], item[1])):
        if all(one.end <= other.start or one.start >= other.end for other in taken):
            taken.append(one)
    spoken = [one for one in taken if not _small_month(one, text)]
    return _merged(sorted(spoken, key=lambda one: one.start), text)


def _small_month(phrase: Phrase, text: str) -> bool:
    """Tell the English verb "may" from the month."""
    if phrase.language != "en":
        return False
    month = time_words("en").month.search(text, phrase.start, phrase.end)
    return month is not None and month[0][0].islower()


_YEARLY = {"year", "relative"}


def _merged(found: list[Phrase], text: str) -> tuple[Phrase, ...]:
    """Make one phrase of "last year, in the same period", "two days last week", "Monday 5 May"."""
    merged: list[Phrase] = []
    for one in found:
        before = merged[-1] if merged else None
        gap = text[before.end : one.start] if before else ""
        if before and before.kind == "last_n" and one.kind == "relative" and gap == " ":
            merged[-1] = Phrase(before.start, one.end, one.kind, one.parts, one.language)
            continue
        if before and before.kind == "weekday" and one.kind == "day" and gap in {" ", ", "}:
            merged[-1] = Phrase(before.start, one.end, one.kind, one.parts, one.language)
            continue
        if before and re.fullmatch(r"[ ,]{1,2}", gap):
            kinds = {before.kind, one.kind}
            same = before if before.kind == "same" else one
            if "same" in kinds and kinds & _YEARLY and not same.part("y") and not same.part("z"):
                year = one if same is before else before
                words = text[year.start : year.end]
                merged[-1] = Phrase(before.start, one.end, "same", (("y", words),), one.language)
                continue
        merged.append(one)
    return tuple(merged)


@cache
def _hint(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    names = [*words.table("months"), *words.table("weekdays"), *words.table("seasons")]
    names += [r"\d{4}", *words.table("units"), *words.words("hints", "time")]
    return pattern("|".join(names), whole=False)
