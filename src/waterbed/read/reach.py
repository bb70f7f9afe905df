"""How far a place reaches: which amounts of a sentence a place named in it can go with."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.heads import of_them
from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.read.comparisons import Stated
    from waterbed.read.places import PlaceMention
    from waterbed.read.scan import Scan


_FEW_WORDS = 3


_OF = re.compile(
    r" (?:of|de[ils]?|degli|delle|des|sur) (?:the |i |le |les |those |quei )?", re.IGNORECASE
)


def of_next(place: PlaceMention, stated: Stated, scanned: Scan, rivals: Sequence[Stated]) -> bool:
    """Tell a place behind a stop that goes with another amount of its own part."""
    if _bracketed(place, stated, scanned, rivals) or _in_part(place, stated, scanned, rivals):
        return True
    clause, chunk = scanned.clause(place.start), scanned.chunk(place.start)
    between = [
        r
        for r in rivals
        if stated.end <= r.start < place.start and scanned.clause(r.start) == clause
    ]
    own = of_them(scanned.language).match(scanned.text, stated.end)
    behind = own.end() if own else stated.end
    if between and _part_of(scanned.language).search(scanned.text, behind, place.start):
        return True
    if place.start < stated.end or chunk == scanned.chunk(stated.start):
        return False
    if clause == scanned.clause(stated.start):
        return any(
            scanned.chunk(r.start) == chunk
            and r.direction in {"up", "down"}
            and stated.end < r.start < place.start
            and _own_turn(r, scanned)
            for r in rivals
        )
    return any(scanned.clause(r.start) == clause for r in rivals)


def _bracketed(
    place: PlaceMention, stated: Stated, scanned: Scan, rivals: Sequence[Stated]
) -> bool:
    """Tell "Spain (33,000)": a place with a number of its own in brackets behind it."""
    return any(
        r.start != stated.start and scanned.text[place.end : r.start] in {" (", " (+", " (-"}
        for r in rivals
        if 0 < r.start - place.end <= _BRACKET and r.direction == stated.direction
    )


def _in_part(place: PlaceMention, stated: Stated, scanned: Scan, rivals: Sequence[Stated]) -> bool:
    """Tell "of which 7,270 in the Canaries: a year before …": the place is of the part alone."""
    chunk = scanned.chunk(place.start)
    if place.end > stated.start or chunk == scanned.chunk(stated.start):
        return False
    parts = [r for r in rivals if r.end <= place.start and scanned.chunk(r.start) == chunk]
    first = parts[-1].start if parts else 0
    return (
        bool(parts)
        and _part_of(scanned.language).search(scanned.text, max(0, first - _BEFORE), first)
        is not None
    )


_BRACKET, _BEFORE = 3, 14


@cache
def _part_of(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["part_of"]))


def _own_turn(one: Stated, scanned: Scan) -> bool:
    """Tell "a rise of 9 %" in a part of its own from "…, down 9 %", which goes with the rest."""
    left = re.split(r"[,;:()](?!\d)", scanned.text[max(0, one.start - 60) : one.start])[-1]
    return len(left.split()) > _FEW_WORDS


_AMONG = re.compile(r"(?<!\w)(?:among|tra|fra|parmi) (?:the|i|gli|le|les) $", re.IGNORECASE)


def is_topic(place: PlaceMention, scanned: Scan) -> bool:
    """Tell "Albanians: 927 in 2023, a fall of 93 %": the people that a line is about."""
    return place.start == 0 and scanned.text.startswith(":", place.end)


def is_whole(stated: Stated, scanned: Scan) -> bool:
    """Tell the whole of "two thirds of the 5,000 …": what follows can be of the share alone."""
    if _AMONG.search(scanned.text[max(0, stated.start - _BEFORE) : stated.start]):
        return stated.direction == "level"
    before = [n for n in scanned.numbers if n.end <= stated.start]
    return (
        stated.direction == "level"
        and bool(before)
        and _OF.fullmatch(scanned.text[before[-1].end : stated.start]) is not None
    )
