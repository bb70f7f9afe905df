"""The slots of a claim: what is counted, where, from where, of whom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.read.bearings import ARRIVAL_COUNTRIES, AT_SEA, UNDERWAY, bearing
from waterbed.read.comparing import grammar
from waterbed.read.counted import nouns
from waterbed.read.heads import ARRIVALS, PRESENT, measure_for
from waterbed.read.places import WIDE, PlaceMention, is_goal, people_pattern
from waterbed.read.reach import is_topic, is_whole, of_next
from waterbed.read.scan import Scan, distance, nearest
from waterbed.read.sea import at_sea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.read.comparisons import Stated
    from waterbed.read.measures import MeasureMention

_FATES = {"deaths", "missing", "deaths_and_missing"}
_NEAR = 20
_GAP = 30
_CLOSE = 15
_TOUCH = 4


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one claim."""

    where: str | None = None
    route: tuple[str, ...] = ()
    from_country: tuple[str, ...] = ()
    nationality: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.where or self.route or self.from_country)


def places_for(
    stated: Stated,
    measure: str,
    scanned: Scan,
    rivals: Sequence[Stated] = (),
    others: Sequence[Stated] = (),
) -> Places:
    """Give the places that belong to an amount.

    Parameters
    ----------
    stated
        The amount.
    measure
        What it counts.
    scanned
        Its sentence.
    rivals
        The amounts of the sentence that are counted in the same unit.
    others
        All amounts of the sentence.

    Returns
    -------
    Places
        Destination, route, departure and nationality, each the nearest group of names.
    """
    look = _Look(stated, scanned, rivals, others)
    roles = [(p, bearing(p, measure, scanned)) for p in scanned.stated_places]
    to = _exact([p for p, role in roles if role == "to"], scanned)
    to = _told(to, measure, look)
    routes = [p for p, role in roles if role == "route"]
    routes = [p for p in routes if not of_next(p, stated, scanned, others)]
    own = measure_for(stated, scanned)
    away = [p for p, role in roles if role == "from" and _same_noun(stated, p, own, scanned)]
    away = [p for p in away if p.role == "actor" or not of_next(p, stated, scanned, others)]
    clause = scanned.clause(stated.start)
    whole = grammar(scanned.language).partitive.match(scanned.text)
    if whole and stated.end <= whole.end():
        to, routes, away = (
            [p for p in some if p.start < whole.end()] for some in (to, routes, away)
        )
    if is_whole(stated, scanned):
        away = [p for p in away if p.start - stated.end < _CLOSE]
    if any(scanned.clause(p.start) == clause for p in routes) and not any(
        scanned.clause(p.start) == clause for p in to
    ):
        to = []
    if any(scanned.clause(p.start) == clause for p in to):
        routes = [p for p in routes if scanned.clause(p.start) == clause]
        away = [p for p in away if _reaches(p, stated, clause, look)]
    to, routes = _nearer(look, to, routes, others)
    people = [p for p, role in roles if role == "nationality"]
    people = _beside(people, look)
    topic = [p for p in people if is_topic(p, scanned)]
    if is_whole(stated, scanned):
        people = [p for p in people if p.start - stated.end < _CLOSE]
        to = [p for p in to if p.start >= stated.end]
    chosen = _destination(look, to, measure)
    sailed = all(p.code == "channel" for p in routes)
    if chosen is None and measure in _FATES and not away and sailed:
        chosen = _destination(look, _goals(stated, scanned), measure)
    nations = [p for p in people if _goes_with(p, stated, people, look)] or topic
    if chosen is None and measure in AT_SEA | PRESENT and any(_as_sea(p, scanned) for p in routes):
        chosen = "Mediterranean"
    return Places(
        where=chosen,
        route=_group(look, routes),
        from_country=_group(look, away),
        nationality=_group(look, nations),
    )


def _told(to: list[PlaceMention], measure: str, look: _Look) -> list[PlaceMention]:
    """Leave out the places of the numbers that follow, of other events, of who landed."""
    stated, scanned = look.stated, look.scanned
    if measure in UNDERWAY:
        to = [p for p in to if p.code in WIDE or _of_event(p, look)]
    if measure == "returns":
        to = [p for p in to if p.role != "to"] or to
    to = [p for p in to if not of_next(p, stated, scanned, look.others)]
    return to if measure != "rescues" else [p for p in to if not _of_others(p, stated, scanned)]


def _of_event(place: PlaceMention, look: _Look) -> bool:
    """Tell where people died, "after a boat sank off Pylos", from where others arrived."""
    clause = look.scanned.clause(place.start)
    told = any(look.scanned.clause(r.start) == clause for r in look.others)
    return clause == look.scanned.clause(look.stated.start) or not told


def _of_others(place: PlaceMention, stated: Stated, scanned: Scan) -> bool:
    """Tell the place of "saved 9,900 people, 15 % of all landings in Italy": of the landings."""
    return scanned.chunk(place.start) != scanned.chunk(stated.start) and any(
        stated.end <= m.start and m.end <= place.start and m.name in ARRIVALS
        for m in scanned.measures
    )


_WITH = re.compile(
    r",? (?:with|con|avec|at|à|were|sono|:)?"
    r"(?: (?:about|some|only|circa|solo|environ|seulement))? ?",
    re.IGNORECASE,
)


def _beside(people: list[PlaceMention], look: _Look) -> list[PlaceMention]:
    """Keep the people of "Bangladeshis with 3,100, then Peruvians with 1,400" to their numbers."""
    text = look.scanned.text
    own = {
        p.start: r.start
        for p in people
        for r in look.others
        if r.direction == "level" and 0 < r.start - p.end <= _GAP
        if _WITH.fullmatch(text, p.end, r.start) and text[p.end : r.start].strip(" ,:")
    }
    mine = [p for p in people if own.get(p.start) == look.stated.start]
    return mine or [p for p in people if p.start not in own]


def _goals(stated: Stated, scanned: Scan) -> list[PlaceMention]:
    """Give where those were bound for who died on the way, in the clause of their number."""
    return [
        p
        for p in scanned.stated_places
        if p.role == "to" and p.country in ARRIVAL_COUNTRIES
        if scanned.clause(p.start) == scanned.clause(stated.start)
        if is_goal(p, scanned.text, scanned.language)
    ]


def _nearer(
    look: _Look,
    to: list[PlaceMention],
    routes: list[PlaceMention],
    others: Sequence[Stated],
) -> tuple[list[PlaceMention], list[PlaceMention]]:
    """Keep a route and a country apart where another amount stands between them."""
    chosen = nearest(look.stated, sorted([*to, *routes], key=lambda p: p.start), look.scanned)
    if chosen is None or not to or not routes:
        return to, routes

    def own(place: PlaceMention) -> bool:
        first, last = sorted([chosen, place], key=lambda p: p.start)
        between = [r for r in others if first.end <= r.start and r.end <= last.start]
        return place is chosen or not [r for r in between if r.start != look.stated.start]

    if chosen in routes:
        return [p for p in to if own(p)], routes
    return to, [p for p in routes if own(p)]


def origins_in(scanned: Scan) -> list[PlaceMention]:
    """Give the peoples of a sentence; where it speaks of origins, the countries."""
    people = [p for p in scanned.stated_places if p.role == "nationality"]
    if people or not nouns(scanned.language).origins.search(scanned.text):
        return people
    return [
        p
        for p in scanned.stated_places
        if p.role == "at" and p.country not in ARRIVAL_COUNTRIES and p.code not in WIDE
    ]


def _exact(to: list[PlaceMention], scanned: Scan) -> list[PlaceMention]:
    """Drop the country of "Spain's Canary Islands" and "the Italian island", once that is named."""
    inner = {p.country for p in to if ":" in p.code}

    def vague(place: PlaceMention) -> bool:
        words = scanned.text[place.start : place.end]
        owns = scanned.text.startswith("'s ", place.end)
        return owns or people_pattern().fullmatch(words) is not None

    return [p for p in to if p.country not in inner or ":" in p.code or not vague(p)]


def _goes_with(
    place: PlaceMention, stated: Stated, people: Sequence[PlaceMention], look: _Look
) -> bool:
    """Tell whose number it is: of the people nearby, or of the only people its clause is about."""
    scanned = look.scanned
    if distance(stated, place, scanned) <= _NEAR:
        return True
    clause = scanned.clause(place.start)
    near = {p.code for p in people if scanned.clause(p.start) == clause}
    inside = [r.start for r in look.rivals if scanned.clause(r.start) == clause]
    alone = len(near) == 1 and place.end <= min([*inside, stated.start])
    return alone and scanned.clause(place.start) == scanned.clause(stated.start)


_SEA_BEFORE = re.compile(r"(?<!\w)(?:in|nel|en|across|off)(?: the| la| le)? $", re.IGNORECASE)


def _as_sea(route: PlaceMention, scanned: Scan) -> bool:
    """Tell "in the central Mediterranean", a place, from "on the central route", a way."""
    left = scanned.text[max(0, route.start - 20) : route.start]
    name = scanned.text[route.start : route.end + 8].casefold()
    sea = "mediterran" in name or "méditerran" in name
    return sea and not re.search(r"rou?t[ea]", name) and _SEA_BEFORE.search(left) is not None


def _same_noun(
    stated: Stated, place: PlaceMention, own: MeasureMention | None, scanned: Scan
) -> bool:
    """Keep a departure from going to an amount that counts something else before it."""
    own_name = own.name if own else ""
    first = own.start if own and own_name in UNDERWAY and own.start > place.end else 0
    same = {own_name, "departures"}
    if own_name in _FATES and place.role == "from" and _of_boat(place, scanned):
        return True
    phrase = place.role == "from" and scanned.chunk(stated.start) == scanned.chunk(place.start)
    same |= ARRIVALS if phrase and own_name in ARRIVALS else set()
    same -= set() if own_name == "departures" or phrase else {"departures"}
    return not any(
        stated.end <= m.start and m.end <= place.start and m.name not in same and not first
        for m in scanned.measures
    )


def _of_boat(place: PlaceMention, scanned: Scan) -> bool:
    """Tell the port of "a boat that left Sfax sank": those who died had left from there."""
    left = scanned.text[max(0, place.start - 60) : place.start]
    return at_sea(re.split(r"[,;:]", left)[-1], scanned.language)


@dataclass(frozen=True, slots=True)
class _Look:
    """An amount that looks for its places."""

    stated: Stated
    scanned: Scan
    rivals: Sequence[Stated]
    others: Sequence[Stated] = ()


def _reaches(place: PlaceMention, stated: Stated, clause: int, look: _Look) -> bool:
    """Tell whether a departure in another clause goes with an amount that has its own goal."""
    if place.role == "actor" or look.scanned.clause(place.start) == clause:
        return True
    between = [r for r in look.rivals if stated.end <= r.start < place.start]
    return place.start > stated.end and not between


def _destination(look: _Look, to: Sequence[PlaceMention], measure: str) -> str | None:
    area = [p for p in to if p.code in WIDE and p.code != "Mediterranean"]
    clause = look.scanned.clause(look.stated.start)
    sea = [p for p in to if p.code == "Mediterranean"] if measure in AT_SEA else []
    exact = [p for p in to if p.code not in WIDE and not (sea and p.role == "at")]
    wide = measure.startswith(("irregular", "asylum", "first")) or _own_area(area, exact, look)
    pool = exact + area if wide else exact or area
    near = [p for p in (pool or sea) if look.scanned.clause(p.start) == clause]
    here = [p for p in sea if look.scanned.clause(p.start) == clause]
    group = _cluster(look, near or here or pool or sea)
    codes = list(dict.fromkeys(p.code for p in group))
    inner = [c for c in codes if ":" in c]
    kept = [c for c in codes if not any(c == i.partition(":")[0] for i in inner)]
    exact_ones = [c for c in kept if not c.endswith(":islands")]
    kept = exact_ones if any(":" in c for c in exact_ones) else kept
    return "+".join(kept) or None


def _own_area(area: Sequence[PlaceMention], exact: Sequence[PlaceMention], look: _Look) -> bool:
    """Tell "700,000 have reached Europe, 562,355 of them in Greece": each number has its place."""
    numbers = [r.start for r in look.rivals if r.start != look.stated.start]
    return any(
        a.end < p.start and any(a.end <= n < p.start for n in numbers) for a in area for p in exact
    )


def _group(look: _Look, places: Sequence[PlaceMention]) -> tuple[str, ...]:
    cluster = _cluster(look, places)
    return tuple(dict.fromkeys(p.country if p.role != "route" else p.code for p in cluster))


def _cluster(look: _Look, places: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Take the nearest place and those joined to it: "Italy, Malta and Greece"."""
    ordered = sorted(places, key=lambda p: p.start)
    scanned = look.scanned
    chosen = nearest(look.stated, ordered, scanned, look.rivals)
    if chosen is None:
        return []
    index = ordered.index(chosen)
    first = last = index
    while first > 0 and _coordinate(ordered[first - 1], ordered[first], look):
        first -= 1
    while last + 1 < len(ordered) and _coordinate(ordered[last], ordered[last + 1], look):
        last += 1
    return ordered[first : last + 1]


_JOIN = re.compile(
    r"(?:,? ?(?:and|or|e|ed|et|o|ou|to|&|nor)? ?(?:from |to |in |on |of |the |its |a |da |"
    r"dalla |dall'|dal |del |della |dell'|di |de |du |des |d'|la |le |l'|à |aux? |"
    r"il |i |rotta |route |sulla |sul |"
    r"the islands? of )*|, )",
    re.IGNORECASE,
)


def _coordinate(a: PlaceMention, b: PlaceMention, look: _Look) -> bool:
    """Tell places that are named together; not where one has a number of its own at its side."""
    scanned = look.scanned
    gap = scanned.text[a.end : b.start]
    others = [r for r in look.rivals if r.start != look.stated.start]
    if any(0 <= r.start - b.end <= _TOUCH for r in others):
        return False
    if others and "," in gap and 0 <= look.stated.start - b.end <= _TOUCH:
        return False
    return len(gap) < _GAP and gap.strip() != "" and _JOIN.fullmatch(gap) is not None
