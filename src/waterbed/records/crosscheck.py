"""Cross-check: what another method, and the other series at the same date, say of an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.calibration import Calibration
from waterbed.records.estimate import Estimate

Method = Literal[
    "synthetic control",
    "synthetic difference-in-differences",
    "difference-in-differences",
    "matrix completion",
]
METHODS: tuple[Method, ...] = get_args(Method)


@dataclass(frozen=True, slots=True)
class Part:
    """What part another series has in a synthetic one.

    Parameters
    ----------
    key, source
        The series and its publisher.
    part
        Its weight; those of a synthetic series add up to one.
    """

    key: str
    source: str
    part: float


@dataclass(frozen=True, slots=True)
class CrossCheck:
    """The same effect by another method, against other series of the same publisher.

    Parameters
    ----------
    method
        One of `METHODS`.
    change
        Counted less expected, its interval scaled by the method's own errors at past dates.
    calibration
        How the method did at past dates.
    parts
        The other series and their parts; every part is 0 where the method gives none.
    elsewhere
        Standard deviation of the same estimate made for each of the other series in turn: mean
        logarithm of counted over expected (counts themselves on the scale of counts).
    outside
        Whether its point lies outside the interval of the effect.
    """

    method: Method
    change: Estimate
    calibration: Calibration
    parts: tuple[Part, ...]
    elsewhere: float
    outside: bool


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """The same estimate on another series at the event's own date.

    Parameters
    ----------
    key, source
        The series and its publisher.
    change
        Counted less expected.
    chance
        Share of the series' own past dates, the event's counted in, at which the error was at least
        as far out (``as_extreme`` of its calibration).
    """

    key: str
    source: str
    change: Estimate
    chance: float


@dataclass(frozen=True, slots=True)
class PlaceboInSpace:
    """How far out the effect is among the other series at the event's own date.

    Parameters
    ----------
    chance
        The same of the effect (``as_extreme`` of its calibration).
    others
        The other series, the one furthest out first.
    """

    chance: float
    others: tuple[Elsewhere, ...]

    @property
    def rank(self) -> int:
        """Place of the effect, the one furthest out being the first."""
        return 1 + sum(one.chance < self.chance for one in self.others)


@dataclass(frozen=True, slots=True)
class Uncompared:
    """A series that was not compared with, and why.

    Parameters
    ----------
    key, source
        The series and its publisher.
    why
        In words.
    """

    key: str
    source: str
    why: str
