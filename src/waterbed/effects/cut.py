"""Cut: a panel cut at an event, and what stands in the way of an estimate."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.flows import EXPOSED
from waterbed.effects.monthly import in_months, last_day, month_names, untouched
from waterbed.effects.options import listed
from waterbed.effects.outliers import outlier
from waterbed.effects.panel import ALL
from waterbed.records import Event, InvalidError, LeftOut, PartialDate, percent

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    from waterbed.effects.panel import Panel

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Integers = NDArray[np.int64]

LEARNING_MONTHS = 24
"""Months that a date needs before it, to be a placebo."""
LEAST_PLACEBOS = 20
"""Past dates that an estimate needs."""
_LEAST_NOMINAL, _MOST_NOMINAL = 0.5, 0.98
_NAMED = 20
_LONG_WINDOW = 4


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
        Where a choice makes no sense, or one name stands where a list is asked.
    """

    horizon_months: int = 6
    gap_months: int = 0
    nominal: float = 0.9
    without: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        listed(self.without, "without")
        if self.horizon_months < 1 or self.gap_months < 0:
            raise InvalidError(
                "a window has at least one month and a gap at least none; got "
                f"horizon_months={self.horizon_months}, gap_months={self.gap_months}."
            )
        if not _LEAST_NOMINAL <= self.nominal <= _MOST_NOMINAL:
            raise InvalidError(
                f"got nominal={self.nominal}; a level lies between {_LEAST_NOMINAL} and "
                f"{_MOST_NOMINAL}."
            )


@dataclass(frozen=True, slots=True, eq=False)
class Cut:
    """A panel cut at an event.

    Parameters
    ----------
    panel
        The counts.
    own, to
        The route of the event and those to which people may have turned.
    event
        Id of the event, empty where only a date was given.
    cut
        How many months are known.
    window
        Places of the months of the window.
    kept
        For each month after the cut: whether it is in the window and every route has figures.
    options
        The choices.
    """

    panel: Panel
    own: str
    to: tuple[str, ...]
    event: str
    cut: int
    window: range
    kept: Flags
    options: DisplacementOptions

    @property
    def dates(self) -> Integers:
        """Past dates whose window ended before the event, and the event's own."""
        last = self.cut - len(self.kept)
        return np.append(np.arange(LEARNING_MONTHS, last + 1), self.cut)

    @property
    def months(self) -> int:
        """Months of the window that have figures."""
        return int(self.kept.sum())

    @property
    def start(self) -> dt.date:
        """First day of the window."""
        return self.panel.month(self.window.start)

    @property
    def end(self) -> dt.date:
        """Last day of the window."""
        return last_day(self.panel.month(self.window.stop - 1))

    @property
    def missing(self) -> tuple[dt.date, ...]:
        """First day of each month of the window without figures on every route."""
        there = self.kept[self.window.start - self.cut :]
        pairs = zip(self.window, there, strict=True)
        return tuple(self.panel.month(place) for place, known in pairs if not known)

    @property
    def nationalities(self) -> tuple[str, ...]:
        """Those not left out on request."""
        return tuple(one for one in self.panel.nationalities if one not in self.options.without)

    def counts(self) -> Floats:
        """Give their counts up to the end of the window: nationalities by routes by months."""
        without = self.options.without
        keep = [place for place, one in enumerate(self.panel.nationalities) if one not in without]
        return self.panel.counts[keep, :, : self.window.stop]


def cut_at(
    panel: Panel,
    routes: tuple[str, tuple[str, ...]],
    event: Event | PartialDate | dt.date,
    options: DisplacementOptions,
) -> Cut:
    """Cut a panel at an event.

    Parameters
    ----------
    panel
        The counts.
    routes
        The route of the event, and those to which people may have turned.
    event
        An event, or when it began.
    options
        The choices.

    Returns
    -------
    Cut
        With the window as far as the figures go.

    Raises
    ------
    InvalidError
        Where a route is unknown, named twice or receives from itself, a nationality to leave out is
        unknown, the window has no month in the panel, or the date leaves open which month it was.
    """
    own, to = routes
    for name in (own, *to):
        panel.route(name)
    if not to or own in to or len(set(to)) < len(to):
        raise InvalidError(
            f"people may have turned from {own!r} to {', '.join(map(repr, to)) or 'no route'}: "
            "name at least one other route, each once, and not the own."
        )
    _require_known(options.without, panel.nationalities)
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
    there = (~np.isnan(panel.counts[:, used, first:end])).any(axis=0).all(axis=0)
    kept = np.concatenate([np.zeros(first - cut, dtype=np.bool_), there])
    return Cut(panel, own, to, name, cut, range(first, end), kept, options)


def _require_known(without: tuple[str, ...], held: tuple[str, ...]) -> None:
    unknown = sorted(set(without) - set(held))
    if not unknown:
        return
    if held == (ALL,):
        raise InvalidError(
            f"no nationality {unknown[0]!r} to leave out: the panel holds route totals. Name none."
        )
    near = get_close_matches(unknown[0].casefold(), [one.casefold() for one in held])
    meant = [one for one in held if one.casefold() in near]
    listed = f"Did you mean {' or '.join(map(repr, meant))}?" if meant else "Name one of these."
    some = "among them " if len(held) > _NAMED else ""
    raise InvalidError(
        f"no nationality {unknown[0]!r} to leave out; the panel holds {len(held)}, {some}"
        f"{', '.join(held[:_NAMED])}. {listed}"
    )


def obstacles(asked: Cut) -> tuple[str, ...]:
    """Say why there can be no estimate.

    Parameters
    ----------
    asked
        The panel cut at the event.

    Returns
    -------
    tuple of str
        Empty where there can be one.
    """
    if not asked.months:
        return ("no month of the window has figures on every route asked",)
    dates = len(asked.dates) - 1
    if dates < LEAST_PLACEBOS:
        needed = LEARNING_MONTHS + LEAST_PLACEBOS - 1 + len(asked.kept)
        short = f"{asked.cut} months before it leave {dates} past dates to test the method on"
        return (f"{short}, and an estimate needs {LEAST_PLACEBOS} ({needed} months)",)
    own = np.nansum(asked.counts()[:, asked.panel.route(asked.own), : asked.cut], axis=0)
    if not own.sum():
        return (_no_one(asked),)
    if own.max() == own.min():
        return (f"every month before it has the same count on {asked.own}, {own[0]:,.0f}",)
    slips = (_slip(asked, name) for name in (asked.own, *asked.to))
    return tuple(slip for slip in slips if slip)


def _no_one(asked: Cut) -> str:
    every = asked.panel.counts[:, asked.panel.route(asked.own), : asked.cut]
    if np.nansum(every):
        left = ", ".join(asked.options.without[:_NAMED])
        return f"everyone counted on {asked.own} before it was left out on request ({left})"
    return f"no one was counted on {asked.own} before it"


def _slip(asked: Cut, name: str) -> str:
    """Name a month of a route far above every other.

    On a receiving route, months of a short window may be so far above: that may be the turn.
    """
    end = asked.window.stop
    if name != asked.own and asked.months < _LONG_WINDOW:
        end = asked.cut
    counts = asked.counts()[:, asked.panel.route(name), :end]
    totals = np.nansum(counts, axis=0)
    totals[np.isnan(counts).all(axis=0)] = np.nan
    return outlier(totals, asked.panel.first, name=name)


def cautions(asked: Cut) -> tuple[str, ...]:
    """Say what a reader must know of the panel.

    Parameters
    ----------
    asked
        The panel cut at the event.

    Returns
    -------
    tuple of str
        In no case a reason not to answer.
    """
    noted = []
    if asked.panel.nationalities == (ALL,):
        noted.append(
            "route totals only: whether the same nationalities fell here and rose there is not seen"
        )
    if len(asked.window) < asked.options.horizon_months:
        noted.append(f"the figures end after {in_months(len(asked.window))} of the window")
    if asked.months and asked.missing:
        names = month_names(asked.missing)
        noted.append(f"left out of the window, without figures on every route: {names}")
    filled = asked.panel.filled
    if filled:
        figures = int((~np.isnan(asked.panel.counts)).sum())
        noted.append(
            f"{filled:,} of {figures:,} figures of the panel (nationality, route, month) had no "
            "row and were taken as zero"
        )
    return tuple(noted)


def left_out(asked: Cut, used: tuple[str, ...]) -> tuple[LeftOut, ...]:
    """List the nationalities that were not used, and why.

    Parameters
    ----------
    asked
        The panel cut at the event.
    used
        Those used.

    Returns
    -------
    tuple of LeftOut
        One for each reason that any was left out for.
    """
    rest = tuple(one for one in asked.nationalities if one not in used)
    small = f"less than {percent(EXPOSED)} of {asked.own} in the two years before"
    small = f"{small}, or no figure since"
    listed = ((asked.options.without, "left out on request"), (rest, small))
    return tuple(LeftOut(names, why) for names, why in listed if names)
