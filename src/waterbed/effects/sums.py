"""Sums: names of an own table that count people twice, refused with what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from waterbed.records import InvalidError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from waterbed.effects.panel import Panel

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_WORDS = re.compile(r"[^\W\d_]+")

LEAST_NAMES = 3
"""With two names, one that equals the other may be chance or a copy, and is no sum."""
LEAST_CELLS = 12
"""Counts above zero that must be about the sum of the others."""
NEAR = 0.02
"""How far a count may lie from the sum of the others: totals and parts are revised apart."""
MOSTLY = 0.9
"""Part of the others that must lie in cells whose count is about their sum."""
SUMS = frozenset(
    {
        *("all", "total", "totals", "grand total", "sum", "overall"),
        *("totale", "totaal", "insgesamt", "gesamt", "summe", "tous", "toutes", "todos"),
        *("all nationalities", "all citizenships", "all countries", "all routes"),
    }
)
"""Names that say of themselves that they are a sum, in any case."""


def require_parts(panel: Panel) -> None:
    """Refuse a nationality or route that is the sum of the others, by its name or its counts.

    Parameters
    ----------
    panel
        Counts by nationality and route.

    Raises
    ------
    InvalidError
        Where one of several names is one of `SUMS`; or where there are three or more, and one of
        them is within 2 % of the sum of the others in nearly every cell, in twelve cells above zero
        at least. The name is given.

    Notes
    -----
    Nearly every cell: cells that hold nine tenths of the others, so that one slip does not hide it.
    Only cells in which the name and another one have a row are judged. Where some of the others
    are missing in a cell, a larger count speaks neither for nor against.
    """
    given = ~np.isnan(panel.counts)
    if panel.taken is not None:
        given &= ~panel.taken
    for what, names, counts, there in (
        ("nationality", panel.nationalities, panel.counts, given),
        ("route", panel.routes, panel.counts.swapaxes(0, 1), given.swapaxes(0, 1)),
    ):
        _refuse_named(what, names)
        found = _sum_of_others(counts, there)
        if found is not None:
            raise InvalidError(
                f"the {what} {names[found]!r} is the sum of the {len(names) - 1} others in nearly "
                "every month, so everyone would be counted twice. Leave its rows out, and keep the "
                "parts."
            )


def _refuse_named(what: str, names: Sequence[str]) -> None:
    sums = [one for one in names if " ".join(_WORDS.findall(one.casefold())) in SUMS]
    if sums and len(names) > 1:
        raise InvalidError(
            f"the {what} {sums[0]!r} is by its name the sum of the others, so everyone would be "
            "counted twice. Leave its rows out, and keep the parts; if it is a part, give it "
            "another name."
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


def _sum_of_others(counts: Floats, given: Flags) -> int | None:
    if len(counts) < LEAST_NAMES:
        return None
    missing = np.isnan(counts)
    known = np.where(missing, 0.0, counts)
    others, gaps = known.sum(axis=0) - known, missing.sum(axis=0) - missing
    judged = given & (given.sum(axis=0) > 1) & ((known <= others) | (gaps == 0))
    near = judged & (abs(known - others) <= NEAR * others)
    size = np.maximum(others, 1.0)
    within = tuple(range(1, counts.ndim))
    held = np.sum(size, axis=within, where=near) >= MOSTLY * np.sum(size, axis=within, where=judged)
    enough = np.sum(near & (known > 0), axis=within) >= LEAST_CELLS
    found = np.flatnonzero(held & enough)
    return int(found[0]) if len(found) else None
