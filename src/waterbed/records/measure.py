"""Measure: what one unit of a figure is. Persons and events never add."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from waterbed.records.errors import IncommensurableError, NotFoundError

Counts = Literal["persons", "events", "applications", "boats", "metres"]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure counts.

    Parameters
    ----------
    name
        First part of a series key: ``"arrivals"``.
    counts
        The kind of thing counted. Only like kinds add.
    unit
        What one unit is, as the end of the sentence "one unit is …".
    minimum
        True where the count is a lower limit by its nature (deaths).
    """

    name: str
    counts: Counts
    unit: str
    minimum: bool = False


MEASURES = {
    measure.name: measure
    for measure in (
        Measure("arrivals", "persons", "one person who landed or was brought ashore"),
        Measure("corridor", "persons", "one person who landed, by place of departure and landing"),
        Measure(
            "detections",
            "events",
            "one detected irregular border crossing; one person can be detected several times",
        ),
        Measure(
            "interceptions", "persons", "one person stopped at sea or departure and taken back"
        ),
        Measure("deaths", "persons", "one person recorded dead or missing", minimum=True),
        Measure("dead", "persons", "one person recorded dead", minimum=True),
        Measure("missing", "persons", "one person recorded missing", minimum=True),
        Measure("preventions", "persons", "one person prevented from leaving"),
        Measure("applications", "applications", "one asylum application, rounded to five"),
        Measure("boats", "boats", "one boat that arrived"),
        Measure("wave-height", "metres", "one metre of significant wave height, mean of the day"),
    )
}


def measure_of(key: str) -> Measure:
    """Say what a series counts, from the first part of its key.

    Parameters
    ----------
    key
        A series key, for example ``"arrivals/sea/italy"``.

    Returns
    -------
    Measure
        The measure.

    Raises
    ------
    NotFoundError
        Where the first part names no measure.
    """
    name = key.partition("/")[0]
    try:
        return MEASURES[name]
    except KeyError:
        raise NotFoundError.among("measure", name, MEASURES, "waterbed series") from None


def require_same_counts(*keys: str) -> Counts:
    """Refuse to put counts of different things together.

    Parameters
    ----------
    *keys
        Series keys, at least one.

    Returns
    -------
    str
        The one kind of thing that all of them count.

    Raises
    ------
    IncommensurableError
        Where they count different things.
    """
    kinds = {key: measure_of(key).counts for key in keys}
    if len(set(kinds.values())) > 1:
        listed = ", ".join(f"{key} counts {counts}" for key, counts in kinds.items())
        raise IncommensurableError(
            f"these do not add or compare: {listed}. Choose series that count one kind of thing."
        )
    return next(iter(kinds.values()))
