"""Scope: which series a claim can mean, and what has to be assumed for each."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from waterbed.check.profile import Profile, profile_of
from waterbed.check.words import place

if TYPE_CHECKING:
    from waterbed.check.evidence import Evidence, Ledger
    from waterbed.records import Claim

_SMALL, _SOME, _MUCH = 0.5, 1.0, 2.0
_OPEN, _PROXY = 0.9, 1.5
_CREDITED = 0.25  # who is credited says what was counted
_OTHER_PUBLISHER = "another publisher than the one credited"

_MEASURES: dict[str | None, dict[str, tuple[float, str]]] = {
    "sea_arrivals": {
        "sea_arrivals": (0.0, ""),
        "irregular_border_crossings": (1.5, "detections are meant, not people"),
    },
    "land_arrivals": {"land_arrivals": (0.0, "")},
    "arrivals": {
        "sea_arrivals": (_SMALL, "arrivals by sea are meant"),
        "land_arrivals": (_SOME, "arrivals by land are meant"),
        "irregular_border_crossings": (1.5, "detections are meant, not people"),
    },
    "departures": {"sea_arrivals": (_SOME, "those who arrived are counted, not those who left")},
    "attempted_crossings": {
        "sea_arrivals": (_SMALL, "those who arrived are counted"),
        "irregular_border_crossings": (1.5, "detections are meant, not people"),
    },
    "irregular_border_crossings": {
        "irregular_border_crossings": (0.0, ""),
        "sea_arrivals": (1.5, "people who landed are meant, not detections"),
    },
    "interceptions_at_sea": {"interceptions_at_sea": (0.0, "")},
    "deaths_and_missing": {"deaths_and_missing": (0.0, "")},
    "deaths": {
        "deaths": (0.0, ""),
        "deaths_and_missing": (_SMALL, "dead and missing are counted together"),
    },
    "missing": {
        "missing": (0.0, ""),
        "deaths_and_missing": (_SOME, "dead and missing are counted together"),
    },
    "asylum_applications": {"asylum_applications": (0.0, "")},
    "first_time_asylum_applicants": {"asylum_applications": (0.0, "")},
    None: {
        "sea_arrivals": (_SMALL, "arrivals by sea are meant"),
        "irregular_border_crossings": (1.5, "detections are meant, not people"),
    },
}

_COUNTRIES = {
    "central_mediterranean": {"IT", "MT"},
    "eastern_mediterranean": {"GR", "CY", "GR:Crete+Gavdos"},
    "western_mediterranean": {"ES", "ES:mainland and Balearic Islands"},
    "western_african": {"ES:Canary Islands"},
    "channel": {"GB"},
}

_PUBLISHERS = {
    "italy-interior": (
        "italian government",
        "italian interior",
        "interior ministry",
        "viminale",
        "ministero dell'interno",
        "ministry of the interior",
        "governo italiano",
    ),
    "frontex": ("frontex",),
    "unhcr": ("unhcr", "refugee agency"),
    "iom-missing-migrants": ("missing migrants",),
    "iom-libya": ("iom libya",),
    "iom-crossings": ("iom", "organization for migration"),
    "uk-home-office": ("home office",),
    "eurostat": ("eurostat",),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A series that a claim can mean.

    Parameters
    ----------
    ledger
        The series.
    cost
        How much has to be assumed for it, 0 for nothing.
    assumed
        Each assumption in words.
    aside
        True where it counts another scope than the text states, wider, narrower or by other means.
    """

    ledger: Ledger
    cost: float
    assumed: tuple[str, ...]
    aside: bool = False


def candidates(claim: Claim, evidence: Evidence) -> list[Candidate]:
    """List the series that a claim can mean.

    Parameters
    ----------
    claim
        The claim.
    evidence
        The figures.

    Returns
    -------
    list of Candidate
        Nearest first. Empty where no series counts what the claim is about.

    Notes
    -----
    Each slot of the claim is held against what the series counts. A slot that fits costs nothing;
    one that the text leaves open, or for which the series is wider or narrower, costs the more
    the further it leads from the words; one that contradicts excludes the series.
    """
    credited = publisher_named(claim)
    found = [
        Candidate(
            ledger,
            sum(cost for cost, _ in costs),
            tuple(why for _, why in costs if why),
            aside=costs[0][0] >= _PROXY or any(cost >= _SOME for cost, _ in costs[1:]),
        )
        for ledger in evidence.ledgers
        if (costs := _costs(claim, ledger, credited)) is not None
    ]
    return sorted(found, key=lambda one: (one.cost, one.ledger.key, one.ledger.source))


def publisher_named(claim: Claim) -> str | None:
    """Say which publisher a claim credits.

    Parameters
    ----------
    claim
        The claim.

    Returns
    -------
    str or None
        Id of the source, from the words of the sentence, else from whom the claim is attributed
        to; None where neither names anybody who publishes figures.
    """
    credited = (claim.attributed_to or "").casefold()
    for words in (claim.sentence.casefold(), credited):
        for source, names in _PUBLISHERS.items():
            if any(re.search(rf"\b{re.escape(name)}\b", words) for name in names):
                return source
    unnamed = "ministry" in credited or "ministero" in credited
    return "italy-interior" if unnamed and claim.where == "IT" else None


def _costs(claim: Claim, ledger: Ledger, credited: str | None) -> list[tuple[float, str]] | None:
    profile = profile_of(ledger.key)
    if profile is None:
        return None
    parts = [
        _measure(claim, profile, credited=credited == ledger.source),
        _where(claim, profile),
        _departure(claim, profile),
        _nationality(claim, profile),
        _part(claim, profile),
        (0.0, "") if credited in {None, ledger.source} else (_CREDITED, _OTHER_PUBLISHER),
    ]
    known = [part for part in parts if part is not None]
    return known if len(known) == len(parts) else None


def _measure(claim: Claim, profile: Profile, *, credited: bool) -> tuple[float, str] | None:
    found = _MEASURES.get(claim.measure, {}).get(profile.measure)
    if found is not None and credited:
        return min(found[0], _CREDITED), found[1]
    return found


def _where(claim: Claim, profile: Profile) -> tuple[float, str] | None:
    if profile.route:
        return _route(claim, profile.route)
    if not profile.where:
        return 0.0, ""
    if claim.where is None:
        if claim.route:
            inside = any(profile.where in _COUNTRIES.get(route, set()) for route in claim.route)
            return (_SOME, f"only {place(profile.where)} is meant") if inside else None
        return (_SMALL, f"{place(profile.where)} is meant") if ":" not in profile.where else None
    if claim.where == profile.where:
        return 0.0, ""
    wanted, given = claim.where.split(":")[0], profile.where.split(":")[0]
    if wanted != given:
        return None
    if ":" in claim.where and ":" in profile.where:
        islands = claim.where.endswith("islands") and profile.where == "GR:Crete+Gavdos"
        return (1.5, "of the islands only Crete and Gavdos") if islands else None
    if ":" in claim.where:
        return _SOME, f"all of {place(given)} is meant"
    return 1.5, f"only {place(profile.where)} is meant"


def _route(claim: Claim, route: str) -> tuple[float, str] | None:
    if claim.route:
        return (0.0, "") if route in claim.route else None
    name = route.replace("_", " ")
    if claim.where is None:
        leads = {
            "LY": "central_mediterranean",
            "TN": "central_mediterranean",
            "TR": "eastern_mediterranean",
            "MA": "western_mediterranean",
        }
        fits = not claim.from_country or route in {leads.get(c) for c in claim.from_country}
        cost = _SOME if claim.from_country else _OPEN
        return (cost, f"the {name} route is meant") if fits else None
    reached = _COUNTRIES.get(route, set())
    inside = claim.where in reached or claim.where in {one.split(":")[0] for one in reached}
    inside = inside or (claim.where == "Mediterranean" and route.endswith("mediterranean"))
    return (_SOME, f"the {name} route is meant") if inside else None


def _departure(claim: Claim, profile: Profile) -> tuple[float, str] | None:
    wanted = set(claim.from_country)
    if profile.measure == "interceptions_at_sea":
        asked = wanted | ({claim.where} if claim.where else set())
        return (0.0, "") if not asked or profile.departure in asked else None
    if not profile.departure:
        names = " and ".join(place(code) for code in sorted(wanted))
        return (
            (_MUCH, f"departures from everywhere are meant, not only {names}")
            if wanted
            else (0.0, "")
        )
    country = profile.departure.split(":")[0]
    if profile.departure in wanted:
        return 0.0, ""
    if country in wanted:
        return 1.5, f"only departures from {place(profile.departure)} are meant"
    landing_only = not wanted and claim.where == profile.where and ":" in profile.where
    if landing_only:
        return 0.0, ""
    return None if wanted else (_MUCH, f"only departures from {place(profile.departure)} are meant")


def _nationality(claim: Claim, profile: Profile) -> tuple[float, str] | None:
    wanted = {_alpha3().get(code, code) for code in claim.nationality}
    if not profile.nationality or profile.nationality == "total":
        return (_MUCH, "all nationalities are meant") if wanted else (0.0, "")
    return (0.0, "") if profile.nationality in wanted else None


def _part(claim: Claim, profile: Profile) -> tuple[float, str] | None:
    if not profile.part:
        return 0.0, ""
    if profile.part == "sea":
        return (0.25 if claim.measure == "sea_arrivals" else _SMALL), "crossings by sea are meant"
    return _SOME, "crossings by land are meant"


@cache
def _alpha3() -> dict[str, str]:
    text = (resources.files("waterbed") / "data" / "nationalities.csv").read_text("utf-8")
    return {
        row["alpha2"]: row["iso3"] for row in csv.DictReader(text.splitlines()) if row.get("alpha2")
    }
