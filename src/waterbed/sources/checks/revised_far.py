"""revised-far, revised-year: what a later vintage of a document changes in the past."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.stretches import SERIES, month_run, monthly, positioned
from waterbed.sources.checks.vintages import document
from waterbed.sources.checks.wording import figure, phrase, stretch

RULE = "revised-far"
SUMMARY = "revised-year"

_SOFTEN = 10.0  # added to both sides, so that small counts do not make large ratios
_SCORE = 6.0  # robust standard deviations of the document's revisions
_NARROWEST = 0.05  # standard deviation of the log ratio that is granted to every document
_LEAST = 50.0  # persons, or what the series counts, by which a month must change
_NOTABLE = 0.02  # relative change of a year that is noted
_CONSISTENT = 1.4826  # from the median absolute deviation to a standard deviation, normal law
_REVISION = ["document", "vintage", "vintage_before", *SERIES]


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report months, and note years, that a later vintage of a document changes much.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA` and ``vintage``, ids of `waterbed.records.Vintage`; earlier
        vintages of a document stand before later ones. Without the column there is nothing to
        compare.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`: a warning ``revised-far`` for each series and run of months changed
        in one direction, a note ``revised-year`` for each series and year. ``value`` is the later
        figure, ``expected`` the earlier. Rows are of both.

    Notes
    -----
    A month is compared with the last earlier vintage of the same document that has it. The change
    is the logarithm of the two figures' ratio, 10 added to both. It is far where it lies more than
    six robust standard deviations (1.4826 median absolute deviations of all months that the later
    vintage changed or not, at least 0.05) from 0, and the figure changed by more than 50. A year
    is noted where its months that both have changed together by more than 50 and 2 %.
    """
    changes = _changes(rows)
    usual = ((pl.col("scale").exp() - 1) * 100).ceil().cast(pl.Int64)
    far = as_findings(
        _far(changes),
        RULE,
        severity="warning",
        sentence=phrase(
            "{}; the document usually changes a month by less than {} %.", _said(), usual
        ),
    )
    years = as_findings(_years(changes), SUMMARY, severity="note", sentence=phrase("{}.", _said()))
    return pl.concat([far, years])


def _changes(rows: pl.DataFrame) -> pl.DataFrame:
    numbered = positioned(rows)
    if "vintage" not in rows.columns:
        numbered = numbered.with_columns(vintage=pl.lit("")).clear()
    before = pl.col("vintage", "value", "rows").shift(1)
    usual = pl.col("change").abs().median().over("document", "vintage")
    return (
        _months(numbered)
        .with_columns(document=document())
        .with_columns(before.over("document", *SERIES, "month").name.suffix("_before"))
        .filter(pl.col("vintage_before").is_not_null())
        .rename({"value_before": "expected"})
        .with_columns(change=(_softened("value") / _softened("expected")).log())
        .with_columns(scale=pl.max_horizontal(_CONSISTENT * usual, pl.lit(_NARROWEST)))
    )


def _months(rows: pl.DataFrame) -> pl.DataFrame:
    parts = rows.partition_by("vintage", maintain_order=True) or [rows]
    return pl.concat(
        monthly(part).with_columns(vintage=pl.lit(part["vintage"].first(), pl.String))
        for part in parts
    )


def _softened(name: str) -> pl.Expr:
    return pl.col(name).clip(lower_bound=0) + _SOFTEN


def _far(changes: pl.DataFrame) -> pl.DataFrame:
    far = changes.filter(
        (pl.col("change").abs() > _SCORE * pl.col("scale"))
        & ((pl.col("value") - pl.col("expected")).abs() > _LEAST)
    ).with_columns(side=pl.col("change").sign())
    return (
        far.sort(*_REVISION, "side", "month")
        .with_columns(run=month_run([*_REVISION, "side"]))
        .group_by(*_REVISION, "side", "run", maintain_order=True)
        .agg(_sums())
    )


def _years(changes: pl.DataFrame) -> pl.DataFrame:
    return (
        changes.group_by(*_REVISION, pl.col("month").dt.year().alias("year"))
        .agg(_sums())
        .filter((pl.col("value") - pl.col("expected")).abs() > _LEAST)
        .filter((pl.col("value") / pl.col("expected") - 1).abs() > _NOTABLE)
        .sort(*_REVISION, "start")
    )


def _sums() -> list[pl.Expr]:
    return [
        pl.col("month").min().alias("start"),
        pl.col("end").max(),
        pl.col("value", "expected").sum(),
        pl.col("line").min(),
        pl.col("scale").first(),
        pl.concat_list("rows", "rows_before").explode().alias("rows"),
    ]


def _said() -> pl.Expr:
    return phrase(
        "{}, {}: {} for {} in {}, where {} had {}",
        *SERIES,
        figure(pl.col("value")),
        stretch(pl.col("start"), pl.col("end")),
        "vintage",
        "vintage_before",
        figure(pl.col("expected")),
    )
