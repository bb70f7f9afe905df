"""Options: the choices that an effect rests on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from numbers import Integral, Real
from typing import TYPE_CHECKING

from waterbed.records import LEVELS, SCALES, InvalidError, Level, Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARPEST = 0.999
_PAIR = 2


def listed(names: Sequence[str], what: str) -> tuple[str, ...]:
    """Refuse one name where a list is asked: its letters would be taken for names.

    Parameters
    ----------
    names
        The names.
    what
        The parameter, for the error.

    Returns
    -------
    tuple of str
        The names.

    Raises
    ------
    InvalidError
        Where they are one text.
    """
    if isinstance(names, str):
        raise InvalidError(
            f"{what} is a list of names; got the one text {names!r}. Write {what}=[{names!r}]."
        )
    return tuple(names)


@dataclass(frozen=True, slots=True)
class EffectOptions:
    """The choices that an effect rests on.

    Parameters
    ----------
    window_months
        Length of the window after the event, in months.
    gap_months
        Months left out between event and window, beyond the month of the event itself.
    level
        ``"damped"`` returns to its mean, so that totals stay finite; ``"random walk"`` does not;
        ``"fixed"`` never moves, as some programs nearly assume. Its own intervals are far too
        narrow where a level drifts; calibration widens them.
    scale
        ``"log"`` of one more than the count, the ``"count"`` itself, or ``"negative binomial"``
        counts around a rate, which takes no donors.
    season
        Whether the months of the year differ.
    memory
        What remains of the weight of a month's figure a month later: half after 23 months at .97.
    nominal
        What the interval promises.
    masked
        Stretches before the event to leave out (another intervention, a month known to be wrong),
        as first and last day. A month touched by one is left out whole.
    checks
        Whether other methods and other series are asked as well, where other series are given.
    aside
        Keys of other series that are not compared with: people may have turned there.
    compare
        Keys of other series that are compared with although people may have turned there.

    Raises
    ------
    InvalidError
        Where a choice does not exist or makes no sense, or one name stands where a list is asked.
    """

    window_months: int = 6
    gap_months: int = 0
    level: Level = "damped"
    scale: Scale = "log"
    season: bool = True
    memory: float = 0.97
    nominal: float = 0.95
    masked: tuple[tuple[dt.date, dt.date], ...] = ()
    checks: bool = True
    aside: tuple[str, ...] = ()
    compare: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for what in ("aside", "compare"):
            listed(getattr(self, what), what)
        require_months("window_months", self.window_months, 1)
        require_months("gap_months", self.gap_months, 0)
        _require_one_of("level", self.level, LEVELS)
        _require_one_of("scale", self.scale, SCALES)
        _require_share("nominal", self.nominal, _SHARPEST)
        _require_share("memory", self.memory, 1.0)
        for stretch in self.masked:
            _require_stretch(stretch)


def require_months(what: str, months: object, least: int) -> None:
    """Refuse what is no whole number of months.

    Parameters
    ----------
    what
        The parameter, for the error.
    months
        What was given.
    least
        The fewest that make sense.

    Raises
    ------
    InvalidError
        Where they are fewer, or no whole number.
    """
    if not isinstance(months, Integral) or months < least:
        raise InvalidError(f"{what}={months!r}: give a whole number of months, {least} at least.")


def _require_one_of(what: str, value: object, possible: Sequence[str]) -> None:
    if value not in possible:
        raise InvalidError(f"{what}={value!r}: a {what} is one of {', '.join(possible)}. Name one.")


def _require_share(what: str, share: object, most: float) -> None:
    if not isinstance(share, Real) or not 0.0 < float(share) <= most:
        raise InvalidError(f"{what}={share!r}: give a number above 0, {most:g} at most.")


def _require_stretch(stretch: object) -> None:
    days = stretch if isinstance(stretch, tuple) else ()
    if len(days) != _PAIR or not all(isinstance(day, dt.date) for day in days):
        raise InvalidError(
            f"masked: got {stretch!r}. Give each stretch as a pair, its first and its last day."
        )
    first, last = days
    if last < first:
        raise InvalidError(f"masked: {first} to {last} is reversed. Swap the two.")
