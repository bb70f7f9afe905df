"""What the doctor found, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.table import Table

if TYPE_CHECKING:
    import polars as pl


def finding_table(findings: pl.DataFrame, total: int) -> Table:
    """List findings.

    Parameters
    ----------
    findings
        Columns of `waterbed.sources.checks.FINDING`; with a column ``alike`` where a row stands
        for several.
    total
        How many findings there are in all.

    Returns
    -------
    Table
        A row for each, errors first.
    """
    rows = tuple(
        (row["severity"], row["rule"], row["source"], row.get("alike"), row["sentence"])
        for row in findings.iter_rows(named=True)
    )
    notes = [f"{total} findings. Nothing was changed: every figure stands as it was published."]
    if findings.height < total:
        notes.append("The first of each kind is shown; --all lists every one.")
    columns = ("severity", "rule", "source", "how many", "finding")
    return Table("What cannot be right, or is unlikely", columns, rows, tuple(notes))
