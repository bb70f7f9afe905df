"""Multiverse: one effect under every defensible choice, and the same grid at past dates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import isclose

from waterbed.records.calibration import Calibration
from waterbed.records.effect import Answer, Specification
from waterbed.records.errors import InvalidError
from waterbed.records.estimate import Estimate
from waterbed.records.event import Event
from waterbed.records.monthly import in_months


@dataclass(frozen=True, slots=True)
class Branch:
    """One effect of the grid: its choices, its change, its answer.

    Parameters
    ----------
    source
        The publisher.
    specification
        Every choice made.
    helped
        Whether donors were offered; their names and parts stand in the specification where there is
        an interval.
    start, end
        First and last day of the window.
    observed
        The count in the window, None where no month of it has a figure.
    answer
        As for `waterbed.records.Effect`.
    change
        Counted less expected; None where there is no telling.
    calibration
        How the branch did at past dates.
    out
        How far out the event's error is, as a standard normal number: at -1.96 the interval of 95 %
        ends at no change. None where there is no telling.
    because
        Why there is no telling, and what a reader must know.

    Raises
    ------
    InvalidError
        Where an interval comes without its calibration, or an answer without an interval.
    """

    source: str
    specification: Specification
    helped: bool
    start: dt.date
    end: dt.date
    observed: float | None
    answer: Answer
    change: Estimate | None = None
    calibration: Calibration | None = None
    out: float | None = None
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if (self.change is None) != (self.calibration is None) or (self.change is None) != (
            self.out is None
        ):
            raise InvalidError("a branch has change, calibration and place together, or none.")
        if self.change is None and self.answer != "cannot tell":
            raise InvalidError(f"{self.answer!r} needs an interval.")

    @property
    def monthly(self) -> Estimate | None:
        """Change a month, so that windows of different lengths stand side by side."""
        months = self.specification.window_months
        if self.change is None or not months:
            return None
        ends = (self.change.point, self.change.low, self.change.high)
        return Estimate(*(end / months for end in ends))

    @property
    def choices(self) -> dict[str, str]:
        """Name every choice and its value in words, in a fixed order."""
        chosen = self.specification
        masked = ", ".join(f"{first} to {last}" for first, last in chosen.masked)
        return {
            "publisher": self.source,
            "data from": f"{chosen.first:%B %Y}",
            "window": in_months(chosen.window_months),
            "left out": chosen.left_out,
            "donors": "with" if self.helped else "without",
            "level": chosen.level,
            "scale": chosen.scale,
            "season": "with" if chosen.season else "without",
            "memory": f"{chosen.memory:g}",
            "masked": masked or "nothing",
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """How many branches answer what.

    Parameters
    ----------
    choice
        Name of a choice, ``"window"``; empty for all branches.
    value
        What was chosen, ``"6 months"``.
    branches
        How many.
    fewer, more, cannot_tell
        Share of them with each answer; those without an interval cannot tell.
    median
        Median change a month of those with an interval, None where there is none.
    coverage
        Their mean coverage at past dates, None where there is none.

    Raises
    ------
    InvalidError
        Where the shares do not add up to 1.
    """

    choice: str
    value: str
    branches: int
    fewer: float
    more: float
    cannot_tell: float
    median: float | None
    coverage: float | None

    def __post_init__(self) -> None:
        total = self.fewer + self.more + self.cannot_tell
        if not isclose(total, 1.0, abs_tol=1e-9):
            raise InvalidError(f"shares of branches add up to {total}, not to 1.")


@dataclass(frozen=True, slots=True)
class JointTest:
    """The whole grid at past dates on which the event did not happen.

    Parameters
    ----------
    dates
        Past dates at which at least half of the branches could be repeated.
    independent
        How many windows among theirs do not overlap, each as long as all branches' together.
    median
        Median over the branches of how far out the event's error is, as a standard normal number.
    outside
        Share of the branches whose interval, at the event, excludes no change.
    median_p, outside_p
        Share of separate windows, the event's own counted in, at which the median is at least as
        far out, and at which as large a share of the branches excludes no change.
    smallest_p
        No smaller one is possible with so few separate windows.
    placebos
        The median at each past date.
    """

    dates: int
    independent: float
    median: float
    outside: float
    median_p: float
    outside_p: float
    smallest_p: float
    placebos: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Multiverse:
    """One effect under every defensible choice.

    Parameters
    ----------
    key
        The series.
    event
        Id of the event, empty where only a date was given.
    nominal
        What each interval promises.
    branches
        The grid, in a fixed order.
    tally
        How many branches answer what.
    tallies
        The same for each value of each choice of which there was more than one.
    answer
        ``"fewer"`` or ``"more"`` only where the joint test's median is as rare as the promise
        allows, the branches that answer say so too, and their intervals held at past dates; else
        ``"cannot tell"``.
    test
        The whole grid at past dates; None where too few branches have past dates in common.
    because
        Why there is no telling, and what was left out.
    rivals
        Other events expected to change crossings here in the same months.
    as_of
        The day of the question, None for now.
    narrowed
        Choices of which not every default value was tried, in words; empty for the default grid or
        a wider one.

    Raises
    ------
    InvalidError
        Where there is no branch, or an answer comes without a joint test.
    """

    key: str
    event: str
    nominal: float
    branches: tuple[Branch, ...]
    tally: Tally
    tallies: tuple[Tally, ...]
    answer: Answer
    test: JointTest | None = None
    because: tuple[str, ...] = ()
    rivals: tuple[Event, ...] = ()
    as_of: dt.date | None = None
    narrowed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.branches:
            raise InvalidError(f"{self.key}: a multiverse has at least one branch.")
        if self.test is None and self.answer != "cannot tell":
            raise InvalidError(f"{self.key}: {self.answer!r} needs a joint test.")
        if self.answer == "cannot tell" and not self.because:
            raise InvalidError(f"{self.key}: say why there is no telling.")
