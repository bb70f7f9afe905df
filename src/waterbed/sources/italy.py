"""Italy: the interior ministry's landings by day and by nationality, as compiled by onData.

Two documents of dated reports. Both count what was recorded by a certain hour, nearly always
08:00, so that the last day of a stretch is not a full one. The ministry calls the figures of its
reports subject to later consolidation: all are provisional.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from waterbed.sources import nationality
from waterbed.sources.cell import as_day, impossible_date, read_count, read_day
from waterbed.sources.table import LINE, column, read_table
from waterbed.store import ROW_SCHEMA, as_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

SOURCE: Final = "italy-interior"
KEY: Final = "arrivals/sea/italy"


def parse_daily(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read the landings by day.

    Parameters
    ----------
    content
        CSV with the columns Data, Valore, Note, Fonte and Data_Report.
    options
        None is known.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA` in persons: ``arrivals/sea/italy`` by day. One day
        stands under several reports; ``published`` is the date of the report.

    Raises
    ------
    ParseError
        Where it is no such table.
    LimitError
        Where it is larger than such a table can be.

    Notes
    -----
    A day runs to the hour that the note names: where it is 08:00, "7 May" is the 24 hours to that
    morning. Days after the report date are printed too, mostly as 0; they are kept. A report
    date that does not exist is marked too and leaves ``published`` empty.

    References
    ----------
    https://github.com/ondata/liberiamoli-tutti
    """
    del options
    table = _table(content, "Data", "Valore", "Note", "Data_Report")
    rows = read_day(read_count(table, "Valore"), "Data")
    hour = pl.col("Note").str.extract(r"entro le ore (\d{1,2}:\d{2})")
    counted = pl.concat_str(pl.lit("landings recorded by "), hour, pl.lit(" of the day"))
    report = as_day(pl.col("Data_Report"))
    lost = pl.concat_str("original", pl.lit(" in the report of "), "Data_Report", ignore_nulls=True)
    return _finished(
        rows.with_columns(
            key=pl.lit(KEY),
            published=report,
            note=pl.coalesce(counted, "Note", pl.lit("")),
            marks=pl.when(report.is_null()).then(impossible_date(report)).otherwise("marks"),
            original=pl.when(report.is_null()).then(lost.str.strip_chars()).otherwise("original"),
        )
    )


def parse_nationality(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read the landings since 1 January by nationality.

    Parameters
    ----------
    content
        CSV with the columns Data_Report, Nazione, ISO_3166-1 (alpha-2) and Valore.
    options
        None is known.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA` in persons, from 1 January to the date of the report:
        ``arrivals/sea/italy/<nationality>``, ``…/other`` for the ministry's "altre", and
        ``arrivals/sea/italy``, their sum, with line 0.

    Raises
    ------
    ParseError
        Where it is no such table.
    LimitError
        Where it is larger than such a table can be.

    Notes
    -----
    Every report names the ten (since June 2025 fifteen) most frequent nationalities and the rest
    as one, so that the sum over a report is everyone. It is "at least" where one of them cannot
    be read. A nationality without a row in a report is not among these: not zero. The reports of
    15 January begin again from 1 January; the file has none that is earlier in the year.

    References
    ----------
    https://github.com/ondata/liberiamoli-tutti
    """
    del options
    table = _table(content, "Data_Report", "Nazione", "ISO_3166-1", "Valore")
    group = nationality.of_code(pl.col("ISO_3166-1"), pl.col("Nazione")).replace("altre", "other")
    rows = read_day(read_count(table, "Valore"), "Data_Report").with_columns(
        key=pl.concat_str(pl.lit(KEY), group, separator="/"),
        start=pl.col("start").dt.truncate("1y"),
        published=pl.col("end"),
        note=pl.lit(""),
    )
    both = pl.concat([rows, _totals(rows)], how="diagonal")
    return _finished(both.with_columns(pl.col("bound").fill_null("exact")))


def _table(content: bytes, *names: str) -> pl.DataFrame:
    table = read_table(content, names)
    return table.select(LINE, **{name: column(table, name) for name in names})


def _totals(rows: pl.DataFrame) -> pl.DataFrame:
    absent = pl.col("value").is_null()
    sums = rows.drop_nulls("end").group_by("start", "end", "published", maintain_order=True)
    return sums.agg(
        key=pl.lit(KEY),
        value=pl.when(~absent.all()).then(pl.col("value").sum()),
        missing=pl.when(absent.all()).then(pl.col("missing").first()),
        bound=pl.when(absent.any() & ~absent.all()).then(pl.lit("at least")),
        note=pl.lit("sum of the nationalities"),
        original=pl.lit(""),
        line=pl.lit(0, pl.UInt32),
        marks=pl.lit([], pl.List(pl.String)),
    )


def _finished(rows: pl.DataFrame) -> pl.DataFrame:
    absent = pl.col("value").is_null()
    status = pl.when(absent).then(pl.lit("missing")).otherwise(pl.lit("provisional"))
    finished = rows.with_columns(source=pl.lit(SOURCE), status=status)
    return as_rows(finished.select(one for one in ROW_SCHEMA if one in finished.columns))
