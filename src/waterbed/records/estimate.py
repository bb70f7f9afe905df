"""Estimate: a number that was not counted, and between which two it lies."""

from __future__ import annotations

from dataclasses import dataclass

from waterbed.records.errors import InvalidError


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that was not counted, and between which two it lies.

    Parameters
    ----------
    point
        The median.
    low, high
        Ends of its interval, at the nominal level of the record that holds it.

    Raises
    ------
    InvalidError
        Where the point lies outside its interval.
    """

    point: float
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.point <= self.high:
            raise InvalidError(f"{self.point} does not lie between {self.low} and {self.high}.")
