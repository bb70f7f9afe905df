"""Question: a series cut at an event, and the same question at past dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from waterbed.effects.calibration import Placebos
from waterbed.effects.model import Totals, predict, to_scale
from waterbed.effects.monthly import Monthly, untouched
from waterbed.records import Event, InvalidError, PartialDate

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from waterbed.effects.options import EffectOptions

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Cuts = NDArray[np.int64]

LEARNING_MONTHS = 24
"""Months with a figure that a date needs before it, to be a placebo."""


@dataclass(frozen=True, slots=True)
class Question:
    """A series cut at an event: what is known before, what was counted in the window.

    Parameters
    ----------
    series
        The monthly counts.
    event
        Id of the event, empty where only a date was given.
    cut
        How many months of the series are known.
    gap
        Months left out between them and the window.
    known
        Counts before the event, not a number where missing or masked.
    counted
        Counts in the window, not a number where missing.
    options
        The choices.
    """

    series: Monthly
    event: str
    cut: int
    gap: int
    known: Floats
    counted: Floats
    options: EffectOptions

    @property
    def kept(self) -> Flags:
        """For each month after the cut: whether it is in the window and has a figure."""
        there: Flags = ~np.isnan(self.counted)
        return np.concatenate([np.zeros(self.gap, dtype=bool), there])

    @property
    def reach(self) -> int:
        """Months from the first to the end of the window."""
        return self.cut + self.gap + len(self.counted)

    @property
    def window(self) -> int:
        """Months of the window that have a figure."""
        return int(self.kept.sum())

    @property
    def length(self) -> int:
        """Months of the window, those without a figure counted in."""
        return len(self.counted)

    @property
    def observed(self) -> float:
        """Count of the window."""
        return float(np.nansum(self.counted))

    @property
    def months(self) -> tuple[dt.date, ...]:
        """First day of each month of the window."""
        first = self.cut + self.gap
        return tuple(self.series.month(first + step) for step in range(len(self.counted)))

    @property
    def missing(self) -> tuple[dt.date, ...]:
        """Those without a figure."""
        pairs = zip(self.months, self.counted, strict=True)
        return tuple(month for month, count in pairs if np.isnan(count))


def ask(series: Monthly, event: Event | PartialDate | dt.date, options: EffectOptions) -> Question:
    """Cut a series at an event.

    Parameters
    ----------
    series
        The monthly counts.
    event
        An event, or when it began.
    options
        The choices.

    Returns
    -------
    Question
        With the window as far as the figures go.

    Raises
    ------
    InvalidError
        Where no month lies before the event or none in the window, the date leaves open which
        month it was, or a masked stretch does not lie before the event.
    """
    name, start = (event.id, event.start) if isinstance(event, Event) else ("", event)
    touched, begun = untouched(start)
    cut = series.place(touched)
    first = series.place(begun) + options.gap_months
    values = np.array(series.values, dtype=np.float64)
    counted = values[max(first, 0) : first + options.window_months]
    if cut < 1 or first < 0 or not len(counted):
        raise InvalidError(
            f"{series.key or 'series'}: the figures run from {series.month(0):%B %Y} to "
            f"{series.month(len(values) - 1):%B %Y}; a window from {series.month(first):%B %Y} "
            "needs months before it and at least one in it. Choose an event within the figures."
        )
    late = [f"{begin} to {end}" for begin, end in options.masked if series.place(end) >= cut]
    if late:
        raise InvalidError(
            f"masked: {'; '.join(late)} does not lie before {series.month(cut):%B %Y}, the first "
            "month that the event may have touched. Only months before can be left out; move the "
            "window with gap_months."
        )
    known = masked(series, options)[:cut]
    return Question(series, name, cut, first - cut, known, counted, options)


def masked(series: Monthly, options: EffectOptions) -> Floats:
    """Give the counts of a series without the stretches that are left out.

    Parameters
    ----------
    series
        The monthly counts.
    options
        The choices.

    Returns
    -------
    numpy.ndarray
        Not a number where missing or masked.
    """
    counts = np.array(series.values, dtype=np.float64)
    for begin, end in options.masked:
        counts[max(series.place(begin), 0) : max(series.place(end) + 1, 0)] = np.nan
    return counts


def past_dates(known: Floats, kept: Flags) -> Cuts:
    """List the dates with two years known before and a whole window known after.

    Parameters
    ----------
    known
        Counts, not a number where missing.
    kept
        For each month after a date: whether it is in the window.

    Returns
    -------
    numpy.ndarray
        How many months come before each, rising.
    """
    there = ~np.isnan(known)
    if len(known) < LEARNING_MONTHS + len(kept):
        return np.empty(0, dtype=np.int64)
    whole: Flags = np.asarray(_windows(there, kept).all(axis=1))
    learnt = np.append(0, there.cumsum())[: len(whole)] >= LEARNING_MONTHS
    return np.flatnonzero(whole & learnt)


def _windows(values: NDArray[Any], kept: Flags) -> NDArray[Any]:
    """Give the months kept after each cut, cuts by months."""
    return np.lib.stride_tricks.sliding_window_view(values, len(kept))[:, kept]


def try_out(
    known: Floats,
    cuts: Cuts,
    seen: Floats,
    kept: Flags,
    options: EffectOptions,
    donors: Floats | None = None,
) -> tuple[Totals, Placebos]:
    """Predict the window after each date and compare it with what was counted.

    Parameters
    ----------
    known
        Counts, not a number where missing.
    cuts
        How many months are known at each date, rising.
    seen
        What was counted in the window after each.
    kept
        For each month after a date: whether it is in the window.
    options
        The choices.
    donors
        As for `waterbed.effects.model.predict`.

    Returns
    -------
    tuple of Totals and Placebos
        What was predicted, and how far off it was.
    """
    totals = predict(known, cuts, kept, options, donors)
    return totals, compare(known, cuts, totals, seen, options)


def compare(
    known: Floats, cuts: Cuts, totals: Totals, seen: Floats, options: EffectOptions
) -> Placebos:
    """Compare what was predicted after each date with what was counted.

    Parameters
    ----------
    known
        Counts, not a number where missing.
    cuts
        How many months are known at each date, rising.
    totals
        What was predicted.
    seen
        What was counted in the window after each.
    options
        The choices.

    Returns
    -------
    Placebos
        How far off the predictions were.
    """
    records = _records(known, cuts, totals.paths.shape[1])
    error, most = (
        (to_scale(counts, options.scale) - totals.median) / totals.spread
        for counts in (seen, seen + records)
    )
    return Placebos(cuts, error, totals.spread, most)


def counted_after(known: Floats, cuts: Cuts, kept: Flags) -> Floats:
    """Count the windows after past dates.

    Parameters
    ----------
    known
        Counts, not a number where missing.
    cuts
        The dates.
    kept
        For each month after a date: whether it is in the window.

    Returns
    -------
    numpy.ndarray
        One count a date.
    """
    if not len(cuts):
        return np.empty(0)
    counts: Floats = _windows(known, kept)[cuts].sum(axis=1)
    return counts


def record(known: Floats, window: int) -> float:
    """Give the largest count of as many months in a row.

    Parameters
    ----------
    known
        Counts, not a number where missing.
    window
        How many months.

    Returns
    -------
    float
        Where no run is without a gap, as many times the largest month.
    """
    return float(_records(known, np.array([len(known)]), window)[0])


def _records(known: Floats, cuts: Cuts, window: int) -> Floats:
    """Give the record at every date, from running maxima."""
    largest = np.fmax.accumulate(known)[cuts - 1]
    if len(known) < window:
        return largest * window
    runs = np.fmax.accumulate(np.convolve(known, np.ones(window), "valid"))
    ended = runs[np.maximum(cuts - window, 0)]
    found: Floats = np.where((cuts < window) | np.isnan(ended), largest * window, ended)
    return found
