"""Network file: a network that comes with the program, or from a TOML file of the user's own."""

from __future__ import annotations

import itertools
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from waterbed.records import InvalidError
from waterbed.simulate.located import Located, located, read_text
from waterbed.simulate.network import (
    ARROW,
    COUNTS,
    Corridor,
    Count,
    Group,
    Network,
    Observed,
    Transfer,
    Zone,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECTIONS = (
    "title",
    "areas",
    "zones",
    "landings",
    "corridors",
    "transfers",
    "groups",
    "observed",
    "map",
    "labels",
)


def bundled_networks() -> tuple[str, ...]:
    """Give the names of the networks that come with the program."""
    folder = files("waterbed") / "data" / "networks"
    return tuple(sorted(one.name[:-5] for one in folder.iterdir() if one.name.endswith(".toml")))


def network(name: str, folder: Path | None = None) -> Network:
    """Give a network that comes with the program, or read one from a file.

    Parameters
    ----------
    name
        ``"mediterranean"``, ``"channel"``, or the path of a TOML file.
    folder
        What a relative path begins from; None for the current folder.

    Returns
    -------
    Network
        Checked.

    Raises
    ------
    NotFoundError
        Where there is neither.
    InvalidError
        Where the file does not fit; it names key, line and allowed values.
    """
    if name in bundled_networks():
        text = (files("waterbed") / "data" / "networks" / f"{name}.toml").read_text("utf-8")
        return parse_network(text, f"{name}.toml")
    path = (folder or Path()) / name
    listed = ", ".join(bundled_networks())
    text = read_text(path, f"network {name!r}", f"one of {listed}, or the path of a TOML file")
    return parse_network(text, path.name)


def parse_network(text: str, file: str) -> Network:
    """Read a network from the text of its file.

    Parameters
    ----------
    text
        TOML, as `data/networks/mediterranean.toml` describes it.
    file
        Name of the file, for the errors.

    Returns
    -------
    Network
        Checked.

    Raises
    ------
    InvalidError
        Where it does not fit; it names key, line and allowed values.
    """
    content = located(text, file)
    content.only(_SECTIONS)
    areas, landings = _titles(content, "areas"), _titles(content, "landings")
    zones = tuple(_zone(name, one) for name, one in content.tables("zones"))
    names = [one.id for one in zones]
    ways = tuple(
        _corridor(one, names, dict(landings), dict(areas)) for one in content.entries("corridors")
    )
    _no_twins(content, "corridors", [one.id for one in ways])
    moves = tuple(_transfer(one, names) for one in content.entries("transfers"))
    _no_twins(content, "transfers", [one.id for one in moves])
    groups = tuple(_group(name, one, names) for name, one in content.tables("groups"))
    found = Network(
        name=file.removesuffix(".toml"),
        title=content.text("title"),
        areas=areas,
        landings=landings,
        zones=zones,
        corridors=ways,
        transfers=moves,
        groups=groups,
        observed=tuple(_observed(content, [one.id for one in ways], [g.id for g in groups])),
        places=tuple(_places(content, [*names, *dict(landings)])),
        labels=tuple(_labels(content, [*names, *dict(landings)])),
    )
    _require_paths(content, found)
    return found


def _titles(content: Located, key: str) -> tuple[tuple[str, str], ...]:
    inner = content.table(key)
    return tuple((name, inner.text(name)) for name in inner.content)


def _zone(name: str, one: Located) -> Zone:
    one.only(tuple(Zone.__dataclass_fields__)[1:])
    return Zone(
        id=_plain(name, one),
        title=one.text("title"),
        place=one.text("place", ""),
        attempt=one.number("attempt", 0.001, 0.95),
        returned=one.number("returned", 0.001, 0.95),
        detention=one.number("detention", 1, 60),
        leave=one.number("leave", 0.001, 0.5),
        most=one.whole("most", 1, 1_000_000),
        peak=one.whole("peak", 1, 12),
        swing=one.number("swing", 0, 2),
    )


def _plain(name: str, one: Located) -> str:
    if ARROW in name:
        raise one.error("title", f"a name has no {ARROW!r}, got {name!r}.")
    return name


def _corridor(
    one: Located, zones: Iterable[str], landings: dict[str, str], areas: dict[str, str]
) -> Corridor:
    one.only(("from", "to", "area", "weight", "deaths"))
    return Corridor(
        zone=one.one_of("from", tuple(zones)),
        landing=one.one_of("to", tuple(landings)),
        area=one.one_of("area", tuple(areas)),
        weight=one.number("weight", 0.001, 1),
        deaths=one.number("deaths", 0.00001, 0.25),
    )


def _transfer(one: Located, zones: Iterable[str]) -> Transfer:
    one.only(("from", "to", "share"))
    names = tuple(zones)
    origin, target = one.one_of("from", names), one.one_of("to", names)
    if origin == target:
        raise one.error("to", f"got {target!r}, where it begins. Name another zone.")
    return Transfer(origin, target, one.number("share", 0.0001, 0.5))


def _group(name: str, one: Located, zones: Iterable[str]) -> Group:
    one.only(("title", "arrive", "zones"))
    inner = one.table("zones")
    names = tuple(zones)
    access = tuple(
        (inner.among(zone, zone, names), inner.number(zone, 0, 1)) for zone in inner.content
    )
    total = sum(share for _, share in access)
    if total <= 0:
        raise one.error("zones", "no zone has a share above 0. Give at least one a share.")
    shares = tuple((zone, share / total) for zone, share in access)
    return Group(_plain(name, one), one.text("title"), one.number("arrive", 0.1, 500_000), shares)


def _observed(content: Located, corridors: list[str], groups: list[str]) -> Iterable[Observed]:
    keys = []
    for one in content.entries("observed"):
        one.only(("key", "count", "corridors", "groups", "by_nationality", "spread"))
        count: Count = one.one_of("count", COUNTS)  # type: ignore[assignment]
        summed = tuple(one.among("corridors", way, corridors) for way in one.texts("corridors"))
        named = one.texts("groups") if "groups" in one.content else ()
        whom = tuple(one.among("groups", group, groups) for group in named)
        key, spread = one.text("key"), one.number("spread", 0, 2, 0.0)
        keys.append(key)
        yield Observed(key, count, summed, whom, spread)
        if one.flag("by_nationality"):
            for group in (name for name in groups if name.isupper()):
                yield Observed(f"{key}/{group}", count, summed, (group,), spread)
    _no_twins(content, "observed", keys)


def _places(content: Located, names: list[str]) -> Iterable[tuple[str, tuple[float, float]]]:
    if "map" not in content.content:
        return
    inner = content.table("map")
    for name, value in inner.content.items():
        inner.among(name, name, names)
        if not isinstance(value, list) or len(value) != len(("longitude", "latitude")):
            raise inner.error(name, f"got {value!r}. Give longitude and latitude: [13.2, 32.9].")
        east, north = inner.within(name, value[0], -180, 180), inner.within(name, value[1], -90, 90)
        yield name, (east, north)


def _labels(content: Located, names: list[str]) -> Iterable[tuple[str, str]]:
    if "labels" not in content.content:
        return
    inner = content.table("labels")
    for name in inner.content:
        yield inner.among(name, name, names), inner.text(name)


def _no_twins(content: Located, key: str, names: list[str]) -> None:
    twin = next((name for name in names if names.count(name) > 1), None)
    if twin is not None:
        place = len(names) - 1 - names[::-1].index(twin)
        entry = next(itertools.islice(content.entries(key), place, None))
        first = next(iter(entry.content))
        raise entry.error(first, f"{twin!r} is there twice. Give each once.")


def _require_paths(content: Located, found: Network) -> None:
    if not found.corridors:
        raise InvalidError(f"{content.file}: no path: it has no [[corridors]]. Give at least one.")
    left = {one.zone for one in found.corridors}
    for zone in found.zones:
        if zone.id not in left:
            raise content.table("zones").error(
                zone.id, f"no corridor leaves it. Give one with from = {zone.id!r}, or drop it."
            )
    if not found.groups:
        raise InvalidError(f"{content.file}: no [groups]: nobody could leave. Give at least one.")
