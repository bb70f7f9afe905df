"""revised-far: a month that a later vintage of a document changes far more than it usually does."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings, no_findings
from waterbed.sources.checks.stretches import SERIES, month_run, monthly, positioned
from waterbed.sources.checks.wording import figure, phrase, stretch

RULE = "revised-far"

_SOFTEN = 10.0  # added to both sides, so that small counts do not make large ratios
_SCORE = 6.0  # robust standard deviations of the document's revisions
_NARROWEST = 0.05  # standard deviation of the log ratio that is granted to every document
_LEAST = 50.0  # persons, or what the series counts, by which a month must change
_CONSISTENT = 1.4826  # from the median absolute deviation to a standard deviation, normal law
_REVISION = ["document", "vintage", "vintage_before", *SERIES]


def find(rows: pl.DataFrame) -> pl.DataFrame:
    """Report months that changed far more between two vintages than the document usually does.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA` and ``vintage``, ids of `waterbed.records.Vintage`; earlier
        vintages of a document stand before later ones. Without the column there is nothing to
        compare.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding for each series and run of months changed in one
        direction; ``value`` is the later figure, ``expected`` the earlier. Rows are of both.

    Notes
    -----
    A vintage is compared with the one before it of the same document, by month. The change is the
    logarithm of the two figures' ratio, 10 added to both. It is far where it lies more than six
    robust standard deviations (1.4826 median absolute deviations of all months that both vintages
    have, at least 0.05) from 0, and the figure changed by more than 50.
    """
    if "vintage" not in rows.columns or rows.is_empty():
        return no_findings()
    far = _changes(positioned(rows)).filter(
        (pl.col("change").abs() > _SCORE * pl.col("scale"))
        & ((pl.col("value") - pl.col("expected")).abs() > _LEAST)
    )
    return as_findings(
        _as_runs(far),
        RULE,
        severity="warning",
        sentence=phrase(
            "{}, {}: {} for {} in {}, where {} had {}; the document usually changes a month by "
            "less than {} %.",
            *SERIES,
            figure(pl.col("value")),
            stretch(pl.col("start"), pl.col("end")),
            "vintage",
            "vintage_before",
            figure(pl.col("expected")),
            ((pl.col("scale").exp() - 1) * 100).ceil().cast(pl.Int64),
        ),
    )


def _changes(rows: pl.DataFrame) -> pl.DataFrame:
    months = pl.concat(
        [
            monthly(part).with_columns(vintage=pl.lit(name))
            for (name,), part in rows.group_by("vintage", maintain_order=True)
        ]
    )
    named = rows.select("vintage", document=document()).unique("vintage", maintain_order=True)
    pairs = named.with_columns(vintage_before=pl.col("vintage").shift(1).over("document"))
    earlier = months.select(
        *SERIES, "month", vintage_before="vintage", expected="value", rows_before="rows"
    )
    usual = pl.col("change").abs().median().over("document", "vintage")
    return (
        months.join(pairs, on="vintage")
        .join(earlier, on=[*SERIES, "month", "vintage_before"])
        .with_columns(change=(_softened("value") / _softened("expected")).log())
        .with_columns(scale=pl.max_horizontal(_CONSISTENT * usual, pl.lit(_NARROWEST)))
    )


def _softened(name: str) -> pl.Expr:
    return pl.col(name).clip(lower_bound=0) + _SOFTEN


def document() -> pl.Expr:
    """Name the document of a vintage.

    Returns
    -------
    polars.Expr
        What stands before the hash in ``vintage``.
    """
    return pl.col("vintage").str.split("@").list.first()


def _as_runs(far: pl.DataFrame) -> pl.DataFrame:
    return (
        far.with_columns(side=pl.col("change").sign())
        .sort(*_REVISION, "side", "month")
        .with_columns(run=month_run([*_REVISION, "side"]))
        .group_by(*_REVISION, "side", "run", maintain_order=True)
        .agg(
            pl.col("end").max(),
            pl.col("value", "expected").sum(),
            pl.col("line").min(),
            pl.col("scale").first(),
            start=pl.col("month").min(),
            rows=pl.concat_list("rows", "rows_before").explode(),
        )
    )
