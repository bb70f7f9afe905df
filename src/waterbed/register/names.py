"""Names: find what a spelling means, without regard to accents, case, hyphens and articles."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from waterbed.records import Actor, InvalidError, NotFoundError, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ARTICLES = frozenset({"al", "el", "the"})


@lru_cache(4096)
def fold(name: str) -> tuple[str, ...]:
    """Reduce a name to its words as they are compared.

    Parameters
    ----------
    name
        Any spelling.

    Returns
    -------
    tuple of str
        Its words without accents, case, punctuation and articles, in their order.
    """
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(letter)
    )
    words = re.findall(r"\w+", plain.casefold().replace("_", " "))
    return tuple(word for word in words if word not in _ARTICLES) or tuple(words)


def resolve(got: str, named: Mapping[str, Iterable[str]], what: str, command: str) -> str:
    """Find the one id that a name means.

    Parameters
    ----------
    got
        The name as written.
    named
        The names and spellings of every id.
    what
        What is looked for, for the error: ``"actor"``.
    command
        The command that lists them, for the error.

    Returns
    -------
    str
        The id.

    Raises
    ------
    NotFoundError
        Where nothing has that name; the nearest names are suggested.
    InvalidError
        Where the name fits more than one.

    Notes
    -----
    First, ids and names that are equal once folded and joined (``Abdul Hamid`` is
    ``Abdulhamid``). Otherwise, whatever has every word of the name among the words of its own
    names, one of those words being a name by itself (so ``Abdulhamid Dabaiba`` is found from
    ``Abdulhamid Dbeibah`` and ``Dabaiba``).
    """
    folded = {one: {fold(name) for name in (one, *names)} - {()} for one, names in named.items()}
    words = fold(got)
    found = [one for one, names in folded.items() if "".join(words) in map("".join, names)]
    if not found and words:
        found = [one for one, names in folded.items() if _shares_every_word(words, names)]
    if len(found) > 1:
        raise InvalidError(f"{got!r} can mean {', '.join(sorted(found))}. Write one of these.")
    if not found:
        known = [name for one, names in named.items() for name in (one, *names)]
        raise NotFoundError.among(what, got, known, command, listed=len(named))
    return found[0]


def _shares_every_word(words: tuple[str, ...], names: set[tuple[str, ...]]) -> bool:
    own = {word for name in names for word in name}
    return own.issuperset(words) and any((word,) in names for word in words)


def spellings(table: Mapping[str, Actor] | Mapping[str, Place]) -> dict[str, tuple[str, ...]]:
    """Give every name of every entry.

    Parameters
    ----------
    table
        Actors or places by id.

    Returns
    -------
    dict
        Name and aliases by id.
    """
    return {one: (entry.name, *entry.aliases) for one, entry in table.items()}
