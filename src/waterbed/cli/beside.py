"""What stands beside every effect: what else was expected to change crossings, and who died."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.records import Event

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from waterbed.effects import DisplacementOptions
    from waterbed.records import Displacement, Effect, HumanCost, PartialDate, Series
    from waterbed.store import Store


def with_context(
    found: Effect,
    event: Event | PartialDate,
    routes: Collection[str],
    store: Store,
    as_of: dt.date | None,
) -> Effect:
    """Put beside an effect its rivals, and deaths and returns on its routes.

    Parameters
    ----------
    found
        The effect.
    event
        The event, or when it began.
    routes
        Ids of the routes that the series is about.
    store
        The record.
    as_of
        The day of the question, None for now.

    Returns
    -------
    Effect
        The same with `rivals` and `costs`.
    """
    return replace(
        found,
        rivals=rivals_of(event, routes, found.end),
        costs=costs_of(routes, store, (found.start, found.end), as_of),
    )


def rivals_of(
    event: Event | PartialDate, routes: Collection[str], end: dt.date
) -> tuple[Event, ...]:
    """List what else was expected to change crossings on some routes, from an event's month on.

    Parameters
    ----------
    event
        The event, which is left out; or a date.
    routes
        Ids of the routes.
    end
        Last day.

    Returns
    -------
    tuple of Event
        By first day, then by id.
    """
    from waterbed.register import rivals

    if isinstance(event, Event):
        first, but = event.start.first, [event.id]
    else:
        first, but = event.first, []
    start = first.replace(day=1)
    listed = {one.id: one for route in routes for one in rivals(route, start, end, but=but)}
    return tuple(sorted(listed.values(), key=lambda one: (one.start.first, one.id)))


def costs_of(
    routes: Collection[str],
    store: Store,
    window: tuple[dt.date, dt.date],
    as_of: dt.date | None,
) -> tuple[HumanCost, ...]:
    """Give deaths and returns on some routes, in a window and a year earlier.

    Parameters
    ----------
    routes
        Ids of the routes; corridors of one route are one cost.
    store
        The record.
    window
        First and last day.
    as_of
        The day of the question, None for now.

    Returns
    -------
    tuple of HumanCost
        One for each route for which deaths are counted.
    """
    from waterbed.effects import cost_series, human_cost

    named = {one.id: one for one in map(cost_series, routes)}
    known = {key: store.series(key, as_of=as_of) for one in named.values() for key in one.keys}
    return tuple(
        human_cost(route, [one for key in series.keys for one in known[key]], *window)
        for route, series in named.items()
    )


def alone_of(
    found: Displacement,
    event: Event | PartialDate,
    series: Series,
    options: DisplacementOptions,
) -> Effect | None:
    """Give what the series of a displacement's own route alone leads one to expect.

    Parameters
    ----------
    found
        The displacement.
    event
        The event, or when it began.
    series
        That of the own route.
    options
        The choices of the displacement.

    Returns
    -------
    Effect or None
        Without cross-checks and picture; None where it cannot be asked about the same months.
    """
    from waterbed import effects
    from waterbed.records import InvalidError

    choices = effects.EffectOptions(options.horizon_months, options.gap_months, checks=False)
    try:
        one = effects.effect(series, event, options=choices)
    except InvalidError:
        return None
    same = (one.start, one.end, one.missing) == (found.start, found.end, found.missing)
    return replace(one, picture=None) if same else None


def others_of(series: Series, store: Store, as_of: dt.date | None) -> list[Series]:
    """List the other series of the same publisher that count the same elsewhere.

    Parameters
    ----------
    series
        The series.
    store
        The record.
    as_of
        The day of the question, None for now.

    Returns
    -------
    list of Series
        Those with a figure for a whole month.
    """
    from waterbed.effects import monthly
    from waterbed.records import InvalidError

    listed = store.keys().filter(source=series.source)["key"].to_list()
    alike = [key for key in listed if _elsewhere(series.key, key)]
    found = [one for key in alike for one in store.series(key, series.source, as_of)]
    kept = []
    for one in found:
        try:
            monthly(one)
        except InvalidError:
            continue
        kept.append(one)
    return kept


def _elsewhere(own: str, key: str) -> bool:
    """Say whether a key differs from another in its route, or else in one part alone."""
    from waterbed.register import load

    mine, theirs = own.split("/"), key.split("/")
    if len(mine) != len(theirs) or mine[0] != theirs[0]:
        return False
    apart = [at for at, pair in enumerate(zip(mine, theirs, strict=True)) if len(set(pair)) > 1]
    return apart == [1] if mine[1] in load.routes() else len(apart) == 1
