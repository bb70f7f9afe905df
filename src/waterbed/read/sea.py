"""Whether an arrival is by sea: what the words say, the place, the route, the country of departure.

Words come first: boats, coasts, landings. Without them an arrival is by sea only where there is no
other way to arrive, or where every publisher of the record counts landings alone.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import gazetteer, lexicon, pattern

if TYPE_CHECKING:
    from waterbed.read.comparisons import Stated
    from waterbed.read.measures import MeasureMention
    from waterbed.read.scan import Scan
    from waterbed.records.claim import Claim

_OVERSEAS = {"LY", "TN", "DZ", "EG", "LB", "MR", "SN", "GM"}
_OVERLAND = {"UA", "MD", "BY", "RU"}
_LANDINGS_ONLY = {"IT", "MT"}
_SEA_ROUTES = {"central_mediterranean", "western_mediterranean", "western_african", "channel"}
_LAND_ROUTES = {"eastern_land_border", "western_balkans"}


@cache
def _words(language: str, key: str) -> re.Pattern[str]:
    return pattern(lexicon(language).fragment("sea_context", key))


@cache
def _islands() -> frozenset[str]:
    return frozenset(str(p["code"]) for p in gazetteer() if p.get("island"))


def at_sea(text: str, language: str) -> bool:
    """Tell whether a sentence speaks of boats, coasts or the sea."""
    return _words(language, "words").search(text) is not None


def by_words(
    name: str, one: Stated, mention: MeasureMention | None, scanned: Scan, *, near: bool
) -> str:
    """Make plain arrivals sea arrivals where the words around them say so.

    Parameters
    ----------
    name
        The measure that the words give.
    one
        The amount.
    mention
        The words that name its measure.
    scanned
        The sentence.
    near
        Whether an earlier sentence counted landings.

    Returns
    -------
    str
        ``"sea_arrivals"`` where the part of the sentence that the amount stands in names boats,
        coasts or the sea, where the sentence or the one before counted landings; the measure
        itself otherwise, and always where the sentence names the land with the sea.
    """
    named = scanned.text[mention.start : mention.end].casefold() if mention else ""
    by_route = any(p.role == "route" and p.code in _LAND_ROUTES for p in scanned.places)
    if name == "sea_arrivals" and named == "crossings" and by_route:
        return "irregular_border_crossings"
    if name in {"sea_arrivals", "interceptions_at_sea"} and _at_border(mention, scanned):
        return (
            "attempted_crossings"
            if name == "interceptions_at_sea"
            else "irregular_border_crossings"
        )
    if name == "irregular_border_crossings" and mention is not None:
        both = _words(scanned.language, "both").search(scanned.text)
        by_boat = _words(scanned.language, "by_boat").search(scanned.text)
        arriving = _words(scanned.language, "arriving").search(named)
        return name if not arriving else "arrivals" if both else "sea_arrivals" if by_boat else name
    if name != "arrivals" or _words(scanned.language, "both").search(scanned.text):
        return name
    landed = mention is not None and any(
        m.name == "sea_arrivals" and m.end <= mention.start for m in scanned.measures
    )
    at_boat = at_sea(_around(one, mention, scanned), scanned.language)
    return "sea_arrivals" if near or landed or at_boat else name


_INLAND = {
    "RS",
    "HU",
    "MK",
    "BA",
    "PL",
    "BY",
    "AT",
    "SK",
    "CZ",
    "CH",
    "MD",
    "XK",
    "LU",
    "LT",
    "LV",
} | {
    "BG",
    "RO",
    "HR",
    "SI",
}
_BORDERS = re.compile(r"(?<!\w)(?:borders? with|frontières? avec|confin[ei] con)", re.IGNORECASE)
_LAND = re.compile(
    r"(?<!\w)(?:(?:land|border|razor-wire) fences?|Evros|Melilla|fence|recinzion[ei]|grillages?|"
    r"land borders?|confin[ei] terrestr[ei]|frontières? terrestres?)(?!\w)",
    re.IGNORECASE,
)


def _at_border(mention: MeasureMention | None, scanned: Scan) -> bool:
    """Tell crossings of a border far from the sea, in a sentence that names no boat or coast."""
    if mention is None or at_sea(scanned.text, scanned.language):
        return False
    named = scanned.text[mention.start : mention.end].casefold()
    border = _BORDERS.search(scanned.text) is not None and mention.name == "interceptions_at_sea"
    plain = mention.name == "interceptions_at_sea" or named.startswith(
        ("cross", "attravers", "travers")
    )
    inland = any(p.country in _INLAND for p in scanned.stated_places)
    reached = any(p.role == "to" and p.country not in _INLAND for p in scanned.stated_places)
    fenced = _LAND.search(scanned.text) is not None
    return plain and (fenced or border or (inland and not reached))


def _around(one: Stated, mention: MeasureMention | None, scanned: Scan) -> str:
    """Give the words that can say how people came: the sentence up to the end of its part."""
    if len(scanned.measures) < 2 or mention is None:  # noqa: PLR2004
        return scanned.text
    last = max(one.end, mention.end)
    walls = [m.start for m in scanned.marks if m.start >= last and m.kind in {"comma", "stop"}]
    return scanned.text[: walls[0]] if walls else scanned.text


def by_place(claim: Claim, scanned: Scan) -> Claim:
    """Make plain arrivals sea arrivals where there is no other way to come.

    Parameters
    ----------
    claim
        With its places.
    scanned
        Its sentence.

    Returns
    -------
    Claim
        By sea to an island; over a route at sea; from a country with no way by land; to Italy or
        Malta, where every publisher counts landings alone. The measure is then marked as a
        ``default``. Spain, Greece and Cyprus have land borders that are counted: there plain
        arrivals stay arrivals. Where the sentence names the land, nothing is changed. Crossings
        of the Balkans are never by sea; who is detected in the Channel has come by sea.
    """
    if claim.measure == "sea_arrivals" and _all_in(claim.route, _LAND_ROUTES):
        return replace(claim, measure="irregular_border_crossings")
    if claim.measure == "irregular_border_crossings" and claim.route == ("channel",):
        return replace(claim, measure="sea_arrivals")
    if claim.measure != "arrivals" or _over_land(scanned):
        return claim
    where = tuple((claim.where or "").replace("Crete+Gavdos", "Crete").split("+"))
    known = _LANDINGS_ONLY | {code.partition("+")[0] for code in _islands()}
    if _all_in(claim.nationality, _OVERLAND):
        return claim
    by_sea = (
        _all_in(claim.from_country, _OVERSEAS)
        or _all_in(claim.route, _SEA_ROUTES)
        or _all_in(where, known)
    )
    if not by_sea:
        return claim
    origins = (("measure", "default"), *(o for o in claim.origins if o[0] != "measure"))
    return replace(claim, measure="sea_arrivals", origins=origins)


def _all_in(names: tuple[str, ...], known: set[str]) -> bool:
    return any(names) and set(names) <= known


def _over_land(scanned: Scan) -> bool:
    return _words(scanned.language, "both").search(scanned.text) is not None or any(
        m.name == "land_arrivals" for m in scanned.measures
    )
