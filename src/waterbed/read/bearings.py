"""Which way a place lies for what is counted: where to, where from, whose people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from waterbed.read.counted import nouns
from waterbed.read.heads import PRESENT
from waterbed.read.places import WIDE, is_goal
from waterbed.read.sea import at_sea

if TYPE_CHECKING:
    from waterbed.read.places import PlaceMention
    from waterbed.read.scan import Scan

_TOUCH, _FEW, _BEFORE_VERB = 4, 12, 45
_CROSSED = {"sea_arrivals", "irregular_border_crossings", "attempted_crossings"}
ARRIVAL_COUNTRIES = frozenset(
    re.findall(
        r"\w\w",
        "IT GR ES MT CY GB FR DE PT AT BE NL SE BG HU HR PL CH NO AL "
        "FI DK IE RO SI SK CZ EE LV LT LU RS BA ME MK",
    )
)


AT_SEA = {"deaths", "missing", "deaths_and_missing", "rescues", "attempted_crossings"}


_BALKANS = {"RS", "BA", "ME", "MK"}


_NEIGHBOURS = {"BY", "RU", "UA", "RS", "XK", "MD"}


UNDERWAY = {"deaths", "missing", "deaths_and_missing", "rescues", "interceptions_at_sea"}


def _keeps(place: PlaceMention, scanned: Scan) -> bool:
    """Tell the country of "Libya was home to": people are present where it is the subject."""
    return any(m.name == "stock" and 0 <= m.start - place.end <= _TOUCH for m in scanned.measures)


_AEGEAN = re.compile(r"(?:Aegean|Égée|Egeo)$")
_TOWARDS = re.compile(r"(?<!\w)(?:to|in|verso|vers|en|au) $", re.IGNORECASE)


def _returner(place: PlaceMention, scanned: Scan) -> bool:
    """Tell the state that sends back from the one that says so: it stands before the verb."""
    return any(
        m.name == "returns" and place.end <= m.start and m.start - place.end < _BEFORE_VERB
        for m in scanned.measures
    )


def bearing(place: PlaceMention, measure: str, scanned: Scan) -> str:
    """Say what a place is for a measure: where, route, departure, nationality or nothing.

    Parameters
    ----------
    place
        A place of the sentence.
    measure
        What is counted.
    scanned
        The sentence.

    Returns
    -------
    str
        ``"to"``, ``"from"``, ``"route"``, ``"nationality"``, or empty.
    """
    if measure in UNDERWAY and scanned.text[place.start : place.end].casefold() == "there":
        return ""
    if place.role in {"at", "from", "actor", "to"} and _in_list_of_origins(place, scanned):
        return "nationality"
    if measure == "interceptions_at_sea" and _AEGEAN.search(scanned.text, place.start, place.end):
        return ""
    if _is_subject(place, measure, scanned):
        return "to"
    if place.role == "at":
        return _bare_role(place, measure)
    if place.role == "to":
        return _to_role(place, measure, scanned)
    if place.role == "from":
        return _from_role(place, measure, scanned)
    if place.role == "actor":
        return "from" if measure == "interceptions_at_sea" and place.coast else ""
    return place.role


def _is_subject(place: PlaceMention, measure: str, scanned: Scan) -> bool:
    """Tell the country that hosts or sends back: "Libya was home to", "Germany deported"."""
    if measure == "stock":
        inside = place.role in {"at", "to"} and place.code not in WIDE
        return inside or (place.role == "actor" and _keeps(place, scanned))
    return measure == "returns" and place.role in {"at", "actor"} and _returner(place, scanned)


def _to_role(place: PlaceMention, measure: str, scanned: Scan) -> str:
    """Say what "to" means: a goal is not yet reached, a coast beyond Europe was left."""
    if measure in UNDERWAY and is_goal(place, scanned.text, scanned.language):
        return "to" if place.code == "Mediterranean" else ""
    if place.country in ARRIVAL_COUNTRIES or place.code in WIDE:
        return "to"
    if measure in PRESENT and not (measure == "interceptions_at_sea" and place.coast):
        return "to"
    return "from" if place.coast else ""


def _from_role(place: PlaceMention, measure: str, scanned: Scan) -> str:
    """Say what "from" means: a coast is left, a country inland is a nationality."""
    if place.code in WIDE:
        return "to"
    if place.country not in ARRIVAL_COUNTRIES and _born_there(place, scanned):
        return "nationality"
    if measure == "returns":
        left = scanned.text[max(0, place.start - _FEW) : place.start]
        return "" if _TOWARDS.search(left) else "to"
    if place.coast or (place.country in _BALKANS and measure not in AT_SEA):
        asylum = measure.endswith(("applications", "applicants"))
        return "nationality" if asylum else "from"
    if place.country in ARRIVAL_COUNTRIES:
        return "to" if measure in AT_SEA else ""
    return _inland(place, measure, scanned)


def _inland(place: PlaceMention, measure: str, scanned: Scan) -> str:
    """Tell a neighbour whose border is crossed from a country that people hail from."""
    words = nouns(scanned.language)
    border = words.borders.search(scanned.text) is not None
    if measure == "attempted_crossings" and border:
        return "from"
    if place.code in _NEIGHBOURS and (border or measure in _CROSSED):
        return "from"
    before = re.split(r"\d", scanned.text[max(0, place.start - 60) : place.start])[-1]
    if words.origins.search(before):
        return "nationality"
    at_boat = measure in {"departures", "sea_arrivals"} or at_sea(scanned.text, scanned.language)
    return "from" if at_boat and place.code in {"SY", "EG"} else "nationality"


def _born_there(place: PlaceMention, scanned: Scan) -> bool:
    """Tell "2,900 are from Syria and 2,750 from Tunisia" from "sailed from Tunisia"."""
    left = scanned.text[max(0, place.start - 90) : place.start]
    found = list(nouns(scanned.language).born.finditer(left))
    return bool(found) and not any(
        m.name == "departures" and m.start >= place.start - len(left) + found[-1].end()
        for m in scanned.measures
    )


def _in_list_of_origins(place: PlaceMention, scanned: Scan) -> bool:
    """Tell "countries of origin: Tunisia (2,946), Eritrea (2,507)"."""
    listed = re.match(r",? \(| (?:per )?\d", scanned.text[place.end : place.end + 8])
    if listed is None:
        return False
    inland = not place.coast and place.country not in ARRIVAL_COUNTRIES and place.code not in WIDE
    return inland or nouns(scanned.language).origins.search(scanned.text) is not None


def _bare_role(place: PlaceMention, measure: str) -> str:
    if place.code in WIDE or place.country in ARRIVAL_COUNTRIES:
        return "to"
    if measure in PRESENT and not place.coast:
        return ""
    return "from" if place.coast else ""
