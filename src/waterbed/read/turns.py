"""Turns: claims that people took another way, where the sentence states no amount.

A head ("the deal has diverted departures to") must stand right before the name of a place; what is
denied, only feared, or said of ships, flights and funds is none. Rather a miss than a false claim.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from waterbed.read.bearings import ARRIVAL_COUNTRIES
from waterbed.read.places import people_pattern
from waterbed.read.sea import at_sea, by_place
from waterbed.read.turn_words import TurnWords, turn_words
from waterbed.read.windows import resolve
from waterbed.records.claim import Causal, Claim

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from waterbed.read.calendar import Clock
    from waterbed.read.inherit import Memory
    from waterbed.read.periods import Phrase
    from waterbed.read.places import PlaceMention
    from waterbed.read.scan import Scan
    from waterbed.records.article import Sentence
    from waterbed.records.claim import Origin, Window

_REACH = 220
_BEHIND = 25
_LATELY = dt.timedelta(days=31)
_FLED = "UA"
# Before these, a text can as well have spoken of tourists.
_AMBIGUOUS = {None, "arrivals", "departures", "returns", "stock"}
# Who is taken to Albania goes there by agreement, not by another way.
_GOALS = ARRIVAL_COUNTRIES - {"AL"}

Words = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Turn:
    """A head, the place that it leads to, its clause and the event that drives it there."""

    kind: str
    start: int
    place: PlaceMention
    clause: Words
    event: Words | None

    def own(self, scanned: Scan) -> str:
        return scanned.text[self.start : self.place.start]


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
        a causal frame that is a diversion: the event that the clause names for it as the cause,
        and the way that people left, from the clause or, failing that, from the sentences before.
        None for a question, for what is denied, only possible, of days that are not plain, or said
        of other things, and where nothing tells that it is of people who cross irregularly or by
        sea.
    """
    rules, text = turn_words(scanned.language), scanned.text
    turn = _said(scanned, rules, memory)
    if turn is None:
        return None
    days = _days(turn, scanned, clock, rules)
    if days is None:
        return None
    claim = Claim(
        sentence=sentence.text,
        start=sentence.start + turn.start,
        end=sentence.start + turn.place.end,
        statement=0,
        direction="up",
        **_slots(turn, scanned, rules),  # type: ignore[arg-type]
    )
    when = days[0] if days else _in_past(turn, memory, scanned)
    claim = _dated(by_place(_with_origins(claim), scanned), when, own=bool(days))
    own = _left(turn, claim, scanned, rules)
    left = own or _in_view(claim, memory)
    marked: list[tuple[str, Origin]] = [("left", "text" if own else "neighbour")] if left else []
    cause = text[slice(*turn.event)] if turn.event else ""
    frame = Causal(cause, text.strip(), "", diversion=True, left=left)
    return replace(claim, causal=frame, origins=(*claim.origins, *marked))


def _said(scanned: Scan, rules: TurnWords, memory: Memory) -> _Turn | None:
    """Find the turn that a sentence states as a fact about people who cross borders or the sea."""
    text = scanned.text
    if text.rstrip(" \"'").endswith("?") or rules["other"].search(text):
        return None
    if rules["denied"].search(text) or any(p.country == _FLED for p in scanned.places):
        return None
    turn = next(_turns(scanned, rules), None)
    if turn is None or rules["unreal"].search(text, 0, turn.place.start):
        return None
    told = memory.measure not in _AMBIGUOUS or _of_crossing(turn, scanned, rules)
    return turn if told else None


def _turns(scanned: Scan, rules: TurnWords) -> Iterator[_Turn]:
    """Find the places that a head leads to, surer heads first."""
    text = scanned.text
    for kind, head in rules.heads:
        for place in scanned.places:
            found = head.search(text, max(0, place.start - _REACH), place.start)
            if found is None or not _can_receive(place, kind, found, scanned, rules):
                continue
            clause = _clause(found.start(), place.end, scanned, rules)
            event = _event(text, found.start(), clause, rules)
            turn = _Turn(kind, found.start(), place, clause, event)
            if _is_turn(turn, found, scanned, rules):
                yield turn


def _is_turn(turn: _Turn, found: re.Match[str], scanned: Scan, rules: TurnWords) -> bool:
    """Tell a head that stands on its own, said of people, from one that a word before changes."""
    if turn.event and not _is_political(turn.event, turn.place, scanned, rules):
        return False
    if turn.kind == "instead" and not _has_other(turn, scanned, rules):
        return False
    to = [p for p in scanned.places if turn.place.start <= p.start < turn.clause[1]]
    if any(rules["purpose"].match(scanned.text, p.end) for p in to):
        return False
    if turn.kind == "since" and turn.event is None:
        return False
    own = turn.own(scanned)
    by_people = turn.kind not in {"caused", "heads"} or not rules["ways"].search(own)
    if by_people and rules["passive"].search(own):
        return False
    parts = [found.span(name) for name in ("of", "away") if found.groupdict().get(name)]
    if not all(_of_people(part, scanned, rules) for part in parts):
        return False
    if turn.kind not in {"caused", "heads"} and _onward(found, scanned, rules):
        return False
    bare = turn.kind == "caused" and (turn.event is None or turn.event[0] != turn.start)
    return bare or _opens(turn, scanned, rules)


def _has_other(turn: _Turn, scanned: Scan, rules: TurnWords) -> bool:
    """Tell "instead", "rather than Italy" from "instead of by land"."""
    if rules["aside"].search(scanned.text, *turn.clause):
        return True
    return any(
        rules["left"].search(scanned.text, turn.clause[0], p.start)
        for p in scanned.places
        if turn.clause[0] <= p.start < turn.clause[1] and p is not turn.place
    )


def _onward(found: re.Match[str], scanned: Scan, rules: TurnWords) -> bool:
    """Tell people who have arrived already, and go on: "migrants in Greece"."""
    start, end = found.span("of") if "of" in found.re.groupindex else (0, 0)
    inside = [p for p in scanned.places if start <= p.start < end and p.role != "route"]
    here = any(p.country in ARRIVAL_COUNTRIES for p in inside)
    return here and not rules["formerly"].search(scanned.text, start, end)


def _is_political(event: Words, to: PlaceMention, scanned: Scan, rules: TurnWords) -> bool:
    """Tell "the deal with Tunisia" from one with a firm, or with the place that is led to."""
    inside = [p.start for p in scanned.places if event[0] <= p.start < event[1]]
    party = rules["party"].search(scanned.text, *event) is not None
    return to.start not in inside and (bool(inside) or not party)


def _of_people(part: Words, scanned: Scan, rules: TurnWords) -> bool:
    """Tell "departures from Libya", "flows of migrants" from "the route of the race"."""
    text = scanned.text
    if rules["kin"].search(text, *part):
        return True
    return any(
        rules["to_name"].fullmatch(text, part[0], p.start)
        for p in scanned.places
        if part[0] < p.start < part[1] and not _is_people(p, scanned)
    )


def _is_people(place: PlaceMention, scanned: Scan) -> bool:
    return people_pattern().fullmatch(scanned.text, place.start, place.end) is not None


def _opens(turn: _Turn, scanned: Scan, rules: TurnWords) -> bool:
    """Tell a head with no unknown word right before it: "bird migration" is none."""
    text, start = scanned.text, turn.start
    start = min([start, *(p.start for p in scanned.places if p.start <= start < p.end)])
    if rules["opening"].search(text, 0, start):
        return True
    ends = [p.end for p in scanned.phrases]
    ends += [p.end for p in scanned.places if not _is_people(p, scanned)]
    ends += [found.end() for found in rules["event"].finditer(text, 0, start)]
    return any(rules["det"].fullmatch(text, end, start) for end in ends if end <= start)


def _of_crossing(turn: _Turn, scanned: Scan, rules: TurnWords) -> bool:
    """Tell whether the sentence itself says that it is of people crossing borders or the sea.

    By a word that is used of them alone, a route, boats or departures with a coast that they
    leave, or a cause that names one.
    """
    text = scanned.text
    if rules["sea"].search(text):
        return True
    coasts = [p.start for p in scanned.places if p.coast]
    routes = [p for p in scanned.places if p.role == "route" and p.code != "channel"]
    if turn.event and any(turn.event[0] <= one < turn.event[1] for one in coasts):
        return True
    on = any(turn.clause[0] <= one < turn.clause[1] for one in coasts)
    return bool(routes) or (on and rules["boats"].search(turn.own(scanned)) is not None)


def _can_receive(
    place: PlaceMention, kind: str, found: re.Match[str], scanned: Scan, rules: TurnWords
) -> bool:
    """Tell a route, a coast or a country that people come to from any other name."""
    leaves = bool(found.groupdict().get("leave"))
    if place.role == "route":
        return place.code != "channel" and not leaves
    if kind == "by_route":
        return False
    right = scanned.text[place.end : place.end + 40]
    named = _is_people(place, scanned) or right.startswith("'s")
    if named and not rules["coast"].match(right.removeprefix("'s")):
        return False
    if place.coast:
        return leaves or kind in {"caused", "heads"}
    return place.country in _GOALS and not leaves


def _clause(start: int, end: int, scanned: Scan, rules: TurnWords) -> Words:
    """Give the clause around a head and its place."""
    first = max((m.end() for m in rules["wall"].finditer(scanned.text, 0, start)), default=0)
    after = rules["wall"].search(scanned.text, end)
    return first, after.start() if after else len(scanned.text)


def _event(text: str, start: int, clause: Words, rules: TurnWords) -> Words | None:
    """Find the event that a clause names for a turn: as its subject, or with "since" or "after"."""
    because = rules["because"].search(text, *clause)
    if because:
        return because.span(1)
    found = rules["event"].match(text, start, clause[1])
    return found.span() if found else None


def _slots(turn: _Turn, scanned: Scan, rules: TurnWords) -> dict[str, object]:
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
    away = [p for p in coasts if not rules["left"].search(scanned.text, 0, p.start)] or coasts
    came = {"from_country": (away[0].country,)} if away else {}
    return slots | {"where": place.code} | came


def _with_origins(claim: Claim) -> Claim:
    stated = [name for name in ("where", "route", "from_country") if getattr(claim, name)]
    origins: list[tuple[str, Origin]] = [("measure", "text"), *((name, "text") for name in stated)]
    return replace(claim, origins=tuple(origins))


def _left(turn: _Turn, claim: Claim, scanned: Scan, rules: TurnWords) -> tuple[str, ...]:
    """Give the way that the sentence says people left: "from Tunisia", "instead of Italy"."""
    taken = {turn.place.code, *claim.from_country}
    (start, end), event = turn.clause, turn.event or (0, 0)
    found = [
        place.country if place.coast else place.code
        for place in scanned.places
        if start <= place.start < end and not event[0] <= place.start < event[1]
        if place.code not in taken and rules["left"].search(scanned.text, 0, place.start)
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


def _days(turn: _Turn, scanned: Scan, clock: Clock, rules: TurnWords) -> tuple[Window, ...] | None:
    """Give the days that the clause of a turn states, leaving out those that date its event.

    None where they are not plain: several, only elsewhere in the sentence, or years ago of what is
    said to be so now. The day on which it was said, of late, is none of them.
    """
    text, found, beyond = scanned.text, set(), False
    for phrase in scanned.phrases:
        window = resolve(phrase, clock)
        if window is None or (turn.event and _of_event(phrase, turn.event, text)):
            continue
        spoken = rules["told"].search(text, 0, phrase.start) is not None
        if spoken and clock.published and clock.published - window.end < _LATELY:
            continue
        if turn.clause[0] <= phrase.start < turn.clause[1] and not spoken:
            found.add(window)
        else:
            beyond = True
    if len(found) > 1 or (beyond and not found):
        return None
    if not found and not turn.event and rules["after"].search(text, *turn.clause):
        return None
    years = [one.end.year for one in found]
    if clock.published and any(one.start > clock.published for one in found):
        return None
    past = clock.published is not None and any(one < clock.published.year for one in years)
    now = rules["present"].search(turn.own(scanned)) is not None
    return None if past and now else tuple(found)


def _of_event(days: Phrase, event: Words, text: str) -> bool:
    """Tell days in or right behind the words of an event: "the deal signed in July 2023"."""
    start, end = event
    behind = 0 <= days.start - end <= _BEHIND and "," not in text[end : days.start]
    return behind or (days.start < end and start < days.end)


def _in_past(turn: _Turn, memory: Memory, scanned: Scan) -> Window | None:
    """Give the days that the text spoke of before, for what is not said of the present."""
    now = turn_words(scanned.language)["present"].search(turn.own(scanned)) is not None
    return None if now or turn.event else memory.period


def _dated(claim: Claim, days: Window | None, *, own: bool) -> Claim:
    if days is None:
        return claim
    origin: Origin = "text" if own else "neighbour"
    return replace(claim, period=days, origins=(*claim.origins, ("period", origin)))
