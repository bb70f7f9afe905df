"""Horizons: the same displacement with windows of other lengths."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.effects.cut import DisplacementOptions
from waterbed.effects.displacement import displacement

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from waterbed.effects.panel import Panel
    from waterbed.records import Displacement, Event, PartialDate

HORIZONS = (6, 9, 12)
"""Months of the windows that are tried beside the one asked for."""


def with_horizons(
    panel: Panel,
    own: str,
    to: Sequence[str],
    event: Event | PartialDate | dt.date,
    *,
    options: DisplacementOptions | None = None,
) -> Displacement:
    """Say what was averted and what came in excess, and the same for windows of other lengths.

    Parameters
    ----------
    panel, own, to, event
        As for `waterbed.effects.displacement`.
    options
        The choices; None for the defaults.

    Returns
    -------
    Displacement
        With `branches` of 6, 9 and 12 months, but for the length asked for.

    Raises
    ------
    InvalidError
        As of `waterbed.effects.displacement`.
    """
    choices = options or DisplacementOptions()
    others = [one for one in HORIZONS if one != choices.horizon_months]
    branches = tuple(
        displacement(panel, own, to, event, options=replace(choices, horizon_months=months))
        for months in others
    )
    return replace(displacement(panel, own, to, event, options=choices), branches=branches)
