"""Effect: what was counted after an event, what was expected without a break, and how sure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.calibration import Calibration
from waterbed.records.cost import HumanCost
from waterbed.records.crosscheck import CrossCheck, PlaceboInSpace, Uncompared
from waterbed.records.errors import InvalidError
from waterbed.records.estimate import Estimate
from waterbed.records.event import Event

Level = Literal["damped", "random walk", "fixed"]
Scale = Literal["log", "count", "negative binomial"]
Answer = Literal["fewer", "more", "cannot tell"]

LEVELS: tuple[Level, ...] = get_args(Level)
SCALES: tuple[Scale, ...] = get_args(Scale)


@dataclass(frozen=True, slots=True)
class Donor:
    """Another series that helped to say what was to be expected.

    Parameters
    ----------
    key, source
        The series and its publisher.
    included
        Posterior probability that it has a part in it.
    """

    key: str
    source: str
    included: float


@dataclass(frozen=True, slots=True)
class Specification:
    """Every choice that an effect rests on.

    Parameters
    ----------
    first
        First month of the series.
    months_before
        Months with a figure before the event.
    window_months
        Months with a figure in the window.
    gap_months
        Months left out between the last known month and the window.
    level
        ``"damped"`` returns to its mean, ``"random walk"`` does not, ``"fixed"`` never moves.
    scale
        ``"log"`` of one more than the count, the ``"count"`` itself, or ``"negative binomial"``
        counts around a rate.
    season
        Whether the months of the year differ.
    memory
        What remains of the weight of a month's figure a month later.
    masked
        Stretches before the event that were left out, as first and last day.
    donors
        The other series that were offered.
    event_months
        How many of the months left out are those in which the event began or can have begun: none
        where it began on the first of a month.
    """

    first: dt.date
    months_before: int
    window_months: int
    gap_months: int
    level: Level
    scale: Scale
    season: bool
    memory: float
    masked: tuple[tuple[dt.date, dt.date], ...] = ()
    donors: tuple[Donor, ...] = ()
    event_months: int = 0

    @property
    def left_out(self) -> str:
        """Say in words which months are left out before the window."""
        own, more = self.event_months, self.gap_months - self.event_months
        if not own:
            return "1 month" if more == 1 else f"{more} months"
        named = "the month of the event" if own == 1 else f"the {own} months of the event"
        return f"{named} and {more} more" if more else named


@dataclass(frozen=True, slots=True)
class Path:
    """Month by month: counted, and expected without a break.

    Parameters
    ----------
    months
        First day of each month of the window.
    observed
        The counts, None where missing.
    expected
        Medians of the counts expected.
    low, high
        Ends of each month's interval.
    calibrated
        Whether these intervals were tried at past dates: those of single months were not, only that
        of the total. A window of one month has that of the total.
    """

    months: tuple[dt.date, ...]
    observed: tuple[float | None, ...]
    expected: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    calibrated: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What a drawing of an effect shows beside the months of its window.

    Parameters
    ----------
    months
        First day of each month before the event, at most 36.
    counted
        Their counts, None where missing or masked.
    cumulative
        Counted less expected from the first month of the window up to each month of the path; the
        last one is the change, and the only one whose interval is calibrated.
    errors
        How far out the error was at each past date, as a standard normal number by what was known
        then.
    error
        The same at the event.
    """

    months: tuple[dt.date, ...]
    counted: tuple[float | None, ...]
    cumulative: tuple[Estimate, ...]
    errors: tuple[float, ...]
    error: float


@dataclass(frozen=True, slots=True)
class Effect:
    """How many more or fewer were counted after an event than expected without a break.

    Parameters
    ----------
    key, source
        The series and its publisher.
    event
        Id of the event, empty where only a date was given.
    start, end
        First and last day of the window.
    observed
        The count in the window, None where no month of it has a figure.
    answer
        ``"fewer"`` or ``"more"`` than expected where the interval excludes no change and past dates
        bear it out; else ``"cannot tell"``.
    specification
        Every choice made.
    expected
        The count expected without a break; None where there is no telling.
    change
        Counted less expected: negative where fewer came.
    path
        Month by month.
    calibration
        How the method did at past dates. No effect has an interval without it.
    record
        The largest count of as many consecutive months before the event: no more than this can have
        been averted.
    beyond
        Probability that the model gave to more than that, taken out before the interval was made.
    because
        Why there is no telling, and what a reader must know.
    rivals
        Other events expected to change crossings here in the same months; the figures do not
        separate them.
    costs
        Deaths and returns on the routes that the series is about, in the window and a year earlier.
    as_of
        The day of the question, None for now.
    checks
        The same by other methods, against other series of the same publisher.
    in_space
        The same estimate on other series at the event's own date; None where it was not made.
    left_out
        Other series that neither was made with, and why.
    despite
        Other series that both were made with by the caller's choice, and what speaks against them.
    unchecked
        Why there are no cross-checks; empty where there are, or where none were asked for.
    picture
        What a drawing shows beside the path; None where there is no telling.
    missing
        First day of each month of the window without a figure: in no sum.

    Raises
    ------
    InvalidError
        Where an interval comes without its calibration, or an answer without an interval.
    """

    key: str
    source: str
    event: str
    start: dt.date
    end: dt.date
    observed: float | None
    answer: Answer
    specification: Specification
    expected: Estimate | None = None
    change: Estimate | None = None
    path: Path | None = None
    calibration: Calibration | None = None
    record: float | None = None
    beyond: float = 0.0
    because: tuple[str, ...] = ()
    rivals: tuple[Event, ...] = ()
    costs: tuple[HumanCost, ...] = ()
    as_of: dt.date | None = None
    checks: tuple[CrossCheck, ...] = ()
    in_space: PlaceboInSpace | None = None
    left_out: tuple[Uncompared, ...] = ()
    despite: tuple[Uncompared, ...] = ()
    unchecked: str = ""
    picture: Picture | None = None
    missing: tuple[dt.date, ...] = ()

    def __post_init__(self) -> None:
        if self.change is not None and self.calibration is None:
            raise InvalidError(f"{self.key}: an effect has no interval without its calibration.")
        if self.change is None and self.answer != "cannot tell":
            raise InvalidError(f"{self.key}: {self.answer!r} needs an interval.")
        if self.change is None and not self.because:
            raise InvalidError(f"{self.key}: say why there is no telling.")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a published study found about an event.

    Parameters
    ----------
    id
        Short name of the study and finding.
    events
        Ids of the events that it is about.
    study
        Authors, title and year.
    url
        Where it is published.
    value
        What it found, in words.
    definition
        What exactly was measured, and how.
    differs
        Why a figure of this program for the same event is another one.
    """

    id: str
    events: tuple[str, ...]
    study: str
    url: str
    value: str
    definition: str
    differs: str
