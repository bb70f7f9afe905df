"""Frontex: monthly detections of irregular border crossings, by route, border and nationality.

The workbook as published (one column a month) and the long CSV that others make of it (zeros left
out). Every release restates the whole history, so its rows carry no date of their own: what a
later release leaves out is withdrawn with the release before it. In the long CSV a nationality
without a row in a month is therefore a zero of that release.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

import polars as pl

from waterbed.records import LimitError, ParseError
from waterbed.sources import nationality
from waterbed.sources.cell import impossible_date, read_count
from waterbed.sources.table import LINE, column, read_table, slug
from waterbed.store import as_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE: Final = "frontex"
PROVISIONAL_MONTHS: Final = 3

_ROUTES: Final = {
    "circular-route-from-albania-to-greece": "circular-albania-greece",
    "eastern-land-borders": "eastern-borders",
    "eastern-land-border": "eastern-borders",
    "others": "other",
    "west-african": "western-african",
    "western-balkans": "western-balkan",
}
_PARTS: Final = ["route", "border", "nationality"]
_LEVELS: Final = (["route"], ["route", "border"], ["route", "nationality"], _PARTS)
_MONTHS: Final = (
    *("JAN", "FEB", "MAR", "APR", "MAY", "JUN"),
    *("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
)
_MAX_TOTALS: Final = 2**20
_EXCEL_ZERO: Final = dt.date(1899, 12, 30)


def parse(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read a release of the monthly detections.

    Parameters
    ----------
    content
        The XLSX as published, or a CSV with the columns route, type, nat, t (days since
        1970-01-01) and n; may be gzipped.
    options
        None is known.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA` in detections by month: ``detections/<route>``,
        ``…/<border>``, ``…/<nationality>`` and ``…/<border>/<nationality>``.

    Raises
    ------
    ParseError
        Where it is neither of the two.
    LimitError
        Where it is larger than a release can be.

    Notes
    -----
    Only the cells by border and nationality are printed; the rest are their sums, with line 0
    where of several cells, and "at least" where one of these is missing. Route and border totals
    have every month from the first to the last of the file, nationalities of a route from their
    own first month to the last of the file: a zero that the long CSV leaves out is "implied", a
    month that the whole file leaves out is "not reported". Nationalities by border have only the
    months that are printed. The last three months
    of a release are provisional. A nationality that the table of names does not know keeps its
    printed name as a slug, as do the long CSV's own codes (ooo, oos, stl).

    References
    ----------
    https://www.frontex.europa.eu/what-we-do/monitoring-and-risk-analysis/migratory-map/
    """
    del options
    table = read_table(content, ["Route"])
    cells = _long_cells(table) if {"t", "n"} <= set(table.columns) else _wide_cells(table)
    if cells["start"].null_count() == cells.height:
        raise ParseError(
            f"{table.height} rows of detections and not one readable month among them. "
            "Look at the file: its columns may be shifted."
        )
    dated = cells.drop_nulls("start").with_columns(
        pl.col("original").replace("", None), pl.col(_PARTS).cast(pl.Categorical)
    )
    sums = [_sums(dated, level) for level in _LEVELS]
    undated = cells.filter(pl.col("start").is_null()).with_columns(key=_key(_PARTS)).drop(_PARTS)
    return as_rows(_finished(pl.concat([*sums, undated], how="diagonal")))


def _wide_cells(table: pl.DataFrame) -> pl.DataFrame:
    route = column(table, "Route")
    border = column(table, "Border type or inland", "BorderType", "BorderLocation")
    name = column(table, "Nationality", "NationalityLong")
    empty = {one.name for one in table if one.null_count() == table.height}
    printed = [one for one in table.columns if one not in {LINE, route, border, name}]
    months = {one: _month(one) for one in printed if one not in empty}
    figures = table.filter(pl.any_horizontal(pl.col(border, name, *months).is_not_null()))
    parts = figures.select(
        LINE,
        *months,
        route=_route(pl.col(route)),
        border=_border(pl.col(border)),
        nationality=nationality.of_name(pl.col(name)),
    )
    cells = parts.unpivot(index=[LINE, *_PARTS], variable_name="month", value_name="printed")
    start = pl.col("month").replace_strict(months, return_dtype=pl.Date)
    return read_count(cells, "printed").with_columns(start=start).drop("month", "printed")


def _long_cells(table: pl.DataFrame) -> pl.DataFrame:
    code = pl.col(column(table, "nat"))
    day = pl.col("t").str.extract(r"^(\d{1,6})(\.0*)?$").cast(pl.Int32).cast(pl.Date)
    printed = pl.concat_str("t", pl.lit(": "), "n", ignore_nulls=True)
    return read_count(table, "n").select(
        LINE,
        "value",
        "missing",
        route=_route(pl.col(column(table, "route"))),
        border=_border(pl.col(column(table, "type"))),
        nationality=nationality.of_code(code, code),
        start=pl.when(day.dt.day() == 1).then(day),
        original=pl.when(day.dt.day() == 1).then("original").otherwise(printed),
    )


def _sums(cells: pl.DataFrame, level: list[str]) -> pl.DataFrame:
    absent = pl.col("value").is_null()
    sums = cells.group_by(*level, "start").agg(
        value=pl.when(~absent.all()).then(pl.col("value").sum()),
        missing=pl.when(absent.all()).then(pl.col("missing").first()),
        original=pl.col("original").str.join("; "),
        line=pl.when(pl.len() == 1).then(pl.col(LINE).first()),
        bound=pl.when(absent.any() & ~absent.all()).then(pl.lit("at least")),
        implied=pl.lit(False),
    )
    if level != _PARTS:
        sums = _on_every_month(sums, level)
    keys = sums.select(level).unique().with_columns(key=_key(level))
    return sums.join(keys, on=level).drop(level).sort("key", "start")


def _on_every_month(sums: pl.DataFrame, level: list[str]) -> pl.DataFrame:
    held, start = sums["start"].unique(), pl.col("start")
    months = sums.select(pl.date_range(start.min(), start.max(), "1mo"))
    parts = sums.group_by(level).agg(first=start.min())
    if parts.height * months.height > _MAX_TOTALS:
        raise LimitError(
            f"refused: {parts.height:,} totals over {months.height:,} months, more than "
            f"{_MAX_TOTALS:,} figures. Look at the file: its columns may be shifted."
        )
    grid = parts.join(months, how="cross")
    if "nationality" in level:
        grid = grid.filter(start >= pl.col("first"))
    zero = pl.col("implied").is_null() & start.is_in(held.implode())
    gap = pl.col("implied").is_null() & ~zero
    return (
        grid.drop("first")
        .join(sums, on=[*level, "start"], how="left")
        .with_columns(
            value=pl.when(zero).then(0.0).otherwise("value"),
            missing=pl.when(gap).then(pl.lit("not reported")).otherwise("missing"),
            implied=zero | pl.col("implied").fill_null(False),
        )
    )


def _finished(rows: pl.DataFrame) -> pl.DataFrame:
    start = pl.col("start")
    recent = start > start.max().dt.offset_by(f"-{PROVISIONAL_MONTHS}mo")
    status = (
        pl.when(pl.col("value").is_null())
        .then(pl.lit("missing"))
        .when(pl.col("implied"))
        .then(pl.lit("implied"))
        .when(recent)
        .then(pl.lit("provisional"))
        .otherwise(pl.lit("final"))
    )
    return rows.with_columns(
        source=pl.lit(SOURCE),
        end=start.dt.month_end(),
        status=status,
        bound=pl.col("bound").fill_null("exact"),
        marks=impossible_date(start),
        original=pl.col("original").fill_null(""),
        line=pl.col("line").fill_null(0),
    ).drop("implied")


def _key(level: list[str]) -> pl.Expr:
    return pl.concat_str(pl.lit("detections"), pl.col(level).cast(pl.String), separator="/")


def _route(name: pl.Expr) -> pl.Expr:
    return _border(name).str.strip_suffix("-route").replace(_ROUTES)


def _border(name: pl.Expr) -> pl.Expr:
    return slug(name.fill_null("")).replace("", "unnamed")


def _month(printed: str) -> dt.date:
    try:
        if re.fullmatch(r"\d{5}(\.0*)?", printed):
            return (_EXCEL_ZERO + dt.timedelta(days=int(printed[:5]))).replace(day=1)
        if re.match(r"\d{4}-", printed):
            return dt.date.fromisoformat(printed[:10]).replace(day=1)
        return dt.date(int(printed[3:]), 1 + _MONTHS.index(printed[:3].upper()), 1)
    except ValueError:
        raise ParseError(
            f"expected a column for each month (JAN2009 or a date), got {printed!r}. "
            "The publisher may have changed the format."
        ) from None
