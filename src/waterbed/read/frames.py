"""Causal frames: what a text offers as the cause of what, and whether it is a diversion."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from waterbed.read.acts import acts
from waterbed.read.lexicon import lexicon, pattern
from waterbed.records.claim import Causal

_CLOSED = re.compile(r"[,;.:()\d]|$")
_EDGE = " ,;:.\"'"
_SAID = re.compile(r"^(?:which )?(?:(?:they|she|he|it) (?:said|says?) )?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Grammar:
    after: re.Pattern[str]
    before: re.Pattern[str]
    diversion: re.Pattern[str]
    craft: re.Pattern[str]
    lead: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = lexicon(language)
    return _Grammar(
        after=pattern(words.fragment("frames", "cause_after")),
        before=pattern(words.fragment("frames", "cause_before")),
        diversion=pattern(words.fragment("frames", "diversion")),
        craft=pattern(str(words.table("turns")["craft"])),
        lead=pattern(words.fragment("attribution", "lead"), whole=False),
    )


def causal_frame(text: str, language: str) -> Causal | None:
    """Find the causal frame of a sentence: an act as its subject, else the first words that join.

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    Causal or None
        Cause and effect in the words of the text, without the words that attribute.

    Notes
    -----
    An agreement, law or operation that cuts or raises a flow is its cause (`waterbed.read.acts`).
    "Thanks to" and its like have the cause behind them, "explains" and its like before. Where
    nothing stands on one side (a sentence that begins "As a result"), that side is empty: the
    sentence before holds it.
    """
    rules = _grammar(language)
    act = next(iter(acts(text, language)), None)
    diverted = speaks_of_diversion(text, language)
    if act:
        cause, strength = text[act.start : act.end], text[act.verb : act.verb_end]
        effect = text[: act.verb] if act.verb < act.start else text[act.verb_end :]
        return Causal(cause, effect.strip(_EDGE), strength, diversion=diverted)
    after, before = rules.after.search(text), rules.before.search(text)
    if after and (before is None or after.start() <= before.start()):
        effect, cause = text[: after.start()], text[after.end() :]
        if not effect.strip(_EDGE):
            cause, _, effect = cause.partition(",")
        found = after
    elif before:
        cause, effect = text[: before.start()], text[before.end() :]
        if not cause.strip(_EDGE):
            cause = ""
        found = before
    else:
        return None
    cause, effect = _bare(cause, rules), _bare(effect, rules)
    strength = _SAID.sub("", found[0]).strip(_EDGE)
    return Causal(cause, effect, strength, diversion=diverted)


def cause_spans(text: str, language: str) -> tuple[tuple[int, int], ...]:
    """Find the words that name a cause: "thanks to the agreement with Libya".

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    tuple of pairs
        Offsets, from the words that introduce the cause to the next stop, comma or number.
    """
    found = _grammar(language).after.finditer(text)
    return tuple((m.start(), _CLOSED.search(text, m.end()).start()) for m in found)  # type: ignore[union-attr]


def speaks_of_diversion(text: str, language: str) -> bool:
    """Tell whether a sentence says that people, not ships, flights or funds, took another way."""
    rules = _grammar(language)
    return rules.diversion.search(text) is not None and rules.craft.search(text) is None


def _bare(part: str, rules: _Grammar) -> str:
    cut = rules.lead.sub("", part)
    return cut.strip(_EDGE)
