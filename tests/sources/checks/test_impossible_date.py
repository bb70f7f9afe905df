from __future__ import annotations

import polars as pl

from waterbed.sources.checks import impossible_date


def test_a_row_that_its_parser_left_without_a_day_is_reported_with_what_was_printed(months):
    rows = months([3.0, 4.0]).with_columns(
        pl.when(pl.col("line") == 3).then(pl.lit(None, pl.Date)).otherwise("start").alias("start"),
        original=pl.lit("2015-02-30"),
    )
    found = impossible_date.find(rows)
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy, line 3: 2015-02-30 is not a day of the calendar; the row "
        "is kept and belongs to no day."
    )
    assert found["rows"].to_list() == [[1]]
    assert found["severity"].to_list() == ["error"]


def test_rows_with_days_are_not_reported(days):
    assert impossible_date.find(days([1.0, 2.0])).is_empty()
