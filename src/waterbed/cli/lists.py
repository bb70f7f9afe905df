"""Lists: options that can be given several times, with commas, or both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import InvalidError, parse_day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


def read_stretches(words: Sequence[str] | None) -> tuple[tuple[dt.date, dt.date], ...]:
    """Read stretches to leave out, several in one text with commas.

    Parameters
    ----------
    words
        What ``--mask`` said: first and last day with two dots, or a colon, between them.

    Returns
    -------
    tuple
        First and last day of each.

    Raises
    ------
    InvalidError
        Where one is no two days.
    """
    found = []
    for word in split(words):
        first, _, last = word.replace(":", "..").partition("..")
        if not first or not last:
            raise InvalidError(f"--mask: got {word!r}. Write it as 2015-09-01..2015-11-30.")
        found.append((parse_day(first, "--mask"), parse_day(last, "--mask")))
    return tuple(found)


def split(words: Sequence[str] | None) -> list[str]:
    """Take options that were given several times, with commas, or both, apart.

    Parameters
    ----------
    words
        What was given, None for nothing.

    Returns
    -------
    list of str
        In their order, each once.
    """
    parts = (part.strip() for word in words or () for part in word.split(","))
    return [*dict.fromkeys(filter(None, parts))]
