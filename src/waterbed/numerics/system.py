"""System: the arrays that a run of the corridor model begins from, uses and fills.

Draws come first in every array of parameters, states and counts. A cell is a group in a zone, a
way a cell and a corridor that begins in its zone, a move a transfer that a cell can make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Shorts = NDArray[np.int32]

MOST_ARRIVALS = 500_000.0
"""People of one group that can come in a month, whatever the parameters say."""


class Layout(NamedTuple):
    """Who can be where, and which way leads out.

    Parameters
    ----------
    cell_group, cell_zone
        Group and zone of each cell; cells of a group stand together.
    group_start
        First cell of each group, and the number of cells.
    way_cell, way_corridor
        Cell and corridor of each way; ways of a cell stand together.
    cell_ways
        First way of each cell, and the number of ways.
    move_to, move_transfer
        Cell entered and transfer of each move; moves of a cell stand together.
    cell_moves
        First move of each cell, and the number of moves.
    corridor_zone
        Zone in which each corridor begins.
    most
        The largest number of attempts that are expected from each zone in a month.
    """

    cell_group: Integers
    cell_zone: Integers
    group_start: Integers
    way_cell: Integers
    way_corridor: Integers
    cell_ways: Integers
    move_to: Integers
    move_transfer: Integers
    cell_moves: Integers
    corridor_zone: Integers
    most: Floats


class Demand(NamedTuple):
    """Who comes to where boats leave.

    Parameters
    ----------
    level
        Logarithm of people a month, (draws, groups).
    trend
        Change of it in a year, (draws, groups).
    season
        What is added to it in each month of the year, (draws, groups, 12).
    persistence, shock
        Of the wandering part of the logarithm: what remains after a month, and the standard
        deviation of what is added, (draws, groups).
    access
        Share of the group that comes to the zone, (draws, cells).
    redirect
        Share of those whose way is shut who take another, (draws,).
    """

    level: Floats
    trend: Floats
    season: Floats
    persistence: Floats
    shock: Floats
    access: Floats
    redirect: Floats


class Movement(NamedTuple):
    """Who goes from zone to zone.

    Parameters
    ----------
    share
        Of those waiting, a month, (draws, transfers).
    awareness
        Power of a zone's openness with which people turn to or from it, (draws,).
    """

    share: Floats
    awareness: Floats


class Departure(NamedTuple):
    """Who tries to cross.

    Parameters
    ----------
    rate
        Log odds that one who waits tries in a month, (draws, zones).
    season
        What is added in each month of the year, (draws, zones, 12).
    persistence, shock
        Of its wandering part, (draws, zones).
    leave
        Share of those who stay behind who leave the system in a month, (draws, zones).
    funding
        Elasticity of departures to money for their control, zero or below, (draws,).
    """

    rate: Floats
    season: Floats
    persistence: Floats
    shock: Floats
    leave: Floats
    funding: Floats


class Choice(NamedTuple):
    """Which corridor is taken.

    Parameters
    ----------
    utility
        Logarithm of a corridor's pull, (draws, corridors).
    persistence, shock
        Of its wandering part, (draws, corridors).
    nest
        Power with which the pull of a zone's corridors together draws departures, (draws,).
    memory
        What a group's share on a corridor adds to the logarithm of its pull, (draws,).
    decay
        What remains of memory after a month, (draws,).
    risk, interception, price
        Power with which perceived deaths, the chance to get through, and the price act on the
        pull, (draws,).
    """

    utility: Floats
    persistence: Floats
    shock: Floats
    nest: Floats
    memory: Floats
    decay: Floats
    risk: Floats
    interception: Floats
    price: Floats


class Outcome(NamedTuple):
    """What becomes of an attempt.

    Parameters
    ----------
    interception
        Log odds of being stopped and taken back, (draws, zones).
    persistence, shock
        Of its wandering part, (draws, zones).
    deaths
        Probability that one who is not stopped dies or goes missing, (draws, corridors).
    death_shock
        Standard deviation of the logarithm of its factor in a month, (draws, corridors).
    """

    interception: Floats
    persistence: Floats
    shock: Floats
    deaths: Floats
    death_shock: Floats


class Detention(NamedTuple):
    """What becomes of those who are taken back.

    Parameters
    ----------
    release
        Probability of leaving detention in a month, (draws, zones).
    leave
        Share of those released who leave the system, (draws, zones).
    """

    release: Floats
    leave: Floats


class State(NamedTuple):
    """Where everything stands at the end of a month.

    Parameters
    ----------
    waiting, detained
        People, (draws, cells).
    memory
        Attempts that are remembered, (draws, ways).
    attempts, deaths
        Attempts and deaths that are remembered, (draws, corridors).
    demand, departure, corridor, interception
        The wandering parts: (draws, groups), (draws, zones), (draws, corridors), (draws, zones).
    """

    waiting: Integers
    detained: Integers
    memory: Floats
    attempts: Floats
    deaths: Floats
    demand: Floats
    departure: Floats
    corridor: Floats
    interception: Floats


class Push(NamedTuple):
    """What moves the wandering parts in the first months, in place of shocks at random.

    Parameters
    ----------
    demand, departure, corridor, interception
        Added in each month, (draws, months, groups), (draws, months, zones), (draws, months,
        corridors), (draws, months, zones); without months all is left to chance.
    """

    demand: Floats
    departure: Floats
    corridor: Floats
    interception: Floats


class Parameters(NamedTuple):
    """Everything that a run needs to know about a network beside its shape.

    Parameters
    ----------
    demand, movement, departure, choice, outcome, detention
        One for each part of a step.
    reporting
        By what a published series differs from what it counts, a factor, (draws, observed).
    state
        Where everything stands at the end of the month before the first.
    push
        What moves the wandering parts in the first months.
    """

    demand: Demand
    movement: Movement
    departure: Departure
    choice: Choice
    outcome: Outcome
    detention: Detention
    reporting: Floats
    state: State
    push: Push


class Settings(NamedTuple):
    """What the levers do, month by month; without any, every number is 1.

    Parameters
    ----------
    control
        Factor on departures, (months, zones).
    money
        Factor on the money for control of departures, (months, zones).
    through
        Factor on the chance to get through, (months, zones).
    stopped
        Factor on the chance of being stopped, (months, zones).
    deaths
        Factor on the probability of dying, (months, corridors).
    open
        Factor on a corridor's pull, (months, corridors).
    price
        Factor on its price, (months, corridors).
    demand
        Factor on who comes, (months, groups).
    access
        Factor on who comes to a zone, (months, cells).
    transfer
        Factor on movements, (months, transfers).
    """

    control: Floats
    money: Floats
    through: Floats
    stopped: Floats
    deaths: Floats
    open: Floats
    price: Floats
    demand: Floats
    access: Floats
    transfer: Floats


class Counts(NamedTuple):
    """What happened.

    Parameters
    ----------
    attempts, landed, returned, dead
        People, (draws, months, corridors).
    landed_by_way
        Landed by group and corridor, (draws, months, ways); no months where it is not asked for.
    entered, left
        Who came into and left the system in the month, (draws, months, zones).
    waiting, detained
        People at the end of the month, (draws, months, zones).
    """

    attempts: Shorts
    landed: Shorts
    returned: Shorts
    dead: Shorts
    landed_by_way: Shorts
    entered: Shorts
    left: Shorts
    waiting: Integers
    detained: Integers
