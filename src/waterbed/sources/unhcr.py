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
LONGEST_GAP: Final = 14

_SERIES_COLUMNS: Final = {"data_date", "unix_timestamp", "year", "month", "individuals"}
_FREQUENCIES: Final = ("day", "month", "year")
_FEW: Final = 2  # days printed twice that are marked one by one; more make it no single series
_SHARED: Final = 0.05
_CELLS: Final = [LINE, "start", "end", "value", "missing", "original", "marks"]


def parse_timeseries(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read arrivals by day, month or year.

    Parameters
    ----------
    content
        The JSON of ``population/get/timeseries``, or its export as CSV; may be gzipped.
    options
        ``key``: the series that it is, as in ``arrivals/sea/italy``. ``frequency``: ``day``,
        ``month`` or ``year``, any where not given.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA`, in persons.

    Raises
    ------
    ParseError
        Where it is no such table, an empty one, one of another frequency, or not one series: it
        has columns beside the date and the count, or prints its dates again and again.
    InvalidError
        Where the key is not given, or the frequency is none.

    Notes
    -----
    The daily table leaves out days without arrivals: between its first and its last day each
    absent one is a zero, status "implied", line 0. More than `LONGEST_GAP` days absent in a row
    are no pause (the Italian table has no more than eight): they are one stretch, line 0, "not
    reported". A day printed twice keeps both rows. Months and years run to their last day, except
    that the latest may be unfinished, which the table does not say: it is "provisional".

    References
    ----------
    https://data.unhcr.org/en/situations/europe-sea-arrivals
    """
    key = _option(options, "key", "arrivals/sea/italy")
    table = read_table(content, ["individuals"], at=("data", "timeseries"))
    _refuse_other_columns(table)
    frequency = _frequency(table, options)
    counted = read_count(table, column(table, "individuals"))
    if frequency == "day":
        dated = read_day(counted, column(table, "data_date"))
        _refuse_repeats(dated, most=max(_FEW, _SHARED * dated.height))
        rows = _with_absent_days(dated)
    else:
        rows = _by_month_or_year(counted)
        _refuse_repeats(rows, most=0)
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


def _refuse_other_columns(table: pl.DataFrame) -> None:
    if others := set(table.columns) - _SERIES_COLUMNS - {LINE}:
        raise ParseError(
            f"expected one series by day, month or year ({', '.join(sorted(_SERIES_COLUMNS))}), "
            f"got further columns: {', '.join(sorted(others)[:8])}. Their rows may be of several "
            "places or groups: look whether this file belongs to another document."
        )


def _frequency(table: pl.DataFrame, options: Mapping[str, str]) -> str:
    wanted = options.get("frequency", "")
    if wanted not in ("", *_FREQUENCIES):
        raise InvalidError(
            f"the option frequency is {wanted!r}. Write {', '.join(_FREQUENCIES)}, or leave it out."
        )
    printed = {"data_date": "day", "month": "month"}
    got = next((printed[name] for name in printed if find(table, name)), "year")
    if wanted not in ("", got):
        raise ParseError(
            f"expected figures by {wanted}, got figures by {got}. Look whether this file belongs "
            "to another document."
        )
    return got


def _refuse_repeats(dated: pl.DataFrame, *, most: float) -> None:
    starts = dated["start"].drop_nulls()
    repeats = starts.filter(~starts.is_first_distinct())
    if repeats.len() > most:
        raise ParseError(
            f"{repeats.len()} of {dated.height} rows print a stretch again, the first that of "
            f"{repeats[0]}. One series has each once: the table may mix places or groups; ask for "
            "one a document."
        )


def _with_absent_days(rows: pl.DataFrame) -> pl.DataFrame:
    printed = rows.select(_CELLS).with_columns(status=_status(), note=pl.lit(""))
    day = pl.duration(days=1)
    gaps = (
        printed.select(last=pl.col("start").drop_nulls().unique().sort())
        .select(start=pl.col("last") + day, end=pl.col("last").shift(-1) - day)
        .filter(pl.col("start") <= pl.col("end"))
        .with_columns(pause=(pl.col("end") - pl.col("start")).dt.total_days() < LONGEST_GAP)
    )
    zeros = gaps.filter("pause").select(start=pl.date_ranges("start", "end").explode())
    zeros = zeros.with_columns(end="start", value=0.0, status=pl.lit("implied"))
    longer = gaps.filter(~pl.col("pause")).select(
        "start", "end", status=pl.lit("missing"), missing=pl.lit("not reported")
    )
    return pl.concat([printed, zeros, longer], how="diagonal_relaxed").with_columns(
        pl.col("original", "note").fill_null(""),
        pl.col("marks").fill_null(pl.lit([], pl.List(pl.String))),
        pl.col(LINE).fill_null(0),
    )


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
