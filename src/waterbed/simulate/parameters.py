"""Parameters: what is believed about a network before its figures, as numbers on one normal scale.

Every parameter is a known function of standard normal numbers, so that any method that moves normal
numbers can calibrate the model: `prior` gives their centres and spreads, `parameters` turns vectors
into parameters.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics import stream
from waterbed.numerics.system import (
    Choice,
    Demand,
    Departure,
    Detention,
    Movement,
    Outcome,
    Parameters,
    Push,
    State,
)
from waterbed.records import InvalidError
from waterbed.simulate.layout import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from waterbed.simulate.network import Network

    Floats = NDArray[np.float64]

_BLOCK = 256
_LEAST_SHARE = 1e-9
_SURE = 0.97
_STEEPEST = 30.0


@dataclass(frozen=True, slots=True)
class Prior:
    """Centres and spreads of the numbers that parameters are made of.

    Parameters
    ----------
    names
        What each number is: ``"departure.rate/tunisia"``.
    mean, spread
        Centre and standard deviation of each, (numbers,).
    """

    names: tuple[str, ...]
    mean: Floats
    spread: Floats


@dataclass(frozen=True, slots=True)
class _Block:
    name: str
    labels: tuple[str, ...]
    mean: Floats
    spread: float | Floats


def prior(network: Network) -> Prior:
    """Give what is believed about a network before its figures.

    Parameters
    ----------
    network
        Any network.

    Returns
    -------
    Prior
        Centres from the network's file; spreads as the page on simulation lists them.
    """
    blocks = list(_blocks(network))
    return Prior(
        names=tuple(f"{block.name}/{label}" for block in blocks for label in block.labels),
        mean=np.concatenate([block.mean for block in blocks]),
        spread=np.concatenate(
            [np.broadcast_to(block.spread, len(block.labels)) for block in blocks]
        ).astype(float),
    )


def draw_prior(network: Network, draws: int, seed: int = 1, *, first: int = 0) -> Parameters:
    """Draw parameters from what is believed before the figures.

    Parameters
    ----------
    network
        Any network.
    draws
        How many.
    seed
        Same seed, same parameters.
    first
        Number of the first draw; draw 1,000 is the same however many are drawn at once.

    Returns
    -------
    waterbed.numerics.system.Parameters
        Draws first in every array.
    """
    believed = prior(network)
    blocks = range(first // _BLOCK, (first + draws - 1) // _BLOCK + 1)
    size = (_BLOCK, len(believed.mean))
    numbers = np.concatenate(
        [stream("simulate prior", seed, block).standard_normal(size) for block in blocks]
    )
    skipped = first - blocks[0] * _BLOCK
    numbers = numbers[skipped : skipped + draws]
    return parameters(network, believed.mean + believed.spread * numbers)


def parameters(network: Network, vectors: Floats) -> Parameters:
    """Turn vectors of numbers into parameters.

    Parameters
    ----------
    network
        Any network.
    vectors
        (draws, numbers), in the order of `prior`.

    Returns
    -------
    waterbed.numerics.system.Parameters
        Draws first in every array; the state is where the parameters would have brought the system
        without shocks, times what the vector says of each zone.

    Raises
    ------
    InvalidError
        Where there are more or fewer numbers, or one is not finite.
    """
    numbers = _Numbers(network, np.atleast_2d(np.asarray(vectors, dtype=float)))
    made = Parameters(
        demand=_demand(network, numbers),
        movement=Movement(_share(numbers["movement.share"]), _one(_exp, numbers, "awareness")),
        departure=_departure(numbers, len(network.zones)),
        choice=_choice(numbers),
        outcome=_outcome(numbers),
        detention=Detention(
            _share(numbers["detention.release"]), _share(numbers["detention.leave"])
        ),
        reporting=_exp(numbers["reporting"]),
        state=_nowhere(len(numbers.vectors), network),
        push=_unmoved(len(numbers.vectors), network),
    )
    return made._replace(state=_settled(network, made, numbers))


def take(made: Parameters, rows: Sequence[int] | NDArray[np.int64]) -> Parameters:
    """Take some draws, in an order, a draw as often as it is named.

    Parameters
    ----------
    made
        Any parameters.
    rows
        Positions of draws.

    Returns
    -------
    waterbed.numerics.system.Parameters
        As many draws as rows.
    """
    places = np.asarray(rows, dtype=np.int64)

    def pick(part: object) -> object:
        if isinstance(part, np.ndarray):
            return np.ascontiguousarray(part[places])
        return type(part)(*map(pick, part))  # type: ignore[call-overload]

    return pick(made)  # type: ignore[return-value]


class _Numbers:
    """Vectors by the name of their blocks."""

    def __init__(self, network: Network, vectors: Floats) -> None:
        blocks = list(_blocks(network))
        needed = sum(len(block.labels) for block in blocks)
        if vectors.shape[1] != needed or not np.isfinite(vectors).all():
            raise InvalidError(
                f"parameters of {network.name}: got {vectors.shape[1]} numbers a draw, of which "
                f"{int(np.isfinite(vectors).all(axis=0).sum())} are finite in every draw. "
                f"Give {needed} finite numbers in the order of `prior`."
            )
        self.vectors = vectors
        ends = np.cumsum([len(block.labels) for block in blocks])
        self._parts = {
            block.name: vectors[:, end - len(block.labels) : end]
            for block, end in zip(blocks, ends, strict=True)
        }

    def __getitem__(self, name: str) -> Floats:
        return np.ascontiguousarray(self._parts[name])


def _blocks(network: Network) -> Iterator[_Block]:
    yield from _blocks_of_groups(network)
    yield from _blocks_of_zones(network)
    yield from _blocks_of_corridors(network)
    for name, centre, spread in (
        ("redirect", _odds(0.4), 0.8),
        ("awareness", math.log(0.5), 0.5),
        ("funding", math.log(0.1), 0.7),
        ("nest", _odds(0.5), 0.8),
        ("memory", math.log(0.5), 0.5),
        ("decay", _odds(0.8), 0.5),
        ("risk", math.log(0.1), 0.8),
        ("interception", math.log(0.3), 0.7),
        ("price", math.log(0.3), 0.7),
    ):
        yield _Block(name, ("all",), np.array([centre]), spread)


def _blocks_of_groups(network: Network) -> Iterator[_Block]:
    names = tuple(group.id for group in network.groups)
    level = np.log([group.arrive for group in network.groups])
    yield _Block("demand.level", names, level, 0.5)
    yield _even("demand.trend", names, 0.0, 0.05)
    yield _even("demand.season", _waves(names, 1), 0.0, 0.15)
    yield _even("demand.persistence", names, _odds(0.9), 0.7)
    yield _even("demand.shock", names, math.log(0.15), 0.5)
    yield _even("state.demand", names, 0.0, 1.0)
    cells = tuple(f"{group.id}>{zone}" for group in network.groups for zone, _ in group.access)
    shares = [share for group in network.groups for _, share in group.access]
    yield _Block("demand.access", cells, np.log(np.maximum(shares, _LEAST_SHARE)), 0.4)


def _blocks_of_zones(network: Network) -> Iterator[_Block]:
    names, zones = tuple(zone.id for zone in network.zones), network.zones
    yield _Block("departure.rate", names, _odds_of(zone.attempt for zone in zones), 0.4)
    angles = [2 * math.pi * zone.peak / 12 for zone in zones]
    waves = [
        wave
        for zone, angle in zip(zones, angles, strict=True)
        for wave in (zone.swing * math.cos(angle), zone.swing * math.sin(angle), 0.0, 0.0)
    ]
    yield _Block("departure.season", _waves(names, 2), np.array(waves), 0.2)
    yield _even("departure.persistence", names, _odds(0.8), 0.7)
    yield _even("departure.shock", names, math.log(0.25), 0.5)
    yield _even("state.departure", names, 0.0, 1.0)
    yield _Block("departure.leave", names, _odds_of(zone.leave for zone in zones), 0.4)
    yield _Block("outcome.interception", names, _odds_of(z.returned for z in zones), 0.4)
    yield _even("outcome.persistence", names, _odds(0.8), 0.7)
    yield _even("outcome.shock", names, math.log(0.25), 0.5)
    yield _even("state.interception", names, 0.0, 1.0)
    release = _odds_of(min(1 / zone.detention, _SURE) for zone in zones)
    yield _Block("detention.release", names, release, 0.4)
    yield _even("detention.leave", names, _odds(0.25), 0.7)
    yield _even("state.waiting", names, 0.0, 0.4)


def _blocks_of_corridors(network: Network) -> Iterator[_Block]:
    names, ways = tuple(way.id for way in network.corridors), network.corridors
    returned = {zone.id: zone.returned for zone in network.zones}
    yield _Block("choice.utility", names, np.log([way.weight for way in ways]), 0.4)
    yield _even("choice.persistence", names, _odds(0.85), 0.7)
    yield _even("choice.shock", names, math.log(0.2), 0.5)
    yield _even("state.corridor", names, 0.0, 1.0)
    deaths = _odds_of(min(way.deaths / (1 - returned[way.zone]), 0.4) for way in ways)
    yield _Block("outcome.deaths", names, deaths, 0.3)
    yield _even("outcome.death_shock", names, math.log(0.6), 0.4)
    moves = tuple(one.id for one in network.transfers)
    yield _Block("movement.share", moves, _odds_of(t.share for t in network.transfers), 0.7)
    keys = tuple(one.key for one in network.observed)
    spreads = np.array([one.spread for one in network.observed])
    yield _Block("reporting", keys, np.zeros(len(keys)), spreads)


def _even(name: str, labels: tuple[str, ...], mean: float, spread: float) -> _Block:
    return _Block(name, labels, np.full(len(labels), mean), spread)


def _waves(names: tuple[str, ...], count: int) -> tuple[str, ...]:
    parts = [f"{wave} {turn}" for turn in range(1, count + 1) for wave in ("cosine", "sine")]
    return tuple(f"{name}, {part}" for name in names for part in parts)


def _odds(share: float) -> float:
    return math.log(share / (1 - share))


def _odds_of(shares: Iterator[float]) -> Floats:
    return np.array([_odds(share) for share in shares])


def _exp(numbers: Floats) -> Floats:
    """Give the exponential, of numbers beyond 30 that of 30: no vector makes an infinity."""
    powers: Floats = np.exp(np.clip(numbers, -_STEEPEST, _STEEPEST))
    return powers


def _share(numbers: Floats) -> Floats:
    return 1 / (1 + _exp(-numbers))


def _one(function: object, numbers: _Numbers, name: str) -> Floats:
    return np.ascontiguousarray(function(numbers[name])[:, 0])  # type: ignore[operator]


def _season(numbers: Floats, names: int) -> Floats:
    """Add up the waves of each name for the months January to December."""
    waves = numbers.reshape(len(numbers), names, -1)
    months = 2 * np.pi * np.arange(1, 13) / 12
    turns = range(1, waves.shape[2] // 2 + 1)
    table = np.array([wave(turn * months) for turn in turns for wave in (np.cos, np.sin)])
    return np.ascontiguousarray(waves @ table)


def _demand(network: Network, numbers: _Numbers) -> Demand:
    drawn, starts = _exp(numbers["demand.access"]), layout(network).group_start
    whole = np.add.reduceat(drawn, starts[:-1], axis=1)
    return Demand(
        level=np.clip(numbers["demand.level"], -_STEEPEST, _STEEPEST),
        trend=np.clip(numbers["demand.trend"], -_STEEPEST, _STEEPEST),
        season=_season(numbers["demand.season"], len(network.groups)),
        persistence=_share(numbers["demand.persistence"]),
        shock=_exp(numbers["demand.shock"]),
        access=drawn / np.repeat(whole, np.diff(starts), axis=1),
        redirect=_one(_share, numbers, "redirect"),
    )


def _departure(numbers: _Numbers, zones: int) -> Departure:
    return Departure(
        rate=numbers["departure.rate"],
        season=_season(numbers["departure.season"], zones),
        persistence=_share(numbers["departure.persistence"]),
        shock=_exp(numbers["departure.shock"]),
        leave=_share(numbers["departure.leave"]),
        funding=-_one(_exp, numbers, "funding"),
    )


def _choice(numbers: _Numbers) -> Choice:
    return Choice(
        utility=numbers["choice.utility"],
        persistence=_share(numbers["choice.persistence"]),
        shock=_exp(numbers["choice.shock"]),
        nest=_one(_share, numbers, "nest"),
        memory=_one(_exp, numbers, "memory"),
        decay=_one(_share, numbers, "decay"),
        risk=_one(_exp, numbers, "risk"),
        interception=_one(_exp, numbers, "interception"),
        price=_one(_exp, numbers, "price"),
    )


def _outcome(numbers: _Numbers) -> Outcome:
    return Outcome(
        interception=numbers["outcome.interception"],
        persistence=_share(numbers["outcome.persistence"]),
        shock=_exp(numbers["outcome.shock"]),
        deaths=np.minimum(_share(numbers["outcome.deaths"]), 0.5),
        death_shock=_exp(numbers["outcome.death_shock"]),
    )


def _unmoved(draws: int, network: Network) -> Push:
    zones = len(network.zones)
    widths = (len(network.groups), zones, len(network.corridors), zones)
    return Push(*(np.zeros((draws, 0, width)) for width in widths))


def _nowhere(draws: int, network: Network) -> State:
    cells, ways = len(network.cells), len(network.ways)
    zones, corridors = len(network.zones), len(network.corridors)
    return State(
        waiting=np.zeros((draws, cells), dtype=np.int64),
        detained=np.zeros((draws, cells), dtype=np.int64),
        memory=np.zeros((draws, ways)),
        attempts=np.zeros((draws, corridors)),
        deaths=np.zeros((draws, corridors)),
        demand=np.zeros((draws, len(network.groups))),
        departure=np.zeros((draws, zones)),
        corridor=np.zeros((draws, corridors)),
        interception=np.zeros((draws, zones)),
    )


def _settled(network: Network, made: Parameters, numbers: _Numbers) -> State:
    """Put as many in each place as would come and go in balance, and wander from there."""
    laid = layout(network)
    zone, corridor = laid.cell_zone, laid.way_corridor
    tried = _share(made.departure.rate)
    through = 1 - _share(made.outcome.interception)
    going = made.departure.leave + tried * through
    coming = _exp(made.demand.level)[:, laid.cell_group] * made.demand.access
    factor = _exp(numbers["state.waiting"])[:, zone]
    waiting = np.minimum(coming / going[:, zone] * factor, 1e7)
    held = waiting * (tried * (1 - through) / made.detention.release)[:, zone]
    pull = _exp(made.choice.utility)
    whole = _summed(pull, laid.corridor_zone, tried.shape[1])
    ways = (waiting * tried[:, zone])[:, laid.way_cell]
    ways *= (pull / whole[:, laid.corridor_zone])[:, corridor]
    attempts = _summed(ways, corridor, pull.shape[1])
    known = attempts / (1 - made.choice.decay)[:, None]
    return State(
        waiting=np.rint(waiting).astype(np.int64),
        detained=np.rint(np.minimum(held, 1e7)).astype(np.int64),
        memory=ways,
        attempts=known,
        deaths=known * made.outcome.deaths * through[:, laid.corridor_zone],
        demand=_wandered(numbers["state.demand"], made.demand.persistence, made.demand.shock),
        departure=_wandered(
            numbers["state.departure"], made.departure.persistence, made.departure.shock
        ),
        corridor=_wandered(numbers["state.corridor"], made.choice.persistence, made.choice.shock),
        interception=_wandered(
            numbers["state.interception"], made.outcome.persistence, made.outcome.shock
        ),
    )


def _wandered(numbers: Floats, persistence: Floats, shock: Floats) -> Floats:
    wandered: Floats = numbers * shock / np.sqrt(1 - np.minimum(persistence, 0.999) ** 2)
    return wandered


def _summed(parts: Floats, owners: NDArray[np.int64], count: int) -> Floats:
    """Add up columns by their owner."""
    belongs = (owners[:, None] == np.arange(count)).astype(float)
    summed: Floats = parts @ belongs
    return summed
