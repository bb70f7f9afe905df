"""IOM crossings annex: arrivals, interceptions and deaths by month, compiled from authorities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from waterbed.records import ParseError
from waterbed.sources.cell import as_day, read_count
from waterbed.sources.month import first_day, read_month
from waterbed.sources.table import LINE, column, find, read_table, slug
from waterbed.store import as_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from waterbed.records import Missing

SOURCE: Final = "iom-crossings"

_SIGNS: Final[dict[str, Missing]] = {"NaN": "not reported", "nan": "not reported"}
_KEYS: Final = {
    "waar": "arrivals/sea/spain-canaries",
    "wmr-sea-arrivals": "arrivals/sea/spain-mainland-balearics",
    "wmr-land-arrivals": "arrivals/land/spain",
    "sea-arrivals-in-italy": "arrivals/sea/italy",
    "sea-arrivals-in-malta": "arrivals/sea/malta",
    "sea-arrivals-in-greece": "arrivals/sea/greece",
    "land-arrivals-in-greece": "arrivals/land/greece",
    "sea-arrivals-in-cyprus": "arrivals/sea/cyprus",
    "land-arrivals-in-cyprus": "arrivals/land/cyprus",
    "interceptions-by-turkish-coast-guard": "interceptions/turkiye",
    "interceptions-by-libyan-coast-guard": "interceptions/libya",
    "interceptions-by-tunisian-coast-guard": "interceptions/tunisia",
    "interceptions-by-algerian-coast-guard": "interceptions/algeria",
    "emr": "deaths/eastern-mediterranean",
    "deaths-recorded-in-eastern-med": "deaths/eastern-mediterranean",
    "cmr": "deaths/central-mediterranean",
    "deaths-recorded-in-central-med": "deaths/central-mediterranean",
    "wmr": "deaths/western-mediterranean",
    "deaths-recorded-in-western-med": "deaths/western-mediterranean",
    "waar-1": "deaths/western-african",
    "waar-2": "deaths/western-african",
}
_DERIVED: Final = r"^(total|mortality)-|-(rate-of-death|proportion-of-deaths-vs-arrivals)$"
_ABOUT_THE_ROW: Final = ("date", "year", "month", "month name")


def parse(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read the annex in its wide or its long form.

    Parameters
    ----------
    content
        Wide: a row for each month and a column for each count. Long: the columns Year, Month,
        Route, Details, Count. CSV, XLSX or ODS; may be gzipped.
    options
        Keys for further columns (or Details) by their name, as in
        ``{"Interceptions by Moroccan navy": "interceptions/morocco"}``; an empty key leaves one
        out.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA` by month, in persons: arrivals, interceptions, deaths.

    Raises
    ------
    ParseError
        Where it is no such table, an empty one, or has a count whose meaning is not known.
    LimitError
        Where it is larger than such a table can be.

    Notes
    -----
    Totals, attempted crossings and rates are left out: they are computed from the counts that are
    read. Blank cells and "NaN" are "not reported"; a printed 0 stays a 0, although late months
    print it for counts that nobody reported, and negative counts stay as printed.

    References
    ----------
    https://missingmigrants.iom.int/region/mediterranean
    """
    table = read_table(content)
    keys = _KEYS | dict(zip(_slugs(options), options.values(), strict=True))
    cells = (_long if find(table, "Details") else _wide)(table)
    named = cells.with_columns(name=slug(pl.col("printed").fill_null("unnamed")))
    known = pl.col("name").is_in(list(keys))
    _refuse_unknown(named.filter(~known & ~pl.col("name").str.contains(_DERIVED)))
    keyed = named.filter(known).with_columns(key=pl.col("name").replace(keys))
    counted = read_count(keyed.filter(pl.col("key") != ""), "count", signs=_SIGNS)
    dated = read_month(counted, "day", "date")
    return as_rows(
        dated.drop("printed", "name", "count", "day", "date").with_columns(source=pl.lit(SOURCE))
    )


def _slugs(names: Iterable[str]) -> list[str]:
    return pl.select(slug(pl.lit(pl.Series(list(names), dtype=pl.String)))).to_series().to_list()


def _wide(table: pl.DataFrame) -> pl.DataFrame:
    about = {find(table, name) for name in _ABOUT_THE_ROW} | {LINE}
    counts = [name for name in table.columns if name not in about]
    cells = table.unpivot(counts, index=LINE, variable_name="printed", value_name="count")
    return cells.join(_days(table), on=LINE)


def _long(table: pl.DataFrame) -> pl.DataFrame:
    route = pl.concat_str(pl.lit("Route as printed: "), column(table, "Route"), pl.lit("."))
    cells = table.select(
        LINE,
        printed=column(table, "Details"),
        count=column(table, "Count"),
        note=route.fill_null(""),
    )
    return cells.join(_days(table), on=LINE)


def _days(table: pl.DataFrame) -> pl.DataFrame:
    date = find(table, "date")
    if date:
        return table.select(LINE, day=as_day(pl.col(date)).dt.month_start(), date=date)
    year, month = column(table, "year"), column(table, "month")
    printed = pl.concat_str(year, month, separator="-", ignore_nulls=True)
    return table.select(LINE, day=first_day(pl.col(year), pl.col(month)), date=printed)


def _refuse_unknown(cells: pl.DataFrame) -> None:
    unknown = (
        cells.filter(pl.col("count").is_not_null())["printed"].fill_null("").unique().to_list()
    )
    if unknown:
        raise ParseError(
            f"counts whose meaning is not known: {', '.join(map(repr, sorted(unknown)[:6]))}. Give "
            "each its key in the document's options, or an empty key to leave it out."
        )
