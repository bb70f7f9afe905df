from __future__ import annotations

import polars as pl

from waterbed.sources.checks import unreadable


def test_a_cell_that_is_no_number_is_reported_and_a_blank_is_not(days):
    rows = days([1.0, None, None]).with_columns(
        missing=pl.when(pl.col("line") == 3).then(pl.lit("unreadable")).otherwise("missing"),
        original=pl.when(pl.col("line") == 3).then(pl.lit("1[n]")).otherwise("original"),
    )
    found = unreadable.find(rows)
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy, line 3: '1[n]' is printed for 2 January 2015, which is "
        "no number; the figure is missing."
    )
