"""Own: effects and displacements of a user's own table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.effects.counterfactual import effect
from waterbed.effects.displacement import displacement
from waterbed.effects.table import read_monthly, read_panel
from waterbed.records import InvalidError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from waterbed.effects.cut import DisplacementOptions
    from waterbed.effects.options import EffectOptions
    from waterbed.effects.panel import Absent
    from waterbed.records import Displacement, Effect, Event, PartialDate


def effect_of_table(
    frame: object,
    column: str,
    event: Event | PartialDate | dt.date,
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
        An event, or when it began.
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
        Where the frame cannot be read, the series is among its own controls, or as of
        `waterbed.effects.effect`.
    """
    if column in controls:
        raise InvalidError(f"{column!r} cannot be a control of itself. Leave it out.")
    series = read_monthly(frame, column)
    helpers = [read_monthly(frame, one) for one in controls]
    others = [read_monthly(frame, one) for one in (options.compare if options else ())]
    return effect(series, event, donors=helpers, others=others, options=options)


def displacement_of_table(
    frame: object,
    own: str,
    event: Event | PartialDate | dt.date,
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
        An event, or when it began.
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
        Where the frame cannot be read, or as of `waterbed.effects.displacement`.
    """
    panel = read_panel(frame, absent=absent)
    panel.route(own)
    receiving = tuple(to) or tuple(one for one in panel.routes if one != own)
    return displacement(panel, own, receiving, event, options=options)
