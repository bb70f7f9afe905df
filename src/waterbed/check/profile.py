"""Profile: what a series counts, in the terms in which a text claims something."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from waterbed.register import load

ISO2 = {
    "italy": "IT",
    "malta": "MT",
    "greece": "GR",
    "cyprus": "CY",
    "spain": "ES",
    "spain-mainland-balearics": "ES:mainland and Balearic Islands",
    "spain-canaries": "ES:Canary Islands",
    "united-kingdom": "GB",
    "crete": "GR:Crete+Gavdos",
    "libya": "LY",
    "tunisia": "TN",
    "turkiye": "TR",
    "algeria": "DZ",
    "cyrenaica": "LY:Cyrenaica",
    "tripolitania": "LY:Tripolitania",
    "germany": "DE",
    "france": "FR",
}

_ROUTE_TO = {
    "IT": "central-mediterranean",
    "MT": "central-mediterranean",
    "GR": "eastern-mediterranean",
    "CY": "eastern-mediterranean",
    "ES": "western-mediterranean",
    "ES:Canary Islands": "western-african",
}
_ROUTES = {
    "western-balkan": "western_balkans",
    "eastern-borders": "eastern_land_border",
}


@dataclass(frozen=True, slots=True)
class Profile:
    """What a series counts.

    Parameters
    ----------
    measure
        As a claim names it: ``sea_arrivals``, ``irregular_border_crossings``.
    where
        Where people arrived, as a claim names places; empty where the series is by route.
    departure
        Where they left from; empty for everywhere.
    route
        The route as its publisher groups it; empty where the series is by country.
    nationality
        ISO 3166-1 alpha-3; empty for everyone.
    part
        ``"sea"`` or ``"land"`` for half of a route; empty for the whole.
    """

    measure: str
    where: str = ""
    departure: str = ""
    route: str = ""
    nationality: str = ""
    part: str = ""


@cache
def profile_of(key: str) -> Profile | None:
    """Say what a series counts.

    Parameters
    ----------
    key
        A series key.

    Returns
    -------
    Profile or None
        None for series that no claim is about (wave height, say).
    """
    measure, *rest = key.split("/")
    if measure == "arrivals" and len(rest) in {2, 3}:
        nationality = rest[2] if len(rest) > 2 else ""  # noqa: PLR2004 - the third part
        return Profile(f"{rest[0]}_arrivals", where=_place(rest[1]), nationality=nationality)
    if measure == "corridor" and len(rest) == 1:
        departure, _, landing = rest[0].partition(">")
        return Profile("sea_arrivals", where=_place(landing), departure=_place(departure))
    if measure == "detections":
        return _detections(rest)
    if measure == "interceptions":
        return Profile("interceptions_at_sea", departure=_place(rest[0]))
    if measure in {"deaths", "dead", "missing"}:
        names = {"deaths": "deaths_and_missing", "dead": "deaths", "missing": "missing"}
        return Profile(names[measure], route=_route(rest[0]))
    if measure == "applications":
        return Profile("asylum_applications", where=_place(rest[0]), nationality=rest[-1])
    return None


def _detections(rest: list[str]) -> Profile:
    parts = [part for part in rest[1:] if part in {"sea", "land"}]
    others = [part for part in rest[1:] if part not in {"sea", "land"}]
    return Profile(
        "irregular_border_crossings",
        route=_route(rest[0]),
        nationality=others[0] if others else "",
        part=parts[0] if parts else "",
    )


def _place(name: str) -> str:
    return ISO2.get(name, name)


def _route(name: str) -> str:
    return _ROUTES.get(name, name.replace("-", "_"))


def route_to(where: str) -> str:
    """Name the route by which most people come to a place by sea.

    Parameters
    ----------
    where
        As a profile names it.

    Returns
    -------
    str
        As keys name it, empty where none is known.
    """
    return _ROUTE_TO.get(where) or _ROUTE_TO.get(where.split(":", maxsplit=1)[0], "")


def route_ids() -> dict[str, str]:
    """Give the id of each route of the register that claims name.

    Returns
    -------
    dict
        ``"western_balkans"`` to ``"western-balkan"``.
    """
    return {_route(one): one for one in load.routes() if ">" not in one and one != "all"}


def route_of(key: str) -> str:
    """Name the route or corridor of a series.

    Parameters
    ----------
    key
        A series key.

    Returns
    -------
    str
        The one in the key, else the route to its place; empty where none is known.
    """
    kind, _, rest = key.partition("/")
    if kind in {"corridor", "detections", "deaths"}:
        return rest.split("/")[0]
    profile = profile_of(key)
    return route_to(profile.where) if profile else ""
