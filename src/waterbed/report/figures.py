"""What the record says of a series: the answer for a window, the list of figures, revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import Figure, Observation, Series, measure_of
from waterbed.report.table import Cell, Table, as_text
from waterbed.report.words import day, window
from waterbed.store import definition_of, publisher_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    import polars as pl

_BOUND = {"exact": "", "about": "about ", "at least": "at least ", "at most": "at most "}


def window_table(series: Sequence[Series], start: dt.date, end: dt.date) -> Table:
    """Say what each publisher gives for a window.

    Parameters
    ----------
    series
        One for each publisher of one key, at least one.
    start, end
        The window, both days included.

    Returns
    -------
    Table
        A row for each publisher; one without a figure for exactly this window says so, and the
        figures beside it stand in the notes.
    """
    key, as_of = series[0].key, series[0].as_of
    rows: list[tuple[Cell, ...]] = []
    notes = [f"One unit is {measure_of(key).unit}."]
    for one in series:
        figure = one.total(start, end)
        publisher = publisher_of(one.source)
        if definition := definition_of(one.key, one.source):
            notes.append(f"{publisher} counts {definition}.")
        if figure is None:
            rows.append((publisher, _absence(one, start, end), None, None, None))
            notes += [f"{publisher}: {line}" for line in _beside(one, start, end)]
        else:
            rows.append(_figure_row(figure, publisher))
            notes += [f"{publisher}: {line}" for line in _remarks(figure)]
        notes += [f"{publisher}: disputed: {_quote(bad)}" for bad in _disputed(one, start, end)]
    known = f", as known on {day(as_of)}" if as_of else ""
    return Table(
        f"{key}, {window(start, end)}{known}",
        ("publisher", "figure", "made of", "published", "retrieved"),
        tuple(rows),
        tuple(notes),
    )


def later_notes(then: Sequence[Series], now: Sequence[Series]) -> tuple[str, ...]:
    """Say which publishers an as-of answer leaves out, and why.

    Parameters
    ----------
    then
        What was known on the day of the question.
    now
        What is known now.

    Returns
    -------
    tuple of str
        A sentence for each publisher of whose figures none was known then.
    """
    known = {one.source for one in then}
    return tuple(_later(one) for one in now if one.source not in known)


def series_table(series: Sequence[Series]) -> Table:
    """List every figure of a key.

    Parameters
    ----------
    series
        One for each publisher of one key, at least one.

    Returns
    -------
    Table
        A row for each figure in force, by publisher and stretch.
    """
    rows = [
        (
            publisher_of(one.source),
            seen.start,
            seen.end,
            seen.value,
            _qualities(seen),
            seen.published or "not stated",
            seen.retrieved,
            seen.reported_by,
            seen.note,
        )
        for one in series
        for seen in one.observations
    ]
    columns = (
        "publisher",
        "start",
        "end",
        "value",
        "status",
        "published",
        "retrieved",
        "via",
        "note",
    )
    unit = f"One unit is {series[0].measure.unit}."
    return Table(series[0].key, columns, tuple(rows), (unit,))


def revision_table(key: str, changes: pl.DataFrame) -> Table:
    """List what publishers changed.

    Parameters
    ----------
    key
        The key or pattern that was asked for.
    changes
        What `waterbed.store.revisions` gives.

    Returns
    -------
    Table
        A row for each change of a past figure, with its size.
    """
    rows = tuple(
        (
            change["key"],
            change["source"],
            change["start"],
            change["end"],
            change["kind"],
            change["before"],
            change["after"],
            _difference(change["before"], change["after"]),
            change["known_before"],
            change["known_after"],
        )
        for change in changes.iter_rows(named=True)
    )
    columns = (
        "key",
        "source",
        "start",
        "end",
        "kind",
        "before",
        "after",
        "change",
        "known",
        "revised",
    )
    return Table(f"Revisions of {key}", columns, rows, (f"{len(rows)} past figures changed.",))


def key_table(keys: pl.DataFrame, pattern: str | None) -> Table:
    """List the series of the record.

    Parameters
    ----------
    keys
        What `waterbed.store.Store.keys` gives.
    pattern
        The pattern that was asked for, None for all.

    Returns
    -------
    Table
        A row for each key and publisher.
    """
    rows = tuple(
        (
            row["key"],
            row["source"],
            measure_of(row["key"]).counts,
            row["first"],
            row["last"],
            row["figures"],
            row["vintages"],
        )
        for row in keys.iter_rows(named=True)
    )
    columns = ("key", "source", "counts", "first", "last", "figures", "vintages")
    return Table(f"Series matching {pattern}" if pattern else "Series", columns, rows)


def _figure_row(figure: Figure, publisher: str) -> tuple[str, str, str, dt.date | str, dt.date]:
    pieces = len(figure.parts)
    made = "one published figure" if pieces == 1 else f"the sum of {pieces} figures"
    retrieved = max(part.retrieved for part in figure.parts if part.retrieved)
    measure = measure_of(figure.key)
    value = f"{_BOUND[figure.bound]}{as_text(figure.value)} {measure.counts}"
    value += ", a minimum" if measure.minimum else ""
    return publisher, value, made, figure.published or "not stated", retrieved


def _absence(series: Series, start: dt.date, end: dt.date) -> str:
    overlaps = any(one.start <= end and start <= one.end for one in series.observations)
    return "no figure for exactly this window" if overlaps else "nothing about these days"


def _later(series: Series) -> str:
    publisher = publisher_of(series.source)
    dated = [one.published for one in series.observations if one.published]
    if dated:
        first = day(min(dated))
        return f"{publisher}: left out, its earliest publication in the record is of {first}."
    since = min(one.retrieved for one in series.observations if one.retrieved)
    return (
        f"{publisher}: left out, because when its figures were published is not stated; the record "
        f"holds them since {day(since)}."
    )


def _beside(series: Series, start: dt.date, end: dt.date) -> list[str]:
    return [f"beside the window: {_quote(one)}." for one in series.nearest(start, end)]


def _disputed(series: Series, start: dt.date, end: dt.date) -> list[Observation]:
    return [
        one
        for one in series.observations
        if one.status == "disputed" and start <= one.start and one.end <= end
    ]


def _remarks(figure: Figure) -> list[str]:
    outlets = dict.fromkeys(part.reported_by for part in figure.parts if part.reported_by)
    lines = [f"as quoted by {', '.join(outlets)}."] if outlets else []
    lines += [part.note for part in figure.parts if part.note]
    lines += [f"marked {mark} (see `waterbed doctor`)." for mark in figure.marks]
    lines += [f"from {url}" for url in dict.fromkeys(part.url for part in figure.parts) if url]
    return lines


def _quote(seen: Observation) -> str:
    via = f" ({seen.reported_by}, {day(seen.published)})" if seen.published else ""
    note = f": {seen.note}" if seen.note else ""
    return f"{window(seen.start, seen.end)}: {_BOUND[seen.bound]}{as_text(seen.value)}{via}{note}"


def _qualities(seen: Observation) -> str:
    bound = seen.bound if seen.bound != "exact" else ""
    return ", ".join(filter(None, [seen.missing or seen.status, bound, *seen.marks]))


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before
