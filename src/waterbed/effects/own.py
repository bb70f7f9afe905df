"""Own: effects and displacements of a user's own table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.effects.counterfactual import effect
from waterbed.effects.displacement import displacement
from waterbed.effects.options import listed
from waterbed.effects.silent import silent
from waterbed.effects.table import read_monthly, read_panel, read_route
from waterbed.records import InvalidError, PartialDate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from waterbed.effects.cut import DisplacementOptions
    from waterbed.effects.options import EffectOptions
    from waterbed.effects.panel import Absent
    from waterbed.records import Displacement, Effect, Event


def effect_of_table(
    frame: object,
    column: str,
    event: Event | PartialDate | dt.date | str,
    *,
    controls: Sequence[str] = (),
    options: EffectOptions | None = None,
) -> Effect:
    """Say how many more or fewer were counted in a column after an event than expected without.

    Parameters
    ----------
    frame
        As for `waterbed.effects.table.read_monthly`: Polars, pandas or PyArrow.
    column
        The series.
    event
        An event, or when it began: a date, or its text such as ``"2017-02-02"`` or ``"2017-02"``.
    controls
        Other series of the frame that help to say what was to be expected; never one to which
        people may have turned.
    options
        The choices; None for the defaults. Its `compare` names the other series of the frame that
        the effect is checked against.

    Returns
    -------
    Effect
        As of `waterbed.effects.effect`.

    Raises
    ------
    InvalidError
        Where the frame cannot be read, a text is no date, one name stands where a list is asked,
        the series is among its own controls, or as of
        `waterbed.effects.effect`.
    """
    start, controls = _begun(event), listed(controls, "controls")
    if column in controls:
        raise InvalidError(f"{column!r} cannot be a control of itself. Leave it out.")
    series = read_monthly(frame, column)
    helpers = [read_monthly(frame, one) for one in controls]
    others = [read_monthly(frame, one) for one in (options.compare if options else ())]
    found = effect(series, start, donors=helpers, others=others, options=options)
    return replace(found, because=(*found.because, *_silent(frame, column, found)))


def _silent(frame: object, column: str, found: Effect) -> tuple[str, ...]:
    """Name nationalities of a long table that have no row at the end of the window."""
    panel = read_route(frame, column)
    if panel is None:
        return ()
    cut = panel.place(found.start) - found.specification.gap_months
    return silent(panel, column, cut, panel.place(found.end) + 1)


def displacement_of_table(
    frame: object,
    own: str,
    event: Event | PartialDate | dt.date | str,
    *,
    to: Sequence[str] = (),
    options: DisplacementOptions | None = None,
    absent: Absent = "zero",
) -> Displacement:
    """Say what was averted on a route of a table, what others received, and which share that is.

    Parameters
    ----------
    frame
        As for `waterbed.effects.table.read_panel`: Polars, pandas or PyArrow.
    own
        The route of the event.
    event
        An event, or when it began: a date, or its text such as ``"2017-02-02"`` or ``"2017-02"``.
    to
        The routes to which people may have turned; empty for every other route of the table.
    options
        The choices; None for the defaults.
    absent
        What a combination without a row is.

    Returns
    -------
    Displacement
        As of `waterbed.effects.displacement`.

    Raises
    ------
    InvalidError
        Where the frame cannot be read, a text is no date, one name stands where a list is asked,
        or as of `waterbed.effects.displacement`.
    """
    start, to = _begun(event), listed(to, "to")
    panel = read_panel(frame, absent=absent)
    panel.route(own)
    receiving = tuple(to) or tuple(one for one in panel.routes if one != own)
    return displacement(panel, own, receiving, start, options=options)


def _begun(event: Event | PartialDate | dt.date | str) -> Event | PartialDate | dt.date:
    if not isinstance(event, str):
        return event
    try:
        return PartialDate(event.strip())
    except InvalidError as error:
        raise InvalidError(
            f"got {event!r} as the event, which is no date. Write '2017-02-02', '2017-02' where "
            "the day is not known, or give an event of the register."
        ) from error
