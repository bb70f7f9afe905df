"""Counterfactual: how many more or fewer came after an event than expected without a break."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.calibration import ErrorLaw, Placebos, calibrate
from waterbed.effects.model import Totals, predict, to_counts, to_scale
from waterbed.effects.monthly import Monthly, last_day, monthly, untouched
from waterbed.effects.options import EffectOptions
from waterbed.records import (
    Answer,
    Calibration,
    Effect,
    Estimate,
    Event,
    InvalidError,
    PartialDate,
    Path,
    Series,
    Specification,
)

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

LEARNING_MONTHS = 24
"""Months with a figure that a date needs before it, to be a placebo."""
LEAST_PLACEBOS = 20
"""Past dates that an interval needs."""
LEAST_COVERAGE = 0.86
"""Share of past dates whose interval must have held, before an answer is given."""
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class _Question:
    """A series cut at an event: what is known before, what was counted in the window."""

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
    def window(self) -> int:
        return int(self.kept.sum())

    @property
    def observed(self) -> float:
        return float(np.nansum(self.counted))

    @property
    def months(self) -> tuple[dt.date, ...]:
        first = self.cut + self.gap
        return tuple(self.series.month(first + step) for step in range(len(self.counted)))


def effect(
    series: Series | Monthly,
    event: Event | PartialDate | dt.date,
    *,
    options: EffectOptions | None = None,
) -> Effect:
    """Say how many more or fewer were counted after an event than expected without a break.

    Parameters
    ----------
    series
        Monthly counts: a series of the record, or numbers of the caller's own.
    event
        An event, or when it began.
    options
        The choices; None for the defaults.

    Returns
    -------
    Effect
        With an interval only where the series is long enough to calibrate it, and with an answer
        only where the interval held at past dates. Otherwise it says why there is no telling.

    Raises
    ------
    InvalidError
        Where the window has no month in the series, the date leaves open which month it was, or
        the series has no monthly figures.

    Notes
    -----
    The month in which the event began belongs neither to what is known nor to the window, unless
    it began on the first. The model (see `waterbed.effects.model.predict`) and its interval are
    formed anew at every past date with two years before it and a whole window after it that ended
    before the event; the errors made there scale the interval (see
    `waterbed.effects.calibration.calibrate`). What would mean that more was averted than the series
    ever counted in as many months is conditioned away.
    """
    choices = options or EffectOptions()
    asked = _question(series if isinstance(series, Monthly) else monthly(series), event, choices)
    cuts = _placebo_cuts(asked)
    reasons = _obstacles(asked, cuts)
    if reasons:
        return _no_telling(asked, reasons)
    totals = predict(asked.known, np.r_[cuts, asked.cut], asked.kept, choices)
    records = np.array([_record(asked.known[:cut], asked.window) for cut in (*cuts, asked.cut)])
    seen = np.array([*(_counted(asked, cut) for cut in cuts), asked.observed])
    error = (to_scale(seen, choices.scale) - totals.median) / totals.spread
    most = (to_scale(seen + records, choices.scale) - totals.median) / totals.spread
    placebos = Placebos(np.r_[cuts, asked.cut], error, totals.spread, most)
    law, calibration = calibrate(
        placebos, choices.nominal, window=asked.window, span=len(asked.kept)
    )
    return _told(asked, totals, law, (calibration, float(records[-1])))


def _question(
    series: Monthly, event: Event | PartialDate | dt.date, options: EffectOptions
) -> _Question:
    name, start = (event.id, event.start) if isinstance(event, Event) else ("", event)
    touched, begun = untouched(start)
    cut = series.place(touched)
    first = series.place(begun) + options.gap_months
    values = np.array(series.values)
    counted = values[max(first, 0) : first + options.window_months]
    if cut < 1 or first < 0 or not len(counted):
        raise InvalidError(
            f"{series.key or 'series'}: the figures run from {series.month(0):%B %Y} to "
            f"{series.month(len(values) - 1):%B %Y}; a window from {series.month(first):%B %Y} "
            "needs months before it and at least one in it. Choose an event within the figures."
        )
    known = values[:cut].copy()
    for begin, end in options.masked:
        known[max(series.place(begin), 0) : max(series.place(end) + 1, 0)] = np.nan
    return _Question(series, name, cut, first - cut, known, counted, options)


def _placebo_cuts(asked: _Question) -> NDArray[np.int64]:
    """List the past dates with two years known before and a whole window after, all before."""
    kept = asked.kept
    there = ~np.isnan(asked.known)
    return np.array(
        [
            cut
            for cut in range(LEARNING_MONTHS, asked.cut - len(kept) + 1)
            if there[:cut].sum() >= LEARNING_MONTHS and there[cut : cut + len(kept)][kept].all()
        ],
        dtype=np.int64,
    )


def _obstacles(asked: _Question, cuts: NDArray[np.int64]) -> tuple[str, ...]:
    known = asked.known[~np.isnan(asked.known)]
    if not asked.window:
        return ("no month of the window has a figure",)
    if len(cuts) < LEAST_PLACEBOS:
        needed = LEARNING_MONTHS + LEAST_PLACEBOS - 1 + len(asked.kept)
        short = f"{len(known)} months with a figure before it leave {len(cuts)} past dates to test"
        rule = f"an interval needs {LEAST_PLACEBOS} ({needed} months in a row)"
        return (f"{short} the method on, and {rule}",)
    if np.ptp(known) == 0:
        return (f"every month before it has the same count, {known[0]:,.0f}",)
    return ()


def _counted(asked: _Question, cut: int) -> float:
    return float(asked.known[cut : cut + len(asked.kept)][asked.kept].sum())


def _record(known: Floats, window: int) -> float:
    """Give the largest count of as many months in a row; of single months where none are whole."""
    runs = np.lib.stride_tricks.sliding_window_view(known, window).sum(axis=1)
    return float(np.nanmax(known) * window if np.isnan(runs).all() else np.nanmax(runs))


def _no_telling(asked: _Question, reasons: tuple[str, ...]) -> Effect:
    return Effect(
        key=asked.series.key,
        source=asked.series.source,
        event=asked.event,
        start=asked.months[0],
        end=last_day(asked.months[-1]),
        observed=asked.observed if asked.window else None,
        answer="cannot tell",
        specification=_specification(asked),
        because=(*reasons, *_cautions(asked)),
        as_of=asked.series.as_of,
    )


def _told(
    asked: _Question, totals: Totals, law: ErrorLaw, measured: tuple[Calibration, float]
) -> Effect:
    calibration, record = measured
    tail = (1 - asked.options.nominal) / 2
    errors = law.quantiles(np.array([tail, _HALF, 1 - tail]))
    values = totals.median[-1] + totals.spread[-1] * errors
    low, point, high = (float(one) for one in to_counts(values, asked.options.scale))
    change = Estimate(asked.observed - point, asked.observed - high, asked.observed - low)
    answer, doubts = _answer(change, calibration)
    beyond = 1.0 - law.within
    if beyond > _HALF:
        doubts += (
            f"the model gave {beyond:.0%} to more than the series ever counted, which was left out",
        )
    return Effect(
        key=asked.series.key,
        source=asked.series.source,
        event=asked.event,
        start=asked.months[0],
        end=last_day(asked.months[-1]),
        observed=asked.observed,
        answer=answer,
        specification=_specification(asked),
        expected=Estimate(point, low, high),
        change=change,
        path=_path(asked, totals, law),
        calibration=calibration,
        record=record,
        beyond=beyond,
        because=(*doubts, *_cautions(asked)),
        as_of=asked.series.as_of,
    )


def _answer(change: Estimate, calibration: Calibration) -> tuple[Answer, tuple[str, ...]]:
    if change.low <= 0 <= change.high:
        return "cannot tell", ("the interval includes no change as well",)
    if calibration.coverage < LEAST_COVERAGE:
        held = f"the interval held at {calibration.coverage:.0%} of past dates only"
        return "cannot tell", (f"{held}, less than {LEAST_COVERAGE:.0%}",)
    return ("fewer" if change.high < 0 else "more"), ()


def _cautions(asked: _Question) -> tuple[str, ...]:
    cautions = []
    if len(asked.counted) < asked.options.window_months:
        cautions.append(f"the figures end after {len(asked.counted)} months of the window")
    if 0 < asked.window < len(asked.counted):
        missing = len(asked.counted) - asked.window
        cautions.append(f"{missing} months of the window have no figure and are left out")
    return tuple(cautions)


def _path(asked: _Question, totals: Totals, law: ErrorLaw) -> Path:
    """Rank the drawn paths by their total and give each the calibrated total of its rank."""
    count = len(totals.paths)
    drawn = totals.paths.sum(axis=1)
    shares = np.empty(count)
    shares[np.argsort(drawn, kind="stable")] = (np.arange(count) + _HALF) / count
    due = to_counts(
        totals.median[-1] + totals.spread[-1] * law.quantiles(shares), asked.options.scale
    )
    paths = totals.paths * (due / np.maximum(drawn, 1e-9))[:, None]
    tail = (1 - asked.options.nominal) / 2
    low, middle, high = np.quantile(paths, [tail, _HALF, 1 - tail], axis=0)
    there = ~np.isnan(asked.counted)
    months = tuple(month for month, seen in zip(asked.months, there, strict=True) if seen)
    seen = tuple(float(value) for value in asked.counted[there])
    return Path(months, seen, *(tuple(map(float, one)) for one in (middle, low, high)))


def _specification(asked: _Question) -> Specification:
    options = asked.options
    return Specification(
        first=asked.series.first,
        months_before=int(np.sum(~np.isnan(asked.known))),
        window_months=asked.window,
        gap_months=asked.gap,
        level=options.level,
        scale=options.scale,
        season=options.season,
        memory=options.memory,
        masked=options.masked,
    )
