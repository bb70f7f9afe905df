"""Lists told in order: "in 2021 it was 9, in 2022 7", "Syrians and Afghans, with 9 and 7"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from waterbed.read.comparisons import Stated
    from waterbed.read.periods import Phrase
    from waterbed.read.places import PlaceMention
    from waterbed.read.scan import Scan, Spanned

_PAIRS = 2
_SHORT = 12
_BETWEEN = re.compile(
    r"(?:,|;)? ?(?:(?:and|e|ed|et) )?(?:the |i |gli |le |il |les |l'|del |dell')?", re.IGNORECASE
)


def by_turns(
    levels: Sequence[Stated], phrases: Sequence[Phrase], bases: Mapping[int, bool]
) -> dict[int, Phrase]:
    """Pair numbers with words of time where the sentence tells them by turns.

    Parameters
    ----------
    levels
        The levels of a sentence, in order.
    phrases
        Its words of time, in order.
    bases
        By offset of a level or phrase: whether it belongs to what is compared with.

    Returns
    -------
    dict of int to Phrase
        By the offset of a level. Empty unless time and number alternate throughout, at least
        twice, and what is compared with keeps to itself: then a time at the head of the sentence
        goes with the number behind it, and so on.
    """
    if len(levels) != len(phrases) or len(levels) < _PAIRS:
        return {}
    times = sorted([(n.start, False) for n in levels] + [(p.start, True) for p in phrases])
    if any(a == b for (_, a), (_, b) in pairwise(times)):
        return {}
    if any(bases[n.start] != bases[p.start] for n, p in zip(levels, phrases, strict=True)):
        return {}
    return {n.start: p for n, p in zip(levels, phrases, strict=True)}


def in_turn(
    one: Stated, like: Sequence[Stated], people: Sequence[PlaceMention], scanned: Scan
) -> PlaceMention | None:
    """Give the people that an amount counts where two lists of one length are told.

    Parameters
    ----------
    one
        An amount.
    like
        All amounts of its kind in the sentence, in order.
    people
        The nationalities of the sentence, in order.
    scanned
        The sentence.

    Returns
    -------
    PlaceMention or None
        The first people for the first amount, and so on; None unless both lists stand
        together, the people before the amounts, with nothing but commas and "and" inside each.
    """
    if len(like) != len(people) or len(like) < _PAIRS or one not in like:
        return None
    apart = people[-1].end <= like[0].start
    if not (apart and _listed(people, scanned) and _listed(like, scanned)):
        return None
    return people[list(like).index(one)]


def _listed(items: Sequence[Spanned], scanned: Scan) -> bool:
    gaps = [scanned.text[a.end : b.start] for a, b in pairwise(items)]
    return all(len(gap) < _SHORT and _BETWEEN.fullmatch(gap) for gap in gaps)
