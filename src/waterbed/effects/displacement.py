"""Displacement: what was averted on a route, what others received, and the share it can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.cut import (
    Cut,
    DisplacementOptions,
    cautions,
    cut_at,
    left_out,
    obstacles,
)
from waterbed.effects.flows import EXPOSED, Errors, errors, flows
from waterbed.effects.measured import Asked, detectability, measured
from waterbed.effects.options import listed
from waterbed.effects.question import record
from waterbed.effects.shares import Drawn, at_peak, drawn, share_set
from waterbed.effects.silent import silent
from waterbed.records import Displacement, Estimate, Flow, Receiving, ShareSet, percent

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waterbed.effects.panel import Panel
    from waterbed.records import Event, PartialDate

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Both routes of a pair, plainly added up and weighted, with what was drawn for them."""

    asked: Cut
    to: str
    used: tuple[int, ...]
    plain: Errors
    draws: Drawn
    weighted: Drawn
    peak: bool


def displacement(
    panel: Panel,
    own: str,
    to: Sequence[str],
    event: Event | PartialDate | dt.date,
    *,
    options: DisplacementOptions | None = None,
) -> Displacement:
    """Say how many were averted on a route, how many more came on others, and which share that is.

    Parameters
    ----------
    panel
        Counts by nationality and route, or route totals.
    own
        The route of the event.
    to
        The routes to which people may have turned. None of them helps to say what was to be
        expected on another.
    event
        An event, or when it began.
    options
        The choices; None for the defaults.

    Returns
    -------
    Displacement
        With a share only where it is nearly sure that any were averted. Otherwise it says why
        there is no telling.

    Raises
    ------
    InvalidError
        Where a route is unknown, named twice or receives from itself, one name stands where a list
        is asked, a nationality to leave out is unknown, the window has no month in the panel, or
        the date leaves open which month it was.

    Notes
    -----
    The month in which the event began belongs neither to what is known nor to the window, unless
    it began on the first. See `waterbed.effects.flows.flows` for what is expected,
    `waterbed.numerics.together` for the totals, `waterbed.effects.shares.drawn` for their errors
    and `waterbed.effects.shares.share_set` for the set. The whole is rerun at every past date whose
    window ended before the event.
    """
    asked = cut_at(panel, (own, listed(to, "to")), event, options or DisplacementOptions())
    reasons = obstacles(asked)
    if reasons:
        return _no_telling(asked, reasons)
    pairs = _pairs(asked)
    if not all(pair.used for pair in pairs):
        why = f"no nationality made up {percent(EXPOSED)} of {own} before it and has figures since"
        return _no_telling(asked, (why,))
    names = tuple(asked.nationalities[place] for place in pairs[0].used)
    return Displacement(
        event=asked.event,
        start=asked.start,
        end=asked.end,
        averted=_flow(pairs[0], side=0),
        averted_chance=pairs[0].draws.chance,
        receiving=tuple(map(_receiving, pairs)),
        nationalities=names,
        left_out=left_out(asked, names),
        horizon=asked.months,
        gap=asked.window.start - asked.cut,
        nominal=asked.options.nominal,
        because=(*cautions(asked), *_silent(asked), *_at_peak(pairs[0])),
        as_of=panel.as_of,
        missing=asked.missing,
    )


def _pairs(asked: Cut) -> list[_Pair]:
    counts, panel = asked.counts(), asked.panel
    own, others = panel.route(asked.own), tuple(panel.route(one) for one in asked.to)
    found = flows(counts, asked.dates, asked.kept)
    added = errors(found, own, others)
    before = counts[:, own, : asked.cut]
    known = np.where(np.isnan(before).all(axis=0), np.nan, np.nansum(before, axis=0))
    peak = at_peak(known)
    pairs = []
    for name, other in zip(asked.to, others, strict=True):
        plain, weighted = added[other]
        used = tuple(map(int, np.flatnonzero(found.used(own, other)[-1])))
        draws, shares = drawn(plain, peak=peak), drawn(weighted, peak=peak)
        pairs.append(_Pair(asked, name, used, plain, draws, shares, peak))
    return pairs


def _receiving(pair: _Pair) -> Receiving:
    asked, nominal = pair.asked, pair.asked.options.nominal
    plain, share = share_set(pair.draws, nominal), share_set(pair.weighted, nominal)
    if pair.draws.chance < 1 - (1 - nominal) / 2:
        share = ShareSet("not identified", share.low, share.high, because=plain.because)
    own, other = pair.plain.expected[-1]
    drop = 1 - pair.plain.counted[-1, 0] / own if own else 0.0
    size = other / own if own else np.inf
    kind = Asked(asked.months, nominal, len(asked.nationalities) == 1)
    return Receiving(
        excess=_flow(pair, side=1),
        share=share,
        plain=plain,
        detectability=detectability(float(drop), float(size), kind),
        measured=measured((asked.own, pair.to), kind, peak=pair.peak),
    )


def _flow(pair: _Pair, *, side: int) -> Flow:
    asked, errors = pair.asked, pair.plain.errors[:, side]
    name = (asked.own, pair.to)[side]
    seen = float(pair.plain.counted[-1, side])
    values = pair.draws.excess if side else pair.draws.averted
    difference = pair.draws.interval(values, asked.options.nominal)
    expected = (
        Estimate(seen - difference.point, seen - difference.high, seen - difference.low)
        if side
        else Estimate(seen + difference.point, seen + difference.low, seen + difference.high)
    )
    before = asked.counts()[list(pair.used), asked.panel.route(name), : asked.cut]
    most = record(np.nansum(before, axis=0), asked.months)
    far = errors >= errors[-1] if side else errors <= errors[-1]
    return Flow(
        key=name,
        source=asked.panel.source,
        observed=seen,
        expected=expected,
        difference=difference,
        as_extreme=float(far.mean()),
        placebos=len(errors) - 1,
        independent=(len(errors) - 2 + asked.months) / asked.months,
        most=most,
        implausible=expected.high > most,
    )


def _silent(asked: Cut) -> tuple[str, ...]:
    return silent(asked.panel, asked.own, asked.cut, asked.window.stop)


def _at_peak(pair: _Pair) -> tuple[str, ...]:
    if not pair.peak:
        return ()
    high = "the own route was at its highest in four years; such a route falls in any case"
    return (f"{high}, for which the expected count was lowered and its interval widened",)


def _no_telling(asked: Cut, reasons: tuple[str, ...]) -> Displacement:
    source = asked.panel.source
    nothing = ShareSet("not identified", because=reasons)
    flow = Flow(asked.own, source, None)
    return Displacement(
        event=asked.event,
        start=asked.start,
        end=asked.end,
        averted=flow,
        receiving=tuple(Receiving(Flow(one, source, None), nothing, nothing) for one in asked.to),
        nationalities=asked.nationalities,
        horizon=asked.months,
        gap=asked.window.start - asked.cut,
        nominal=asked.options.nominal,
        because=(*reasons, *cautions(asked), *_silent(asked)),
        as_of=asked.panel.as_of,
        missing=asked.missing,
    )
