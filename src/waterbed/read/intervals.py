"""Words of time that name the two ends of a change: "between 2022 and 2023"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.read.calendar import Clock, read_point
from waterbed.read.lexicon import lexicon

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from waterbed.read.comparisons import Stated
    from waterbed.read.periods import Phrase
    from waterbed.records.claim import Window

_CHANGES = {"up", "down", "same"}


def between(
    phrases: Sequence[Phrase], stated: Sequence[Stated], bases: Collection[int], clock: Clock
) -> dict[Phrase, tuple[Window, Window]]:
    """Find the phrases that name the two ends of a change.

    Parameters
    ----------
    phrases
        Of a sentence.
    stated
        Its amounts.
    bases
        Offsets of the numbers that something is compared with.
    clock
        The day of publication.

    Returns
    -------
    dict of Phrase to pair of Window
        Of "rose by 20 % between 2022 and 2023" the years 2022 and 2023, of "between April 2023
        and April 2024" the two months. Empty where the sentence speaks of no change, and for
        ranges of anything else: those are one stretch of days.
    """
    if not any(s.direction in _CHANGES or s.start in bases for s in stated):
        return {}
    found = {}
    for phrase in phrases:
        ends = _ends(phrase, clock) if phrase.kind == "range" else None
        if ends:
            found[phrase] = ends
    return found


def _ends(phrase: Phrase, clock: Clock) -> tuple[Window, Window] | None:
    if phrase.part("f") or phrase.part("l"):
        return None
    a = read_point(phrase.part("a"), phrase.language, clock)
    b = read_point(phrase.part("b"), phrase.language, clock)
    if a is None or b is None or a.year is None or b.year is None or a.year >= b.year:
        return None
    whole = a.day is None and b.day is None and not a.edge and not b.edge
    if not whole or a.month != b.month:
        return None
    first, last = a.window(a.year), b.window(b.year)
    return (first, last) if first and last else None


def is_relative_year(phrase: Phrase) -> bool:
    """Tell "a year earlier", which counts from days named before, from "last year".

    Parameters
    ----------
    phrase
        Words of time.

    Returns
    -------
    bool
        True for the years that the lexicon lists as relative.
    """
    words = phrase.part("y").casefold()
    relative = lexicon(phrase.language).sections.get("relative_years", [])
    return phrase.kind == "year" and words in relative
