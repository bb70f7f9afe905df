"""What stands beside the name of a speaker: asides, appositions, who published the figures."""

from __future__ import annotations

import re
from functools import cache

from waterbed.read.comparing import grammar
from waterbed.read.lexicon import either, lexicon, pattern
from waterbed.read.measures import measure_mentions

_A = re.compile(r"(?:an?|un|uno|una|une) ", re.IGNORECASE)
_FEW = 9


@cache
def _aside(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    verbs = either(words.words("attribution", "verbs"))
    relative = words.table("markers")["relative"]
    return pattern(
        rf", (?:{relative}) (?:(?!{verbs}(?!\w))[^,;.()\"]){{2,120}}, ?(?={verbs}(?!\w))",
        whole=False,
    )


@cache
def _by(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    published = words.fragment("markers", "published")
    return pattern(
        rf",? {published}(?: \w+){{0,2}}? (?:by|from|da|dal|dalla|dall'|dallo|par) ?"
        rf"(?P<name>[^,;:\"]{{2,60}}?)(?= (?:at|on|in|this|alle|il|à|le|ieri|hier)\b|[,.]|$)",
        whole=False,
    )


def without_asides(text: str, language: str) -> str:
    """Leave out relative clauses between commas in which nobody speaks.

    Parameters
    ----------
    text
        A sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    str
        "The Guard, which also oversees patrols, said" becomes "The Guard said".
    """
    return _aside(language).sub(" ", text)


def named_behind(text: str, end: int, language: str) -> str | None:
    """Find who published "the data, updated by the ministry"; None where nobody is named."""
    match = _by(language).match(text, end)
    return match["name"] if match else None


def before_apposition(text: str, start: int, name: str, language: str) -> str | None:
    """Find whom an apposition describes: "…, the Support Office, an agency in Malta, said".

    Parameters
    ----------
    text
        The sentence.
    start
        Where the apposition, or the comma before it, stands.
    name
        The apposition.
    language
        Of the sentence.

    Returns
    -------
    str or None
        The words between the two commas before it; None where they tell of a rise or fall, count
        something or are many, and so name nobody.
    """
    outer, comma, before = text[:start].rstrip(", ").rpartition(", ")
    if not _A.match(name) or not comma or not outer or not 0 < len(before.split()) < _FEW:
        return None
    counts = re.search(r"\d", before) or grammar(language).turn.search(before)
    return None if counts or measure_mentions(before, language) else before.strip()
