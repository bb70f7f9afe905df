"""Sentences with their offsets, headings apart, quotes kept whole."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from waterbed.read.text import plain
from waterbed.records.article import Sentence

if TYPE_CHECKING:
    from waterbed.read.lexicon import Lexicon

LONGEST = 1_500
HEADING = 140
_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(r'[.!?]["\')\]]{0,2}(?=\s|$)')
_WORD_BEFORE = re.compile(r"([\w.]{1,12})\.$")
_SPACE = re.compile(r"\s")
_MARKDOWN = re.compile(r"\s*(?:#{1,6}\s+|[*\-•>]\s+|\d{1,2}[.)]\s+)?")


def split_sentences(text: str, words: Lexicon) -> tuple[Sentence, ...]:
    """Cut a text into sentences.

    Parameters
    ----------
    text
        Clean text; each line is a paragraph or a heading.
    words
        For the abbreviations of its language.

    Returns
    -------
    tuple of Sentence
        In order, without gap in anything but white space. ``text[s.start:s.end] == s.text``.

    Notes
    -----
    A stop ends a sentence where white space and no small letter follows, and where the word
    before is no abbreviation, initial or ordinal. Anything longer than `LONGEST` characters is
    cut at white space, so that the work stays in proportion to the length.
    """
    found: list[Sentence] = []
    for line in _LINE.finditer(text):
        skip = _MARKDOWN.match(line[0])
        start = line.start() + (skip.end() if skip else 0)
        pieces = list(_pieces(text, start, line.end(), words))
        alone = len(pieces) == 1 and _is_heading(text[pieces[0][0] : pieces[0][1]])
        found += [Sentence(text[a:b], a, b, heading=alone) for a, b in pieces]
    return tuple(found)


def _is_heading(line: str) -> bool:
    bare = plain(line).rstrip("\"' )")
    return len(bare) <= HEADING and not bare.endswith((".", "!", "?", ":", ";", ","))


def _pieces(text: str, start: int, end: int, words: Lexicon) -> list[tuple[int, int]]:
    shadow = plain(text[start:end])
    abbreviations = frozenset(words.sections["abbreviations"])
    cuts = [0]
    cuts += [m.end() for m in _STOP.finditer(shadow) if _ends(shadow, m, abbreviations)]
    cuts.append(len(shadow))
    spans: list[tuple[int, int]] = []
    for a, b in itertools.pairwise(cuts):
        spans += _bounded(shadow, a, b)
    trimmed = [_trim(shadow, a, b) for a, b in spans]
    return [(start + a, start + b) for a, b in trimmed if b > a]


def _ends(shadow: str, stop: re.Match[str], abbreviations: frozenset[str]) -> bool:
    after = shadow[stop.end() :].lstrip()[:1]
    if after and after.islower():
        return False
    if not stop[0].startswith("."):
        return True
    before = _WORD_BEFORE.search(shadow[max(0, stop.start() - 12) : stop.start() + 1])
    if before is None:
        return True
    word = before[1].casefold()
    initial = len(word) == 1 and word.isalpha() and word != "i"
    return not (initial or word in abbreviations)


def _bounded(shadow: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    while end - start > LONGEST:
        space = shadow.rfind(" ", start + 1, start + LONGEST)
        cut = space if space > start else start + LONGEST
        spans.append((start, cut))
        start = cut
    return [*spans, (start, end)]


def _trim(shadow: str, start: int, end: int) -> tuple[int, int]:
    while start < end and _SPACE.match(shadow[start]):
        start += 1
    while end > start and _SPACE.match(shadow[end - 1]):
        end -= 1
    return start, end
