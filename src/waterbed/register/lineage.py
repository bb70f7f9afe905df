"""Lineage: an entry of the register and everything that contains it, from inside to outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waterbed.records import Actor, Place, Route


def lineage(
    one: str, table: Mapping[str, Actor] | Mapping[str, Place] | Mapping[str, Route]
) -> tuple[str, ...]:
    """Follow ``within`` from an entry outwards.

    Parameters
    ----------
    one
        Id of the entry.
    table
        All entries by id.

    Returns
    -------
    tuple of str
        The id itself, then that of what contains it, and so on.
    """
    chain: list[str] = []
    while one and one not in chain:
        chain.append(one)
        one = table[one].within
    return tuple(chain)
