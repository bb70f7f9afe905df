"""Measured: how sets of displacement did where the share was known, from the benchmark's file."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from waterbed.records import Detectability, Measured

FILE = "displacement_measured.toml"
DROPS = (-math.inf, 0.4, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Edges of the estimated fall on the own route that is taken as alike."""
SIZES = (0.0, 0.05, 0.2, 0.5, 1.5, math.inf)
"""Edges of what was expected on the receiving route, by what was on the own."""
_LEAST_PANELS = 30


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("waterbed") / "data" / name).read_text("utf-8"))


def cell(drop: float, size: float) -> tuple[int, int]:
    """Give the places of a fall and a size among `DROPS` and `SIZES`.

    Parameters
    ----------
    drop
        Estimated fall, 1 for everyone.
    size
        Expected on the receiving route by expected on the own.

    Returns
    -------
    tuple of int
        Each value belongs to the span that it begins.
    """
    row = sum(drop >= edge for edge in DROPS[1:-1])
    column = sum(size >= edge for edge in SIZES[1:-1])
    return row, column


@dataclass(frozen=True, slots=True)
class Asked:
    """What kind of set was asked for.

    Parameters
    ----------
    months
        Months in the window.
    nominal
        What the set promises.
    totals
        Whether it rests on route totals, not on nationalities.
    """

    months: int
    nominal: float
    totals: bool

    def fits(self, one: dict[str, Any]) -> bool:
        """Say whether a block of the file is about such sets."""
        return (
            one["horizon"] == self.months
            and math.isclose(one["nominal"], self.nominal)
            and one["totals"] == self.totals
        )


def detectability(drop: float, size: float, asked: Asked) -> Detectability | None:
    """Say how often a share could be told on made-up panels alike.

    Parameters
    ----------
    drop, size
        As for `cell`.
    asked
        What kind of set.

    Returns
    -------
    Detectability or None
        None where fewer than 30 panels alike, or no such sets, were measured.
    """
    row, column = cell(drop, size)
    for one in _read(FILE)["detectability"]:
        alike = asked.fits(one) and (one["drop"], one["size"]) == (row, column)
        if alike and one["panels"] >= _LEAST_PANELS:
            return Detectability(one["identified"], one["panels"], drop, size, one["about"])
    return None


def measured(pair: tuple[str, str], asked: Asked, *, peak: bool) -> tuple[Measured, ...]:
    """Say how sets made in the same way did where the share was known.

    Parameters
    ----------
    pair
        The own and the receiving route.
    asked
        What kind of set.
    peak
        Whether the event fell on a peak of the own route.

    Returns
    -------
    tuple of Measured
        Over all panels of the smooth and of the jumping made-up world, at their peaks where that is
        the case here, and on real figures of this pair with an injected policy; what was not
        measured is left out.
    """
    worlds = ("simulated", "jumping")
    peaks = [f"{world} at peaks" for world in worlds if peak]
    groups = [*worlds, *peaks, f"{pair[0]} > {pair[1]}"]
    found = []
    for group in groups:
        for one in _read(FILE)["measured"]:
            if asked.fits(one) and one["group"] == group:
                told = {key: one.get(key) for key in Measured.__slots__}
                told |= {"command": _read(FILE)["command"], "pair": group == groups[-1]}
                found.append(Measured(**told))
    return tuple(found)
