"""Counts of nobody: "not one person landed", "nessuno è sbarcato", "aucune arrivée"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.comparisons import Stated
from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.read.scan import Scan

_COUNTED = {
    "arrivals",
    "sea_arrivals",
    "land_arrivals",
    "deaths",
    "deaths_and_missing",
    "departures",
    "irregular_border_crossings",
    "interceptions_at_sea",
}
_WORDS = 3
_BARE = re.compile(r"[\w' ]*")


def of_nobody(scanned: Scan) -> Iterator[Stated]:
    """Find the counts of a sentence that are zero.

    Parameters
    ----------
    scanned
        The sentence.

    Yields
    ------
    Stated
        A level of 0, only where what is counted stands in the same words or at most three words
        behind them: "nobody has spoken of arrivals" counts nothing.
    """
    for match in _nobody(scanned.language).finditer(scanned.text):
        if _measured(match.start(), match.end(), scanned):
            yield Stated(match.start(), match.end(), "level", "people", 0.0, 0.0, 0.0)


def _measured(start: int, end: int, scanned: Scan) -> bool:
    for measure in scanned.measures:
        gap = scanned.text[end : measure.start]
        inside = start <= measure.start < end
        near = measure.start >= end and gap.count(" ") <= _WORDS and _BARE.fullmatch(gap)
        if measure.name in _COUNTED and (inside or near) and not _denied(end, gap, scanned):
            return True
    return False


def _denied(end: int, gap: str, scanned: Scan) -> bool:
    """Tell "no arrivals have been announced", which counts no arrivals."""
    after = scanned.text[end : end + 40]
    return _other(scanned.language).search(gap or after) is not None


@cache
def _nobody(language: str) -> re.Pattern[str]:
    return pattern(lexicon(language).fragment("markers", "nobody"))


@cache
def _other(language: str) -> re.Pattern[str]:
    return pattern(lexicon(language).fragment("markers", "nobody_of"))
