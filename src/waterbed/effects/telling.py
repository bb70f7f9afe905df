"""Telling: what may be said of a window, what must be said with it, and when nothing may."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.model import Totals, to_counts
from waterbed.effects.monthly import in_months, month_names
from waterbed.effects.outliers import outlier
from waterbed.effects.question import LEARNING_MONTHS, Question
from waterbed.records import Answer, Calibration, Donor, Estimate, Monthly, Specification, percent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waterbed.effects.calibration import ErrorLaw

    Floats = NDArray[np.float64]

LEAST_PLACEBOS = 20
"""Past dates that an interval needs."""
MOST_SHORTFALL = 0.09
"""By how much the share of past dates whose interval held may fall short of the promise, before no
answer is given any more."""
UNCHANGED = "the interval includes no change as well"
"""Why there is no answer although past dates bear the interval out."""
_HALF = 0.5


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


def awaited(asked: Question, totals: Totals, law: ErrorLaw) -> Estimate:
    """Give the count of the window that was to be expected.

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
        The median and the ends of the interval.
    """
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
    expected = awaited(asked, totals, law)
    ends = (expected.point, expected.high, expected.low)
    return Estimate(*(asked.observed - end for end in ends))


def answered(
    asked: Question, change: Estimate, calibration: Calibration
) -> tuple[Answer, tuple[str, ...]]:
    """Answer whether fewer or more came, where past dates bear it out and no month is a slip.

    Parameters
    ----------
    asked
        The question.
    change
        Counted less expected.
    calibration
        How the interval did at past dates.

    Returns
    -------
    tuple
        The answer, and why there is none.
    """
    slip = _slip(asked)
    doubts = [slip] if slip else []
    failed = unheld(calibration.coverage, calibration.nominal)
    if change.low <= 0 <= change.high:
        doubts.append(UNCHANGED)
    elif failed:
        doubts.append(failed)
    if doubts:
        return "cannot tell", tuple(doubts)
    return ("fewer" if change.high < 0 else "more"), ()


def unheld(coverage: float, nominal: float) -> str:
    """Say that intervals held too seldom at past dates for an answer.

    Parameters
    ----------
    coverage
        How often they held.
    nominal
        What they promise.

    Returns
    -------
    str
        Empty where they held often enough.
    """
    least = nominal - MOST_SHORTFALL
    if coverage >= least:
        return ""
    return (
        f"the interval held at {percent(coverage)} of past dates only, less than {percent(least)}"
    )


def _slip(asked: Question) -> str:
    """Name a month far above every other; one that is a whole window may be what happened."""
    between = np.full(asked.gap, np.nan)
    after = asked.counted if len(asked.counted) > 1 else asked.counted * np.nan
    return outlier(np.concatenate([asked.known, between, after]), asked.series.first)


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
        cautions.append(f"the figures end after {in_months(len(asked.counted))} of the window")
    if 0 < asked.window < len(asked.counted):
        names = month_names(asked.missing)
        cautions.append(f"left out of the window, without a figure: {names}")
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
        event_months=asked.gap - options.gap_months,
    )


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
