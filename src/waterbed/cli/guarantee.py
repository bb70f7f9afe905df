"""The verb that says what figures guarantee: bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.cli.options import (
    AsJson,
    AsOf,
    Home,
    Output,
    Source,
    answer,
    open_store,
    read_day,
    require_series,
)
from waterbed.records import InvalidError, NotFoundError, parse_day

if TYPE_CHECKING:
    import datetime as dt

    from waterbed.records import Bounds, Observation

Key = Annotated[str, typer.Argument(help="A series key, as `waterbed series` lists them.")]
First = Annotated[str, typer.Option("--from", metavar="DATE", help="First day.")]
Last = Annotated[str, typer.Option("--to", metavar="DATE", help="Last day, included.")]
Versus = Annotated[
    int | None, typer.Option("--versus-year", help="Bound the change since this year as well.")
]
Conflicts = Annotated[
    bool, typer.Option("--conflicts", help="List sets of figures that cannot all be true.")
]


def bounds(
    key: Key,
    start: First,
    end: Last,
    versus_year: Versus = None,
    conflicts: Conflicts = False,
    source: Source = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """Say what the figures guarantee about a window that nobody printed."""
    from waterbed import report
    from waterbed.bounds import conflicts as find_conflicts

    first, last = parse_day(start, "--from"), parse_day(end, "--to")
    store = open_store(home)
    day = read_day(as_of, "--as-of")
    require_series(store, key, source)
    books = {one.source for one in store.series(key, source, day)}
    if not books:
        raise InvalidError(f"nothing was known of {key} on {as_of}. Choose a later --as-of.")
    years = {first.year, last.year} | ({versus_year} if versus_year else set())
    printed = [seen for one in store.all_series(day) for seen in one.observations]
    if conflicts:
        near = [one for one in printed if one.source in books and one.start.year in years]
        found = [one for one in find_conflicts(near) if any(s.key == key for s in one.figures)]
        table, rows = report.conflict_table(found), report.conflict_rows(found)
        answer(table, found, as_json=as_json, output=output, rows=rows)
        return
    near = [one for one in printed if one.start.year in years or one.end.year in years]
    answers = _answers(near, key, sorted(books), (first, last, versus_year))
    title = f"{key}, {report.window(first, last)}: what the figures guarantee"
    table = report.bounds_table(title, answers)
    limits = [found for _, found in answers]
    rows = report.bounds_rows(limits)
    answer(table, limits, as_json=as_json, output=output, rows=rows)


def _answers(
    printed: list[Observation],
    key: str,
    books: list[str],
    window: tuple[dt.date, dt.date, int | None],
) -> list[tuple[str, Bounds]]:
    from waterbed import bounds as guarantee
    from waterbed.check import shift_years
    from waterbed.records import Quantity
    from waterbed.store import publisher_of

    first, last, year = window
    found: list[tuple[str, Bounds]] = []
    for book in books:
        name, new = publisher_of(book), Quantity(key, book, first, last)
        try:
            found.append((name, guarantee.bounds(printed, new)))
            if year is not None:
                back = year - first.year
                old = Quantity(key, book, shift_years(first, back), shift_years(last, back))
                found.append((f"{name}, {year}", guarantee.bounds(printed, old)))
                found.append((f"{name}, change", guarantee.change(printed, new, old)))
        except NotFoundError:
            continue
    if not found:
        raise NotFoundError(
            f"no figure of {key} bears on these days. `waterbed show {key}` lists its figures."
        )
    return found
