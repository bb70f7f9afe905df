"""Grid: the defensible choices of an effect, and the passes over the data that they share."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from waterbed.effects.options import EffectOptions, require_months
from waterbed.records import InvalidError, Level, Monthly, Scale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waterbed.records import PartialDate

Stretch = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Grid:
    """The values of each choice; every combination is a branch.

    Parameters
    ----------
    window_months
        Lengths of the window.
    gap_months
        Months left out between event and window, beyond the month of the event.
    level
        How the level moves. ``"fixed"`` is not among the defaults: its intervals fail wherever a
        level drifts.
    scale
        On which scale the model works. Negative binomial counts take no donors, so that branches
        with both do not exist.
    season
        Whether the months of the year differ. Leaving that out is not among the defaults: sea
        crossings follow the weather, and a window of summer months would pass for a rise.
    memory
        What remains of the weight of a month's figure a month later.
    skipped_months
        Months left out at the beginning of the series.
    masked
        Sets of stretches to leave out; ``()`` is none.
    donors
        Whether donors help. Without donors there is nothing to choose.
    nominal
        What each interval promises; the same for all.

    Raises
    ------
    InvalidError
        Where a choice has no value, the same twice, or one that makes no sense.
    """

    window_months: tuple[int, ...] = (6, 9, 12)
    gap_months: tuple[int, ...] = (0, 1, 2, 3)
    level: tuple[Level, ...] = ("damped", "random walk")
    scale: tuple[Scale, ...] = ("log", "count", "negative binomial")
    season: tuple[bool, ...] = (True,)
    memory: tuple[float, ...] = (0.95, 0.97, 1.0)
    skipped_months: tuple[int, ...] = (0, 24)
    masked: tuple[tuple[Stretch, ...], ...] = ((),)
    donors: tuple[bool, ...] = (False, True)
    nominal: float = 0.95

    def __post_init__(self) -> None:
        for field in fields(self):
            values = getattr(self, field.name)
            if field.name == "nominal":
                continue
            if not isinstance(values, (tuple, list)):
                raise InvalidError(f"{field.name}: got {values!r}. Give a tuple: ({values!r},).")
            if not values or len(set(values)) < len(values):
                raise InvalidError(
                    f"{field.name}: got {values!r}. Give each choice at least one value, each once."
                )
        for months in self.skipped_months:
            require_months("skipped_months", months, 0)
        for chosen in _passes(self):
            for window, gap in itertools.product(self.window_months, self.gap_months):
                replace(chosen, window_months=window, gap_months=gap)


@dataclass(frozen=True, slots=True)
class Bundle:
    """The branches that share one pass over the data: they differ in window and gap alone.

    Parameters
    ----------
    series
        The monthly counts, without the months skipped.
    donors
        Other series; empty for none.
    event
        Id of the event, empty where only a date was given.
    start
        When it began.
    options
        The choices that they share.
    spans
        Window and gap of each.
    """

    series: Monthly
    donors: tuple[Monthly, ...]
    event: str
    start: PartialDate | dt.date
    options: EffectOptions
    spans: tuple[tuple[int, int], ...]


def bundles(
    series: Sequence[Monthly],
    donors: Sequence[Monthly],
    event: tuple[str, PartialDate | dt.date],
    grid: Grid,
) -> list[Bundle]:
    """Lay out a grid as passes over the data.

    Parameters
    ----------
    series
        The same count by each publisher.
    donors
        Other series.
    event
        Its id and when it began.
    grid
        The choices.

    Returns
    -------
    list of Bundle
        In a fixed order. A start of the data that leaves no month is no choice and is left out, and
        so are donors on the scale of negative binomial counts, which takes none.
    """
    spans = tuple(itertools.product(grid.window_months, grid.gap_months))
    helped = [tuple(donors) if one else () for one in grid.donors] if donors else [()]
    return [
        Bundle(_later(one, skipped), helpers, *event, options, spans)
        for one in series
        for skipped in grid.skipped_months
        if skipped < len(one.values)
        for helpers in helped
        for options in _passes(grid)
        if not helpers or options.scale != "negative binomial"
        if not (helpers and options.scale == "negative binomial")
    ]


def narrowed(grid: Grid) -> tuple[str, ...]:
    """List the choices of which a grid lacks default values.

    Parameters
    ----------
    grid
        The choices.

    Returns
    -------
    tuple of str
        ``"window months 1 instead of 6, 9, 12"``; empty where nothing is lacking.
    """
    usual, found = Grid(), []
    for name in (one.name for one in fields(Grid) if one.name != "nominal"):
        given, due = getattr(grid, name), getattr(usual, name)
        if not set(due) <= set(given):
            values, defaults = (", ".join(map(_in_words, some)) for some in (given, due))
            found.append(f"{name.replace('_', ' ')} {values} instead of {defaults}")
    return tuple(found)


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " and ".join(f"{first} to {last}" for first, last in value) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _passes(grid: Grid) -> Iterator[EffectOptions]:
    choices = itertools.product(grid.level, grid.scale, grid.season, grid.memory, grid.masked)
    for level, scale, season, memory, masked in choices:
        yield EffectOptions(
            level=level,
            scale=scale,
            season=season,
            memory=memory,
            masked=masked,
            nominal=grid.nominal,
        )


def _later(series: Monthly, skipped: int) -> Monthly:
    return replace(series, first=series.month(skipped), values=series.values[skipped:])
