"""Displacement: how many of those who no longer came one way came another, and how sure.

First what was averted on the route of the event, then what each other route received above what was
expected of it, and only then the share; each with the errors of the same method at past dates.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.cost import HumanCost
from waterbed.records.effect import Effect
from waterbed.records.errors import InvalidError
from waterbed.records.estimate import Estimate
from waterbed.records.event import Event
from waterbed.records.percent import percent

Standing = Literal["identified", "uninformative", "no share fits", "not identified"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)

Side = Literal["low", "high", "neither"]


@dataclass(frozen=True, slots=True)
class ShareSet:
    """The shares displaced that the figures do not rule out.

    Parameters
    ----------
    standing
        ``"identified"``: the set is bounded and rules out a part of 0 to 1. ``"uninformative"``:
        it is bounded and rules out none of it. ``"no share fits"``: it is bounded and rules out
        all of it. ``"not identified"``: it is unbounded, or what was averted may be nothing.
    low, high
        Ends of the set, None where it has none on that side. Below 0 the other route received
        fewer than expected; above 1 it received more than was averted.
    point
        Median of the share, None unless identified.
    because
        Why it is not identified or no share fits, and what a reader must know.

    Raises
    ------
    InvalidError
        Where an identified set has no point or no ends, another has a point, the ends are reversed,
        no share fits a set that meets 0 to 1 or some does one that does not, or the reason is
        lacking where none is identified or fits.
    """

    standing: Standing
    low: float | None = None
    high: float | None = None
    point: float | None = None
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        bounded = self.low is not None and self.high is not None
        if self.standing == "identified" and (not bounded or self.point is None):
            raise InvalidError("an identified share has a point and two ends.")
        if self.standing != "identified" and self.point is not None:
            raise InvalidError(f"a share that is {self.standing} is not shown as a point.")
        if self.standing != "not identified" and not bounded:
            raise InvalidError(f"a set without two ends is not identified, not {self.standing}.")
        if self.standing in ("no share fits", "not identified") and not self.because:
            raise InvalidError(f"say why the standing is {self.standing!r}.")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise InvalidError(f"the set runs from {self.low} to {self.high}. Swap the two.")
        if self.standing != "not identified" and self.outside != (self.standing == "no share fits"):
            raise InvalidError(
                f"a set from {self.low} to {self.high} is not {self.standing!r}. No share fits "
                "where it lies wholly below 0 or above 1, and only there."
            )

    @property
    def outside(self) -> bool:
        """Whether it lies wholly below 0 or above 1, so that it holds no share."""
        return (self.high is not None and self.high < 0) or (self.low is not None and self.low > 1)

    @property
    def bounded(self) -> bool:
        """Whether it has two ends."""
        return self.low is not None and self.high is not None


@dataclass(frozen=True, slots=True)
class Measured:
    """How sets made in the same way did where the share was known.

    Parameters
    ----------
    about
        Which panels: simulated ones, or real ones with an injected policy, of which pair.
    command
        The command that measured it.
    panels
        How many panels.
    nominal
        What a set promises.
    identified
        Share of the panels whose set was identified.
    coverage
        Share of the identified sets that held the true share, None where there were none.
    bounded_coverage
        The same of every bounded set, those that rule out nothing included.
    misses_low, misses_high
        Share of the identified sets that lay wholly below the true share, and wholly above.
    sets
        How many identified sets the coverage rests on.
    pair
        Whether the panels are real ones of this very pair of routes.
    """

    about: str
    command: str
    panels: int
    nominal: float
    identified: float
    coverage: float | None
    bounded_coverage: float | None
    misses_low: float
    misses_high: float
    sets: int = 0
    pair: bool = False

    @property
    def errs(self) -> Side:
        """The side on which it errs: ``"low"`` where it understates more often than it should."""
        allowed = (1 - self.nominal) / 2 + 1e-9
        if max(self.misses_low, self.misses_high) <= allowed:
            return "neither"
        return "low" if self.misses_low >= self.misses_high else "high"


@dataclass(frozen=True, slots=True)
class Detectability:
    """Whether a share could have been told here at all; to be shown before the estimate.

    What was measured on real figures of the pair, where it was, belongs beside it.

    Parameters
    ----------
    chance
        Share of panels alike whose set was identified.
    panels
        How many panels alike that rests on.
    drop
        Estimated fall on the route of the event: 0 for none, 1 for everyone.
    size
        What was expected on the receiving route, as a multiple of what was on the own route.
    about
        Which panels are alike, in words.
    """

    chance: float
    panels: int
    drop: float
    size: float
    about: str


@dataclass(frozen=True, slots=True)
class Flow:
    """What was counted on a route in the window, and what was expected without the event.

    Parameters
    ----------
    key, source
        The route's series or name, and its publisher.
    observed
        The count, of the nationalities used.
    expected
        The count expected; None where there is no telling.
    difference
        On the own route what was averted: expected less counted. On a receiving route the excess:
        counted less expected. Both are below 0 where it went the other way.
    as_extreme
        Share of the past dates, the event's own counted in, at which the difference was at least as
        large for its size, by chance. An excess is never shown without it.
    placebos, independent
        How many past dates, and for how many windows without overlap they stand.
    most
        The largest count in as many months before the event, of the nationalities used.
    implausible
        Whether the far end of the expected count exceeds `most`. Then only the near end and the
        median are quoted.
    because
        What a reader must know of this flow.

    Raises
    ------
    InvalidError
        Where a difference comes without its rate at past dates.
    """

    key: str
    source: str
    observed: float | None
    expected: Estimate | None = None
    difference: Estimate | None = None
    as_extreme: float | None = None
    placebos: int = 0
    independent: float = 0.0
    most: float | None = None
    implausible: bool = False
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.difference is not None and self.as_extreme is None:
            raise InvalidError(f"{self.key}: say how often past dates were as far out by chance.")


@dataclass(frozen=True, slots=True)
class Receiving:
    """What another route received, and the share of the averted that it can be.

    Parameters
    ----------
    excess
        Counted above what was expected.
    share
        The share displaced, nationalities weighted by what they can reveal: the headline. One that
        was already large on the receiving route cannot reveal displacement.
    plain
        The same with every nationality weighted alike: excess by averted.
    detectability
        Whether a share could have been told at all; shown first.
    measured
        How such sets did where the share was known: over all simulated panels first, then what is
        nearest to this pair. Empty where nothing was measured.
    corridors
        What this pair of routes can and cannot separate.
    """

    excess: Flow
    share: ShareSet
    plain: ShareSet
    detectability: Detectability | None = None
    measured: tuple[Measured, ...] = ()
    corridors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Nationalities that were not used, and why.

    Parameters
    ----------
    names
        The nationalities.
    why
        The reason, in words.
    """

    names: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Displacement:
    """How many were averted on one route, how many more came on others, and the share.

    Parameters
    ----------
    event
        Id of the event, empty where only a date was given.
    start, end
        First and last day of the window.
    averted
        On the route of the event.
    averted_chance
        Probability that any were averted; None where there is no telling.
    receiving
        The routes to which people may have turned, in the order asked.
    nationalities
        Those used, with ``("all",)`` for route totals.
    left_out
        Those not used.
    horizon
        Months in the window.
    gap
        Months left out between the last untouched month and the window.
    nominal
        What the intervals and sets promise.
    rivals
        Other events expected to change crossings on these routes in the same months; nothing here
        separates them.
    because
        Why there is no telling, and what a reader must know.
    as_of
        The day of the question, None for now.
    costs
        Deaths and returns on the routes, in the window and a year earlier.
    branches
        The same with windows of other lengths, where they were asked for.
    missing
        First day of each month of the window without figures on every route: in no sum.
    alone
        What the own route's series alone leads one to expect in the same months, all nationalities
        together, by `waterbed.effects.effect`; None where it was not asked.

    Raises
    ------
    InvalidError
        Where a share is shown although it is doubtful that any were averted, or there is no telling
        and no reason.
    """

    event: str
    start: dt.date
    end: dt.date
    averted: Flow
    receiving: tuple[Receiving, ...]
    nationalities: tuple[str, ...]
    horizon: int
    nominal: float
    averted_chance: float | None = None
    gap: int = 0
    left_out: tuple[LeftOut, ...] = ()
    rivals: tuple[Event, ...] = ()
    because: tuple[str, ...] = ()
    as_of: dt.date | None = None
    costs: tuple[HumanCost, ...] = ()
    branches: tuple[Displacement, ...] = ()
    missing: tuple[dt.date, ...] = ()
    alone: Effect | None = None

    def __post_init__(self) -> None:
        if self.averted.expected is None and not self.because:
            raise InvalidError(f"{self.averted.key}: say why there is no telling.")
        least = 1 - (1 - self.nominal) / 2
        sure = self.averted_chance is not None and self.averted_chance >= least
        for one in self.receiving:
            if not sure and "not identified" not in (one.share.standing, one.plain.standing):
                raise InvalidError(
                    f"{one.excess.key}: no share is shown unless it is at least {percent(least)} "
                    "sure that any were averted."
                )
