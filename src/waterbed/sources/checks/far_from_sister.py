"""far-from-sister: months in which two publishers of one count lie unusually far apart."""

from __future__ import annotations

import polars as pl

from waterbed.sources.checks.finding import as_findings
from waterbed.sources.checks.sisters import Sisters, by_member
from waterbed.sources.checks.stretches import month_run, positioned
from waterbed.sources.checks.wording import figure, phrase, stretch

RULE = "far-from-sister"
SUMMARY = "sisters-compared"

_SOFTEN = 10.0  # added to both sides, so that small counts do not make large ratios
_FEWEST = 12  # months together before a pair has a usual distance
_SCORE = 6.0  # robust standard deviations from the pair's usual ratio
_NARROWEST = 0.05  # standard deviation of the log ratio that is granted to every pair
_LEAST = 50.0  # persons or detections by which a month must differ
_CONSISTENT = 1.4826  # from the median absolute deviation to a standard deviation, normal law
_NOTABLE = 0.02  # relative difference that the summary counts
_PAIR = ["sisters", "why", "member", "member_sister"]
_NAMES = ["source", "key", "source_sister", "key_sister"]


def find(rows: pl.DataFrame, sisters: tuple[Sisters, ...]) -> pl.DataFrame:
    """Report months in which sisters lie much further apart than they usually do.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`, of all sources, one vintage of each document.
    sisters
        Which series count the same.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one finding for each pair and run of months on one side; ``value`` is
        that of the member named later in the configuration, ``expected`` the other's. ``rows`` are
        those of both.

    Notes
    -----
    The distance of a month is the logarithm of the two figures' ratio, 10 added to both. It is far
    where it lies more than six robust standard deviations (1.4826 median absolute deviations, at
    least 0.05) from the pair's median, and the figure by more than 50 from what the median ratio
    gives. A pair needs twelve months together. Months with a marked row are left out on either
    side: their defect is known. Which of the two is off, two alone cannot tell; the figures of
    further sisters are named.
    """
    members = _unmarked(rows, sisters)
    far = _distances(members).filter(
        (pl.col("apart").abs() > _SCORE * pl.col("scale"))
        & ((pl.col("value") - pl.col("usual")).abs() > _LEAST)
    )
    return as_findings(
        _with_others(_as_runs(far), members),
        RULE,
        severity="warning",
        sentence=phrase(
            "{}, {}: {} ({}) has {}, {} ({}) has {}; the first is usually {} times the second. "
            "Which of the two is off, two alone cannot tell.{}",
            "sisters",
            stretch(pl.col("start"), pl.col("end")),
            "source",
            "key",
            figure(pl.col("value")),
            "source_sister",
            "key_sister",
            figure(pl.col("expected")),
            pl.col("middle").exp().round(2),
            "others",
        ),
    )


def compare(rows: pl.DataFrame, sisters: tuple[Sisters, ...]) -> pl.DataFrame:
    """Say of every pair of sisters how far apart they lie.

    Parameters
    ----------
    rows
        As for `find`.
    sisters
        Which series count the same.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, one note for each pair; ``value`` and ``expected`` are the totals of
        the months that both have.
    """
    return as_findings(
        _pairs(_distances(_unmarked(rows, sisters))),
        SUMMARY,
        severity="note",
        sentence=phrase(
            "{}, {} against {}: {} of {} months differ by more than 2 % (from {} % to {} %, "
            "correlation {}). {}",
            "sisters",
            "source",
            "source_sister",
            "notable",
            "months",
            (pl.col("lowest") * 100).round().cast(pl.Int64),
            (pl.col("highest") * 100).round().cast(pl.Int64),
            pl.col("likeness").round(4),
            "why",
        ),
    )


def _unmarked(rows: pl.DataFrame, sisters: tuple[Sisters, ...]) -> pl.DataFrame:
    marked = positioned(rows).filter(pl.col("marks").list.len() > 0)["row"].implode()
    known_defect = pl.col("rows").list.eval(pl.element().is_in(marked)).list.any()
    return by_member(rows, sisters).filter(~known_defect.fill_null(value=False))


def _pairs(distances: pl.DataFrame) -> pl.DataFrame:
    ratio = pl.col("value") / pl.col("expected") - 1
    possible = ratio.filter(ratio.is_finite())
    return distances.group_by(*_PAIR, *_NAMES, maintain_order=True).agg(
        pl.col("end").max(),
        pl.col("value", "expected").sum(),
        start=pl.col("month").min(),
        months=pl.len(),
        notable=((pl.col("value") - pl.col("expected")).abs() > _NOTABLE * pl.col("expected"))
        .fill_null(value=False)
        .sum(),
        lowest=possible.min(),
        highest=possible.max(),
        likeness=pl.corr("value", "expected"),
        line=pl.lit(0),
        rows=pl.lit([], pl.List(pl.UInt32)),
    )


def _distances(members: pl.DataFrame) -> pl.DataFrame:
    columns = ["source", "key", "value", "rows"]
    nearer = members.rename({name: f"{name}_sister" for name in columns}).drop("end", "line")
    ratio = (_softened("value") / _softened("value_sister")).log()
    deviation = (pl.col("ratio") - pl.col("middle")).abs().median().over(_PAIR)
    return (
        members.join(nearer, on=["sisters", "why", "month"], suffix="_sister")
        .filter(pl.col("member") > pl.col("member_sister"))
        .with_columns(ratio=ratio, expected=pl.col("value_sister"))
        .filter(pl.len().over(_PAIR) >= _FEWEST)
        .with_columns(middle=pl.col("ratio").median().over(_PAIR))
        .with_columns(
            apart=pl.col("ratio") - pl.col("middle"),
            scale=pl.max_horizontal(_CONSISTENT * deviation, pl.lit(_NARROWEST)),
            usual=pl.col("expected") * pl.col("middle").exp(),
        )
        .sort(*_PAIR, "month")
    )


def _softened(name: str) -> pl.Expr:
    return pl.col(name).clip(lower_bound=0) + _SOFTEN


def _as_runs(far: pl.DataFrame) -> pl.DataFrame:
    return (
        far.with_columns(side=pl.col("apart").sign())
        .with_columns(run=month_run([*_PAIR, "side"]))
        .group_by(*_PAIR, *_NAMES, "side", "run", maintain_order=True)
        .agg(
            pl.col("end").max(),
            pl.col("value", "expected").sum(),
            pl.col("line").min(),
            pl.col("middle").first(),
            start=pl.col("month").min(),
            months=pl.len(),
            rows=pl.concat_list("rows", "rows_sister").explode(),
        )
        .with_row_index("finding")
    )


def _with_others(runs: pl.DataFrame, members: pl.DataFrame) -> pl.DataFrame:
    third = members.select("sisters", "month", other="member", name="source", figure="value")
    said = (
        runs.select("finding", *_PAIR, "start", "end", "months")
        .join(third, on="sisters")
        .filter(
            pl.col("month").is_between("start", "end")
            & (pl.col("other") != pl.col("member"))
            & (pl.col("other") != pl.col("member_sister"))
        )
        .group_by("finding", "other", "name", "months", maintain_order=True)
        .agg(pl.col("figure").sum(), had=pl.len())
        .filter(pl.col("had") == pl.col("months"))
        .with_columns(said=phrase(" {} has {}.", "name", figure(pl.col("figure"))))
        .group_by("finding")
        .agg(others=pl.col("said").str.join())
    )
    return runs.join(said, on="finding", how="left").with_columns(pl.col("others").fill_null(""))
