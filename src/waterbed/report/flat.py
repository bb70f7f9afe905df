"""Flat: an answer row by row for a program, with key, window, unit and origin in each row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from waterbed.records import Share, measure_of
from waterbed.report.bounds import figure_in_words
from waterbed.report.figures import disputed
from waterbed.report.table import Cell, Table
from waterbed.store import definition_of, publisher_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    import polars as pl

    from waterbed.records import (
        Bounds,
        Change,
        Citation,
        Conflict,
        Figure,
        Interval,
        Observation,
        Quantity,
        Series,
    )

_COLUMNS = (
    *("what", "key", "start", "end", "value", "bound", "unit", "publisher", "source"),
    *("published", "retrieved", "outlet", "url", "vintage", "status", "marks", "note"),
)
_BOUNDS = (
    *("figures taken", "key", "publisher", "source", "start", "end", "versus start", "versus end"),
    *("unit", "low", "high", "low by", "high by", "against"),
)


class Entry(Protocol):
    """An entry of the register."""

    @property
    def id(self) -> str:
        """Its short name."""

    @property
    def note(self) -> str:
        """What a reader must know."""

    @property
    def sources(self) -> tuple[Citation, ...]:
        """Where it stands."""


def series_rows(series: Sequence[Series]) -> Table:
    """List every figure of some series, each with everything that is known of it.

    Parameters
    ----------
    series
        Any series.

    Returns
    -------
    Table
        A row for each figure in force. An empty cell where nothing is known.
    """
    rows = tuple(_row("figure", [seen]) for one in series for seen in one.observations)
    return Table("", _COLUMNS, rows)


def window_rows(series: Sequence[Series], start: dt.date, end: dt.date) -> Table:
    """Say what each publisher gives for a window, each with everything that is known of it.

    Parameters
    ----------
    series
        Any series.
    start, end
        The window, both days included.

    Returns
    -------
    Table
        For each series a row ``figure``, or one ``no figure`` without a value and ``beside`` for
        each figure beside the window; then one ``disputed`` for each that cannot be right. The
        origins of a sum stand in one cell, with semicolons between them.
    """
    rows = tuple(row for one in series for row in _window(one, start, end))
    return Table("", _COLUMNS, rows)


def window_records(
    series: Sequence[Series], start: dt.date, end: dt.date
) -> list[dict[str, object]]:
    """Say what each publisher gives for a window, as records.

    Parameters
    ----------
    series
        Any series.
    start, end
        The window, both days included.

    Returns
    -------
    list of dict
        For each series what it counts, its figure or None, the figures beside the window where it
        has none, and those that cannot be right.
    """
    found = [(one, one.total(start, end)) for one in series]
    return [
        {
            "key": one.key,
            "source": one.source,
            "publisher": publisher_of(one.source),
            "start": start,
            "end": end,
            "as_of": one.as_of,
            "counts": one.measure.counts,
            "unit": one.measure.unit,
            "minimum": one.measure.minimum,
            "definition": definition_of(one.key, one.source),
            "figure": figure,
            "beside": () if figure else one.nearest(start, end),
            "disputed": disputed(one, start, end),
        }
        for one, figure in found
    ]


def bounds_rows(found: Sequence[Bounds]) -> Table:
    """Say between which numbers counts must lie, each with its question and its figures.

    Parameters
    ----------
    found
        Any bounds.

    Returns
    -------
    Table
        A row for the strict and one for the robust bounds of each. An empty limit is none; where
        both are empty and figures stand under ``against``, these cannot all be true.
    """
    rows = tuple(
        (taken, *_asked(one.asked), *_limits(interval), _figures(one.against))
        for one in found
        for taken, interval in (("as printed", one.strict), ("robust", one.robust))
    )
    return Table("", _BOUNDS, rows)


def conflict_rows(conflicts: Sequence[Conflict]) -> Table:
    """List figures that cannot all be true, each with everything that is known of it.

    Parameters
    ----------
    conflicts
        Any conflicts.

    Returns
    -------
    Table
        A row for each figure, with the number of its set.
    """
    rows = tuple(
        (number, one.kind, one.size, *_row("figure", [seen])[1:])
        for number, one in enumerate(conflicts, 1)
        for seen in one.figures
    )
    return Table("", ("set", "kind", "size", *_COLUMNS[1:]), rows)


def frame_rows(frame: pl.DataFrame) -> Table:
    """Take a frame of texts, numbers and dates as it is.

    Parameters
    ----------
    frame
        Any frame of such columns.

    Returns
    -------
    Table
        Its columns and rows.
    """
    return Table("", tuple(frame.columns), tuple(frame.iter_rows()))


def sourced_rows(table: Table, behind: Iterable[Sequence[Entry]]) -> Table:
    """Put beside each row of a table which entries of the register it rests on.

    Parameters
    ----------
    table
        Any table.
    behind
        For each row, the entries.

    Returns
    -------
    Table
        With the columns id, note and source, several in one cell with semicolons between them.
    """
    rows = tuple(
        (
            *row,
            _joined(one.id for one in entries),
            _joined(one.note for one in entries),
            _joined(source.url for one in entries for source in one.sources),
        )
        for row, entries in zip(table.rows, behind, strict=True)
    )
    return Table(table.title, (*table.columns, "id", "note", "source"), rows, table.notes)


def _window(series: Series, start: dt.date, end: dt.date) -> Iterator[tuple[Cell, ...]]:
    figure = series.total(start, end)
    if figure is None:
        yield ("no figure", series.key, start, end, *_unknown(series))
        yield from (_row("beside", [one]) for one in series.nearest(start, end))
    else:
        yield _row("figure", figure.parts, figure)
    yield from (_row("disputed", [one]) for one in disputed(series, start, end))


def _unknown(series: Series) -> tuple[Cell, ...]:
    publisher = publisher_of(series.source)
    known = (None, None, _unit(series.key), publisher, series.source)
    return (*known, *[None] * (len(_COLUMNS) - 4 - len(known)))


def _row(what: str, parts: Sequence[Observation], figure: Figure | None = None) -> tuple[Cell, ...]:
    one = figure or parts[0]
    published = [part.published for part in parts if part.published]
    return (
        what,
        one.key,
        one.start,
        one.end,
        one.value,
        one.bound,
        _unit(one.key),
        publisher_of(one.source),
        one.source,
        max(published) if len(published) == len(parts) else None,
        max((part.retrieved for part in parts if part.retrieved), default=None),
        _joined(part.reported_by for part in parts),
        _joined(part.url for part in parts),
        _joined(part.vintage for part in parts),
        _joined(part.status for part in parts),
        _joined(mark for part in parts for mark in part.marks),
        _joined(part.note for part in parts),
    )


def _asked(asked: Quantity | Change | Share) -> tuple[Cell, ...]:
    part = asked.part if isinstance(asked, Share) else asked
    new, *old = [one for _, one in part.terms]
    versus = (old[0].start, old[0].end) if old else (None, None)
    unit = "share" if isinstance(asked, Share) else _unit(new.key)
    return (new.key, publisher_of(new.source), new.source, new.start, new.end, *versus, unit)


def _limits(interval: Interval | None) -> tuple[Cell, ...]:
    if interval is None:
        return None, None, "", ""
    return interval.low, interval.high, _figures(interval.low_by), _figures(interval.high_by)


def _figures(figures: Iterable[Observation]) -> str:
    return _joined(map(figure_in_words, figures))


def _unit(key: str) -> str:
    measure = measure_of(key)
    return f"{measure.counts}, a minimum" if measure.minimum else measure.counts


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, texts)))
