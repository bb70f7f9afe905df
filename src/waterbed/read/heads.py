"""What an amount counts: the words of a measure that belong to it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.comparing import grammar
from waterbed.read.lexicon import lexicon, pattern
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
    turned = _befell(stated, found, inside, scanned) or _taken_up(stated, found, scanned)
    if turned is not None:
        return turned
    ahead = [m for m in scanned.measures if 0 <= m.start - stated.end <= _TOUCH]
    if ahead and found.end <= stated.start and {found.name, ahead[0].name} <= ARRIVALS:
        return ahead[0]
    housed = [m for m in inside if m.name == "stock" and 0 <= m.start - found.end <= _NEAR]
    if housed and found.name == "asylum_applications" and not _filed(found, scanned):
        return housed[0]
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


def _filed(found: MeasureMention, scanned: Scan) -> bool:
    """Tell applications, which are filed, from applicants, who can be present."""
    return (
        re.search(
            r"appli|claim|request|domand|richiest[ae]|demandes?$|istanz",
            scanned.text[found.start : found.end],
            re.IGNORECASE,
        )
        is not None
    )


def _befell(
    stated: Stated, found: MeasureMention, inside: list[MeasureMention], scanned: Scan
) -> MeasureMention | None:
    """Read "one in 36 people who tried the crossing died" as about who died."""
    if stated.direction != "share":
        return None
    trying = relative_after(scanned.language).match(scanned.text, stated.end)
    later = [m for m in inside if m.start > found.end and m.name in _BEFALLEN]
    return later[0] if trying and later and found.start >= stated.end else None


def _taken_up(stated: Stated, found: MeasureMention, scanned: Scan) -> MeasureMention | None:
    """Give what was counted before: "half of them came by sea", "the deadliest year"."""
    before = [m for m in scanned.measures if m.end <= min(found.start, stated.start)]
    if found.name == "deaths" and stated.unit == "rank" and found.start <= stated.end:
        dead = [m for m in before if m.name in {"deaths_and_missing", "missing"}]
        return dead[-1] if dead else None
    filed = [m for m in before if m.name in _FILED]
    if filed and found.name in ARRIVALS and _RECEIVED.match(scanned.text, found.start):
        return filed[-1]
    part = of_them(scanned.language).match(scanned.text, stated.end)
    kinds = _COUNTED - {found.name}
    heads = [m for m in before if m.name in kinds]
    if part is None or not heads or heads[-1] is not before[-1]:
        return None
    return heads[-1] if found.name in ARRIVALS | {"departures"} else None


_FILED = {"asylum_applications", "first_time_asylum_applicants"}
_RECEIVED = re.compile(r"recei|ricevut|reçu|accolt|accueill", re.IGNORECASE)
_COUNTED = {"irregular_border_crossings", "asylum_applications", "first_time_asylum_applicants"}
_BEFALLEN = {"deaths", "missing", "deaths_and_missing", "interceptions_at_sea", "rescues"}


@cache
def of_them(language: str) -> re.Pattern[str]:
    """Compile "of them", right behind a number."""
    words = str(lexicon(language).table("markers")["part_of"])
    return pattern(rf",? (?:{words})(?!\w)", whole=False)


@cache
def relative_after(language: str) -> re.Pattern[str]:
    """Compile "people who", right behind a number."""
    words = lexicon(language)
    people = words.fragment("nouns", "people")
    who = str(words.table("markers")["who"])
    return pattern(rf" (?:\w+ ){{0,2}}?(?:{people} |those )?(?:{who})(?!\w)", whole=False)


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
