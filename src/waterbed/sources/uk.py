"""United Kingdom: the Home Office's time series of small boats across the Channel.

One workbook: SB_01 counts people and boats by day, SB_02 people prevented from leaving France by
week. SB_02 repeats the arrivals of SB_01 as weekly sums, and counts events and boats landed
without control; these are not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import polars as pl

from waterbed.sources.cell import read_count, read_day
from waterbed.sources.table import LINE, column, read_table
from waterbed.store import as_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waterbed.records import Missing

SOURCE: Final = "uk-home-office"

_SIGNS: Final[dict[str, Missing]] = {
    "-": "not reported",
    ":": "not reported",
    "[x]": "not reported",
    "[c]": "not reported",
    "z": "not applicable",
    "[z]": "not applicable",
}
_ESTIMATE: Final = "estimate of the French authorities"


def parse(content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Read the small boats workbook.

    Parameters
    ----------
    content
        The ODS as published, with the sheets SB_01 and SB_02.
    options
        None is known.

    Returns
    -------
    polars.DataFrame
        Rows of `waterbed.store.ROW_SCHEMA`: ``arrivals/sea/united-kingdom`` (persons) and
        ``boats/channel`` (boats) by day, ``preventions/channel`` (persons) by week.

    Raises
    ------
    ParseError
        Where it is no such workbook.
    LimitError
        Where it is larger than such a workbook can be.

    Notes
    -----
    The workbook calls its own figures provisional operational data: all are. Arrivals are people
    detected on arrival or brought ashore from the Channel. Preventions are people stopped before
    departure or who returned to France, by the estimate of the French authorities ("about"); a
    week is the seven days to the date printed. ``-`` stands before a count was first published
    (no note of the workbook explains it) and ``:`` for what is not available: "not reported";
    ``z`` is "not applicable".

    References
    ----------
    https://www.gov.uk/government/publications/migrants-detected-crossing-the-english-channel-in-small-boats
    """
    del options
    days = read_table(content, ["Date", "Migrants arrived", "Boats arrived"], sheet="SB_01")
    weeks = read_table(content, ["Week ending", "Migrants prevented"], sheet="SB_02")
    prevented = _rows(weeks, "Week ending", "Migrants prevented", key="preventions/channel")
    rows = pl.concat(
        [
            _rows(days, "Date", "Migrants arrived", key="arrivals/sea/united-kingdom"),
            _rows(days, "Date", "Boats arrived", key="boats/channel"),
            prevented.with_columns(
                start=pl.col("start").dt.offset_by("-6d"),
                bound=pl.lit("about"),
                note=pl.concat_str(pl.lit(_ESTIMATE), "note", separator="; ", ignore_nulls=True),
            ),
        ],
        how="diagonal",
    )
    return as_rows(
        rows.with_columns(pl.col("bound").fill_null("exact"), pl.col("note").fill_null(""))
    )


def _rows(sheet: pl.DataFrame, day: str, count: str, *, key: str) -> pl.DataFrame:
    counted = read_count(sheet, column(sheet, count), signs=_SIGNS)
    absent = pl.col("value").is_null()
    return read_day(counted, column(sheet, day)).select(
        LINE,
        "start",
        "end",
        "value",
        "missing",
        "marks",
        "original",
        key=pl.lit(key),
        source=pl.lit(SOURCE),
        status=pl.when(absent).then(pl.lit("missing")).otherwise(pl.lit("provisional")),
        note=pl.col(column(sheet, "Notes")).str.to_lowercase(),
    )
