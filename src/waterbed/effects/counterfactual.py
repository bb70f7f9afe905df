"""Counterfactual: how many more or fewer came after an event than expected without a break."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.calibration import ErrorLaws, error_laws, judged
from waterbed.effects.crosscheck import LEAST_OTHERS, cross_checks
from waterbed.effects.donors import align
from waterbed.effects.inspace import placebo_in_space
from waterbed.effects.monthly import Monthly, last_day, monthly
from waterbed.effects.options import EffectOptions
from waterbed.effects.others import usable
from waterbed.effects.path import path_of, picture_of
from waterbed.effects.question import Question, ask, counted_after, past_dates, record, try_out
from waterbed.effects.telling import (
    answered,
    awaited,
    cautions,
    changed,
    obstacles,
    specified,
    with_donors,
)
from waterbed.records import (
    Calibration,
    Effect,
    Event,
    InvalidError,
    PartialDate,
    Series,
    percent,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from waterbed.effects.model import Totals


_MUCH_BEYOND = 0.5


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
    `waterbed.effects.calibration.calibrate`). That more was averted than the series counted in
    as many months before is conditioned away; the chance that any was averted stays as it is.
    """
    choices = options or EffectOptions()
    asked = ask(_monthly(series), event, choices)
    helpers = [_monthly(one) for one in donors]
    if not others and (choices.aside or choices.compare):
        raise InvalidError(
            f"aside or compare: {', '.join({*choices.aside, *choices.compare})}, and no other "
            "series is given. Give others, or leave both out."
        )
    found = _estimated(asked, helpers)
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
            found, [_estimated(ask(one, event, choices), []) for one in used]
        ),
    )


def _estimated(asked: Question, donors: Sequence[Monthly]) -> Effect:
    choices = asked.options
    helpers = align(donors, asked.series, cut=asked.cut, months=asked.reach, scale=choices.scale)
    cuts = past_dates(asked.known, asked.kept)
    reasons = obstacles(asked, cuts)
    if reasons:
        return _no_telling(asked, reasons)
    dates = np.append(cuts, asked.cut)
    seen = np.append(counted_after(asked.known, cuts, asked.kept), asked.observed)
    totals, placebos = try_out(asked.known, dates, seen, asked.kept, choices, helpers)
    laws = error_laws(placebos, window=asked.length, span=len(asked.kept))
    calibration = judged(placebos, laws, choices.nominal, asked.length)
    told = _told(asked, totals, laws, calibration)
    chosen = with_donors(told.specification, donors, totals.included)
    return replace(told, specification=chosen)


def _unchecked(found: Effect, count: int) -> str:
    if found.change is None:
        return "there is no interval to check"
    return f"{count} other series can be compared with, and cross-checks need {LEAST_OTHERS}"


def _monthly(series: Series | Monthly) -> Monthly:
    return series if isinstance(series, Monthly) else monthly(series)


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
        missing=asked.missing,
    )


def _told(asked: Question, totals: Totals, laws: ErrorLaws, calibration: Calibration) -> Effect:
    law = laws.last
    change = changed(asked, totals, law)
    answer, doubts = answered(asked, change, calibration)
    beyond = 1.0 - law.up_to(law.most)
    if beyond > _MUCH_BEYOND:
        more = f"the model gave {percent(beyond)} to more than was counted before"
        doubts += (f"{more}, which was left out",)
    return Effect(
        key=asked.series.key,
        source=asked.series.source,
        event=asked.event,
        start=asked.months[0],
        end=last_day(asked.months[-1]),
        observed=asked.observed,
        answer=answer,
        specification=specified(asked),
        expected=awaited(asked, totals, law),
        change=change,
        path=path_of(asked, totals, law),
        calibration=calibration,
        record=record(asked.known, asked.window),
        beyond=beyond,
        because=(*doubts, *cautions(asked)),
        as_of=asked.series.as_of,
        missing=asked.missing,
        picture=picture_of(asked, totals, laws, change),
    )
