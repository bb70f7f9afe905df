"""The verb that says what an event changed: effect."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.cli.beside import routes_of, with_context
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
    write,
)
from waterbed.records import InvalidError, NotFoundError

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from waterbed.records import Event, Series

Key = Annotated[str, typer.Argument(help="A series key, as `waterbed series` lists them.")]
EventId = Annotated[str, typer.Option("--event", help="Id of an event of `waterbed timeline`.")]
Months = Annotated[int, typer.Option("--window-months", help="Months in the window.")]
Donors = Annotated[
    list[str] | None,
    typer.Option(
        "--donor",
        metavar="KEY",
        help="A series of the same publisher that helps to foresee; never one to which people may "
        "have turned. Can be given several times.",
    ),
]
Gap = Annotated[int, typer.Option("--gap-months", help="Months left out before the window.")]


def effect(
    key: Key,
    event: EventId,
    source: Source = None,
    window_months: Months = 6,
    gap_months: Gap = 0,
    donor: Donors = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Output = None,
    home: Home = None,
) -> None:
    """Say how many more or fewer came after an event than expected without a break."""
    from waterbed import effects, report

    told = _event(event)
    options = effects.EffectOptions(window_months=window_months, gap_months=gap_months)
    day = read_day(as_of, "--as-of")
    series, others = _series(key, source, day, home)
    donors = [_series(one, series.source, day, home)[0] for one in donor or ()]
    found = effects.effect(series, told, donors=donors, options=options)
    routes = routes_of(found.key) or list(told.routes)
    found = with_context(found, told, routes, open_store(home), day)
    published = effects.references(event)
    table = report.effect_table(found, published)
    if output is not None and output.suffix == ".svg":
        from waterbed.report.effect_chart import effect_svg

        write(output, {".svg": lambda: effect_svg(found)})
        return
    record = {"effect": found, "references": published}
    noted = replace(table, notes=table.notes + others)
    answer(noted, record, as_json=as_json, output=output)


def _event(name: str) -> Event:
    from waterbed.register import load

    events = load.events()
    if name not in events:
        raise NotFoundError.among("event", name, events, "waterbed timeline")
    return events[name]


def _series(
    key: str, source: str | None, day: dt.date | None, home: Path | None
) -> tuple[Series, tuple[str, ...]]:
    """Take the publisher asked for, else the one with the most figures, and name the others."""
    store = open_store(home)
    require_series(store, key, source)
    found = store.series(key, source, day)
    if not found:
        raise InvalidError(f"nothing was known of {key} on {day}. Choose a later --as-of.")
    taken = max(found, key=lambda one: (not one.reported_by, len(one.observations)))
    others = sorted({one.source for one in found} - {taken.source})
    return taken, tuple(f"{one} publishes it too; --source {one} asks there." for one in others)
