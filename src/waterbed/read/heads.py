"""What an amount counts: the words of a measure that belong to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waterbed.read.comparisons import grammar
from waterbed.read.scan import Scan, nearest

if TYPE_CHECKING:
    from waterbed.read.comparisons import Stated
    from waterbed.read.measures import MeasureMention

ARRIVALS = frozenset({"arrivals", "sea_arrivals", "land_arrivals"})
PRESENT = frozenset(
    {"stock", "deaths", "missing", "deaths_and_missing", "interceptions_at_sea", "returns"}
)
_NEAR, _GAP, _TOUCH = 20, 30, 4


def measure_for(stated: Stated, scanned: Scan) -> MeasureMention | None:
    """Give the measure that belongs to an amount: the nearest, what follows before what precedes.

    Parameters
    ----------
    stated
        The amount.
    scanned
        Its sentence.

    Returns
    -------
    MeasureMention or None
        Of two joined by "and" with nothing but places between, the later: leaving and crossing
        is a crossing.
    """
    clause = scanned.clause(stated.start)
    inside = [m for m in scanned.measures if scanned.clause(m.start) == clause]
    found = nearest(stated, inside or scanned.measures, scanned)
    if found is None:
        return None
    ahead = [m for m in scanned.measures if 0 <= m.start - stated.end <= _TOUCH]
    if ahead and found.end <= stated.start and {found.name, ahead[0].name} <= ARRIVALS:
        return ahead[0]
    special = [
        m
        for m in scanned.measures
        if m.name in PRESENT | {"rescues"} and m.end <= found.start <= m.end + 45
    ]
    if special and found.name not in PRESENT and _one_phrase(special[-1], found, scanned):
        return special[-1]
    first = [m for m in scanned.measures if m.name == "first_time_asylum_applicants"]
    if first and found.name == "asylum_applications":
        return first[0]
    whole = grammar(scanned.language).partitive.match(scanned.text)
    if whole and found.name == "departures" and whole.end() <= stated.start:
        inside = [m for m in scanned.measures if m.end <= whole.end()]
        return inside[0] if inside else found
    following = [m for m in scanned.measures if m.start > found.end]
    if found.name == "departures" and following and following[0].name.endswith("arrivals"):
        gap = scanned.text[found.end : following[0].start]
        joined = len(gap) < _GAP and re.search(r"\b(?:and|e|et)\b", gap) and "," not in gap
        if joined or _who_left(found, gap, scanned):
            return following[0]
    return found


_DEPARTURES = re.compile(r"depart\w*|partenz\w|départs?|outflows?", re.IGNORECASE)


def _who_left(left: MeasureMention, gap: str, scanned: Scan) -> bool:
    """Tell "migrants who left Tunisia reached Italy", who arrived, from "departures"."""
    noun = _DEPARTURES.fullmatch(scanned.text, left.start, left.end)
    return noun is None and len(gap) < _NEAR + _NEAR and not re.search(r"[,;:()\d]", gap)


def opens_with_part(scanned: Scan) -> bool:
    """Tell a sentence about a part of who was counted before it: "Of these, 97,306 had sailed"."""
    return grammar(scanned.language).partitive.match(scanned.text) is not None


def _one_phrase(a: MeasureMention, b: MeasureMention, scanned: Scan) -> bool:
    """Tell "interceptions of people trying to cross": one noun and what goes with it."""
    gap = scanned.text[a.end : b.start]
    loose = r"[,;:()](?!\d)" if b.name == "departures" else r"[,;:()\d]"
    return not re.search(loose, gap) and not any(
        m.kind == "join" and a.end <= m.start < b.start for m in scanned.marks
    )
