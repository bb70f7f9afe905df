from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks.wording import figure, phrase, stretch


@given(values=st.lists(st.integers(-999_999_999, 999_999_999), min_size=1))
def test_counts_have_commas_between_thousands(values):
    written = pl.Series("n", values, pl.Float64).to_frame().select(figure(pl.col("n")))
    assert written["literal"].to_list() == [f"{one:,}".replace("-", "−") for one in values]


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ("2024-05-07", "2024-05-07", "7 May 2024"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2014-01-01", "2014-12-31", "January to December 2014"),
        ("2023-12-01", "2024-01-31", "December 2023 to January 2024"),
        ("2024-01-01", "2024-05-07", "1 January 2024 to 7 May 2024"),
        (None, None, "an impossible day"),
    ],
)
def test_stretches_are_written_as_people_say_them(start, end, written):
    days = [one and dt.date.fromisoformat(one) for one in (start, end)]
    frame = pl.DataFrame([days], schema={"start": pl.Date, "end": pl.Date}, orient="row")
    assert frame.select(x=stretch(pl.col("start"), pl.col("end")))["x"].to_list() == [written]


def test_a_sentence_is_filled_in_order_also_on_columns_of_several_chunks():
    parts = [pl.DataFrame({"who": [name], "count": [place]}) for place, name in enumerate("ab")]
    frame = pl.concat(parts, rechunk=False)
    said = frame.select(x=phrase("{} has {}.", "who", pl.col("count") + 1))
    assert said["x"].to_list() == ["a has 1.", "b has 2."]


def test_a_part_that_is_not_known_does_not_take_the_sentence_away():
    frame = pl.DataFrame({"who": ["a"], "count": [None]}, schema_overrides={"count": pl.Int64})
    assert frame.select(x=phrase("{} has {}.", "who", "count"))["x"].to_list() == ["a has ?."]


def test_a_sentence_with_too_few_parts_is_refused():
    with pytest.raises(ValueError, match="longer"):
        phrase("{} has {}.", "who")
