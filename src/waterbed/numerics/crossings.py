"""Crossings: the compiled step of the corridor model, month by month and draw by draw.

Every count is a quantile at a number that belongs to its process, draw, month and unit (see
`waterbed.numerics.counter`). Who stays is drawn, and who goes is the rest: with the same number
more people and a smaller chance to go never leave fewer behind.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from waterbed.numerics.compiled import compiled_free, compiled_inside
from waterbed.numerics.counter import base, binomial, normal, poisson, uniform
from waterbed.numerics.system import MOST_ARRIVALS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.numerics.system import Counts, Layout, Parameters, Settings, State

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Keys = NDArray[np.uint64]

PROCESSES = (
    "demand",
    "departure",
    "corridor",
    "interception",
    "arrive",
    "release",
    "released who leave",
    "transfer",
    "attempt",
    "way",
    "returned",
    "dead",
    "deadliness",
    "leave",
)
"""Each owns a stream of numbers; the order is that of the keys."""
(
    _DEMAND,
    _DEPARTURE,
    _CORRIDOR,
    _INTERCEPTION,
    _ARRIVE,
    _RELEASE,
    _RELEASED,
    _TRANSFER,
    _ATTEMPT,
    _WAY,
    _RETURNED,
    _DEAD,
    _DEADLINESS,
    _LEAVE,
) = range(len(PROCESSES))

_MOST_STOPPED = 0.98
_MOST_DEAD = 0.5
_MOST_TRY = 0.95
_MOST_MOVED = 0.9
_MOST_OPEN = 2.0
_LEAST_PULL, _MOST_TURN, _MOST_PUSH = 0.05, 10.0, 4.0
_STEEPEST = 30.0
_KNOWN_ATTEMPTS = 500.0
"""Attempts by which the perceived risk of a corridor is held at its usual one."""


class _Place(NamedTuple):
    draw: int
    """Which row of the parameters."""
    stream: int
    """Which draw of the streams."""
    month: int
    """Months since the first."""
    season: int
    """Month of the year, 0 for January."""


class _Scratch(NamedTuple):
    through: Floats
    """Chance to get through, with levers, by zone."""
    opened: Floats
    """Factor of control on departures, by zone."""
    ratio: Floats
    """Chance to get through with levers over without, by zone."""
    pull: Floats
    """Of each zone, 1 without levers."""
    reference: Floats
    """Pull of each zone's corridors together at their usual utility."""
    every: Floats
    """Pull of each zone's corridors together."""
    odds: Floats
    """To try, by zone, where its corridors pull as usual."""
    corridor: Floats
    """Pull of each corridor."""
    deadly: Floats
    """Probability of dying where not stopped, by corridor."""
    chance: Floats
    """To try, by cell."""
    expected: Floats
    """Attempts, by zone."""
    way: Floats
    """Pull of each way."""
    tried: Integers
    """Attempts by way."""
    move: Floats
    """Share of its cell that makes each move."""
    coming: Integers
    """Who comes from other zones, by cell."""


class Run(NamedTuple):
    """A run that is about to begin.

    Parameters
    ----------
    layout, parameters, levers
        The system. The state in the parameters is not used.
    keys
        One for each of `PROCESSES`.
    state
        Where the draws begin; left where they end.
    counts
        Zeros, filled in.
    """

    layout: Layout
    parameters: Parameters
    levers: Settings
    keys: Keys
    state: State
    counts: Counts


class _Run(NamedTuple):
    layout: Layout
    parameters: Parameters
    levers: Settings
    keys: Keys
    state: State
    scratch: _Scratch
    counts: Counts


@compiled_inside
def _scratch(layout: Layout) -> _Scratch:
    zones, corridors = layout.most.shape[0], layout.corridor_zone.shape[0]
    cells, ways = layout.cell_zone.shape[0], layout.way_cell.shape[0]
    return _Scratch(
        np.zeros(zones),
        np.zeros(zones),
        np.zeros(zones),
        np.zeros(zones),
        np.zeros(zones),
        np.zeros(zones),
        np.zeros(zones),
        np.zeros(corridors),
        np.zeros(corridors),
        np.zeros(cells),
        np.zeros(zones),
        np.zeros(ways),
        np.zeros(ways, dtype=np.int64),
        np.zeros(layout.move_to.shape[0]),
        np.zeros(cells, dtype=np.int64),
    )


@compiled_inside
def _bounded_exp(value: float) -> float:
    return math.exp(min(max(value, -_STEEPEST), _STEEPEST))


@compiled_inside
def _power(value: float, exponent: float) -> float:
    """Raise to a power; without a lever the value is 1 and costs nothing."""
    return 1.0 if value == 1.0 else value**exponent


@compiled_inside
def _log(value: float) -> float:
    return 0.0 if value == 1.0 else math.log(value)


@compiled_inside
def _wander(
    values: Floats, persistence: Floats, shock: Floats, draw: int, start: np.uint64
) -> None:
    for unit in range(values.shape[1]):
        kept = persistence[draw, unit] * values[draw, unit]
        values[draw, unit] = kept + shock[draw, unit] * normal(start, unit)


@compiled_inside
def _prospects(place: _Place, run: _Run) -> None:
    """Set out how open each zone is, with levers and against none."""
    layout, levers, scratch, state = run.layout, run.levers, run.scratch, run.state
    outcome, choice = run.parameters.outcome, run.parameters.choice
    draw, month = place.draw, place.month
    for zone in range(layout.most.shape[0]):
        odds = _bounded_exp(outcome.interception[draw, zone] + state.interception[draw, zone])
        usual = min(odds / (1.0 + odds), _MOST_STOPPED)
        without = 1.0 - usual
        stopped = min(usual * levers.stopped[month, zone], _MOST_STOPPED)
        scratch.through[zone] = (1.0 - stopped) * levers.through[month, zone]
        scratch.ratio[zone] = scratch.through[zone] / without
        bought = _power(levers.money[month, zone], run.parameters.departure.funding[draw])
        bought = min(bought, _MOST_OPEN)
        scratch.opened[zone] = levers.control[month, zone] * bought
        scratch.reference[zone] = 0.0
        scratch.every[zone] = 0.0
        scratch.pull[zone] = 0.0
    for corridor in range(layout.corridor_zone.shape[0]):
        zone = layout.corridor_zone[corridor]
        usual = choice.utility[draw, corridor]
        now = _bounded_exp(usual + state.corridor[draw, corridor])
        scratch.reference[zone] += _bounded_exp(usual)
        scratch.every[zone] += now
        scratch.pull[zone] += now * levers.open[month, corridor]
    for zone in range(layout.most.shape[0]):
        share = scratch.pull[zone] / scratch.every[zone]
        openness = scratch.opened[zone] * share * scratch.ratio[zone]
        turned = _power(openness, run.parameters.movement.awareness[draw])
        scratch.pull[zone] = min(turned, _MOST_TURN)


@compiled_inside
def _arrive(place: _Place, run: _Run) -> None:
    """Let people come to where boats leave; some of those whose way is shut take another."""
    layout, levers, scratch, state = run.layout, run.levers, run.scratch, run.state
    demand, draw, month = run.parameters.demand, place.draw, place.month
    start = base(run.keys[_ARRIVE], place.stream, month)
    for group in range(layout.group_start.shape[0] - 1):
        level = demand.level[draw, group] + demand.trend[draw, group] * month / 12.0
        level += demand.season[draw, group, place.season] + state.demand[draw, group]
        rate = min(_bounded_exp(level) * levers.demand[month, group], MOST_ARRIVALS)
        kept, lost = 0.0, 0.0
        for cell in range(layout.group_start[group], layout.group_start[group + 1]):
            factor = levers.access[month, cell] * scratch.pull[layout.cell_zone[cell]]
            kept += demand.access[draw, cell] * factor
            lost += demand.access[draw, cell] * max(0.0, 1.0 - factor)
        for cell in range(layout.group_start[group], layout.group_start[group + 1]):
            zone = layout.cell_zone[cell]
            share = demand.access[draw, cell] * levers.access[month, cell] * scratch.pull[zone]
            if share > 0.0:
                share += demand.redirect[draw] * lost * share / kept
            came = poisson(min(rate * share, MOST_ARRIVALS), uniform(start, cell))
            state.waiting[draw, cell] += came
            run.counts.entered[draw, month, zone] += came


@compiled_inside
def _release(place: _Place, run: _Run) -> None:
    layout, state, detention = run.layout, run.state, run.parameters.detention
    draw = place.draw
    out = base(run.keys[_RELEASE], place.stream, place.month)
    away = base(run.keys[_RELEASED], place.stream, place.month)
    for cell in range(layout.cell_zone.shape[0]):
        held = state.detained[draw, cell]
        if held > 0:
            zone = layout.cell_zone[cell]
            released = binomial(held, detention.release[draw, zone], uniform(out, cell))
            gone = binomial(released, detention.leave[draw, zone], uniform(away, cell))
            state.detained[draw, cell] -= released
            state.waiting[draw, cell] += released - gone
            run.counts.left[draw, place.month, zone] += gone


@compiled_inside
def _transfer(place: _Place, run: _Run) -> None:
    """Move people between zones, the more the more open the other one is: how many, then where."""
    layout, levers, scratch, state = run.layout, run.levers, run.scratch, run.state
    movement, draw, month = run.parameters.movement, place.draw, place.month
    start = base(run.keys[_TRANSFER], place.stream, month)
    cells = layout.cell_zone.shape[0]
    for cell in range(cells):
        scratch.coming[cell] = 0
    for cell in range(cells):
        first, last = layout.cell_moves[cell], layout.cell_moves[cell + 1]
        waiting, total = state.waiting[draw, cell], 0.0
        if first == last or waiting == 0:
            continue
        here = max(scratch.pull[layout.cell_zone[cell]], _LEAST_PULL)
        for move in range(first, last):
            edge = layout.move_transfer[move]
            turn = min(scratch.pull[layout.cell_zone[layout.move_to[move]]] / here, _MOST_PUSH)
            scratch.move[move] = movement.share[draw, edge] * levers.transfer[month, edge] * turn
            total += scratch.move[move]
        some = min(total, _MOST_MOVED)
        staying = binomial(waiting, 1.0 - some, uniform(start, cell))
        state.waiting[draw, cell] = staying
        going = waiting - staying
        for move in range(first, last):
            share = 1.0 if move + 1 == last else min(scratch.move[move] / max(total, 1e-12), 1.0)
            gone = binomial(going, share, uniform(start, cells + move))
            scratch.coming[layout.move_to[move]] += gone
            going -= gone
            total -= scratch.move[move]
    for cell in range(cells):
        state.waiting[draw, cell] += scratch.coming[cell]


@compiled_inside
def _weigh(place: _Place, run: _Run) -> None:
    """Weigh each corridor and each way, and say how deadly each corridor is this month."""
    layout, levers, scratch, state = run.layout, run.levers, run.scratch, run.state
    choice, outcome = run.parameters.choice, run.parameters.outcome
    draw, month = place.draw, place.month
    start = base(run.keys[_DEADLINESS], place.stream, month)
    for corridor in range(layout.corridor_zone.shape[0]):
        zone = layout.corridor_zone[corridor]
        usual = outcome.deaths[draw, corridor]
        known = _KNOWN_ATTEMPTS * usual * scratch.through[zone]
        seen = state.deaths[draw, corridor] + known
        risk = seen / (state.attempts[draw, corridor] + _KNOWN_ATTEMPTS)
        risk /= max(usual * scratch.through[zone], 1e-9)
        value = choice.utility[draw, corridor] + state.corridor[draw, corridor]
        value -= choice.risk[draw] * math.log(max(risk, 1e-3))
        value -= choice.price[draw] * _log(levers.price[month, corridor])
        value += choice.interception[draw] * _log(max(scratch.ratio[zone], 1e-6))
        scratch.corridor[corridor] = _bounded_exp(value) * levers.open[month, corridor]
        width = outcome.death_shock[draw, corridor]
        factor = _bounded_exp(width * normal(start, corridor) - 0.5 * width * width)
        scratch.deadly[corridor] = min(usual * factor * levers.deaths[month, corridor], _MOST_DEAD)
    for cell in range(layout.cell_zone.shape[0]):
        first, last = layout.cell_ways[cell], layout.cell_ways[cell + 1]
        if last == first + 1:
            scratch.way[first] = scratch.corridor[layout.way_corridor[first]]
            continue
        remembered = 1e-9
        for way in range(first, last):
            remembered += state.memory[draw, way]
        for way in range(first, last):
            share = state.memory[draw, way] / remembered - 1.0 / (last - first)
            pull = scratch.corridor[layout.way_corridor[way]]
            scratch.way[way] = pull * _bounded_exp(choice.memory[draw] * share)


@compiled_inside
def _decide(place: _Place, run: _Run) -> None:
    """Give the chance to try of each cell, no more than the zone can hold."""
    layout, scratch, state = run.layout, run.scratch, run.state
    departure, nest, draw = run.parameters.departure, run.parameters.choice.nest, place.draw
    for zone in range(layout.most.shape[0]):
        scratch.expected[zone] = 0.0
        rate = departure.rate[draw, zone] + departure.season[draw, zone, place.season]
        scratch.odds[zone] = _bounded_exp(rate + state.departure[draw, zone])
        scratch.every[zone] = 0.0
    for corridor in range(layout.corridor_zone.shape[0]):
        scratch.every[layout.corridor_zone[corridor]] += scratch.corridor[corridor]
    for zone in range(layout.most.shape[0]):
        scratch.every[zone] = (scratch.every[zone] / scratch.reference[zone]) ** nest[draw]
    for cell in range(layout.cell_zone.shape[0]):
        if state.waiting[draw, cell] == 0:
            continue
        zone = layout.cell_zone[cell]
        drawn = scratch.every[zone]
        if layout.cell_ways[cell + 1] > layout.cell_ways[cell] + 1:
            pull = 0.0
            for way in range(layout.cell_ways[cell], layout.cell_ways[cell + 1]):
                pull += scratch.way[way]
            drawn = (pull / scratch.reference[zone]) ** nest[draw]
        odds = scratch.odds[zone] * drawn
        tried = odds / (1.0 + odds)
        scratch.chance[cell] = min(tried * scratch.opened[zone], _MOST_TRY)
        scratch.expected[zone] += scratch.chance[cell] * state.waiting[draw, cell]
    for cell in range(layout.cell_zone.shape[0]):
        zone = layout.cell_zone[cell]
        if scratch.expected[zone] > layout.most[zone]:
            scratch.chance[cell] *= layout.most[zone] / scratch.expected[zone]


@compiled_inside
def _depart(place: _Place, run: _Run) -> None:
    """Let people try, each by one corridor; of those who stay some leave for good."""
    layout, scratch, state, draw = run.layout, run.scratch, run.state, place.draw
    leave = run.parameters.departure.leave
    attempt = base(run.keys[_ATTEMPT], place.stream, place.month)
    split = base(run.keys[_WAY], place.stream, place.month)
    away = base(run.keys[_LEAVE], place.stream, place.month)
    for cell in range(layout.cell_zone.shape[0]):
        waiting, zone = state.waiting[draw, cell], layout.cell_zone[cell]
        if waiting == 0:
            for way in range(layout.cell_ways[cell], layout.cell_ways[cell + 1]):
                scratch.tried[way] = 0
            continue
        staying = binomial(waiting, 1.0 - scratch.chance[cell], uniform(attempt, cell))
        gone = binomial(staying, leave[draw, zone], uniform(away, cell))
        state.waiting[draw, cell] = staying - gone
        run.counts.left[draw, place.month, zone] += gone
        going, pull = waiting - staying, 0.0
        for way in range(layout.cell_ways[cell], layout.cell_ways[cell + 1]):
            pull += scratch.way[way]
        for way in range(layout.cell_ways[cell], layout.cell_ways[cell + 1]):
            last = way + 1 == layout.cell_ways[cell + 1]
            share = 1.0 if last or pull <= 0.0 else min(scratch.way[way] / pull, 1.0)
            taken = binomial(going, share, uniform(split, way))
            scratch.tried[way] = taken
            going -= taken
            pull -= scratch.way[way]


@compiled_inside
def _cross(place: _Place, run: _Run) -> None:
    """Let each attempt end: taken back, dead or missing, landed."""
    layout, scratch, state, counts = run.layout, run.scratch, run.state, run.counts
    draw, month = place.draw, place.month
    back = base(run.keys[_RETURNED], place.stream, month)
    lost = base(run.keys[_DEAD], place.stream, month)
    by_way = counts.landed_by_way.shape[1] > 0
    for way in range(layout.way_cell.shape[0]):
        tried = scratch.tried[way]
        if tried == 0:
            continue
        corridor = layout.way_corridor[way]
        stopped = 1.0 - scratch.through[layout.corridor_zone[corridor]]
        returned = binomial(tried, stopped, uniform(back, way))
        dead = binomial(tried - returned, scratch.deadly[corridor], uniform(lost, way))
        state.detained[draw, layout.way_cell[way]] += returned
        counts.attempts[draw, month, corridor] += tried
        counts.returned[draw, month, corridor] += returned
        counts.dead[draw, month, corridor] += dead
        counts.landed[draw, month, corridor] += tried - returned - dead
        if by_way:
            counts.landed_by_way[draw, month, way] = tried - returned - dead


@compiled_inside
def _remember(place: _Place, run: _Run) -> None:
    layout, scratch, state, counts = run.layout, run.scratch, run.state, run.counts
    draw, month = place.draw, place.month
    decay = run.parameters.choice.decay[draw]
    for way in range(layout.way_cell.shape[0]):
        state.memory[draw, way] = decay * state.memory[draw, way]
        state.memory[draw, way] += (1.0 - decay) * scratch.tried[way]
    for corridor in range(layout.corridor_zone.shape[0]):
        attempts, deaths = (
            counts.attempts[draw, month, corridor],
            counts.dead[draw, month, corridor],
        )
        state.attempts[draw, corridor] = decay * state.attempts[draw, corridor] + attempts
        state.deaths[draw, corridor] = decay * state.deaths[draw, corridor] + deaths
    for cell in range(layout.cell_zone.shape[0]):
        zone = layout.cell_zone[cell]
        counts.waiting[draw, month, zone] += state.waiting[draw, cell]
        counts.detained[draw, month, zone] += state.detained[draw, cell]


@compiled_inside
def _follow(values: Floats, persistence: Floats, push: Floats, draw: int, month: int) -> None:
    for unit in range(values.shape[1]):
        kept = persistence[draw, unit] * values[draw, unit]
        values[draw, unit] = kept + push[draw, month, unit]


@compiled_inside
def _wander_all(place: _Place, run: _Run) -> None:
    draw, month, state, keys = place.draw, place.month, run.state, run.keys
    demand, departure = run.parameters.demand, run.parameters.departure
    choice, outcome, push = run.parameters.choice, run.parameters.outcome, run.parameters.push
    if month < push.demand.shape[1]:
        _follow(state.demand, demand.persistence, push.demand, draw, month)
        _follow(state.departure, departure.persistence, push.departure, draw, month)
        _follow(state.corridor, choice.persistence, push.corridor, draw, month)
        _follow(state.interception, outcome.persistence, push.interception, draw, month)
        return
    start = base(keys[_DEMAND], place.stream, month)
    _wander(state.demand, demand.persistence, demand.shock, draw, start)
    start = base(keys[_DEPARTURE], place.stream, month)
    _wander(state.departure, departure.persistence, departure.shock, draw, start)
    start = base(keys[_CORRIDOR], place.stream, month)
    _wander(state.corridor, choice.persistence, choice.shock, draw, start)
    start = base(keys[_INTERCEPTION], place.stream, month)
    _wander(state.interception, outcome.persistence, outcome.shock, draw, start)


@compiled_free
def advance(run: Run, season: int, rows: tuple[int, int, int]) -> None:
    """Run some draws forward.

    Parameters
    ----------
    run
        The system, the levers, where it begins, and the counts to fill in.
    season
        Month of the year of the first month, 0 for January.
    rows
        First row, the row after the last, and what is added to a row to give its draw in the
        streams.
    """
    layout = run.layout
    all_of_it = _Run(
        layout, run.parameters, run.levers, run.keys, run.state, _scratch(layout), run.counts
    )
    for draw in range(rows[0], rows[1]):
        for month in range(run.levers.demand.shape[0]):
            place = _Place(draw, draw + rows[2], month, (season + month) % 12)
            _wander_all(place, all_of_it)
            _prospects(place, all_of_it)
            _arrive(place, all_of_it)
            _release(place, all_of_it)
            _transfer(place, all_of_it)
            _weigh(place, all_of_it)
            _decide(place, all_of_it)
            _depart(place, all_of_it)
            _cross(place, all_of_it)
            _remember(place, all_of_it)
