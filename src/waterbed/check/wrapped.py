"""Wrapped text: lines broken at a fixed width, as e-mail and text saved from a PDF have them."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

_WIDEST: Final = 130
_FEWEST: Final = 4
_CONTINUED: Final = 0.3
_FULL: Final = 0.7


def unwrap(text: str) -> tuple[str, str]:
    """Join the lines of a text that was broken at a fixed width.

    Parameters
    ----------
    text
        Plain text.

    Returns
    -------
    text : str
        One line a paragraph where lines were joined; else as it was given.
    note : str
        That lines were joined; empty where none were.

    Notes
    -----
    A text is taken as wrapped if no line has more than 130 characters and at least three in ten
    of its lines (and four) go on in small letters on the next. A line that is shorter than seven
    tenths of the longest ends its paragraph, or is a heading.
    """
    lines = [line.strip() for line in text.splitlines()]
    width = max(map(len, lines), default=0)
    pairs = [(one, other) for one, other in pairwise(lines) if one and other]
    continued = sum(other[0].islower() for _, other in pairs)
    if width > _WIDEST or continued < max(_FEWEST, _CONTINUED * len(pairs)):
        return text, ""
    joined = [lines[0]]
    for line, following in pairwise(lines):
        goes_on = line and following and len(line) >= _FULL * width
        glue = "" if line.endswith("-") else " "
        joined += [glue if goes_on else "\n", following]
    return "".join(joined), f"Lines broken at about {width} characters were joined to paragraphs."
