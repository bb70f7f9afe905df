"""The verb that says whether people came another way: displace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from waterbed.cli.beside import alone_of, costs_of, rivals_of
from waterbed.cli.lists import split
from waterbed.cli.options import (
    AsJson,
    AsOf,
    Home,
    Picture,
    Source,
    Start,
    TableFile,
    answer_estimate,
    open_store,
    read_day,
    read_start,
    series_known,
)
from waterbed.records import InvalidError, NotFoundError

if TYPE_CHECKING:
    import datetime as dt

    from waterbed.effects import DisplacementOptions, Panel
    from waterbed.records import Displacement, Event, PartialDate, Series
    from waterbed.store import Store

_SOURCE = "frontex"
EventId = Annotated[
    str | None, typer.Option("--event", help="Id of an event of `waterbed timeline`.")
]
Own = Annotated[
    str | None,
    typer.Option("--own", help="Its route, or a key; without it, the one it names."),
]
To = Annotated[
    list[str] | None,
    typer.Option("--to", metavar="ROUTE,…", help="Routes to which people may have turned."),
]
Months = Annotated[int, typer.Option("--months", help="Months in the window.")]
Gap = Annotated[int, typer.Option("--gap-months", help="Months left out before the window.")]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="NAT,…", help="Nationalities to leave out."),
]


def displace(
    event: EventId = None,
    own: Own = None,
    to: To = None,
    start: Start = None,
    table: TableFile = None,
    months: Months = 6,
    gap_months: Gap = 0,
    without: Without = None,
    source: Source = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    output: Picture = None,
    home: Home = None,
) -> None:
    """Say what was averted on one route, what came in excess on others, and which share that is."""
    from waterbed import effects

    day, begun = read_day(as_of, "--as-of"), read_start(start)
    left = tuple(split(without))
    options = effects.DisplacementOptions(months, gap_months, without=left)
    asked = _Asked(event, begun, own, tuple(split(to)), source, day)
    if table is not None:
        from waterbed.cli.own import displacement_table

        _refuse_record_options(asked)
        found = displacement_table(table, begun, own, asked.to, options)
        answer_estimate(found, (), as_json=as_json, output=output)
        return
    found = _from_record(asked, open_store(home), options)
    references = effects.references(found.event) if found.event else ()
    answer_estimate(found, references, as_json=as_json, output=output)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the command line asks for."""

    event: str | None
    start: PartialDate | None
    own: str | None
    to: tuple[str, ...]
    source: str | None
    as_of: dt.date | None


def _refuse_record_options(asked: _Asked) -> None:
    given = {"--event": asked.event, "--source": asked.source, "--as-of": asked.as_of}
    wrong = [name for name, value in given.items() if value is not None]
    if wrong:
        raise InvalidError(
            f"{', '.join(wrong)} with --table: these ask the record. Leave them out, or --table; "
            "with --table, give --start and --own."
        )


def _from_record(asked: _Asked, store: Store, options: DisplacementOptions) -> Displacement:
    from waterbed import effects, numerics

    told, own, to = _routes(asked)
    when = told or asked.start
    if when is None or (told and asked.start):
        raise InvalidError(
            "give either --event, an id that `waterbed timeline` lists, or --start with a date, "
            f"and not both; got --event {asked.event}, --start {asked.start}."
        )
    keyed = _is_key(own)
    panel = (
        _keyed_panel(store, (own, *to), asked)
        if keyed
        else _panel(store, (own, *to), when, asked, options)
    )
    with numerics.compiled_ahead("forecast"):
        found = effects.with_horizons(panel, own, to, when, options=options)
    routes = _routes_of_keys((own, *to), told) if keyed else (own, *to)
    receiving = (
        replace(one, corridors=one.corridors or effects.corridor_notes(own, one.excess.key, told))
        for one in found.receiving
    )
    series = _own_series(own, store, asked)
    return replace(
        found,
        receiving=tuple(receiving),
        alone=alone_of(found, when, series, options) if series else None,
        rivals=rivals_of(when, routes, found.end),
        costs=costs_of(routes, store, (found.start, found.end), asked.as_of),
    )


def _routes(asked: _Asked) -> tuple[Event | None, str, tuple[str, ...]]:
    """Give the event, and the routes: those asked for, else those that it names."""
    from waterbed import effects

    told = event_of(asked.event) if asked.event else None
    if asked.own and _is_key(asked.own):
        _require_keys(asked)
        return told, asked.own, asked.to
    own = effects.route_around(asked.own) if asked.own else ""
    to = tuple(dict.fromkeys(map(effects.route_around, asked.to)))
    if told and not (own and to):
        named = effects.routes_of(told, own=own)
        own, to = named[0], to or named[1]
    if not own or not to:
        raise InvalidError(
            "with --start, name the route of the event with --own and those to which people may "
            "have turned with --to; with --event, the register names them."
        )
    return told, own, to


def _is_key(name: str) -> bool:
    """Say whether a name is a key that names no route: detections are asked by route."""
    return "/" in name and not name.startswith("detections/")


def _require_keys(asked: _Asked) -> None:
    wrong = [one for one in asked.to if not _is_key(one)]
    if wrong or not asked.to:
        raise InvalidError(
            f"--own {asked.own} is a key, so --to needs keys of the same measure; got "
            f"{', '.join(wrong) or 'none'}. `waterbed series` lists them."
        )


def _keyed_panel(store: Store, keys: tuple[str, ...], asked: _Asked) -> Panel:
    """Lay out series by their keys, each of the publisher with the most figures."""
    from waterbed import effects

    found = (series_known(store, key, asked.source, asked.as_of) for key in keys)
    return effects.keyed_panel([first for first, *_ in found])


def _own_series(own: str, store: Store, asked: _Asked) -> Series | None:
    """Take the series of the own route; None where the record has its nationalities alone."""
    if _is_key(own):
        return series_known(store, own, asked.source, asked.as_of)[0]
    try:
        found = store.series(f"detections/{own}", asked.source or _SOURCE, asked.as_of)
    except NotFoundError:
        return None
    return found[0] if found else None


def _routes_of_keys(keys: tuple[str, ...], told: Event | None) -> tuple[str, ...]:
    from waterbed.register import routes_of

    named = [route for key in keys for route in routes_of(key)]
    return tuple(dict.fromkeys(named or (told.routes if told else ())))


def event_of(name: str) -> Event:
    """Find an event of the register.

    Parameters
    ----------
    name
        Its id.

    Returns
    -------
    Event
        The event.

    Raises
    ------
    NotFoundError
        Where there is none; the nearest are named.
    """
    from waterbed.register import load

    events = load.events()
    if name not in events:
        raise NotFoundError.among("event", name, events, "waterbed timeline")
    return events[name]


def _panel(
    store: Store,
    routes: tuple[str, ...],
    when: Event | PartialDate,
    asked: _Asked,
    options: DisplacementOptions,
) -> Panel:
    from waterbed import effects

    rows = store.rows("detections/*", asked.source or _SOURCE, asked.as_of)
    if rows.is_empty():
        raise InvalidError(
            f"nothing was known of detections from {asked.source or _SOURCE} on {asked.as_of}. "
            "Choose a later --as-of, or another --source."
        )
    begun = effects.first_month(when)
    return effects.recorded_panel(rows, routes, begun, options=options, as_of=asked.as_of)
