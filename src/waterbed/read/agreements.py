"""Agreements as dates: days that only name one, and sentences that one dates."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    from waterbed.read.periods import Phrase
    from waterbed.read.scan import Scan

_THE = re.compile(r"(?<!\w)(?:the |il |lo |la |le |l')$", re.IGNORECASE)


def of_agreement(phrase: Phrase, scanned: Scan) -> bool:
    """Tell days that name an agreement: "the statement of March 2016", "the 2016 deal".

    Parameters
    ----------
    phrase
        Words of time.
    scanned
        Their sentence.

    Returns
    -------
    bool
        Such days say which agreement is meant, not when people came.
    """
    if any(act.start <= phrase.start < act.end for act in scanned.acts):
        return True
    named, after = _names(scanned.language)
    ends = [found.end() for found in named.finditer(scanned.text)]
    if any(phrase.start <= end < phrase.end for end in ends):
        return True
    the = _THE.search(scanned.text, 0, phrase.start)
    return the is not None and after.match(scanned.text, phrase.end) is not None


def dated_by_agreement(scanned: Scan) -> bool:
    """Tell whether a sentence says when by an agreement: "since the EU-Turkey statement".

    Parameters
    ----------
    scanned
        A sentence.

    Returns
    -------
    bool
        Where it names no days itself, its days are not those of the sentence before it.
    """
    return _since(scanned.language).search(scanned.text) is not None


def named_agreements(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Find agreements that are named by their parties: "the EU-Tunisia memorandum".

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    tuple of pairs
        Offsets. A party is no place that people left.
    """
    return tuple(found.span() for found in _titles(language).finditer(text))


@cache
def _titles(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    names = words.table("agreements")["names"]
    return pattern(str(names).replace("<nouns>", words.fragment("agreements", "nouns")))


@cache
def _names(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon(language)
    noun, of = words.fragment("agreements", "nouns"), words.fragment("agreements", "of")
    signed, parties = (words.fragment("agreements", key) for key in ("signed", "parties"))
    between = rf"(?: {parties} [^,;:.()\d]{{1,40}}?)?"
    return (
        re.compile(rf"(?<!\w){noun}{between},? (?:{of}|{signed}|{signed}{of})", re.IGNORECASE),
        re.compile(rf" (?:[A-ZÀ-Ý][\w/-]* ){{0,3}}{noun}(?!\w)", re.IGNORECASE),
    )


@cache
def _since(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    noun, after = words.fragment("agreements", "nouns"), words.fragment("agreements", "after")
    return pattern(rf"{after}[^,;:.()]{{0,50}}?(?<!\w){noun}(?!\w)")
