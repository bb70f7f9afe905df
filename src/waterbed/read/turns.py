"""Turns: claims that people took another way, where the sentence states no amount.

A head ("the deal has diverted departures to") must stand right before the name of a place; what is
denied, only feared, or said of ships, flights and funds is none. Rather a miss than a false claim.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern
from waterbed.read.places import people_pattern
from waterbed.read.sea import at_sea, by_place
from waterbed.read.windows import resolve
from waterbed.records.claim import Causal, Claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.read.calendar import Clock
    from waterbed.read.inherit import Memory
    from waterbed.read.places import PlaceMention
    from waterbed.read.scan import Scan
    from waterbed.records.article import Sentence
    from waterbed.records.claim import Origin, Window

_REACH = 220
_NAME = re.compile(r"<(\w+)>")
_GOALS = frozenset(re.findall(r"\w\w", "IT GR ES MT CY GB PT BG HU HR RS BA ME MK"))
_KINDS = ("heads", "by_route", "instead", "since")


Words = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Grammar:
    heads: tuple[tuple[str, re.Pattern[str]], ...]
    aside: re.Pattern[str]
    left: re.Pattern[str]
    event: re.Pattern[str]
    because: re.Pattern[str]
    passive: re.Pattern[str]
    unreal: re.Pattern[str]
    other: re.Pattern[str]
    about: re.Pattern[str]
    part: re.Pattern[str]
    coast: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A head and the place that it leads to."""

    kind: str
    start: int
    place: PlaceMention


@cache
def _grammar(language: str) -> _Grammar:
    words = lexicon(language)
    table = words.table("turns")
    fill, shore = (str(words.table("place_roles")[key]) for key in ("fill", "shore"))

    def spelled(text: str) -> str:
        while _NAME.search(text):
            text = _NAME.sub(lambda found: str(table[found[1]]), text)
        return text

    def one(text: str) -> re.Pattern[str]:
        return pattern(rf"(?<!\w)(?:{spelled(text)})", whole=False)

    return _Grammar(
        heads=tuple(
            (kind, pattern(rf"(?<!\w)(?:{spelled(head)}){fill}$", whole=False))
            for kind in _KINDS
            for head in table[kind]
        ),
        aside=one("<aside>"),
        left=pattern(rf"(?<!\w)(?:{spelled('<left>')}){fill}$", whole=False),
        event=one("<event>"),
        because=one("<trigger> ?(<event>)"),
        passive=one("<passive>"),
        unreal=one(r"<unreal>(?!\w)"),
        other=one(r"<other>(?!\w)"),
        about=pattern(rf"(?<!\w)(?:{spelled('<about>')})$", whole=False),
        part=pattern(rf"(?<!\w)(?:{spelled('<part>')})$", whole=False),
        coast=pattern(rf" (?:[^\W\d]+ )?{shore}(?!\w)", whole=False),
    )


def turn_of(sentence: Sentence, scanned: Scan, clock: Clock, memory: Memory) -> Claim | None:
    """Read a sentence that says, without an amount, that people took another way.

    Parameters
    ----------
    sentence
        Where it stands in the text.
    scanned
        Its tokens.
    clock
        The day of publication.
    memory
        What the text spoke of before.

    Returns
    -------
    Claim or None
        A rise where people are said to go now (a place, a route, or a coast that they leave), with
        a causal frame that is a diversion: the event that the sentence names for it as the cause,
        and the way that people left, from the sentence or, failing that, from those before it.
        None for a question, and for what is denied, only possible, or said of other things.
    """
    rules, text = _grammar(scanned.language), scanned.text
    if text.rstrip(" \"'").endswith("?") or rules.other.search(text):
        return None
    event = _event(text, rules)
    turn = next(_turns(scanned, rules, event), None)
    if turn is None or rules.unreal.search(text, 0, turn.place.start):
        return None
    claim = Claim(
        sentence=sentence.text,
        start=sentence.start + turn.start,
        end=sentence.start + turn.place.end,
        statement=0,
        direction="up",
        **_slots(turn, scanned, rules),  # type: ignore[arg-type]
    )
    own = _left(turn, claim, event, scanned, rules)
    claim = _dated(by_place(_with_origins(claim), scanned), scanned, event, clock)
    left = own or _in_view(claim, memory)
    marked: list[tuple[str, Origin]] = [("left", "text" if own else "neighbour")] if left else []
    cause = scanned.text[slice(*event)] if event else ""
    frame = Causal(cause, scanned.text.strip(), "", diversion=True, left=left)
    return replace(claim, causal=frame, origins=(*claim.origins, *marked))


def _turns(scanned: Scan, rules: _Grammar, event: Words | None) -> Iterator[_Turn]:
    """Find the places that a head leads to, surer heads first."""
    text = scanned.text
    places = _beside(event, scanned)
    for kind, head in rules.heads:
        for place in places:
            found = head.search(text, max(0, place.start - _REACH), place.start)
            if found is None or not _can_receive(place, kind, scanned, rules):
                continue
            if kind == "instead" and not rules.aside.search(text):
                continue
            if kind == "since" and (event is None or not rules.because.search(text)):
                continue
            left, own = text[: found.start()], text[found.start() : place.start]
            if rules.about.search(left) and not rules.part.search(left):
                continue
            by_people = kind != "heads" or not _of_flow(own, scanned.language)
            if by_people and rules.passive.search(own):
                continue
            yield _Turn(kind, found.start(), place)


def _beside(event: Words | None, scanned: Scan) -> list[PlaceMention]:
    """Give the places but those that only name the event: "the deal with Tunisia"."""
    return [p for p in scanned.places if not event or not event[0] <= p.start < event[1]]


@cache
def _flow(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("turns")["flow"]))


def _of_flow(text: str, language: str) -> bool:
    """Tell departures, which may "be diverted", from people, whom rescuers divert to a port."""
    return _flow(language).search(text) is not None


def _can_receive(place: PlaceMention, kind: str, scanned: Scan, rules: _Grammar) -> bool:
    """Tell a route, a coast or a country that people come to from any other name."""
    if place.role == "route":
        return place.code != "channel"
    if kind == "by_route":
        return False
    right = scanned.text[place.end : place.end + 40]
    peopled = people_pattern().fullmatch(scanned.text, place.start, place.end) is not None
    if (peopled or right.startswith("'s")) and not rules.coast.match(right.removeprefix("'s")):
        return False
    return place.coast or place.country in _GOALS


def _slots(turn: _Turn, scanned: Scan, rules: _Grammar) -> dict[str, object]:
    place = turn.place
    if place.role == "route":
        return {"measure": "irregular_border_crossings", "route": (place.code,)}
    if place.coast:
        return {"measure": "departures", "from_country": (place.code,)}
    sea = at_sea(scanned.text, scanned.language)
    slots: dict[str, object] = {"measure": "sea_arrivals" if sea else "arrivals"}
    coasts = [
        p
        for p in scanned.places
        if p.coast and p.role == "from" and turn.start <= p.start < place.start
    ]
    away = [p for p in coasts if not rules.left.search(scanned.text, 0, p.start)] or coasts
    came = {"from_country": (away[0].country,)} if away else {}
    return slots | {"where": place.code} | came


def _with_origins(claim: Claim) -> Claim:
    stated = [name for name in ("where", "route", "from_country") if getattr(claim, name)]
    origins: list[tuple[str, Origin]] = [("measure", "text"), *((name, "text") for name in stated)]
    return replace(claim, origins=tuple(origins))


def _left(
    turn: _Turn, claim: Claim, event: Words | None, scanned: Scan, rules: _Grammar
) -> tuple[str, ...]:
    """Give the way that the sentence says people left: "from Tunisia", "instead of Italy"."""
    taken = {turn.place.code, *claim.from_country}
    found = [
        place.country if place.coast else place.code
        for place in _beside(event, scanned)
        if place.code not in taken and rules.left.search(scanned.text, 0, place.start)
    ]
    return tuple(dict.fromkeys(found))[:1]


def _in_view(claim: Claim, memory: Memory) -> tuple[str, ...]:
    """Give the way that the sentences before spoke of, where it is another."""
    places = (memory.where,) if memory.where else ()
    kinds = [memory.from_country, memory.route]
    if claim.route or claim.where:
        kinds = [memory.route, places] if claim.route else [places, memory.route]
    now = {claim.where, *claim.route, *claim.from_country}
    return next((kind[:1] for kind in kinds if kind and kind[0] not in now), ())


def _event(text: str, rules: _Grammar) -> Words | None:
    """Find the words of the event that the sentence names for it: "the deal with Tunisia"."""
    because = rules.because.search(text)
    if because:
        return because.span(1)
    found = rules.event.search(text)
    return found.span() if found else None


def _dated(claim: Claim, scanned: Scan, event: Words | None, clock: Clock) -> Claim:
    """Give the days that the sentence states, leaving out those that date its event."""
    inside = range(*event) if event else range(0)
    found: list[Window] = []
    for phrase in scanned.phrases:
        window = None if phrase.start in inside else resolve(phrase, clock)
        found += [window] if window else []
    if not found:
        return claim
    return replace(claim, period=found[0], origins=(*claim.origins, ("period", "text")))
