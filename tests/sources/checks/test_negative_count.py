from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks import negative_count


def test_a_count_below_zero_is_an_error(months):
    found = negative_count.find(months([12.0, -1380.0, 0.0]))
    assert found.select("value", "expected", "severity").row(0) == (-1380.0, 0.0, "error")
    assert found["sentence"].item() == (
        "a-publisher, arrivals/sea/italy, line 3: −1,380 for February 2015; a count cannot be "
        "below 0."
    )


@given(values=st.lists(st.none() | st.integers(-5, 5), max_size=20))
def test_exactly_the_rows_below_zero_are_found(months, values):
    found = negative_count.find(months(values))
    expected = [place for place, value in enumerate(values) if value is not None and value < 0]
    assert found["rows"].explode().to_list() == expected
    assert found.schema["rows"] == pl.List(pl.UInt32)
