"""Footnotes: the figures that readings rest on, each with its publisher, unit and dates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.check.words import counted
from waterbed.records import measure_of
from waterbed.store import definition_of, publisher_of, sources

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from waterbed.records import Observation, Reading


@dataclass(frozen=True, slots=True)
class Footnote:
    """Figures of one series that were published together.

    Parameters
    ----------
    key, source
        The series and the id of its publisher.
    reported_by
        The outlet that relays them, empty where the publisher speaks itself.
    url
        Where they stand, empty where not recorded.
    vintage
        Id of the vintage, empty where not recorded.
    published, retrieved
        When the world could know them, and when they were got; None where not recorded.
    figures
        The figures, by their days.
    """

    key: str
    source: str
    reported_by: str
    url: str
    vintage: str
    published: dt.date | None
    retrieved: dt.date | None
    figures: tuple[Observation, ...]

    @property
    def counts(self) -> str:
        """What is counted, in words."""
        return counted(self.key)

    @property
    def publisher(self) -> str:
        """The publisher's name."""
        return publisher_of(self.source)

    @property
    def unit(self) -> str:
        """What one unit is."""
        return measure_of(self.key).unit

    @property
    def definition(self) -> str:
        """What the publisher counts, in its own sense; empty where not recorded."""
        return definition_of(self.key, self.source)

    @property
    def licence(self) -> str:
        """The publisher's terms of reuse; empty where the record does not know the publisher."""
        known = sources().get(self.source)
        return known.licence if known else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader must know of single figures, once each."""
        said = (remark for figure in self.figures for remark in _remarks(figure))
        return tuple(dict.fromkeys(said))


def footnotes(readings: Iterable[Reading]) -> tuple[Footnote, ...]:
    """List the figures that readings rest on.

    Parameters
    ----------
    readings
        Any readings.

    Returns
    -------
    tuple of Footnote
        In the order in which the readings need them.
    """
    kept: dict[tuple[object, ...], dict[Observation, None]] = {}
    for reading in readings:
        for figure in reading.figures:
            kept.setdefault(_origin(figure), {})[figure] = None
    return tuple(_footnote(figures) for figures in kept.values())


def numbers(reading: Reading, notes: Sequence[Footnote]) -> tuple[int, ...]:
    """Say which footnotes a reading rests on.

    Parameters
    ----------
    reading
        The reading.
    notes
        Footnotes that contain its figures.

    Returns
    -------
    tuple of int
        Numbers that count from 1.
    """
    origins = {_origin(figure) for figure in reading.figures}
    return tuple(
        number for number, note in enumerate(notes, 1) if _origin(note.figures[0]) in origins
    )


def retrieved(reading: Reading) -> dt.date | None:
    """Say when the last of a reading's figures was got.

    Parameters
    ----------
    reading
        The reading.

    Returns
    -------
    datetime.date or None
        None where it is recorded for none of them.
    """
    return max((one.retrieved for one in reading.figures if one.retrieved), default=None)


def _origin(figure: Observation) -> tuple[object, ...]:
    return (
        figure.key,
        figure.source,
        figure.reported_by,
        figure.url,
        figure.vintage,
        figure.published,
        figure.retrieved,
    )


def _footnote(figures: Iterable[Observation]) -> Footnote:
    ordered = tuple(sorted(figures, key=lambda one: (one.start, one.end)))
    one = ordered[0]
    return Footnote(
        key=one.key,
        source=one.source,
        reported_by=one.reported_by,
        url=one.url,
        vintage=one.vintage,
        published=one.published,
        retrieved=one.retrieved,
        figures=ordered,
    )


def _remarks(figure: Observation) -> list[str]:
    standing = [] if figure.status == "final" else [f"{figure.status} figure"]
    marked = [f"marked {mark}" for mark in figure.marks]
    return [*standing, *marked, *([figure.note] if figure.note else [])]
