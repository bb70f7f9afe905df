"""What the record says of a series: the answer for a window, the list of figures, revisions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from waterbed.records import Figure, Observation, Series, measure_of
from waterbed.report.table import Cell, Table, as_text
from waterbed.report.words import day, window
from waterbed.store import definition_of, publisher_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

_BOUND = {"exact": "", "about": "about ", "at least": "at least ", "at most": "at most "}


def window_table(series: Sequence[Series], start: dt.date, end: dt.date) -> Table:
    """Say what each publisher gives for a window.

    Parameters
    ----------
    series
        One for each publisher of a key, or of several; at least one.
    start, end
        The window, both days included.

    Returns
    -------
    Table
        A row for each publisher; one without a figure for exactly this window says so, and the
        figures beside it stand in the notes. With several keys each row names its key.
    """
    as_of, several = series[0].as_of, len({one.key for one in series}) > 1
    known = f", as known on {day(as_of)}" if as_of else ""
    columns = ("publisher", "figure", "made of", "published", "retrieved")
    return _of_each(
        series,
        f"{window(start, end)}{known}",
        columns,
        [_window_row(one, start, end) for one in series],
        [
            f"{f'{one.key}: ' if several else ''}{note}"
            for one in series
            for note in _window_notes(one, start, end)
        ],
    )


def later_notes(then: Sequence[Series], history: pl.DataFrame, on: dt.date) -> tuple[str, ...]:
    """Say which publishers an as-of answer leaves out, and why.

    Parameters
    ----------
    then
        What was in force on the day of the question.
    history
        What was ever published of the same keys, as `waterbed.store.asof.join_vintages` gives it.
    on
        The day of the question.

    Returns
    -------
    tuple of str
        A sentence for each publisher, and key where there are several, without a figure in force.
    """
    known = {(one.key, one.source) for one in then}
    first = history.group_by("key", "source").agg(
        stated=pl.col("stated").min(),
        known=pl.col("known").min(),
        retrieved=pl.col("retrieved").min().dt.date(),
    )
    rows = first.sort("key", "source").rows(named=True)
    several = first["key"].n_unique() > 1
    return tuple(
        (f"{row['key']}: " if several else "") + _later(row, on)
        for row in rows
        if (row["key"], row["source"]) not in known
    )


def series_table(series: Sequence[Series]) -> Table:
    """List every figure of a key.

    Parameters
    ----------
    series
        One for each publisher of a key, or of several; at least one figure.

    Returns
    -------
    Table
        A row for each figure in force, by publisher and stretch.
    """
    columns = (
        *("publisher", "start", "end", "value", "status"),
        *("published", "retrieved", "via", "note"),
    )
    each = [(one, seen) for one in series for seen in one.observations]
    return _of_each(
        [one for one, _ in each],
        "",
        columns,
        [
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
            for one, seen in each
        ],
        [],
    )


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


def disputed(series: Series, start: dt.date, end: dt.date) -> tuple[Observation, ...]:
    """Give the figures within a window that were printed and cannot be right.

    Parameters
    ----------
    series
        Any series.
    start, end
        The window, both days included.

    Returns
    -------
    tuple of Observation
        In the order of the series.
    """
    return tuple(
        one
        for one in series.observations
        if one.status == "disputed" and start <= one.start and one.end <= end
    )


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


def _of_each(
    series: Sequence[Series],
    asked: str,
    columns: tuple[str, ...],
    rows: Sequence[tuple[Cell, ...]],
    notes: Sequence[str],
) -> Table:
    """Name the key in the title where there is one, else in a column of its own."""
    keys = list(dict.fromkeys(one.key for one in series))
    units = dict.fromkeys(measure_of(key).unit for key in keys)
    every = dict.fromkeys([*(f"One unit is {unit}." for unit in units), *notes])
    if len(keys) > 1:
        columns = ("series", *columns)
        rows = [(one.key, *row) for one, row in zip(series, rows, strict=True)]
    what = keys[0] if len(keys) == 1 else f"{len(keys)} series"
    return Table(", ".join(filter(None, [what, asked])), columns, tuple(rows), tuple(every))


def _window_row(series: Series, start: dt.date, end: dt.date) -> tuple[Cell, ...]:
    figure, publisher = series.total(start, end), publisher_of(series.source)
    if figure is None:
        return publisher, _absence(series, start, end), None, None, None
    retrieved = max(part.retrieved for part in figure.parts if part.retrieved)
    measure = series.measure
    value = f"{_BOUND[figure.bound]}{as_text(figure.value)} {measure.counts}"
    value += ", a minimum" if measure.minimum else ""
    return publisher, value, _made_of(figure), figure.published or "not stated", retrieved


def _window_notes(series: Series, start: dt.date, end: dt.date) -> Iterable[str]:
    publisher, figure = publisher_of(series.source), series.total(start, end)
    if definition := definition_of(series.key, series.source):
        yield f"{publisher} counts {definition}."
    beside = _remarks(figure) if figure else _beside(series, start, end)
    yield from (f"{publisher}: {line}" for line in beside)
    yield from (f"{publisher}: disputed: {line}" for line in _disputed(series, start, end))


def _made_of(figure: Figure) -> str:
    statuses = [part.status for part in figure.parts]
    if len(statuses) == 1:
        status = "" if statuses[0] == "final" else f", {statuses[0]}"
        return f"one published figure{status}"
    counts = [(statuses.count(one), one) for one in ("provisional", "implied")]
    made = [f"the sum of {len(statuses)} figures"]
    return ", ".join(made + [f"{count} of them {one}" for count, one in counts if count])


def _absence(series: Series, start: dt.date, end: dt.date) -> str:
    overlaps = any(one.start <= end and start <= one.end for one in series.observations)
    return "no figure for exactly this window" if overlaps else "nothing about these days"


def _later(row: dict[str, Any], on: dt.date) -> str:
    publisher = publisher_of(row["source"])
    if row["known"] <= on:
        return f"{publisher}: left out, its latest release of that day had no such figure any more."
    if row["stated"]:
        first = day(row["stated"])
        return f"{publisher}: left out, its earliest publication in the record is of {first}."
    return (
        f"{publisher}: left out, because when its figures were published is not stated; the record "
        f"holds them since {day(row['retrieved'])}."
    )


def _beside(series: Series, start: dt.date, end: dt.date) -> list[str]:
    return [f"beside the window: {_quote(one)}." for one in series.nearest(start, end)]


def _disputed(series: Series, start: dt.date, end: dt.date) -> list[str]:
    """Quote disputed figures of the window, those with the same remark together."""
    alike: dict[str, list[str]] = defaultdict(list)
    for one in disputed(series, start, end):
        alike[one.note].append(_quote(replace(one, note="")))
    return [": ".join(filter(None, ["; ".join(seen), note])) for note, seen in alike.items()]


def _remarks(figure: Figure) -> list[str]:
    outlets = dict.fromkeys(part.reported_by for part in figure.parts if part.reported_by)
    lines = [f"as quoted by {', '.join(outlets)}."] if outlets else []
    lines += [part.note for part in figure.parts if part.note]
    lines += [f"marked {mark} (see `waterbed doctor`)." for mark in figure.marks]
    lines += [f"from {part.url}" for part in figure.parts if part.url]
    return list(dict.fromkeys(lines))


def _quote(seen: Observation) -> str:
    on = day(seen.published) if seen.published else ""
    by = ", ".join(filter(None, [seen.reported_by, on]))
    via = f" ({by})" if by else ""
    note = f": {seen.note}" if seen.note else ""
    return f"{window(seen.start, seen.end)}: {_BOUND[seen.bound]}{as_text(seen.value)}{via}{note}"


def _qualities(seen: Observation) -> str:
    bound = seen.bound if seen.bound != "exact" else ""
    return ", ".join(filter(None, [seen.missing or seen.status, bound, *seen.marks]))


def _difference(before: float | None, after: float | None) -> float | None:
    return None if before is None or after is None else after - before
