"""Acts: an agreement, law, operation or closure that a sentence makes the author of a change.

"The deal with Tunisia has slashed arrivals" claims a cause as "thanks to the deal" does. The act
must be the subject or, of a passive, what it was done by; the verb one of reducing, stopping,
preventing or raising; the object people on the move. A person, ministry or publisher as subject is
none, nor an estimate or a budget as object. Rather a miss than a false cause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from waterbed.read.lexicon import lexicon, pattern

_NAME = re.compile(r"(?<!P)<(\w+)>")  # not a named group


@dataclass(frozen=True, slots=True)
class Act:
    """A claimed cause that is the author of a change: the subject, or what it was done by.

    Parameters
    ----------
    start, end
        Offsets of the words that name it.
    verb, verb_end
        Offsets of the verb with its auxiliaries: what follows is the effect; where the act stands
        behind it ("were cut by the deal"), what stands before.
    since, until
        Offsets of the part of the sentence that it is said of, between words of contrast.
    """

    start: int
    end: int
    verb: int
    verb_end: int
    since: int
    until: int


@cache
def _spelled(language: str, key: str) -> re.Pattern[str]:
    table = lexicon(language).table("acts")
    text = str(table[key])
    while _NAME.search(text):
        text = _NAME.sub(lambda found: str(table[found[1]]), text)
    return pattern(text, whole=False)


@lru_cache(maxsize=256)
def acts(text: str, language: str) -> tuple[Act, ...]:
    """Find the acts that a sentence makes the author of a change.

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    tuple of Act
        In order of appearance; none of what is denied.
    """
    found = []
    apart = [one.span() for one in _spelled(language, "apart").finditer(text)]
    for key in ("act", "clause", "passive"):
        for one in _spelled(language, key).finditer(text):
            since = max((b for _, b in apart if b <= one.start()), default=0)
            until = min((a for a, _ in apart if a >= one.end()), default=len(text))
            found.append(Act(*one.span("cause"), *one.span("verb"), since, until))
    return tuple(sorted(found, key=lambda one: one.start))


def averted(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Find the numbers of people who are said not to have come: "prevented 17,000 arrivals".

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    tuple of pairs
        Offsets of the words from the verb to what was prevented, or from the number to the verb.
        Whoever prevented arrivals; of departures and crossings only an act, as what a coast guard
        stopped at sea is counted.
    """
    anyone = [one.span("averted") for one in _spelled(language, "averted").finditer(text)]
    return (*anyone, *_by_acts(text, language, "averting"))


def pushed(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Find the numbers of people whom an act sent another way: "pushed 23,000 people to Greece".

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    tuple of pairs
        Offsets of the words from the verb to the people: so many more, not all who came.
    """
    return _by_acts(text, language, "pushing")


def _by_acts(text: str, language: str, key: str) -> tuple[tuple[int, int], ...]:
    words = _spelled(language, key)
    found = (words.match(text, act.verb) for act in acts(text, language))
    return tuple(one.span() for one in found if one)
