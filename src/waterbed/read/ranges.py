"""Ranges: "between 9,000 and 10,500", "80-100", "some 20 to 30"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waterbed.read.numbers import Grammar, Quantity

_OPENS = re.compile(
    r"(?:^|[.,;:(] ?|(?<!\w)(?:some|about|around|of|estimated|that|where|the|and|are|were) )$"
)


def join_ranges(text: str, found: list[Quantity], grammar: Grammar) -> list[Quantity]:
    """Join two numbers that are the ends of one range.

    Parameters
    ----------
    text
        The sentence.
    found
        Its numbers, in order.
    grammar
        The words for numbers of its language.

    Returns
    -------
    list of Quantity
        A range at its middle, with both ends and where its second number begins.
    """
    joined: list[Quantity] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and _is_range(text, before, one, grammar):
            middle = (before.value + one.value) / 2
            joined[-1] = replace(
                before,
                end=one.end,
                value=middle,
                shape=one.shape,
                low=before.value,
                high=one.value,
                bound="~",
                second=one.start,
            )
        else:
            joined.append(one)
    return joined


def same_kind(text: str, found: list[Quantity]) -> list[Quantity]:
    """Read the first of "from 57 to 41 per cent" as a percentage, as the second is.

    Parameters
    ----------
    text
        The sentence.
    found
        Its numbers, in order.

    Returns
    -------
    list of Quantity
        Counts that open such a pair made percentages.
    """
    pairs = {
        a.start
        for a, b in pairwise(found)
        if a.shape == "count" and b.shape == "percent" and _TO.fullmatch(text[a.end : b.start])
        if _FROM.search(text[max(0, a.start - 12) : a.start]) and a.value <= _WHOLE
    }
    return [replace(one, shape="percent") if one.start in pairs else one for one in found]


_WHOLE = 100
_TO = re.compile(
    r" (?:to|a|al|all'|à) ?(?:about |just |only |solo |circa |environ )?", re.IGNORECASE
)
_FROM = re.compile(r"(?<!\w)(?:from|da|dal|dall'|de|du) ?$", re.IGNORECASE)


def _is_range(text: str, a: Quantity, b: Quantity, grammar: Grammar) -> bool:
    gap = text[a.end : b.start]
    if not grammar.join.fullmatch(gap) or not a.value < b.value:
        return False
    if b.shape not in ("count", "percent") or a.shape not in ("count", b.shape):
        return False
    opened = grammar.open_before.search(text[max(0, a.start - 12) : a.start]) is not None
    dashed = gap.strip() in {"-", "\u2013", "\u2014"}
    close = b.value <= 3 * a.value
    spoken = gap == " to " and _OPENS.search(text[max(0, a.core - 12) : a.core]) is not None
    return opened or (close and (spoken or (dashed and b.sign <= 0)))
