"""Marks: a text as HTML with passages marked at their exact offsets, overlapping or not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from waterbed.report.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A marked part of a text.

    Parameters
    ----------
    start, end
        Offsets in characters; a passage without characters is not marked.
    id
        Id of the mark, unique on the page.
    card
        Id of the element that says more.
    style
        Class of the mark.
    label
        What the reference after the passage is called, for readers who do not see it.
    sign
        What the reference shows.
    """

    start: int
    end: int
    id: str
    card: str
    style: str
    label: str
    sign: str


def marked(text: str, passages: Sequence[Passage], headings: Collection[int] = ()) -> str:
    """Write a text as HTML with passages marked.

    Parameters
    ----------
    text
        The text.
    passages
        What to mark; passages may overlap.
    headings
        Offsets at which headings begin.

    Returns
    -------
    str
        Safe HTML, a paragraph or a heading for each line. Without its tags it is the text,
        character by character (characters that act instead of showing have a stand-in): what the
        references show stands in attributes.
    """
    text = harmless(text)
    trimmed = [_trimmed(text, one) for one in passages]
    shown = sorted((one for one in trimmed if one), key=lambda one: (one.start, -one.end))
    pieces, last = [], 0
    for line in _LINE.finditer(text):
        if written := line[0].strip():
            first = line.start() + line[0].index(written)
            tag = "h3" if first in headings else "p"
            inner = "".join(_line(text, line.span(), shown))
            pieces += [text[last : line.start()], f"<{tag}>{inner}</{tag}>"]
            last = line.end()
    return "".join([*pieces, text[last:]])


def _trimmed(text: str, passage: Passage) -> Passage | None:
    """Leave blanks at either end unmarked; None where nothing else is in the passage."""
    inside = text[passage.start : passage.end]
    if not inside.strip():
        return None
    start = passage.start + len(inside) - len(inside.lstrip())
    return replace(passage, start=start, end=start + len(inside.strip()))


def _line(text: str, span: tuple[int, int], passages: Sequence[Passage]) -> Iterator[str]:
    first, last = span
    here = [one for one in passages if one.start < last and first < one.end]
    cuts = {cut for one in here for cut in (one.start, one.end) if first < cut < last}
    edges = sorted({first, last, *cuts})
    for start, end in pairwise(edges):
        inside = [one for one in here if one.start <= start and end <= one.end]
        opening = "".join(_open(one, named=one.start == start) for one in inside)
        yield f"{opening}{escape(text[start:end])}{'</mark>' * len(inside)}"
        yield from (_reference(one) for one in inside if one.end == end)


def _open(passage: Passage, *, named: bool) -> str:
    name = f' id="{escape(passage.id)}"' if named else ""
    return f'<mark class="{escape(passage.style)}"{name}>'


def _reference(passage: Passage) -> str:
    return (
        f'<a class="ref" href="#{escape(passage.card)}" data-sign="{escape(passage.sign)}" '
        f'aria-label="{escape(passage.label)}"></a>'
    )
