"""In space: the same estimate on other series at the event's own date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import Elsewhere, PlaceboInSpace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waterbed.effects.monthly import Monthly
    from waterbed.records import Effect


def placebo_in_space(
    chance: float, others: Sequence[Monthly], estimate: Callable[[Monthly], tuple[Effect, float]]
) -> PlaceboInSpace | None:
    """Rank an effect among the same estimates on other series.

    Parameters
    ----------
    chance
        How likely an error as far out as the effect's is.
    others
        The other series.
    estimate
        Gives the effect on a series, and how likely an error as far out is.

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
        Elsewhere(told.key, told.source, told.change, likely)
        for told, likely in map(estimate, others)
        if told.change is not None
    ]
    ordered = tuple(sorted(found, key=lambda one: (one.chance, one.key)))
    return PlaceboInSpace(chance, ordered) if found else None
