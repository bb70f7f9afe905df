"""Scenario: a network run forward under levers. Run: what came of it, always marked simulated."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.citation import Citation
from waterbed.records.errors import InvalidError
from waterbed.records.estimate import Estimate

LeverKind = Literal[
    "control", "interception", "rescue", "closure", "price", "demand", "transfer", "funding"
]
LEVER_KINDS: tuple[LeverKind, ...] = get_args(LeverKind)
SIZED: tuple[LeverKind, ...] = (
    "control",
    "interception",
    "rescue",
    "closure",
    "demand",
    "transfer",
)
"""Kinds whose lever may have a size: a share from 0 to 1."""
MULTIPLIED: tuple[LeverKind, ...] = (
    "control",
    "interception",
    "rescue",
    "price",
    "demand",
    "transfer",
    "funding",
)
"""Kinds whose lever may have a multiplier."""
LEAST_MULTIPLIER, MOST_MULTIPLIER = 0.01, 100.0
MOST_MONTHS, MOST_DRAWS = 600, 10_000_000


@dataclass(frozen=True, slots=True)
class Lever:
    """Something that is done to a part of the system from a month on.

    Parameters
    ----------
    kind
        What is moved. ``control``: departures from a zone; ``interception``: who is stopped and
        taken back to a zone; ``rescue``: deaths in an area; ``closure``: a corridor; ``price``: of
        a corridor; ``demand``: who comes of a group; ``transfer``: a movement between zones, or
        what a group finds open of a zone; ``funding``: money for control of a zone.
    on
        Id of the zone, area, corridor, group or transfer.
    start
        First day of the first month.
    end
        First day of the last month; None for the end of the horizon.
    size
        Share from 0 to 1, one for all months or one for each; None where there is a multiplier.
    multiplier
        What the thing moved is multiplied by, one for all months or one for each; None where there
        is a size.

    Raises
    ------
    InvalidError
        Where dates are reversed, a share or multiplier is outside its limits, or a kind has none
        of the two, both, or the wrong one.

    Notes
    -----
    A size is the share of departures prevented, of those who would get through now stopped, of
    deaths prevented, of a corridor closed, of people who no longer come, of movements prevented. A
    multiplier of control multiplies departures, of rescue it divides deaths, of funding it
    multiplies the money. After the last of several sizes the last one stays.
    """

    kind: LeverKind
    on: str
    start: dt.date
    end: dt.date | None = None
    size: tuple[float, ...] | None = None
    multiplier: tuple[float, ...] | None = None

    def __post_init__(self) -> None:
        named = f"lever {self.kind} on {self.on!r}"
        if self.kind not in LEVER_KINDS:
            raise InvalidError(f"{named}: allowed kinds: {', '.join(LEVER_KINDS)}.")
        if self.end is not None and self.end < self.start:
            raise InvalidError(f"{named}: ends {self.end}, before it starts, {self.start}.")
        if (self.size is None) == (self.multiplier is None):
            raise InvalidError(f"{named}: give a size or a multiplier, one of the two.")
        allowed = SIZED if self.size is not None else MULTIPLIED
        if self.kind not in allowed:
            what, other = ("size", "multiplier")[:: 1 if self.size is not None else -1]
            raise InvalidError(f"{named}: has no {what}. Give a {other}.")
        least, most = (0.0, 1.0) if self.size is not None else self.limits(self.kind)
        for value in self.values:
            if not (math.isfinite(value) and least <= value <= most):
                raise InvalidError(f"{named}: got {value:g}. Allowed: from {least:g} to {most:g}.")
        if not self.values:
            raise InvalidError(f"{named}: no number. Give one, or one for each month.")

    @property
    def values(self) -> tuple[float, ...]:
        """Its sizes or multipliers."""
        return (self.size if self.size is not None else self.multiplier) or ()

    @staticmethod
    def limits(kind: LeverKind) -> tuple[float, float]:
        """Give the least and the largest multiplier of a kind."""
        if kind == "control":
            return 0.0, 2.0
        if kind in {"price", "funding", "rescue"}:
            return LEAST_MULTIPLIER, MOST_MULTIPLIER
        return 0.0, MOST_MULTIPLIER


@dataclass(frozen=True, slots=True)
class Scenario:
    """A question: what the system would do from here under these levers.

    Parameters
    ----------
    title
        The question in words.
    network
        Name of a network that comes with the program, or the path of its file.
    start
        First day of the first month.
    horizon
        Months.
    seed
        Same seed, same numbers at random.
    draws
        How many runs.
    levers
        In any order; several on the same thing multiply.
    note
        What a reader must know.

    Raises
    ------
    InvalidError
        Where it does not begin on the first of a month, the horizon is empty or too long, or there
        are too few or too many draws.
    """

    title: str
    network: str
    start: dt.date
    horizon: int
    seed: int = 1
    draws: int = 1000
    levers: tuple[Lever, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if self.start.day != 1:
            raise InvalidError(
                f"start: got {self.start}. A scenario begins with a month: "
                f"{self.start.replace(day=1)}."
            )
        if not 1 <= self.horizon <= MOST_MONTHS:
            raise InvalidError(f"horizon: got {self.horizon}. Allowed: 1 to {MOST_MONTHS} months.")
        if not 1 <= self.draws <= MOST_DRAWS:
            raise InvalidError(f"draws: got {self.draws}. Allowed: 1 to {MOST_DRAWS:,}.")


@dataclass(frozen=True, slots=True)
class Totals:
    """People over the horizon.

    Parameters
    ----------
    attempts, landed, returned, dead
        With intervals over the draws. Deaths are recorded deaths, a minimum.
    """

    attempts: Estimate
    landed: Estimate
    returned: Estimate
    dead: Estimate


@dataclass(frozen=True, slots=True)
class CorridorRun:
    """What happened on a corridor, or on all of them.

    Parameters
    ----------
    corridor
        Id, empty for all together.
    title
        Name to print.
    baseline
        Without the levers.
    scenario
        With them.
    change
        With less without, draw by draw: its point is the median of the differences, not the
        difference of the medians.
    ends
        Longitude and latitude of where it begins and where it ends; None where not known.
    names
        Short titles of where it begins and where it ends, for a map.
    """

    corridor: str
    title: str
    baseline: Totals
    scenario: Totals
    change: Totals
    ends: tuple[float, float, float, float] | None = None
    names: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Fan:
    """Landed month by month.

    Parameters
    ----------
    corridor
        Id, empty for all together.
    months
        First day of each.
    baseline, scenario
        With intervals over the draws.
    """

    corridor: str
    months: tuple[dt.date, ...]
    baseline: tuple[Estimate, ...]
    scenario: tuple[Estimate, ...]


@dataclass(frozen=True, slots=True)
class Shifted:
    """What became of the landings that a lever averted.

    Parameters
    ----------
    averted
        Landings fewer on the corridors on which landings fell at the median.
    elsewhere
        Landings more on the others.
    share
        Elsewhere over averted, draw by draw; None where too few were averted to tell.
    fell, rose
        Ids of the corridors.
    """

    averted: Estimate
    elsewhere: Estimate
    share: Estimate | None
    fell: tuple[str, ...]
    rose: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Controller:
    """Who holds a coast on which a lever works.

    Parameters
    ----------
    zone
        Title of the zone.
    on
        The day.
    holders
        Names of the actors in control, each with its degree.
    sources
        Where the register has it from.
    """

    zone: str
    on: dt.date
    holders: tuple[str, ...]
    sources: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Skill:
    """How the calibrated model foretold a series out of time.

    Parameters
    ----------
    key
        The series.
    months_ahead
        First and last month ahead that are scored together.
    skill
        1 less the mean CRPS over that of the seasonal naive forecast; 0 and below: no better.
    coverage
        Share of months within the nominal interval.
    nominal
        What that interval promises.
    origins
        From how many dates.
    between
        First and last of those dates, as the last month known; None where not noted.
    """

    key: str
    months_ahead: tuple[int, int]
    skill: float
    coverage: float
    nominal: float
    origins: int
    between: tuple[dt.date, dt.date] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """What came of a scenario. Simulated: nobody counted any of it.

    Parameters
    ----------
    scenario
        The question.
    region
        Title of the network.
    nominal
        What the intervals promise of the model's own draws.
    total
        All corridors together.
    flows
        Each corridor.
    fans
        Month by month: all together first, then each corridor.
    displacement
        What became of averted landings; None without levers.
    controllers
        Who holds the zones on which levers work, at each lever's start.
    calibration
        What the parameters were calibrated on; empty where they are first guesses.
    skill
        How that calibration foretold out of time; empty where it was not measured.
    figures_to
        First day of the last month with a figure that it was calibrated on; None without any.
    notes
        What a reader must know.
    simulated
        Always true.
    """

    scenario: Scenario
    region: str
    nominal: float
    total: CorridorRun
    flows: tuple[CorridorRun, ...]
    fans: tuple[Fan, ...]
    displacement: Shifted | None = None
    controllers: tuple[Controller, ...] = ()
    calibration: str = ""
    skill: tuple[Skill, ...] = ()
    notes: tuple[str, ...] = ()
    figures_to: dt.date | None = None
    simulated: Literal[True] = True
