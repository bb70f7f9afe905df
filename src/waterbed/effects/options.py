"""Options: the choices that an effect rests on."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the options are built from TOML by their annotations
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.records import LEVELS, SCALES, InvalidError, Level, Scale

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHARPEST = 0.999


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
        if self.window_months < 1 or self.gap_months < 0:
            raise InvalidError(
                f"a window has at least one month and a gap at least none; got "
                f"window_months={self.window_months}, gap_months={self.gap_months}."
            )
        if self.level not in LEVELS or self.scale not in SCALES:
            raise InvalidError(
                f"got level={self.level!r}, scale={self.scale!r}; a level is one of "
                f"{', '.join(LEVELS)}, a scale one of {', '.join(SCALES)}."
            )
        if not 0.0 < self.nominal <= _SHARPEST or not 0.0 < self.memory <= 1.0:
            raise InvalidError(
                f"got nominal={self.nominal}, memory={self.memory}; a nominal level lies between 0 "
                f"and {_SHARPEST}, a memory above 0 and up to 1."
            )
        for first, last in self.masked:
            if last < first:
                raise InvalidError(f"masked: {first} to {last} is reversed. Swap the two.")
