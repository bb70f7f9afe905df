from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.cell import as_day, read_count, read_day


@pytest.mark.parametrize(
    ("printed", "value", "missing", "original"),
    [
        ("1200", 1200.0, None, ""),
        ("-7.0", -7.0, None, ""),
        (None, None, "not reported", ""),
        (":", None, "not applicable", ":"),
        ("0[VALORE]0", None, "unreadable", "0[VALORE]0"),
        ("1.234", None, "unreadable", "1.234"),
    ],
)
def test_a_cell_is_a_count_or_a_reason_with_its_text(
    printed: str | None, value: float | None, missing: str | None, original: str
) -> None:
    frame = pl.DataFrame({"n": [printed]}, schema={"n": pl.String})
    (row,) = read_count(frame, "n", signs={":": "not applicable"}).iter_rows(named=True)
    assert (row["value"], row["missing"], row["original"]) == (value, missing, original)


@given(st.lists(st.integers(-(10**14), 10**14), min_size=1))
def test_every_whole_number_is_read_back(numbers: list[int]) -> None:
    frame = pl.DataFrame({"n": [str(number) for number in numbers]})
    assert read_count(frame, "n")["value"].to_list() == numbers


@given(st.text(min_size=1))
def test_what_is_no_count_is_kept_as_printed(text: str) -> None:
    (row,) = read_count(pl.DataFrame({"n": [text]}), "n").iter_rows(named=True)
    assert (row["value"] is None) == (row["missing"] is not None)
    assert row["value"] is not None or row["original"] in text


def test_an_impossible_day_is_marked_and_kept_before_the_unreadable_count() -> None:
    frame = pl.DataFrame({"n": ["5", "x", "7"], "day": ["2024-04-31", "2024-02-30", "2024-02-29"]})
    rows = read_day(read_count(frame, "n"), "day")
    assert rows["start"].to_list() == [None, None, dt.date(2024, 2, 29)]
    assert rows["end"].to_list() == rows["start"].to_list()
    assert rows["marks"].to_list() == [["impossible-date"], ["impossible-date"], []]
    assert rows["original"].to_list() == ["2024-04-31", "2024-02-30: x", ""]


@given(st.dates())
def test_every_day_is_read_with_and_without_a_time(day: dt.date) -> None:
    frame = pl.DataFrame({"day": [f"{day}", f"{day}T00:00:00", f" {day} 08:00"]})
    assert frame.select(as_day(pl.col("day"))).to_series().to_list() == [day] * 3
