"""Counterfactual: how many more or fewer came after an event than expected without a break."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.calibration import ErrorLaw, calibrate
from waterbed.effects.crosscheck import LEAST_OTHERS, cross_checks
from waterbed.effects.donors import align
from waterbed.effects.inspace import placebo_in_space
from waterbed.effects.model import Totals, to_counts
from waterbed.effects.monthly import Monthly, last_day, monthly
from waterbed.effects.options import EffectOptions
from waterbed.effects.others import usable
from waterbed.effects.outliers import outlier
from waterbed.effects.path import path_of
from waterbed.effects.question import (
    LEARNING_MONTHS,
    Question,
    ask,
    counted_after,
    past_dates,
    record,
    try_out,
)
from waterbed.records import (
    Answer,
    Calibration,
    Donor,
    Effect,
    Estimate,
    Event,
    InvalidError,
    PartialDate,
    Series,
    Specification,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

LEAST_PLACEBOS = 20
"""Past dates that an interval needs."""
MOST_SHORTFALL = 0.09
"""By how much the share of past dates whose interval held may fall short of the promise, before no
answer is given any more."""
_HALF = 0.5


def effect(
    series: Series | Monthly,
    event: Event | PartialDate | dt.date,
    *,
    donors: Sequence[Series | Monthly] = (),
    others: Sequence[Series | Monthly] = (),
    options: EffectOptions | None = None,
) -> Effect:
    """Say how many more or fewer were counted after an event than expected without a break.

    Parameters
    ----------
    series
        Monthly counts: a series of the record, or numbers of the caller's own.
    event
        An event, or when it began.
    donors
        Other series that help to say what was to be expected: ten at most, with a figure for every
        month. Never a place to which people may have turned instead: that would hide the effect.
    others
        Other series that the effect is checked against by other methods, and ranked among: three
        at least. Those that the event may have touched are left out, and it is said why.
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
        Where the window has no month in the series, the date leaves open which month it was, the
        series has no monthly figures, or a donor lacks a month, never changes or is a copy.

    Notes
    -----
    The month in which the event began belongs neither to what is known nor to the window, unless
    it began on the first. The model (see `waterbed.effects.model.predict`) and its interval are
    formed anew at every past date with two years before it and a whole window after it that ended
    before the event; the errors made there scale the interval (see
    `waterbed.effects.calibration.calibrate`). That more was averted than the series ever counted in
    as many months is conditioned away; the chance that any was averted stays as it is.
    """
    choices = options or EffectOptions()
    asked = ask(_monthly(series), event, choices)
    helpers = [_monthly(one) for one in donors]
    if not others and (choices.aside or choices.compare):
        raise InvalidError(
            f"aside or compare: {', '.join({*choices.aside, *choices.compare})}, and no other "
            "series is given. Give others, or leave both out."
        )
    found, chance = _estimated(asked, helpers)
    if not others or not choices.checks:
        return found
    named = event if isinstance(event, Event) else None
    by_use = usable(asked, [_monthly(one) for one in others], named)
    used = by_use.used
    found = replace(found, left_out=by_use.left, despite=by_use.despite)
    if found.change is None or len(used) < LEAST_OTHERS:
        return replace(found, unchecked=_unchecked(found, len(used)))
    return replace(
        found,
        checks=cross_checks(asked, used, found.change),
        in_space=placebo_in_space(
            chance, used, lambda one: _estimated(ask(one, event, choices), [])
        ),
    )


def _estimated(asked: Question, donors: Sequence[Monthly]) -> tuple[Effect, float]:
    """Estimate an effect, and how likely an error as far out is had there been no event."""
    choices = asked.options
    helpers = align(donors, asked.series, cut=asked.cut, months=asked.reach, scale=choices.scale)
    cuts = past_dates(asked.known, asked.kept)
    reasons = obstacles(asked, cuts)
    if reasons:
        return _no_telling(asked, reasons), 1.0
    dates = np.append(cuts, asked.cut)
    seen = np.append(counted_after(asked.known, cuts, asked.kept), asked.observed)
    totals, placebos = try_out(asked.known, dates, seen, asked.kept, choices, helpers)
    law, calibration = calibrate(
        placebos, choices.nominal, window=asked.window, span=len(asked.kept)
    )
    told = _told(asked, totals, law, calibration)
    below = law.up_to(law.seen)
    chosen = with_donors(told.specification, donors, totals.included)
    return replace(told, specification=chosen), 2 * min(below, 1 - below)


def _unchecked(found: Effect, count: int) -> str:
    if found.change is None:
        return "there is no interval to check"
    return f"{count} other series can be compared with, and cross-checks need {LEAST_OTHERS}"


def _monthly(series: Series | Monthly) -> Monthly:
    return series if isinstance(series, Monthly) else monthly(series)


def with_donors(
    choices: Specification, donors: Sequence[Monthly], included: Floats
) -> Specification:
    """Name the donors among the choices.

    Parameters
    ----------
    choices
        The other choices.
    donors
        The series offered.
    included
        Posterior probability that each has a part.

    Returns
    -------
    Specification
        With the donors.
    """
    listed = [
        Donor(one.key, one.source, float(share))
        for one, share in zip(donors, included, strict=True)
    ]
    return replace(choices, donors=tuple(listed))


def obstacles(asked: Question, cuts: NDArray[np.int64]) -> tuple[str, ...]:
    """Say why a question can have no interval.

    Parameters
    ----------
    asked
        The question.
    cuts
        Its past dates.

    Returns
    -------
    tuple of str
        Empty where it can.
    """
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


def _no_telling(asked: Question, reasons: tuple[str, ...]) -> Effect:
    return Effect(
        key=asked.series.key,
        source=asked.series.source,
        event=asked.event,
        start=asked.months[0],
        end=last_day(asked.months[-1]),
        observed=asked.observed if asked.window else None,
        answer="cannot tell",
        specification=specified(asked),
        because=(*reasons, *cautions(asked)),
        as_of=asked.series.as_of,
    )


def _told(asked: Question, totals: Totals, law: ErrorLaw, calibration: Calibration) -> Effect:
    change = changed(asked, totals, law)
    answer, doubts = answered(change, calibration)
    if slip := _slip(asked):
        answer, doubts = "cannot tell", (slip, *doubts)
    beyond = 1.0 - law.up_to(law.most)
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
        specification=specified(asked),
        expected=_expected(asked, totals, law),
        change=change,
        path=path_of(asked, totals, law),
        calibration=calibration,
        record=record(asked.known, asked.window),
        beyond=beyond,
        because=(*doubts, *cautions(asked)),
        as_of=asked.series.as_of,
    )


def _slip(asked: Question) -> str:
    """Name a month far above every other; one that is a whole window may be what happened."""
    between = np.full(asked.gap, np.nan)
    after = asked.counted if len(asked.counted) > 1 else asked.counted * np.nan
    return outlier(np.concatenate([asked.known, between, after]), asked.series.first)


def _expected(asked: Question, totals: Totals, law: ErrorLaw) -> Estimate:
    tail = (1 - asked.options.nominal) / 2
    errors = law.quantiles(np.array([_HALF, tail, 1 - tail]))
    values = totals.median[-1] + totals.spread[-1] * errors
    return Estimate(*map(float, to_counts(values, asked.options.scale)))


def changed(asked: Question, totals: Totals, law: ErrorLaw) -> Estimate:
    """Give the count of the window less what was expected.

    Parameters
    ----------
    asked
        The question.
    totals
        What the model predicts, the event last.
    law
        The law of the event's error.

    Returns
    -------
    Estimate
        Negative where fewer came.
    """
    expected = _expected(asked, totals, law)
    ends = (expected.point, expected.high, expected.low)
    return Estimate(*(asked.observed - end for end in ends))


def answered(change: Estimate, calibration: Calibration) -> tuple[Answer, tuple[str, ...]]:
    """Answer whether fewer or more came, where past dates bear it out.

    Parameters
    ----------
    change
        Counted less expected.
    calibration
        How the interval did at past dates.

    Returns
    -------
    tuple
        The answer, and why there is none.
    """
    if change.low <= 0 <= change.high:
        return "cannot tell", ("the interval includes no change as well",)
    least = calibration.nominal - MOST_SHORTFALL
    if calibration.coverage < least:
        held = f"the interval held at {calibration.coverage:.0%} of past dates only"
        return "cannot tell", (f"{held}, less than {least:.0%}",)
    return ("fewer" if change.high < 0 else "more"), ()


def cautions(asked: Question) -> tuple[str, ...]:
    """Say what a reader must know of a window.

    Parameters
    ----------
    asked
        The question.

    Returns
    -------
    tuple of str
        Empty where every month of it has a figure.
    """
    cautions = []
    if len(asked.counted) < asked.options.window_months:
        cautions.append(f"the figures end after {len(asked.counted)} months of the window")
    if 0 < asked.window < len(asked.counted):
        missing = len(asked.counted) - asked.window
        cautions.append(f"{missing} months of the window have no figure and are left out")
    return tuple(cautions)


def specified(asked: Question) -> Specification:
    """List every choice of a question but its donors.

    Parameters
    ----------
    asked
        The question.

    Returns
    -------
    Specification
        The choices.
    """
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
