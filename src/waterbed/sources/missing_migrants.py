"""IOM Missing Migrants: recorded deaths and disappearances, from incidents to days and months.

Reads every set of columns that the project has published since 2020, as CSV, XLSX or JSON. Nothing
about the people themselves (sex, age, origin) is taken over.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

import polars as pl

from waterbed.records import ParseError
from waterbed.sources.cell import as_day, impossible_date, read_figure
from waterbed.sources.month import first_day
from waterbed.sources.table import LINE, column, find, read_table, slug
from waterbed.store import as_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waterbed.records import Missing

SOURCE: Final = "iom-missing-migrants"
NO_ROUTE: Final = "route-not-stated"
PROVISIONAL_MONTHS: Final = 12
YEARS: Final = (1990, 2099)

_DEAD: Final = ("Number Dead", "Number of Dead", "No. dead")
_MISSING: Final = ("Minimum Estimated Number of Missing", "Number Missing", "No. missing")
_TOTAL: Final = (
    "Total Dead and Missing",
    "Total Number of Dead and Missing",
    "No. dead/missing",
)
_ROUTE: Final = ("Migration route", "Migrantion route", "Route")
_PRINTED: Final = {
    "id": ("Main ID", "Web ID", "Incident ID"),
    "day": ("Incident Date", "Website Date", "Reported Date"),
    "year": ("Incident year", "Reported Year", "Year"),
    "month": ("Incident month", "Reported Month", "Month"),
    "kind": ("Incident Type",),
    "region": ("Region of Incident", "Region"),
}
_SIGNS: Final[dict[str, Missing]] = {"NA": "not reported", "NaN": "not reported"}
_COUNT: Final = r"^-?(\d{1,15}(\.0*)?|\d{1,3}(,\d{3}){1,4})$"
_SLUGS: Final = {
    "western-africa-atlantic-route-to-the-canary-islands": "western-african",
    "turkey-europe-land-route": "turkiye-europe-land-route",
    "syria-to-turkey": "syria-to-turkiye",
    "iran-to-turkey": "iran-to-turkiye",
    "": NO_ROUTE,
}


def parse(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Sum the dead and missing by route, day and month.

    Parameters
    ----------
    content
        A file of incidents, see `incidents`.
    options
        None is known.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA`, in persons: ``deaths/<route>``, and
        ``deaths/route-not-stated`` for incidents without a route.

    Raises
    ------
    ParseError
        Where it is no such file, an empty one, or no incident in it has a date.
    LimitError
        Where it is larger than such a file can be.

    Notes
    -----
    Every route of the file has a row for each month, and for each day, from the first month of the
    file to its last day; without an incident it is 0, "implied". The last month ends with the
    file's last day (one row says both where that is the month's first). A row is "at least" where
    an incident in it has no count, and a day also where its month holds an incident without a day:
    "Cumulative Incident", or only a month printed. A file that prints no days has rows of months
    only. The last month and the twelve before it are provisional: the project goes on adding for
    years.

    An incident whose date cannot be read keeps a row of its own without dates, and a count that
    cannot be read one without a value. The names of a route differ between releases: the Atlantic
    route and the spelling of Türkiye are joined, all others stay as printed.

    References
    ----------
    https://missingmigrants.iom.int/methodology
    """
    del options
    found = incidents(content).with_columns(
        key=pl.lit("deaths/") + slug(pl.col("route").fill_null("")).replace(_SLUGS),
        blurred=pl.col("date") != pl.col("date_end"),
        open=pl.col("total").is_null() | (pl.col("unreadable") != ""),
    )
    dated = found.filter(pl.col("date").is_not_null())
    if dated.is_empty():
        raise ParseError(
            f"{found.height} incidents and not one readable date among them. "
            "Look at the file: its columns may be shifted."
        )
    months = _by_month(dated)
    rows = [months.drop("blurred"), _by_day(dated, months), _unreadable(found)]
    finished = pl.concat(rows, how="diagonal_relaxed").with_columns(
        pl.col("bound").fill_null("exact"),
        pl.col("original", "note").fill_null(""),
        pl.col(LINE).fill_null(0),
        marks=impossible_date(pl.col("start")),
        source=pl.lit(SOURCE),
    )
    return as_rows(finished)


def incidents(content: bytes) -> pl.DataFrame:
    """Read a file of incidents, whichever columns it has.

    Parameters
    ----------
    content
        The export of any release: CSV, XLSX or a JSON list; may be gzipped.

    Returns
    -------
    polars.DataFrame
        One row an incident: ``id`` (null where the release has none; incidents that the project
        split share one), ``date`` and ``date_end`` (first and last day that it can be; null where
        the printed date cannot be), ``dead``, ``missing``, ``total`` (persons; null where not
        known), ``route`` and ``region`` (as printed), ``line``, ``unreadable`` (what was printed
        where no date or count could be read).

    Raises
    ------
    ParseError
        Where it is no such file, or an empty one.
    LimitError
        Where it is larger than such a file can be.

    Notes
    -----
    The total is the printed one; where there is none, dead and missing together. It is not known
    where both are blank, also if a 0 is printed as their sum. A "Cumulative Incident" can be any
    day of its month; releases without the column "Incident Type" do not tell them apart. Dates
    are read as 2014-12-31, "January 05, 2020" or "Thu, 01/29/2026 - 12:00"; whether the month
    comes first in the last is found out from the weekdays of the whole file.
    """
    table = read_table(content)
    frame = table.select(
        LINE,
        dead=column(table, *_DEAD),
        lost=column(table, *_MISSING),
        total=find(table, *_TOTAL) or pl.lit(None, pl.String),
        route=column(table, *_ROUTE),
        **{name: _optional(table, names) for name, names in _PRINTED.items()},
    )
    if not find(table, *_PRINTED["day"]):
        column(table, *_PRINTED["month"])
    return _dated(_counted(frame)).select(
        "id",
        "date",
        "date_end",
        "dead",
        "total",
        "route",
        "region",
        LINE,
        missing="lost",
        unreadable=pl.concat_str(
            "odd_date", "odd_dead", "odd_lost", "odd_total", separator=" "
        ).str.strip_chars(),
    )


def _optional(table: pl.DataFrame, names: tuple[str, ...]) -> pl.Expr:
    name = find(table, *names)
    return pl.col(name) if name else pl.lit(None, pl.String)


def _counted(frame: pl.DataFrame) -> pl.DataFrame:
    for name in ("dead", "lost", "total"):
        number = pl.col(name).str.replace_all(",", "", literal=True)
        value = pl.when(pl.col(name).str.contains(_COUNT)).then(number).cast(pl.Float64)
        read = read_figure(frame.select(name), name, value=value, signs=_SIGNS)
        odd = pl.when(pl.col("missing") == "unreadable").then("original").otherwise(pl.lit(""))
        frame = frame.with_columns(
            read["value"].alias(name), read.select(odd).to_series().alias(f"odd_{name}")
        )
    blank = pl.col("dead").is_null() & pl.col("lost").is_null()
    total = pl.when(~(blank & (pl.col("total") == 0))).then("total")
    parts = pl.when(~blank).then(pl.sum_horizontal("dead", "lost"))
    return frame.with_columns(total=pl.coalesce(total, parts))


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    printed = pl.col("day").fill_null("")
    first = first_day(pl.col("year"), pl.col("month"))
    long = pl.col("day").str.to_date("%B %d, %Y", strict=False)
    day = pl.coalesce(as_day(pl.col("day")), long, _by_weekday(frame))
    whole = (printed == "") | pl.col("kind").fill_null("").str.contains("Cumulative")
    date = pl.when(printed == "").then(first).when(whole).then(day.dt.month_start()).otherwise(day)
    date = pl.when(date.dt.year().is_between(*YEARS)).then(date)
    printed_date = pl.concat_str("day", "month", "year", separator=" ", ignore_nulls=True)
    return frame.with_columns(
        date=date,
        date_end=pl.when(whole).then(date.dt.month_end()).otherwise(date),
        odd_date=pl.when(date.is_null()).then(printed_date).otherwise(pl.lit("")),
    )


def _by_weekday(frame: pl.DataFrame) -> pl.Expr:
    """Read "Thu, 01/29/2026 - 12:00" in the order of day and month that fits more weekdays."""
    parts = pl.col("day").str.extract_groups(r"^(\w{3}), (\d{2}/\d{2}/\d{4}) - ").struct
    fitting = {}
    for order in ("%m/%d/%Y", "%d/%m/%Y"):
        day = parts[1].str.to_date(order, strict=False)
        fitting[order] = pl.when(day.dt.strftime("%a") == parts[0]).then(day)
    fits = frame.select(**{order: day.count() for order, day in fitting.items()}).row(0, named=True)
    return fitting[max(fits, key=lambda order: fits[order])]


def _by_month(dated: pl.DataFrame) -> pl.DataFrame:
    known = pl.col("date").filter(~pl.col("blurred")).max().fill_null(dt.date.min)
    late = pl.col("date_end").filter(pl.col("date") > known).max()
    months = (
        dated.select(
            first=pl.col("date").min().dt.month_start(), last=pl.max_horizontal(known, late)
        )
        .with_columns(start=pl.date_ranges("first", "last", "1mo"))
        .explode("start")
    )
    grid = dated.select(pl.col("key").unique().sort()).join(months, how="cross")
    counted = _summed(dated.with_columns(start=pl.col("date").dt.month_start()))
    rows = grid.join(counted, on=["key", "start"], how="left", maintain_order="left")
    return rows.select(
        "key",
        "start",
        "blurred",
        end=pl.min_horizontal(pl.col("start").dt.month_end(), "last"),
        value=pl.col("value").fill_null(0),
        status=_status(pl.col("start")),
        bound=_bound(pl.col("open") > 0),
        note=_note("incidents without a count", pl.col("open")),
    )


def _by_day(dated: pl.DataFrame, months: pl.DataFrame) -> pl.DataFrame:
    exact = dated.filter(~pl.col("blurred")).with_columns(start="date")
    if exact.is_empty():
        return months.clear().drop("blurred")
    grid = (
        months.filter(pl.col("start") != pl.col("end"))
        .select(
            "key",
            month="start",
            blurred="blurred",
            start=pl.date_ranges("start", "end"),
        )
        .explode("start")
    )
    rows = grid.join(
        _summed(exact).drop("blurred"), on=["key", "start"], how="left", maintain_order="left"
    )
    return rows.select(
        "key",
        "start",
        end="start",
        value=pl.col("value").fill_null(0),
        status=_status(pl.col("month")),
        bound=_bound((pl.col("open") > 0) | (pl.col("blurred") > 0)),
        note=pl.concat_str(
            _note("incidents without a count", pl.col("open")),
            _note("incidents of the month without a day", pl.col("blurred")),
        ),
    )


def _summed(dated: pl.DataFrame) -> pl.DataFrame:
    return dated.group_by("key", "start").agg(
        pl.col("open", "blurred").sum(), value=pl.col("total").sum()
    )


def _status(month: pl.Expr) -> pl.Expr:
    recent = month >= month.max().dt.offset_by(f"-{PROVISIONAL_MONTHS}mo")
    return (
        pl.when(pl.col("value").is_null())
        .then(pl.lit("implied"))
        .when(recent)
        .then(pl.lit("provisional"))
        .otherwise(pl.lit("final"))
    )


def _bound(least: pl.Expr) -> pl.Expr:
    return pl.when(least).then(pl.lit("at least")).otherwise(pl.lit("exact"))


def _note(what: str, number: pl.Expr) -> pl.Expr:
    sentence = pl.concat_str(pl.lit(f"{what}: "), number, pl.lit(". "))
    return pl.when(number > 0).then(sentence).otherwise(pl.lit(""))


def _unreadable(found: pl.DataFrame) -> pl.DataFrame:
    odd = found.filter(pl.col("date").is_null() | (pl.col("unreadable") != ""))
    value = pl.when(pl.col("date").is_null()).then("total")
    return odd.select(
        "key",
        LINE,
        start="date",
        end="date_end",
        value=value,
        missing=pl.when(value.is_null()).then(pl.lit("unreadable")),
        status=pl.when(value.is_null()).then(pl.lit("missing")).otherwise(pl.lit("final")),
        original="unreadable",
    )
