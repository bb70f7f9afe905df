"""Verbs that read the figures: series, show, revisions, sql."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.cli.options import (
    AsJson,
    AsOf,
    From,
    Home,
    Output,
    Source,
    To,
    answer,
    open_store,
    read_day,
    require_series,
)
from waterbed.records import InvalidError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import Series
    from waterbed.store import Store

_MOST_DOUBTS = 3

Key = Annotated[str, typer.Argument(help="A series key, as `waterbed series` lists them.")]
Pattern = Annotated[str | None, typer.Argument(help="Part of a key, or a pattern with *.")]
Query = Annotated[str, typer.Argument(help="One SELECT over the tables figures and history.")]


def series(
    pattern: Pattern = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """List the series of the record."""
    import polars as pl

    from waterbed import report
    from waterbed import store as storing

    store = open_store(home)
    keys = store.keys(read_day(as_of, "--as-of"))
    if pattern is not None:
        part = pattern if "*" in pattern else f"*{pattern}*"
        found = keys.filter(pl.col("key").str.contains(storing.pattern(part)))
        if found.is_empty():
            raise NotFoundError.among("series", pattern, keys["key"], "waterbed series")
        keys = found
    answer(report.key_table(keys, pattern), keys.to_dicts(), as_json=as_json, output=output)


def show(
    key: Key,
    start: From = None,
    end: To = None,
    source: Source = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """Show the figures of a series, or what they say about a window of days."""
    from waterbed import report

    first, last, day = read_day(start, "--from"), read_day(end, "--to"), read_day(as_of, "--as-of")
    store = open_store(home)
    require_series(store, key, source)
    found = store.series(key, source, day)
    notes = _left_out(store, found, key, source, day)
    if not found:
        known = f"nothing was known of {key} on {day}" if day else f"{key} has no figure in force"
        raise InvalidError(f"{known}. {' '.join(notes)}")
    if first is None and last is None:
        table, rows = report.series_table(found), report.series_rows(found)
        record: object = found
    else:
        first = first or min(one.observations[0].start for one in found)
        last = last or max(seen.end for one in found for seen in one.observations)
        table = report.window_table(found, first, last)
        rows = report.window_rows(found, first, last)
        record = report.window_records(found, first, last)
        notes += _doubts(store, key, source, day, (first, last))
    table = replace(table, notes=table.notes + notes)
    answer(table, record, as_json=as_json, output=output, rows=rows)


def revisions(
    key: Key,
    source: Source = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """List past figures that publishers changed."""
    import polars as pl

    from waterbed import report

    store = open_store(home)
    require_series(store, key, source)
    changes = store.revisions(key, source)
    day = read_day(as_of, "--as-of")
    if day is not None:
        changes = changes.filter(pl.col("known_after") <= day)
    table, rows = report.revision_table(key, changes), report.frame_rows(changes)
    answer(table, changes.to_dicts(), as_json=as_json, output=output, rows=rows)


def sql(
    query: Query,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """Ask in SQL, read only: tables figures (in force) and history (every vintage)."""
    from waterbed import report
    from waterbed.store import run_sql

    result = run_sql(open_store(home), query, read_day(as_of, "--as-of"))
    rows = tuple(tuple(map(_cell, row)) for row in result.iter_rows())
    table = report.Table("", tuple(result.columns), rows, (f"{len(rows)} rows.",))
    answer(table, result.to_dicts(), as_json=as_json, output=output)


def _doubts(
    store: Store,
    key: str,
    source: str | None,
    day: dt.date | None,
    days: tuple[dt.date, dt.date],
) -> tuple[str, ...]:
    """Say what the doctor finds about the figures of a window."""
    import polars as pl

    from waterbed.sources import findings_for

    touching = (pl.col("start") <= days[1]) & (pl.col("end") >= days[0])
    findings = findings_for(store, key, source=source, as_of=day).filter(
        touching & (pl.col("severity") != "note")
    )
    more = findings.height - _MOST_DOUBTS
    rest = (f"and {more} more: `waterbed doctor --all`.",) if more > 0 else ()
    return tuple(findings["sentence"][:_MOST_DOUBTS]) + rest


def _left_out(
    store: Store, found: Sequence[Series], key: str, source: str | None, day: dt.date | None
) -> tuple[str, ...]:
    from waterbed import report
    from waterbed.store.asof import join_vintages

    if day is None and found:
        return ()
    history = join_vintages(store.history(key, source), store.vintage_table())
    return report.later_notes(found, history, day or dt.date.max)


def _cell(value: object) -> str | float | dt.date | None:
    return value if value is None or isinstance(value, str | int | float | dt.date) else str(value)
