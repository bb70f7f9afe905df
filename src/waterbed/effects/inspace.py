"""In space: the same estimate on other series at the event's own date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import Elsewhere, PlaceboInSpace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import Effect


def placebo_in_space(effect: Effect, others: Sequence[Effect]) -> PlaceboInSpace | None:
    """Rank an effect among the same estimates on other series.

    Parameters
    ----------
    effect
        The effect, with an interval.
    others
        The same estimate on other series.

    Returns
    -------
    PlaceboInSpace or None
        With each other series that is long enough; None where none is.

    References
    ----------
    Abadie, Diamond and Hainmueller, Synthetic Control Methods for Comparative Case Studies, JASA
    105, 2010, for the idea. Each error is held against its own series' past errors here, since
    series differ in how they swing.
    """
    found = [
        Elsewhere(one.key, one.source, one.change, one.calibration.as_extreme)
        for one in others
        if one.change is not None and one.calibration is not None
    ]
    if not found or effect.calibration is None:
        return None
    ordered = tuple(sorted(found, key=lambda one: (one.chance, one.key)))
    return PlaceboInSpace(effect.calibration.as_extreme, ordered)
