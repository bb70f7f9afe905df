"""Branches: every window and gap of one pass over the data, each with its own calibration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.calibration import error_laws, judged
from waterbed.effects.donors import align
from waterbed.effects.model import foresee, summed
from waterbed.effects.question import ask, compare, counted_after, past_dates
from waterbed.effects.telling import (
    answered,
    cautions,
    changed,
    obstacles,
    specified,
    with_donors,
)
from waterbed.records import Branch, InvalidError
from waterbed.records.monthly import index_of, last_day

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from waterbed.effects.grid import Bundle
    from waterbed.effects.model import Drawn
    from waterbed.effects.question import Question

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tried:
    """A branch, and how far out the errors were at its past dates.

    Parameters
    ----------
    branch
        At the event.
    dates
        Number of the first month not known at each past date; empty where there is no telling.
    out
        The error there as a standard normal number, by what was known at that date.
    """

    branch: Branch
    dates: tuple[int, ...] = ()
    out: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Worked:
    """What came of a bundle.

    Parameters
    ----------
    tried
        Its branches.
    missing
        Why others cannot be formed.
    """

    tried: tuple[Tried, ...]
    missing: tuple[str, ...] = ()


def branches(bundle: Bundle) -> Worked:
    """Estimate every window and gap of a bundle from one pass.

    Parameters
    ----------
    bundle
        Series, event and choices.

    Returns
    -------
    Worked
        One branch for each window that the figures have, in the order of the bundle: windows cut
        short by the end of the figures coincide and come once.

    Raises
    ------
    InvalidError
        Where a donor lacks a month, never changes or is a copy.

    Notes
    -----
    Each is what `waterbed.effects.effect` gives with the same choices, to the last digit: a path
    drawn for a short window is the beginning of the path drawn for a long one.
    """
    questions, missing = _questions(bundle)
    dates = [past_dates(one.known, one.kept) for one in questions]
    reasons = [obstacles(*pair) for pair in zip(questions, dates, strict=True)]
    open_ones = [at for at, found in enumerate(reasons) if not found]
    told = {}
    if open_ones:
        cuts = np.unique(np.concatenate([dates[at] for at in open_ones] + [[questions[0].cut]]))
        drawn = _drawn(bundle, [questions[at] for at in open_ones], cuts)
        told = {at: _told(questions[at], dates[at], cuts, drawn) for at in open_ones}
        told = {at: _named(one, bundle, drawn.included) for at, one in told.items()}
    found = [
        told[at] if at in told else Tried(_untold(one, reasons[at]))
        for at, one in enumerate(questions)
    ]
    return Worked(tuple(_helped(one, bundle) for one in found), missing)


def _questions(bundle: Bundle) -> tuple[list[Question], tuple[str, ...]]:
    found: dict[tuple[int, int], Question] = {}
    missing = []
    for window, gap in bundle.spans:
        options = replace(bundle.options, window_months=window, gap_months=gap)
        try:
            asked = ask(bundle.series, bundle.start, options)
        except InvalidError as error:
            missing.append(str(error).rstrip("."))
        else:
            found.setdefault((asked.gap, len(asked.counted)), replace(asked, event=bundle.event))
    return list(found.values()), tuple(missing)


def _drawn(bundle: Bundle, asked: list[Question], cuts: Integers) -> Drawn:
    reach = max(one.reach for one in asked)
    cut, scale = int(cuts[-1]), bundle.options.scale
    helpers = align(bundle.donors, bundle.series, cut=cut, months=reach, scale=scale)
    return foresee(asked[0].known, cuts, reach - cut, bundle.options, helpers)


def _told(asked: Question, dates: Integers, cuts: Integers, drawn: Drawn) -> Tried:
    own = np.append(dates, asked.cut)
    seen = np.append(counted_after(asked.known, dates, asked.kept), asked.observed)
    options, window = asked.options, asked.length
    totals = summed(drawn, np.searchsorted(cuts, own), asked.kept, options.scale)
    placebos = compare(asked.known, own, totals, seen, options)
    laws = error_laws(placebos, window=window, span=len(asked.kept))
    calibration = judged(placebos, laws, options.nominal, window)
    change = changed(asked, totals, laws.last)
    answer, doubts = answered(asked, change, calibration)
    *past, out = laws.out()
    branch = replace(
        _untold(asked, doubts),
        answer=answer,
        change=change,
        calibration=calibration,
        out=out,
    )
    first = index_of(asked.series.first)
    return Tried(branch, tuple(int(first + cut) for cut in dates), tuple(past))


def _untold(asked: Question, reasons: tuple[str, ...]) -> Branch:
    return Branch(
        source=asked.series.source,
        specification=specified(asked),
        helped=False,
        start=asked.months[0],
        end=last_day(asked.months[-1]),
        observed=asked.observed if asked.window else None,
        answer="cannot tell",
        because=(*reasons, *cautions(asked)),
    )


def _named(tried: Tried, bundle: Bundle, included: Floats) -> Tried:
    choices = with_donors(tried.branch.specification, bundle.donors, included)
    return replace(tried, branch=replace(tried.branch, specification=choices))


def _helped(tried: Tried, bundle: Bundle) -> Tried:
    return replace(tried, branch=replace(tried.branch, helped=bool(bundle.donors)))
