"""Places: find a place by any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.register import load
from waterbed.register.lineage import lineage
from waterbed.register.names import resolve, spellings

if TYPE_CHECKING:
    from waterbed.records import Place


def place(name: str) -> Place:
    """Find a place.

    Parameters
    ----------
    name
        Id, name or any spelling.

    Returns
    -------
    Place
        The place.

    Raises
    ------
    NotFoundError
        Where no place has that name; the nearest are suggested.
    InvalidError
        Where the name fits more than one.
    """
    table = load.places()
    return table[resolve(name, spellings(table), "place", "waterbed who")]


def lies_in(inner: str, outer: str) -> bool:
    """Say whether a place is another place or lies in it.

    Parameters
    ----------
    inner, outer
        Ids of places.

    Returns
    -------
    bool
        True where `outer` is in the lineage of `inner`.
    """
    return outer in lineage(inner, load.places())
