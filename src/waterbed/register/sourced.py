"""Sourced: anything with sources, and the sources of several such things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waterbed.records import Citation


class Sourced(Protocol):
    """A row or an answer that carries its sources."""

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Its sources."""


def sources_of(rows: Iterable[Sourced]) -> tuple[Citation, ...]:
    """Collect the sources of several rows.

    Parameters
    ----------
    rows
        Rows of the register, or answers from it.

    Returns
    -------
    tuple of Citation
        Each source once, in the order in which the rows give them.
    """
    return tuple(dict.fromkeys(source for row in rows for source in row.sources))
