"""Verdict: what figures say of a claim, under which readings it is true and under which not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.article import Article
from waterbed.records.bounds import Bounds, Conflict
from waterbed.records.displacement import Displacement
from waterbed.records.effect import Effect
from waterbed.records.event import Event
from waterbed.records.observation import Observation

Rating = Literal[
    "holds", "close", "contradicted", "depends", "not_testable", "no_data", "pending", "found"
]
Fit = Literal["holds", "close", "contradicted", "undecided"]
Shape = Literal["level", "change", "percent", "ratio", "share", "rank"]

RATINGS: tuple[Rating, ...] = get_args(Rating)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a claim in terms of published figures, and what it then gives.

    Parameters
    ----------
    key, source
        The series that is taken to be meant, and its publisher.
    shape
        What is formed of it: a count, a change, a percentage of change, a ratio, a share.
    start, end
        The days that it is about, both included.
    versus_start, versus_end
        The days that it is compared with; None for a level.
    low, high
        What the figures give; equal where they give one number. A change is new less old, a
        percentage is of the old, a ratio new to old, a share in percent.
    distance
        How much had to be assumed beyond the words of the text, 0 for nothing.
    assumed
        Each assumption in words.
    fit
        Whether the claimed number or direction agrees; ``undecided`` where figures give bounds so
        wide that it may or may not.
    off
        How far the claim is from the figures: a part of the claimed number, or percentage points.
        0 where it lies within `low` and `high`; None where no number was claimed.
    figures
        The observations that `low` and `high` are computed from.
    known
        The day from which all of them were known; None where that is not recorded.
    of
        For a share: the key of the whole; for two places compared: that of the other place.
    aside
        True where the series counts another scope than the text states (all of a country for one
        departure, a route for a country, detections for people). Such a reading is shown and never
        decides.
    """

    key: str
    source: str
    shape: Shape
    start: dt.date
    end: dt.date
    versus_start: dt.date | None
    versus_end: dt.date | None
    low: float
    high: float
    distance: float
    assumed: tuple[str, ...]
    fit: Fit
    off: float | None
    figures: tuple[Observation, ...]
    known: dt.date | None
    of: str = ""
    aside: bool = False

    @property
    def exact(self) -> bool:
        """Whether the figures give one number."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Diversion:
    """How much of a fall here, and of a rise there, can have moved.

    Parameters
    ----------
    fell, rose
        Keys of the two series.
    start, end, versus_start, versus_end
        The windows compared.
    of_fall
        What the figures guarantee of the rise divided by the fall.
    fall, rise
        What they guarantee of each.
    because
        Why it is as wide as it is, in a sentence.
    of_rise
        What they guarantee of the rise there divided by the rise of the whole country; None where
        the record has no figures for the country.
    nationalities
        For each nationality of which both routes have figures: name, change here, change there.
    """

    fell: str
    rose: str
    start: dt.date
    end: dt.date
    versus_start: dt.date
    versus_end: dt.date
    of_fall: Bounds
    fall: Bounds
    rise: Bounds
    because: str
    of_rise: Bounds | None = None
    nationalities: tuple[tuple[str, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """The months of a series that stands beside a claimed cause.

    Parameters
    ----------
    role
        ``"cause"`` or ``"effect"``: what the text takes it for.
    key, source
        The series and its publisher.
    months
        First day of each month.
    counts
        The counts, None where missing.
    """

    role: str
    key: str
    source: str
    months: tuple[dt.date, ...]
    counts: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """What can be said of a claimed cause.

    Parameters
    ----------
    rating
        ``"not shown by these figures"``, or what an effect estimate says: ``"consistent"``,
        ``"not consistent"``, ``"cannot tell"``. Never that it is proved.
    because
        Why, in a sentence.
    rivals
        Other events of the register in the window that would push the same figures.
    diversion
        For a claim that people took another way: how much can have moved.
    event
        The entry of the register that the claimed cause names, None where it names none or several.
    candidates
        Where its words fit several entries, or only such as came after the days claimed: those,
        none of them taken.
    effect
        What that event changed in the days of the claim, None where there is no such event.
    displacement
        For a claim that people took another way: what was averted, what came in excess, the share.
    beside
        The series of cause and effect, month by month.
    """

    rating: str
    because: str
    rivals: tuple[Event, ...] = ()
    diversion: Diversion | None = None
    event: Event | None = None
    effect: Effect | None = None
    displacement: Displacement | None = None
    beside: tuple[Beside, ...] = ()
    candidates: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says of one claim.

    Parameters
    ----------
    claim
        Index of the claim in the article.
    rating
        From the readings nearest to the text.
    because
        One sentence.
    low, high
        What the nearest readings give, equal for one number; None where nothing could be formed.
    readings
        The nearest readings, nearest first.
    holds_if, fails_if
        Other readings, one for each thing that can be understood differently: where the claim
        would be true, and where it would not.
    tried, agreeing
        How many readings were formed, and how many agree.
    exact, by_chance
        How many of those formed give one number rather than bounds, and how many of these would
        be expected to agree by chance: half where the claim states no number, else with a number
        picked at random between the smallest and the largest of theirs.
    then
        The rating from figures published by the article's date; None where it has no date.
    then_because
        The sentence for it, empty where it is the same.
    left_out
        What the sentence leaves out and matters, a sentence each.
    corrections
        What it says that is not so by definition: detections called people, say.
    cause
        What can be said of the cause that it claims, None where it claims none.
    check_by
        For ``pending``: the day on which it can be checked.
    pull
        For ``no_data``: what to pull.
    """

    claim: int
    rating: Rating
    because: str
    low: float | None = None
    high: float | None = None
    readings: tuple[Reading, ...] = ()
    holds_if: tuple[Reading, ...] = ()
    fails_if: tuple[Reading, ...] = ()
    tried: int = 0
    agreeing: int = 0
    exact: int = 0
    by_chance: float = 0.0
    then: Rating | None = None
    then_because: str = ""
    left_out: tuple[str, ...] = ()
    corrections: tuple[str, ...] = ()
    cause: Cause | None = None
    check_by: dt.date | None = None
    pull: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What can be said of a statement that carries no number.

    Parameters
    ----------
    statement
        Index of the statement in the article.
    rating
        ``not_testable`` for norms and experiences, ``pending`` for forecasts, ``found`` where the
        register knows the event that it names (the rest of the sentence is not tested),
        ``depends`` where the register has it on another day.
    because
        One sentence.
    events
        Entries of the register that it is about.
    """

    statement: int
    rating: Rating
    because: str
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in the text that the record sees differently, or that does not fit with itself.

    Parameters
    ----------
    message
        One sentence.
    start, end
        Offsets in the text, equal where it is about the text as a whole.
    """

    message: str
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """A report, read and judged.

    Parameters
    ----------
    article
        The text with its statements and claims.
    verdicts
        One for each claim, in its order.
    judgements
        For the statements without a claim that can be said something of.
    remarks
        On titles, sums and impossible figures.
    conflicts
        Sets of figures in the record that cannot all be true and that bear on a claim.
    as_of
        The day of the figures, None for now.
    """

    article: Article
    verdicts: tuple[Verdict, ...]
    judgements: tuple[Judgement, ...] = ()
    remarks: tuple[Remark, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    as_of: dt.date | None = None
