"""Stretches: the rows of a frame in the forms that the rules compare."""

from __future__ import annotations

import polars as pl

SERIES = ["source", "key"]
_RUNNING = 3  # last days that share a first day before they are read as one running count
_SHARED = 0.05  # a table prints a stretch once; more repeats than this make it a list of incidents
_FEW = 2  # repeats that are a slip even in a short table


def positioned(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the rows numbers, so that a finding can point at them.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        The same with ``row``, counted from 0, unless it is there already.
    """
    return rows if "row" in rows.columns else rows.with_row_index("row")


def counted(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the rows that carry a count of a past stretch.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        Without missing values, impossible days and days after the report that prints them.
    """
    foreseen = (pl.col("start") > pl.col("published")).fill_null(value=False)
    return positioned(rows).filter(
        pl.col("value").is_not_null() & pl.col("start").is_not_null() & ~foreseen
    )


def in_list() -> pl.Expr:
    """Say whether a row's series is a list of incidents, several of which share a day.

    Returns
    -------
    polars.Expr
        True where more than two, and more than 5 %, of the series' rows share stretch and date of
        publication with an earlier one.
    """
    repeated = ~pl.struct("start", "end", "published").is_first_distinct().over(SERIES)
    return ((repeated.mean() > _SHARED) & (repeated.sum() > _FEW)).over(SERIES)


def running() -> pl.Expr:
    """Say whether a row is a running count: one of at least three that share their first day.

    Returns
    -------
    polars.Expr
        True where the series has at least three last days for the row's first day.
    """
    return pl.col("end").n_unique().over([*SERIES, "start"]) >= _RUNNING


def month_run(of: list[str]) -> pl.Expr:
    """Give runs of consecutive months a number each.

    Parameters
    ----------
    of
        Columns that must not change within a run.

    Returns
    -------
    polars.Expr
        The same for months that follow each other, where ``month`` ascends.
    """
    number = pl.col("month").dt.year().cast(pl.Int64) * 12 + pl.col("month").dt.month()
    return number - pl.int_range(pl.len()).over(of)


def latest(rows: pl.DataFrame) -> pl.DataFrame:
    """Keep for each stretch what the last report prints.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        `counted` rows; of reports on one stretch only the last one's, of lists every incident.
    """
    of = [*SERIES, "start", "end"]
    last = pl.col("published").max().over(of)
    return counted(rows).filter(pl.col("published").eq_missing(last))


def monthly(rows: pl.DataFrame) -> pl.DataFrame:
    """Give each series by calendar month, as printed or summed from shorter stretches.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.

    Returns
    -------
    polars.DataFrame
        Columns source, key, month (its first day), end, value, line (first), rows (positions);
        sorted by source, key, month.

    Notes
    -----
    A printed month goes before the sum of its days. Days are summed for the months that lie
    wholly between the first and the last day of their series and have no day marked as missing; a
    day that is not printed within them counts as none. In a list of incidents all rows of a month
    are added. Running counts are left out.
    """
    apart = latest(rows).filter(~running() | in_list() | (pl.col("start") == pl.col("end")))
    inside = apart.with_columns(
        month=pl.col("start").dt.month_start(),
        last=pl.col("start").dt.month_end(),
        listed=in_list(),
    ).filter(pl.col("end") <= pl.col("last"))
    whole = (pl.col("start") == pl.col("month")) & (pl.col("end") == pl.col("last"))
    whole = whole & ~pl.col("listed")
    printed = inside.filter(whole).unique([*SERIES, "month"], keep="first", maintain_order=True)
    summed = _summed(inside.filter(~whole))
    for known in (printed, _gaps(rows, inside)):
        summed = summed.join(known, on=[*SERIES, "month"], how="anti")
    return pl.concat([_by_month(printed), summed]).sort(*SERIES, "month")


def _summed(pieces: pl.DataFrame) -> pl.DataFrame:
    full = pl.col("start").min().dt.offset_by("-1d").dt.month_end().dt.offset_by("1d")
    calendar = (
        pieces.group_by(SERIES)
        .agg(first=full, after=pl.col("end").max().dt.offset_by("1d").dt.month_start())
        .filter(pl.col("first") < pl.col("after"))
        .with_columns(month=pl.date_ranges("first", "after", "1mo", closed="left"))
        .explode("month")
        .select(*SERIES, "month")
    )
    return calendar.join(_by_month(pieces), on=[*SERIES, "month"], how="left").with_columns(
        pl.col("end").fill_null(pl.col("month").dt.month_end()),
        pl.col("value").fill_null(0.0),
        pl.col("line").fill_null(0),
        pl.col("rows").fill_null(pl.lit([], pl.List(pl.UInt32))),
    )


def _gaps(rows: pl.DataFrame, figures: pl.DataFrame) -> pl.DataFrame:
    absent = rows.filter(pl.col("value").is_null() & pl.col("start").is_not_null())
    gaps = absent.join(figures, on=[*SERIES, "start", "end"], how="anti")
    months = pl.date_ranges(pl.col("start").dt.month_start(), "end", "1mo")
    return gaps.select(*SERIES, month=months).explode("month")


def _by_month(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.group_by(*SERIES, "month").agg(
        end=pl.col("last").first(),
        value=pl.col("value").sum(),
        line=pl.col("line").min(),
        rows=pl.col("row"),
    )
