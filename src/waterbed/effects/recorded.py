"""Recorded: a panel laid out from rows of the record, by nationality where its history suffices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from waterbed.effects.cut import LEARNING_MONTHS, LEAST_PLACEBOS, DisplacementOptions
from waterbed.effects.monthly import index_of, monthly, untouched
from waterbed.effects.panel import ALL, Panel, panel_from
from waterbed.records import Event, InvalidError, PartialDate, require_same_counts
from waterbed.register import load

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from waterbed.records import Series

_HALVES = ("sea", "land")
_NATIONALITY = 2


def first_month(event: Event | PartialDate | dt.date) -> dt.date:
    """Give the first month that an event may have touched.

    Parameters
    ----------
    event
        An event, or when it began.

    Returns
    -------
    datetime.date
        First day of the month.

    Raises
    ------
    InvalidError
        Where the date leaves more than two months open.
    """
    return untouched(event.start if isinstance(event, Event) else event)[0]


def recorded_panel(
    rows: pl.DataFrame,
    routes: Collection[str],
    begun: dt.date,
    *,
    options: DisplacementOptions | None = None,
    as_of: dt.date | None = None,
) -> Panel:
    """Lay out detections of one publisher by route, and by nationality where it can be tried.

    Parameters
    ----------
    rows
        Rows in force of keys that begin with ``detections/``, as `waterbed.store.Store.rows` gives
        them.
    routes
        The routes that are asked about. Those of the register that lie beside them help to learn
        how routes move; none of them stands in for another.
    begun
        First day of the first month that the event may have touched.
    options
        The choices: how long the window is.
    as_of
        The day of the question, None for now.

    Returns
    -------
    Panel
        By nationality where the months before the event suffice to try the method at past dates,
        else of route totals. A nationality without a figure in a month in which its route has
        others is zero: the publisher leaves zeros out.

    Raises
    ------
    InvalidError
        Where a route has no monthly figures.
    """
    choices = options or DisplacementOptions()
    months = _whole_months(rows)
    largest = [one.id for one in load.routes().values() if one.within == "all"]
    wanted = list(dict.fromkeys([*routes, *largest]))
    parts = months.filter(pl.col("route").is_in(wanted))
    split = parts.filter(pl.col("nationality") != ALL)
    enough = all(
        _suffices(split.filter(pl.col("route") == route), begun, choices) for route in routes
    )
    taken = split if enough else parts.filter(pl.col("nationality") == ALL)
    absent = sorted(set(routes) - set(taken["route"]))
    if absent:
        known = ", ".join(sorted(set(months["route"]))) or "none"
        raise InvalidError(
            f"no monthly detections on {absent[0]}; the record has them for {known}. Name one of "
            "these."
        )
    source = sorted(set(taken["source"]))
    table = taken.select("route", "nationality", "start", "value").iter_rows()
    laid = panel_from(table, source=source[0])
    return replace(laid, as_of=as_of)


def keyed_panel(series: Sequence[Series]) -> Panel:
    """Lay out totals under the keys of their series, of whatever places and publishers.

    Parameters
    ----------
    series
        Series that count one kind of thing.

    Returns
    -------
    Panel
        Routes named by the keys; one nationality, ``("all",)``. Months without a figure are
        missing.

    Raises
    ------
    IncommensurableError
        Where they count different things.
    InvalidError
        Where a key comes twice, or a series has no monthly figures.
    """
    require_same_counts(*(one.key for one in series))
    rows = [
        (one.key, ALL, months.month(place), count)
        for one in series
        for months in [monthly(one)]
        for place, count in enumerate(months.values)
    ]
    laid = panel_from(rows, absent="missing")
    source = ", ".join(dict.fromkeys(one.source for one in series))
    as_of = series[0].as_of
    return Panel(laid.first, laid.nationalities, laid.routes, laid.counts, source, as_of=as_of)


def _whole_months(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep exact, undisputed counts of whole months, with route and nationality in columns."""
    parts = pl.col("key").str.split("/")
    depth = parts.list.len() - 1
    last = parts.list.get(_NATIONALITY, null_on_oob=True)
    return (
        rows.filter(
            pl.col("key").str.starts_with("detections/"),
            pl.col("value").is_not_null(),
            pl.col("status") != "disputed",
            pl.col("bound") == "exact",
            pl.col("start").dt.day() == 1,
            pl.col("end") == pl.col("start").dt.month_end(),
        )
        .with_columns(route=parts.list.get(1), depth=depth, nationality=last.fill_null(ALL))
        .filter(pl.col("depth") <= _NATIONALITY, ~pl.col("nationality").is_in(_HALVES))
        .sort("route", "nationality", "start")
    )


def _suffices(split: pl.DataFrame, begun: dt.date, options: DisplacementOptions) -> bool:
    if split.is_empty():
        return False
    first: dt.date = split["start"].min()  # type: ignore[assignment]
    last: dt.date = split["start"].max()  # type: ignore[assignment]
    span = options.horizon_months + options.gap_months
    needed = LEARNING_MONTHS + LEAST_PLACEBOS - 1 + span
    return index_of(begun) - index_of(first) >= needed and index_of(last) > index_of(begun)
