"""Observation: one figure for one stretch of days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.errors import InvalidError

Bound = Literal["exact", "about", "at least", "at most"]
Status = Literal["final", "provisional", "disputed", "implied", "missing"]
Missing = Literal["not reported", "not yet published", "not applicable", "unreadable"]

BOUNDS: tuple[Bound, ...] = get_args(Bound)
STATUSES: tuple[Status, ...] = get_args(Status)
MISSING: tuple[Missing, ...] = get_args(Missing)


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure for one stretch of days.

    Parameters
    ----------
    key
        Key of the series.
    source
        Id of the publisher.
    start, end
        First and last day, both included. Any stretch: a day, a month, 1 January to 7 May.
    value
        The count, None where missing.
    bound
        How the figure is meant: exact, about, at least, at most.
    status
        ``final``, ``provisional``, ``disputed`` (printed, but cannot be right), ``implied`` (a
        zero that the publisher leaves out), ``missing``.
    missing
        Why there is no value; set exactly where the value is None.
    marks
        Names of the defects found, empty where none.
    original
        The text as printed where it is not simply the number, empty otherwise.
    note
        What a reader must know, empty where nothing.
    slack
        Days by which the end of the stretch may be off, because an outlet relayed the figure
        without the hour of the count.
    vintage
        Id of the vintage that it comes from.
    published
        When the world could know it; None where not stated.
    retrieved
        When its bytes were got.
    reported_by
        The outlet that relays the publisher, empty where the publisher speaks itself.
    url
        Where it stands.

    Raises
    ------
    InvalidError
        Where the stretch is reversed, or value and reason contradict each other.
    """

    key: str
    source: str
    start: dt.date
    end: dt.date
    value: float | None
    bound: Bound = "exact"
    status: Status = "final"
    missing: Missing | None = None
    marks: tuple[str, ...] = ()
    original: str = ""
    note: str = ""
    slack: int = 0
    vintage: str = ""
    published: dt.date | None = None
    retrieved: dt.date | None = None
    reported_by: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidError(f"{self.key}: ends {self.end} before it starts {self.start}.")
        if (self.value is None) != (self.missing is not None):
            raise InvalidError(
                f"{self.key} {self.start}..{self.end}: a missing value needs a reason and a value "
                f"needs none; got value {self.value!r}, reason {self.missing!r}."
            )
        if (self.status == "missing") != (self.value is None):
            raise InvalidError(
                f"{self.key} {self.start}..{self.end}: status {self.status!r} with value "
                f"{self.value!r}; 'missing' goes with no value, and with nothing else."
            )

    @property
    def days(self) -> int:
        """Length of the stretch in days."""
        return (self.end - self.start).days + 1
