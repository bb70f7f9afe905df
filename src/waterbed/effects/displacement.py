"""Displacement: what was averted on a route, what others received, and the share it can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.flows import EXPOSED, Flows, flows
from waterbed.effects.monthly import last_day, untouched
from waterbed.effects.question import record
from waterbed.effects.shares import Drawn, drawn, errors_of, share_set
from waterbed.records import (
    Displacement,
    Estimate,
    Event,
    Flow,
    InvalidError,
    LeftOut,
    PartialDate,
    Receiving,
    ShareSet,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waterbed.effects.panel import Panel

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]

LEARNING_MONTHS = 24
"""Months that a date needs before it, to be a placebo."""
LEAST_PLACEBOS = 20
"""Past dates that an estimate needs."""


@dataclass(frozen=True, slots=True)
class DisplacementOptions:
    """The choices that a displacement rests on.

    Parameters
    ----------
    horizon_months
        Length of the window after the event, in months.
    gap_months
        Months left out between event and window, beyond the month of the event itself.
    nominal
        What intervals and sets promise.
    without
        Nationalities to leave out, such as one that left for a reason of its own.

    Raises
    ------
    InvalidError
        Where a choice makes no sense.
    """

    horizon_months: int = 6
    gap_months: int = 0
    nominal: float = 0.9
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.horizon_months < 1 or self.gap_months < 0:
            raise InvalidError(
                "a window has at least one month and a gap at least none; got "
                f"horizon_months={self.horizon_months}, gap_months={self.gap_months}."
            )
        if not 0.5 <= self.nominal <= 0.98:  # noqa: PLR2004 - 2,000 draws have no finer tail
            raise InvalidError(f"got nominal={self.nominal}; a level lies between .5 and .98.")


@dataclass(frozen=True, slots=True)
class _Asked:
    """A panel cut at an event."""

    panel: Panel
    own: str
    to: tuple[str, ...]
    event: str
    cut: int
    kept: Flags
    window: range
    options: DisplacementOptions

    @property
    def dates(self) -> Integers:
        """Past dates whose window ended before the event, and the event's own."""
        last = self.cut - len(self.kept)
        return np.append(np.arange(LEARNING_MONTHS, last + 1), self.cut)


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
        Where a route is unknown, named twice or receives from itself, a nationality to leave out is
        unknown, the window has no month in the panel, or the date leaves open which month it was.

    Notes
    -----
    The month in which the event began belongs neither to what is known nor to the window, unless
    it began on the first. See `waterbed.effects.flows.flows` for what is expected and
    `waterbed.effects.shares` for the set.
    """
    asked = _ask(panel, own, tuple(to), event, options or DisplacementOptions())
    reasons = _obstacles(asked)
    if reasons:
        return _no_telling(asked, reasons)
    found = [_pair(asked, one) for one in asked.to]
    averted = found[0][0]
    if averted.expected is None:
        return _no_telling(asked, averted.because)
    return _whole(asked, averted, tuple(one[1] for one in found), found[0][2], found[0][3])


def _ask(
    panel: Panel,
    own: str,
    to: tuple[str, ...],
    event: Event | PartialDate | dt.date,
    options: DisplacementOptions,
) -> _Asked:
    for name in (own, *to):
        panel.route(name)
    if not to or own in to or len(set(to)) < len(to):
        raise InvalidError(
            f"people may have turned from {own!r} to {', '.join(map(repr, to)) or 'no route'}: "
            "name at least one other route, each once, and not the own."
        )
    unknown = sorted(set(options.without) - set(panel.nationalities))
    if unknown:
        raise InvalidError(
            f"no nationality {unknown[0]!r} to leave out; the panel holds "
            f"{', '.join(panel.nationalities[:20])}."
        )
    name, start = (event.id, event.start) if isinstance(event, Event) else ("", event)
    touched, begun = untouched(start)
    cut, first = panel.place(touched), panel.place(begun) + options.gap_months
    end = min(first + options.horizon_months, panel.months)
    if cut < 1 or first >= end:
        raise InvalidError(
            f"the panel runs from {panel.first:%B %Y} to {panel.month(panel.months - 1):%B %Y}; a "
            f"window from {panel.month(first):%B %Y} needs months before it and at least one in "
            "it. Choose an event within the panel."
        )
    used = [panel.route(one) for one in (own, *to)]
    there = ~np.isnan(panel.counts[:, used, first:end]).all(axis=0).any(axis=0)
    kept = np.concatenate([np.zeros(first - cut, dtype=np.bool_), there])
    return _Asked(panel, own, to, name, cut, kept, range(first, end), options)


def _obstacles(asked: _Asked) -> tuple[str, ...]:
    if not asked.kept.any():
        return ("no month of the window has figures on every route asked",)
    dates = len(asked.dates) - 1
    if dates < LEAST_PLACEBOS:
        needed = LEARNING_MONTHS + LEAST_PLACEBOS - 1 + len(asked.kept)
        short = f"{asked.cut} months before it leave {max(dates, 0)} past dates to test the method"
        return (f"{short} on, and an estimate needs {LEAST_PLACEBOS} ({needed} months)",)
    own = asked.panel.counts[:, asked.panel.route(asked.own), : asked.cut]
    if not np.nansum(own):
        return (f"no one was counted on {asked.own} before it",)
    if np.nanmax(np.nansum(own, axis=0)) == np.nanmin(np.nansum(own, axis=0)):
        return (f"every month before it has the same count on {asked.own}",)
    return ()


def _pair(asked: _Asked, to: str) -> tuple[Flow, Receiving, tuple[str, ...], float]:
    panel, options = asked.panel, asked.options
    pair = (panel.route(asked.own), panel.route(to))
    keep = [place for place, who in enumerate(panel.nationalities) if who not in options.without]
    counts = panel.counts[keep, :, : asked.window.stop]
    found = flows(counts, pair, asked.dates, asked.kept)
    window = float(asked.kept.sum())
    plain, weighted = (_valid(*found.totals(weighted=one), window=window) for one in (False, True))
    names = tuple(panel.nationalities[keep[place]] for place in np.flatnonzero(found.exposed[-1]))
    if not names:
        why = f"no nationality has figures in the window and made up {EXPOSED:.0%} of {asked.own}"
        nothing = ShareSet("not identified", because=(why,))
        flow = Flow(asked.own, panel.source, None, because=(why,))
        return flow, Receiving(Flow(to, panel.source, None), nothing, nothing), (), 0.0
    draws = drawn(*plain, window)
    share = share_set(drawn(*weighted, window), options.nominal)
    chance = float(np.mean(draws.averted > 0))
    own_flow = _flow(asked, asked.own, plain, draws, found, side=0)
    excess = _flow(asked, to, plain, draws, found, side=1)
    whole = share_set(draws, options.nominal)
    if whole.standing == "not identified" and share.standing != "not identified":
        share = ShareSet("not identified", share.low, share.high, because=whole.because)
    return own_flow, Receiving(excess, share, whole), names, chance


def _valid(counted: Floats, expected: Floats, *, window: float) -> tuple[Floats, Floats]:
    """Leave out past dates at which nothing was counted nor expected on the own route."""
    there = (counted[:, 0] > 0) | (expected[:, 0] > window)
    there[-1] = True
    return counted[there], expected[there]


def _flow(
    asked: _Asked,
    name: str,
    totals: tuple[Floats, Floats],
    draws: Drawn,
    found: Flows,
    *,
    side: int,
) -> Flow:
    counted, expected = totals
    window = int(asked.kept.sum())
    difference = draws.excess if side else draws.averted
    tail = (1 - asked.options.nominal) / 2
    seen = float(counted[-1, side])
    low, point, high = (float(one) for one in np.quantile(difference, [tail, 0.5, 1 - tail]))
    errors = errors_of(counted[:, side], expected[:, side], window) * (1 if side else -1)
    used = found.exposed[-1]
    route = asked.panel.route(name)
    keep = [
        place
        for place, who in enumerate(asked.panel.nationalities)
        if who not in asked.options.without
    ]
    before = np.nansum(asked.panel.counts[keep][used][:, route, : asked.cut], axis=0)
    would = (
        Estimate(seen - point, seen - high, seen - low)
        if side
        else Estimate(seen + point, seen + low, seen + high)
    )
    most = record(before, window)
    return Flow(
        key=name,
        source=asked.panel.source,
        observed=seen,
        expected=would,
        difference=Estimate(point, low, high),
        as_extreme=float((1 + np.sum(errors[:-1] >= errors[-1])) / len(errors)),
        placebos=len(errors) - 1,
        independent=(len(errors) - 1 + window) / window,
        most=most,
        implausible=would.high > most,
    )


def _whole(
    asked: _Asked,
    averted: Flow,
    receiving: tuple[Receiving, ...],
    names: tuple[str, ...],
    chance: float,
) -> Displacement:
    return Displacement(
        event=asked.event,
        start=asked.panel.month(asked.window.start),
        end=last_day(asked.panel.month(asked.window.stop - 1)),
        averted=averted,
        averted_chance=chance,
        receiving=receiving,
        nationalities=names,
        left_out=_left_out(asked, names),
        horizon=int(asked.kept.sum()),
        gap=asked.window.start - asked.cut,
        nominal=asked.options.nominal,
        because=_cautions(asked),
        as_of=asked.panel.as_of,
    )


def _left_out(asked: _Asked, used: tuple[str, ...]) -> tuple[LeftOut, ...]:
    without = asked.options.without
    rest = tuple(one for one in asked.panel.nationalities if one not in used and one not in without)
    small = f"less than {EXPOSED:.0%} of {asked.own} in the two years before, or no figure since"
    listed = ((without, "left out on request"), (rest, small))
    return tuple(LeftOut(names, why) for names, why in listed if names)


def _cautions(asked: _Asked) -> tuple[str, ...]:
    cautions = []
    if len(asked.panel.nationalities) == 1:
        cautions.append(
            "route totals only: whether the same nationalities fell here and rose there is not seen"
        )
    if len(asked.window) < asked.options.horizon_months:
        cautions.append(f"the figures end after {len(asked.window)} months of the window")
    lost = len(asked.window) - int(asked.kept.sum())
    if lost:
        cautions.append(f"{lost} months of the window lack figures on a route and are left out")
    return tuple(cautions)


def _no_telling(asked: _Asked, reasons: tuple[str, ...]) -> Displacement:
    source = asked.panel.source
    nothing = ShareSet("not identified", because=reasons)
    return Displacement(
        event=asked.event,
        start=asked.panel.month(asked.window.start),
        end=last_day(asked.panel.month(asked.window.stop - 1)),
        averted=Flow(asked.own, source, None),
        receiving=tuple(Receiving(Flow(one, source, None), nothing, nothing) for one in asked.to),
        nationalities=asked.panel.nationalities,
        horizon=int(asked.kept.sum()),
        gap=asked.window.start - asked.cut,
        nominal=asked.options.nominal,
        because=(*reasons, *_cautions(asked)),
        as_of=asked.panel.as_of,
    )
