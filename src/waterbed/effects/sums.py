"""Sums: names of an own table that count people twice, refused with what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.records import InvalidError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from waterbed.effects.panel import Panel

    Floats = NDArray[np.float64]

LEAST_NAMES = 3
"""With two names, one that equals the other may be chance or a copy, and is no sum."""
LEAST_CELLS = 12
"""Counts above zero that must all be the sum of the others."""


def require_parts(panel: Panel) -> None:
    """Refuse a nationality or route that is the sum of the others.

    Parameters
    ----------
    panel
        Counts by nationality and route.

    Raises
    ------
    InvalidError
        Where there are three names or more, and in every cell that one of them has, it equals the
        sum of the others, in twelve cells above zero at least. The name is given.

    Notes
    -----
    Where some of the others are missing in a cell, a larger count speaks neither for nor against.
    """
    for what, names, counts in (
        ("nationality", panel.nationalities, panel.counts),
        ("route", panel.routes, panel.counts.swapaxes(0, 1)),
    ):
        found = _sum_of_others(counts)
        if found is not None:
            raise InvalidError(
                f"the {what} {names[found]!r} is the sum of all others in every month, so everyone "
                f"would be counted twice. Leave its rows out, and keep the {len(names) - 1} parts."
            )


def require_distinct(names: Iterable[str], what: str) -> None:
    """Refuse names that differ only in case.

    Parameters
    ----------
    names
        Nationalities or routes.
    what
        What they name, for the message.

    Raises
    ------
    InvalidError
        Where two are the same but for capital letters; both are given.
    """
    known: dict[str, str] = {}
    for name in names:
        other = known.setdefault(name.casefold(), name)
        if other != name:
            raise InvalidError(
                f"the {what} {other!r} and {name!r} differ only in capital letters. Write both "
                "alike if they are one, else give them names that differ."
            )


def _sum_of_others(counts: Floats) -> int | None:
    if len(counts) < LEAST_NAMES:
        return None
    missing = np.isnan(counts)
    known = np.where(missing, 0.0, counts)
    others, gaps = known.sum(axis=0) - known, missing.sum(axis=0) - missing
    differs = ~missing & ((known < others) | ((known > others) & (gaps == 0)))
    equal = ~missing & (known == others) & (known > 0)
    within = tuple(range(1, counts.ndim))
    found = np.flatnonzero(~differs.any(axis=within) & (equal.sum(axis=within) >= LEAST_CELLS))
    return int(found[0]) if len(found) else None
