"""Cost: who died or went missing and who was taken back, in a window and a year earlier."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from waterbed.records.errors import InvalidError
from waterbed.records.estimate import Estimate

Base = Literal["attempts", "crossings"]


@dataclass(frozen=True, slots=True)
class Toll:
    """What is recorded of crossings in a stretch of days, as far as it is recorded.

    Parameters
    ----------
    start, end
        First and last day.
    dead
        People recorded dead or missing: at least so many died. None where a figure is missing.
    returned
        People stopped and taken back. None where a figure is missing or none is recorded.
    crossed
        People who arrived, or crossings that were detected. None where a figure is missing.
    """

    start: dt.date
    end: dt.date
    dead: float | None
    returned: float | None
    crossed: float | None

    @property
    def attempts(self) -> float | None:
        """Crossed, returned and dead together; None where one of them is not known."""
        if self.dead is None or self.returned is None or self.crossed is None:
            return None
        return self.dead + self.returned + self.crossed

    @property
    def returned_share(self) -> float | None:
        """Share of the attempts that ended in a return; None where there is no telling."""
        if self.returned is None or not self.attempts:
            return None
        return self.returned / self.attempts


@dataclass(frozen=True, slots=True)
class Deadliness:
    """How deadly crossing was, per thousand, in months for which every figure is known.

    Parameters
    ----------
    base
        Per thousand of what: ``"attempts"``, or ``"crossings"`` (crossed and dead) where returns
        are not recorded for the route.
    months
        First day of each month of the window that is used: known now and a year earlier.
    now, before
        Sums of these months, and of the same months a year earlier.
    level
        What the intervals promise.
    rate, rate_before
        Dead and missing per thousand.
    ratio
        How many times as deadly it was; None where nobody was recorded dead a year earlier.
    clustering
        By how much counts of deaths vary more than if each person had died alone.
    held, lowest
        How often such an interval of a ratio held on made-up shipwrecks: over all settings, and in
        the worst. None where that was not measured at this level.
    crossed, publishers
        Which count stands for those who crossed, in words, and whose it is.
    """

    base: Base
    months: tuple[dt.date, ...]
    now: Toll
    before: Toll
    level: float
    rate: Estimate
    rate_before: Estimate
    ratio: Estimate | None
    clustering: float
    held: float | None = None
    lowest: float | None = None
    crossed: str = ""
    publishers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HumanCost:
    """Who died or went missing on a route and who was taken back, and a year earlier.

    Parameters
    ----------
    route
        Id of the route.
    now, before
        The window, and the same months `years` years earlier.
    years
        How many years lie between: as many as keep the two apart.
    series
        Keys of the figures that were used.
    deadliness
        Deaths per thousand; None where there is no telling.
    missing
        Which figures are missing, and why there is no telling, a sentence each.

    Raises
    ------
    InvalidError
        Where there is no telling and nothing says why.
    """

    route: str
    now: Toll
    before: Toll
    years: int
    series: tuple[str, ...]
    deadliness: Deadliness | None = None
    missing: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.deadliness is None and not self.missing:
            raise InvalidError(f"{self.route}: say why there is no telling how deadly it was.")
