"""Limits: what one printed figure says about the true count, strictly and with allowances."""

from __future__ import annotations

import datetime as dt
import heapq
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.records import InvalidError, Observation, measure_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waterbed.bounds.options import BoundsOptions

Window = tuple[dt.date, dt.date]

_DAY = dt.timedelta(days=1)
_MOST = 1e12


@dataclass(frozen=True, slots=True)
class Limits:
    """What one figure says: one window's count is at most, another's at least, a number.

    Parameters
    ----------
    figure
        The figure.
    inner, at_most
        The window whose count has this upper limit; infinity for no limit.
    outer, at_least
        The window whose count has this lower limit; minus infinity for no limit. It contains
        the inner window, and is the same where the window is certain.
    """

    figure: Observation
    inner: Window
    at_most: float
    outer: Window
    at_least: float


def adds_up(key: str) -> bool:
    """Say whether the figures of a key add up over days.

    Parameters
    ----------
    key
        Key of a series.

    Returns
    -------
    bool
        True for counts, False for wave heights.
    """
    return measure_of(key).counts != "metres"


def is_doubtful(figure: Observation) -> bool:
    """Say whether something speaks against a figure: it is disputed, or marked with a defect.

    Parameters
    ----------
    figure
        Any figure.

    Returns
    -------
    bool
        True where it guarantees nothing.
    """
    return figure.status == "disputed" or bool(figure.marks)


def strict_limits(figures: Iterable[Observation], options: BoundsOptions) -> list[Limits]:
    """Take every figure as printed.

    Parameters
    ----------
    figures
        Figures with a value.
    options
        How far "about" reaches.

    Returns
    -------
    list of Limits
        One for each figure, in order.

    Raises
    ------
    InvalidError
        Where a value is no number, or larger than any count.
    """
    return [_as_printed(one, options) for one in figures]


def robust_limits(figures: Sequence[Observation], options: BoundsOptions) -> list[Limits]:
    """Take every figure with the allowances for its clock and its revision.

    Parameters
    ----------
    figures
        Figures with a value, national totals among them.
    options
        The allowances.

    Returns
    -------
    list of Limits
        One for each figure, in order.

    Raises
    ------
    InvalidError
        As for `strict_limits`.

    Notes
    -----
    A window whose end may be a day off gives two limits: the count without its last day is at most
    the figure, the count with a day more is at least the figure. A count that is a minimum by its
    nature (deaths) can only grow: it has no upper limit. The national total of a split is the
    cheapest cover of its window by printed totals, or the figure itself where none covers it.
    """
    return [_relaxed(_as_printed(one, options), figures, options) for one in figures]


def _as_printed(figure: Observation, options: BoundsOptions) -> Limits:
    value = figure.value
    if value is None or not abs(value) < _MOST:
        raise InvalidError(
            f"{figure.key} {figure.start}..{figure.end} by {figure.source}: {value!r} is no count. "
            f"Bounds take numbers below {_MOST:.0e}; leave the figure out or mend it."
        )
    spread = options.about * abs(value) if figure.bound == "about" else 0.0
    at_most = math.inf if figure.bound == "at least" else value + spread
    at_least = -math.inf if figure.bound == "at most" else value - spread
    window = (figure.start, figure.end)
    return Limits(figure, window, at_most, window, at_least)


def _relaxed(limits: Limits, figures: Sequence[Observation], options: BoundsOptions) -> Limits:
    figure = limits.figure
    off = _DAY * figure.slack
    allowance = _allowance(figure, figures, options)
    return Limits(
        figure,
        (figure.start, figure.end - off),
        math.inf if measure_of(figure.key).minimum else limits.at_most + allowance,
        (figure.start, figure.end + off),
        limits.at_least - allowance,
    )


def _allowance(
    figure: Observation, figures: Sequence[Observation], options: BoundsOptions
) -> float:
    value = abs(figure.value or 0.0)
    national = options.geography.national(figure.key)
    if national is None:
        return options.revision * value
    near = options.books.linked(options.books.book_of(figure), national)
    totals = [
        one
        for one in figures
        if one.key == national
        and one.bound == "exact"
        and not is_doubtful(one)
        and options.books.book_of(one) in near
    ]
    total = _cheapest_cover(totals, figure.start, figure.end)
    return options.departure_revision * max(total, value)


def _cheapest_cover(totals: Sequence[Observation], start: dt.date, end: dt.date) -> float:
    """Add up the figures that leave no day out and sum to least (Dijkstra); zero where none do."""
    settled: set[dt.date] = set()
    queue = [(0.0, start)]
    while queue:
        cost, day = heapq.heappop(queue)
        if day > end:
            return cost
        if day in settled:
            continue
        settled.add(day)
        for one in totals:
            if one.start <= day <= one.end:
                heapq.heappush(queue, (cost + (one.value or 0.0), one.end + _DAY))
    return 0.0
