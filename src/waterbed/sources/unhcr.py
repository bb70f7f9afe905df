"""UNHCR Operational Data Portal: arrivals as time series, and by place of landing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from waterbed.records import InvalidError, ParseError, parse_day
from waterbed.sources.cell import as_day, impossible_date, read_count, read_day
from waterbed.sources.month import first_day, read_month
from waterbed.sources.table import LINE, column, find, read_table, slug
from waterbed.store import as_rows

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

SOURCE: Final = "unhcr"
PLACE: Final = "{place}"
LONGEST_GAP: Final = 366

_CELLS: Final = [LINE, "start", "end", "value", "missing", "original", "marks"]


def parse_timeseries(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read arrivals by day, month or year.

    Parameters
    ----------
    content
        The JSON of ``population/get/timeseries``, or its export as CSV; may be gzipped.
    options
        ``key``: the series that it is, as in ``arrivals/sea/italy``.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA`, in persons.

    Raises
    ------
    ParseError
        Where it is no such table, or an empty one.
    InvalidError
        Where the key is not given.

    Notes
    -----
    The daily table leaves out days without arrivals: between its first and its last day each
    absent one is a zero, status "implied", line 0, unless more than `LONGEST_GAP` days are absent
    in a row: that is no pause, and nothing is implied. Months and years run to their last day,
    except that the latest may be unfinished, which the table does not say: it is "provisional".

    References
    ----------
    https://data.unhcr.org/en/situations/europe-sea-arrivals
    """
    key = _option(options, "key", "arrivals/sea/italy")
    table = read_table(content, ["individuals"], at=("data", "timeseries"))
    counted = read_count(table, column(table, "individuals"))
    day = find(table, "data_date")
    rows = _with_absent_days(read_day(counted, day)) if day else _by_month_or_year(counted)
    return as_rows(rows.with_columns(key=pl.lit(key), source=pl.lit(SOURCE)))


def parse_sublocation(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read arrivals by country or place of landing, summed since a day.

    Parameters
    ----------
    content
        The JSON of ``population/get/sublocation`` for one population group, or the same columns
        as CSV; may be gzipped.
    options
        ``key``: the series, ``{place}`` in it stands for the place: ``arrivals/sea/{place}``.
        ``from``: the first day that was asked for (``fromDate``), YYYY-MM-DD; without it the
        counts run from 1 January of their year.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA`, in persons: one for each place, from the first day to
        the day that the place was last counted (each has its own).

    Raises
    ------
    ParseError
        Where it is no such table, an empty one, or mixes population groups.
    InvalidError
        Where the key or the day cannot be meant.

    Notes
    -----
    Without ``from``, a count of a past year that was last touched in a later one ends with its
    year.

    References
    ----------
    https://data.unhcr.org/en/situations/europe-sea-arrivals
    """
    key = _option(options, "key", "arrivals/sea/{place}")
    first = parse_day(options["from"], "option from") if "from" in options else None
    table = read_table(content, ["geomaster_name", "individuals"], at=("data",))
    _refuse_mixed_groups(table)
    counted = read_count(table, column(table, "individuals"))
    dated = read_day(counted, column(table, "date", "last_update"))
    keyed = _keyed(_window(dated, first), key, column(table, "geomaster_name"))
    return as_rows(keyed.select(*_CELLS, "key", source=pl.lit(SOURCE)))


def _option(options: Mapping[str, str], name: str, example: str) -> str:
    if not options.get(name):
        raise InvalidError(
            f"UNHCR documents need the option {name!r}, got {dict(options)}. "
            f"Write it as in {name} = {example!r}."
        )
    return options[name]


def _with_absent_days(rows: pl.DataFrame) -> pl.DataFrame:
    printed = rows.select(_CELLS).with_columns(status=_status(), note=pl.lit(""))
    zero = {"value": 0.0, "status": "implied", "original": "", "note": "", LINE: 0}
    absent = (
        printed.select(pl.col("start").drop_nulls().unique().sort())
        .with_columns(next=pl.col("start").shift(-1))
        .filter((pl.col("next") - pl.col("start")).dt.total_days().is_between(2, LONGEST_GAP))
        .select(start=pl.date_ranges("start", "next", closed="none").explode())
        .with_columns(
            end="start",
            marks=pl.lit([], pl.List(pl.String)),
            **{name: pl.lit(value) for name, value in zero.items()},
        )
    )
    return pl.concat([printed, absent], how="diagonal_relaxed")


def _by_month_or_year(counted: pl.DataFrame) -> pl.DataFrame:
    year, month = column(counted, "year"), find(counted, "month")
    parts = [year, month] if month else [year]
    rows = read_month(
        counted.with_columns(
            day=first_day(pl.col(year), pl.col(month) if month else pl.lit("1")),
            printed=pl.concat_str(parts, separator="-", ignore_nulls=True),
        ),
        "day",
        "printed",
    )
    start = pl.col("start")
    latest = (start == start.max()) & pl.col("value").is_not_null()
    note = "The latest one; it may be unfinished."
    return rows.select(_CELLS).with_columns(
        end="end" if month else start.dt.offset_by("1y").dt.offset_by("-1d"),
        status=pl.when(latest).then(pl.lit("provisional")).otherwise(_status()),
        note=pl.when(latest).then(pl.lit(note)).otherwise(pl.lit("")),
    )


def _status() -> pl.Expr:
    return pl.when(pl.col("value").is_null()).then(pl.lit("missing")).otherwise(pl.lit("final"))


def _refuse_mixed_groups(table: pl.DataFrame) -> None:
    group = find(table, "population_group_id", "population_groups_concat")
    groups = table[group].unique().drop_nulls().sort().to_list() if group else []
    if len(groups) > 1:
        raise ParseError(
            f"expected one population group, got {', '.join(groups[:6])}. Their counts would mix "
            "under one key: ask for one population_group a document."
        )


def _keyed(table: pl.DataFrame, key: str, place: str) -> pl.DataFrame:
    before, found, after = key.partition(PLACE)
    if not found and table[place].n_unique() > 1:
        raise InvalidError(
            f"the key {key!r} is one series, the document has {table[place].n_unique()} places. "
            f"Write {PLACE} where the place belongs in the key."
        )
    name = slug(pl.col(place).fill_null("unnamed")) if found else pl.lit("")
    return table.with_columns(key=pl.concat_str(pl.lit(before), name, pl.lit(after)))


def _window(dated: pl.DataFrame, first: dt.date | None) -> pl.DataFrame:
    last = pl.col("end")
    start = pl.lit(first, pl.Date)
    if first is None:
        year = pl.col(column(dated, "year"))
        start = as_day(pl.concat_str(year, pl.lit("-01-01")))
        last = pl.min_horizontal(last, as_day(pl.concat_str(year, pl.lit("-12-31"))))
    known = start.is_not_null() & pl.col("end").is_not_null()
    return dated.with_columns(
        start=pl.when(known).then(start), end=pl.when(known).then(last)
    ).with_columns(marks=impossible_date(pl.col("start")))
