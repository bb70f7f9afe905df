"""Finding: one defect as a person reads it, with the rows that it is about."""

from __future__ import annotations

from typing import Literal, get_args

import polars as pl

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)

FINDING = pl.Schema(
    {
        "rule": pl.String(),  # name of the rule, as it stands in the marks of a row
        "severity": pl.Enum(SEVERITIES),  # error: cannot be right; warning: unlikely; note: to know
        "key": pl.String(),  # key of the series
        "source": pl.String(),  # id of the publisher
        "start": pl.Date(),  # first day concerned; null where no day is possible
        "end": pl.Date(),  # last day concerned
        "value": pl.Float64(),  # what is printed; a sum where several rows are concerned
        "expected": pl.Float64(),  # what it is compared with; null where nothing to compare
        "line": pl.UInt32(),  # first line of the raw file concerned; 0 where derived
        "vintages": pl.List(pl.String()),  # ids of the publications that print the rows
        "rows": pl.List(pl.UInt32()),  # positions of the rows concerned in the checked frame
        "sentence": pl.String(),  # what, where, compared with what
    }
)


def as_findings(
    frame: pl.DataFrame, rule: str, *, severity: Severity | pl.Expr, sentence: pl.Expr
) -> pl.DataFrame:
    """Complete a rule's hits to findings.

    Parameters
    ----------
    frame
        One row a finding, with the columns of `FINDING` except rule, severity, vintages and
        sentence; ``expected`` may be absent. Any other column may be used by the expressions.
    rule
        Name of the rule.
    severity
        One for all, or an expression over the frame.
    sentence
        What a person reads.

    Returns
    -------
    polars.DataFrame
        Columns and types of `FINDING`, in its order.
    """
    if frame.is_empty():
        return pl.DataFrame(schema=FINDING)
    known = pl.lit(severity) if isinstance(severity, str) else severity
    absent = [] if "expected" in frame.columns else [pl.lit(None, pl.Float64).alias("expected")]
    return (
        frame.with_columns(
            rule=pl.lit(rule),
            severity=known,
            sentence=sentence,
            vintages=pl.lit([], pl.List(pl.String)),
        )
        .with_columns(absent)
        .select(FINDING.names())
        .cast(FINDING)
    )
