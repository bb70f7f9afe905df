"""Checks on what comes in: general rules that find defects in rows. Nothing is dropped or mended.

``mark`` writes the names of the rules that hold within one file into the rows' marks; ``doctor``
runs every rule, those across sources and vintages too, and gives findings that a person can read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from waterbed.sources.checks import (
    after_report_date,
    copied_block,
    copied_from,
    duplicate_report,
    falling_cumulative,
    far_from_sister,
    impossible_date,
    marking,
    negative_count,
    repeated_day,
    reprinted,
    revised_far,
    sum_differs,
    unreadable,
    zero_not_reported,
)
from waterbed.sources.checks.finding import FINDING, SEVERITIES, Severity
from waterbed.sources.checks.sisters import Member, Sisters, bundled_sisters, kin, read_sisters
from waterbed.sources.checks.stretches import positioned
from waterbed.sources.checks.vintages import last_printed, last_vintages, name_vintages

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROW_RULES: Mapping[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    rule.RULE: rule.find
    for rule in (
        impossible_date,
        unreadable,
        after_report_date,
        negative_count,
        repeated_day,
        falling_cumulative,
        duplicate_report,
        copied_block,
        zero_not_reported,
    )
}
RULES = (
    *ROW_RULES,
    far_from_sister.RULE,
    far_from_sister.SUMMARY,
    revised_far.RULE,
    revised_far.SUMMARY,
    reprinted.RULE,
    sum_differs.RULE,
)

__all__ = [
    "FINDING",
    "ROW_RULES",
    "RULES",
    "SEVERITIES",
    "Member",
    "Severity",
    "Sisters",
    "bundled_sisters",
    "doctor",
    "kin",
    "mark",
    "read_sisters",
]


def mark(rows: pl.DataFrame) -> pl.DataFrame:
    """Write the names of the defects found into the marks of the rows of one file.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`, as a parser gives them.

    Returns
    -------
    polars.DataFrame
        The same rows in the same order; only ``marks`` can have grown. Marking twice changes
        nothing more.

    Notes
    -----
    Sums that the parser made carry the marks of their parts as `marking.carry` says.
    """
    numbered = positioned(rows)
    found = pl.concat([find(numbered) for find in ROW_RULES.values()])
    return marking.carry(marking.write(numbered, found)).drop("row")


def doctor(rows: pl.DataFrame, sisters: tuple[Sisters, ...] | None = None) -> pl.DataFrame:
    """Run every rule over the rows of any sources.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`; where several vintages are among them also ``vintage``, earlier
        vintages of a document before later ones.
    sisters
        Which series count the same; None for those that the package knows.

    Returns
    -------
    polars.DataFrame
        Columns of `FINDING`, errors first, then by source, key and start. ``rows`` are positions
        in the given frame.

    Notes
    -----
    Only the last vintage of each document is looked at, except for what it revised. Rules on rows
    see one document at a time, rules across sources for each stretch the document known last,
    without the rows in which the rules on rows found something. Each sentence ends with the
    vintages that print its figures.
    """
    known = bundled_sisters() if sisters is None else sisters
    numbered = positioned(rows)
    current = last_vintages(numbered)
    parts = _vintages(current)
    within = pl.concat([find(part) for part in parts for find in ROW_RULES.values()])
    latest = last_printed(marking.write(current, within))
    findings = [
        within,
        *(reprinted.find(part) for part in parts),
        far_from_sister.find(latest, known),
        far_from_sister.compare(latest, known),
        revised_far.find(numbered),
        sum_differs.find(latest),
    ]
    every = copied_from.judge(pl.concat(findings), latest, known)
    said = name_vintages(every, numbered)
    return said.sort("severity", "source", "key", "start", "rule", maintain_order=True)


def _vintages(rows: pl.DataFrame) -> list[pl.DataFrame]:
    if "vintage" not in rows.columns or rows.is_empty():
        return [rows]
    return rows.partition_by("vintage", maintain_order=True)
