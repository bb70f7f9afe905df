"""Scenario file: a scenario and its network from TOML; what does not fit names key and line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.records import (
    LEVER_KINDS,
    InvalidError,
    Lever,
    LeverKind,
    PartialDate,
    Scenario,
)
from waterbed.records.monthly import index_of
from waterbed.records.scenario import MOST_DRAWS, MOST_MONTHS, MULTIPLIED, SIZED
from waterbed.simulate.levers import targets
from waterbed.simulate.located import Located, located, read_text
from waterbed.simulate.network_file import network

if TYPE_CHECKING:
    from pathlib import Path

    from waterbed.simulate.network import Network

_KEYS = ("title", "network", "start", "horizon", "seed", "draws", "note", "levers")
_LEVER_KEYS = ("kind", "on", "start", "end", "size", "multiplier")
_MOST_SEED = 2**31 - 1


def read_scenario(path: Path) -> tuple[Scenario, Network]:
    """Read a scenario from a file, and the network that it names.

    Parameters
    ----------
    path
        A TOML file; a network's own path begins from its folder.

    Returns
    -------
    tuple of Scenario and Network
        Both checked, the levers against the network.

    Raises
    ------
    NotFoundError
        Where there is no such file or network.
    InvalidError
        Where it does not fit; it names key, line and allowed values.
    """
    text = read_text(
        path, f"scenario {str(path)!r}", "a TOML file, such as those in examples/scenarios"
    )
    return parse_scenario(text, path.name, path.parent)


def parse_scenario(text: str, file: str, folder: Path | None = None) -> tuple[Scenario, Network]:
    """Read a scenario from the text of its file, and the network that it names.

    Parameters
    ----------
    text
        TOML.
    file
        Name of the file, for the errors.
    folder
        What a network's relative path begins from; None for the current folder.

    Returns
    -------
    tuple of Scenario and Network
        Both checked, the levers against the network.

    Raises
    ------
    NotFoundError
        Where there is no such network.
    InvalidError
        Where it does not fit; it names key, line and allowed values.
    """
    content = located(text, file)
    content.only(_KEYS)
    region = network(content.text("network", "mediterranean"), folder)
    scenario = Scenario(
        title=content.text("title"),
        network=content.text("network", "mediterranean"),
        start=_month(content, "start"),
        horizon=content.whole("horizon", 1, MOST_MONTHS),
        seed=content.whole("seed", 0, _MOST_SEED, 1),
        draws=content.whole("draws", 1, MOST_DRAWS, 1000),
        note=content.text("note", ""),
    )
    levers = tuple(_lever(one, scenario, region) for one in content.entries("levers"))
    return replace(scenario, levers=levers), region


def sweep(scenario: Scenario, place: int, size: float) -> Scenario:
    """Give the same scenario with another size of one lever.

    Parameters
    ----------
    scenario
        Any scenario.
    place
        Position of the lever.
    size
        Its size, or its multiplier where it has one.

    Returns
    -------
    Scenario
        Everything else as it was.
    """
    lever = scenario.levers[place]
    name = "size" if lever.size is not None else "multiplier"
    moved = replace(lever, **{name: (size,)})  # type: ignore[arg-type]
    return replace(
        scenario, levers=(*scenario.levers[:place], moved, *scenario.levers[place + 1 :])
    )


def _lever(one: Located, scenario: Scenario, region: Network) -> Lever:
    one.only(_LEVER_KEYS)
    kind: LeverKind = one.one_of("kind", LEVER_KINDS)  # type: ignore[assignment]
    on = one.among("on", one.text("on"), targets(region, kind))
    start = _month(one, "start") if "start" in one.content else scenario.start
    end = _month(one, "end") if "end" in one.content else None
    if end is not None and end < start:
        raise one.error("end", f"got {end:%Y-%m}, before its start {start:%Y-%m}. Swap the two.")
    names = [name for name in ("size", "multiplier") if name in one.content]
    if len(names) != 1:
        raise one.error("kind", f"got {names or 'neither'}. Give a size or a multiplier, not both.")
    allowed = {"size": SIZED, "multiplier": MULTIPLIED}[names[0]]
    if kind not in allowed:
        raise one.error(names[0], f"a {kind} lever has none. Kinds with it: {', '.join(allowed)}.")
    limits = (0.0, 1.0) if names[0] == "size" else Lever.limits(kind)
    values = {names[0]: _values(one, names[0], limits)}
    _fits(one, names[0], len(values[names[0]]), _months_of(scenario, start, end))
    return Lever(kind, on, start, end, **values)


def _values(one: Located, key: str, limits: tuple[float, float]) -> tuple[float, ...]:
    value = one.content[key]
    listed = value if isinstance(value, list) and value else [value]
    return tuple(one.within(key, each, *limits) for each in listed)


def _months_of(scenario: Scenario, start: dt.date, end: dt.date | None) -> int:
    """Count the months from the start of a lever to its end or that of the scenario."""
    last = index_of(scenario.start) + scenario.horizon - 1
    return (last if end is None else min(last, index_of(end))) - index_of(start) + 1


def _fits(one: Located, key: str, count: int, months: int) -> None:
    if count > max(months, 1):
        raise one.error(
            key,
            f"got {count} numbers for {max(months, 0)} months. Give at most one a month; of fewer, "
            "the last one stays.",
        )


def _month(one: Located, key: str) -> dt.date:
    """Read a month; a day or a date of TOML counts as its month only on the first."""
    value = one.content.get(key)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = value.isoformat()
    if not isinstance(value, str):
        raise one.error(key, f'got {value!r}. Write a month as {key} = "2024-07".')
    try:
        date = PartialDate(value)
    except InvalidError as error:
        raise one.error(key, f'{error} Write a month as "2024-07".') from None
    if date.precision == "month" or (date.precision == "day" and date.first.day == 1):
        return date.first
    raise one.error(key, f'got {value!r}, which is no month. Write it as "{date.first:%Y-%m}".')
