"""Places in a sentence and what each is there for: destination, departure, nationality, actor."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from waterbed.read.lexicon import either, gazetteer, lexicon, pattern
from waterbed.read.routes import shared_routes

PlaceRole = Literal["to", "from", "nationality", "actor", "route", "at"]
_BORDER = re.compile(r"(?:borders?|frontiers?) with (?:[^\W\d]+ and )?$", re.IGNORECASE)
_FRONTIER = re.compile(r"(?:frontière|confine|frontiera)s? (?:\w+-)?$", re.IGNORECASE)
_COUNTED = re.compile(r"\d (?:million |mille |mila )?$", re.IGNORECASE)
_HOSTS = {"IT", "GR", "ES", "MT", "CY", "GB", "FR", "DE", "AT", "BE", "NL", "SE", "LY"}
WIDE = ("EU", "EU+", "Europe", "Mediterranean")
_AHEAD = re.compile(r" ?([\w'-]+)(?: ([\w'-]+))?")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place, people or route that a sentence names.

    Parameters
    ----------
    start, end
        Offsets in the sentence.
    code
        ISO 3166-1 alpha-2, ``ISO2:region``, a wide area, or the name of a route.
    role
        ``at`` where the sentence does not say which way.
    coast
        True for a country that boats set out from.
    """

    start: int
    end: int
    code: str
    role: PlaceRole
    coast: bool = False

    @property
    def country(self) -> str:
        """The country of a region; the code itself for a country."""
        return self.code.partition(":")[0]


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    names: re.Pattern[str]
    people: re.Pattern[str]
    by_name: tuple[tuple[re.Pattern[str], str], ...]
    by_people: tuple[tuple[re.Pattern[str], str], ...]
    coasts: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    to: re.Pattern[str]
    away: re.Pattern[str]
    shore_after: re.Pattern[str]
    shore_before: re.Pattern[str]
    agency_after: re.Pattern[str]
    agency_before: re.Pattern[str]
    people_after: re.Pattern[str]
    people_before: re.Pattern[str]
    counted_after: re.Pattern[str]
    routes: tuple[tuple[re.Pattern[str], str], ...]
    back: re.Pattern[str]
    goal: re.Pattern[str]
    road: re.Pattern[str]
    there: re.Pattern[str]
    body_after: re.Pattern[str]
    body_before: re.Pattern[str]
    citizens: re.Pattern[str]
    mostly: re.Pattern[str]
    beside: re.Pattern[str]
    housing_before: re.Pattern[str]
    housing_after: re.Pattern[str]


def place_mentions(text: str, language: str) -> tuple[PlaceMention, ...]:
    """Find every place, people and route in a sentence.

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence; names of places are known in all three.

    Returns
    -------
    tuple of PlaceMention
        In order, without overlap.
    """
    words, known = _words(language), _gazetteer()
    found: list[PlaceMention] = []
    for route, name in words.routes:
        for match in route.finditer(text):
            if not _covered(match, found):
                found.append(PlaceMention(match.start(), match.end(), name, "route"))
    found += [PlaceMention(a, b, name, "route") for a, b, name in shared_routes(text, language)]
    for match in known.names.finditer(text):
        if not _covered(match, found):
            code = next(code for one, code in known.by_name if one.fullmatch(match[0]))
            found.append(_named(text, match, code, words))
    for match in known.people.finditer(text):
        if not _covered(match, found):
            code = next(code for one, code in known.by_people if one.fullmatch(match[0]))
            found.append(_peopled(text, match, code, words))
    found.sort(key=lambda one: one.start)
    return tuple(sorted([*found, *_there(text, found, words)], key=lambda one: one.start))


def _there(text: str, found: list[PlaceMention], words: _Words) -> list[PlaceMention]:
    """Let "there" repeat the place that a sentence began with."""
    spoken = [p for p in found if p.role in {"to", "at"} and not p.coast]
    return [
        PlaceMention(m.start(), m.end(), spoken[0].code, "to")
        for m in words.there.finditer(text)
        if spoken and spoken[0].end <= m.start()
    ]


def is_goal(place: PlaceMention, text: str, language: str) -> bool:
    """Tell a place that people were on the way to, "towards Italy", from one that they were in.

    Parameters
    ----------
    place
        A place of the sentence.
    text
        The sentence.
    language
        Of the sentence.

    Returns
    -------
    bool
        False for "in Italy", "off Lampedusa".
    """
    left = text[max(0, place.start - 60) : place.start]
    words = _words(language)
    shore = words.shore_before.search(left)
    return words.goal.search(left[: shore.start()] if shore else left) is not None


def is_body(place: PlaceMention, text: str, language: str) -> bool:
    """Tell a body that counts, "the Greek coast guard", from "the Albania deal".

    Parameters
    ----------
    place
        A place of the sentence.
    text
        The sentence.
    language
        Of the sentence.

    Returns
    -------
    bool
        True where a ministry, coast guard or the like stands beside it, or where the name itself
        is the subject.
    """
    words = _words(language)
    left, right = text[max(0, place.start - 60) : place.start], text[place.end : place.end + 40]
    return words.body_after.match(right) is not None or words.body_before.search(left) is not None


def people_pattern() -> re.Pattern[str]:
    """Give the pattern of every people, as an adjective or noun, in all languages."""
    return _gazetteer().people


def _covered(match: re.Match[str], found: list[PlaceMention]) -> bool:
    return any(match.start() < one.end and one.start < match.end() for one in found)


@cache
def _gazetteer() -> _Gazetteer:
    names = [(name, str(p["code"])) for p in gazetteer() for name in p["names"]]
    people = [(name, str(p["code"])) for p in gazetteer() for name in p.get("people", [])]
    return _Gazetteer(
        names=re.compile(rf"(?<![\w]){either([name for name, _ in names])}(?!\w)"),
        people=pattern(either([name for name, _ in people])),
        by_name=tuple((re.compile(name), code) for name, code in names),
        by_people=tuple((re.compile(name, re.IGNORECASE), code) for name, code in people),
        coasts=frozenset(str(p["code"]) for p in gazetteer() if p.get("coast")),
    )


@cache
def _words(language: str) -> _Words:
    words = lexicon(language)
    roles = words.table("place_roles")
    people = words.fragment("nouns", "people")
    fill = roles["fill"]
    return _Words(
        to=pattern(rf"(?<!\w){roles['to']}{fill}$", whole=False),
        away=pattern(rf"(?<!\w){roles['from']}{fill}$", whole=False),
        shore_after=pattern(rf"(?:'s)? ?{roles['shore']}(?!\w)", whole=False),
        shore_before=pattern(rf"(?<!\w){roles['shore']}{roles['of']}$", whole=False),
        agency_after=pattern(rf"(?:'s)?[ -]?(?:[\w-]+ )?{roles['agency']}(?!\w)", whole=False),
        agency_before=pattern(rf"(?<!\w){roles['agency']}{roles['of']}$", whole=False),
        counted_after=pattern(
            rf" (?:and [^\W\d]+ )?(?:asylum )?{roles['counted']}(?!\w)", whole=False
        ),
        people_after=pattern(rf" (?:[\w-]+ )?{people}(?!\w)", whole=False),
        people_before=pattern(
            rf"(?<!\w){people} (?:[\w-]+ )?(?:di |of |de |del |della |dell'|du |de la |des |d')?$",
            whole=False,
        ),
        routes=tuple(
            (pattern(fragment), name)
            for name, fragments in words.table("routes").items()
            for fragment in fragments
        ),
        housing_before=pattern(rf"(?<!\w){roles['housing']} $", whole=False),
        housing_after=pattern(rf" (?:[\w-]+ )?{roles['housing']}(?!\w)", whole=False),
        beside=pattern(rf"(?<!\w){roles['beside']} ?(?:[^\W\d]+ (?:and|e|et) )?$", whole=False),
        mostly=pattern(
            rf"(?<!\w){roles['mostly']} (?:(?:{roles['from']}|{roles['to']}){fill})?"
            r"(?:\w+(?:, | and | e | et )(?:in |from )?){0,3}$",
            whole=False,
        ),
        citizens=pattern(rf"(?<!\w){roles['citizens']}$", whole=False),
        back=pattern(rf"(?<!\w){roles['back']}{fill}$", whole=False),
        body_after=pattern(rf"(?:'s)?[ -]?(?:[\w-]+ )?{roles['body']}(?!\w)", whole=False),
        body_before=pattern(rf"(?<!\w){roles['body']}{roles['of']}$", whole=False),
        there=pattern(roles["there"]),
        road=pattern(
            rf"(?<!\w){roles['road']} (?:the |la |l'|il )?"
            r"(?:[^\W\d]+ (?:and|e|et) (?:the |la |l'|il )?)?$",
            whole=False,
        ),
        goal=pattern(rf"(?<!\w){roles['goal']}{fill}$", whole=False),
    )


def _named(text: str, match: re.Match[str], code: str, words: _Words) -> PlaceMention:
    left = text[max(0, match.start() - 60) : match.start()]
    right = text[match.end() : match.end() + 40]
    coast = code in _gazetteer().coasts
    role = _role(left, right, words, coast=coast)
    if words.mostly.search(left):
        role = "actor"
    elif role != "to" and words.citizens.search(left):
        role = "nationality"
    return PlaceMention(match.start(), match.end(), code, role, coast)


def _role(left: str, right: str, words: _Words, *, coast: bool) -> PlaceRole:
    if not coast and _BORDER.search(left):
        return "actor"
    if words.road.search(left):
        return "from" if coast else "to"
    if words.beside.search(left) and not re.match(r" \(\W?\d", right):
        return "actor"
    if right.startswith("'s") and words.agency_after.match(right):
        return "actor"
    shore = words.shore_before.search(left)
    if shore:
        left = left[: shore.start()]
    if words.back.search(left):
        return "from"
    if words.away.search(left):
        return "from"
    if words.to.search(left) or (shore and not coast):
        return "to"
    if words.agency_before.search(left) or words.agency_after.match(right):
        return "actor"
    return "from" if shore and coast else "at"


def _peopled(text: str, match: re.Match[str], code: str, words: _Words) -> PlaceMention:
    left = text[max(0, match.start() - 60) : match.start()]
    right = text[match.end() : match.end() + 40]
    coast = code in _gazetteer().coasts
    start, end = match.span()
    after, before = words.shore_after.match(right), words.shore_before.search(left)
    if after or before:
        head = left if after else left[: before.start()] if before else left
        role = _role(head, "", words, coast=coast)
        if role == "at":
            role = "from" if coast else "to"
        return PlaceMention(start, end, code, role, coast)
    if words.housing_after.match(right) or words.housing_before.search(left):
        return PlaceMention(start, end, code, "to", coast)
    if _COUNTED.search(left) and not words.counted_after.match(right):
        return PlaceMention(start, end, code, "nationality", coast)
    if words.agency_after.match(right) or words.agency_before.search(left):
        return PlaceMention(start, end, code, "actor", coast)
    if _FRONTIER.search(left):
        return PlaceMention(start, end, code, "actor", coast)
    plural = match[0][-1] in "sie" and not match[0].endswith(("sh", "ish"))
    noun = words.people_after.match(right) or words.people_before.search(left)
    if words.counted_after.match(right) and code not in _HOSTS:
        return PlaceMention(start, end, code, "nationality", coast)
    if noun or (plural and not _AHEAD.match(right)) or (plural and _followed(right, words)):
        return PlaceMention(start, end, code, "nationality", coast)
    return PlaceMention(start, end, code, "actor", coast)


def _followed(right: str, words: _Words) -> bool:
    """Tell a people from an adjective: what follows is no noun that it could belong to."""
    following = _AHEAD.match(right)
    return following is None or words.agency_after.match(right) is None
