from __future__ import annotations

import calendar
import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.month import first_day, read_month


def _first(year: str | None, month: str | None) -> dt.date | None:
    day: dt.date | None = pl.select(
        first_day(pl.lit(year, pl.String), pl.lit(month, pl.String))
    ).item()
    return day


@given(st.integers(1000, 9999), st.integers(1, 12))
def test_a_month_is_read_however_it_is_printed(year: int, month: int) -> None:
    name = calendar.month_name[month]
    for printed in (str(month), f"{month:02}", name, name[:3], name.upper()):
        assert _first(str(year), printed) == dt.date(year, month, 1)


@pytest.mark.parametrize(
    ("year", "month"),
    [("2024", "13"), ("2024", "0"), ("2024", ""), ("24", "5"), (None, "5"), ("2024", "Mai 5")],
)
def test_no_month_is_guessed(year: str | None, month: str | None) -> None:
    assert _first(year, month) is None


def test_a_month_that_cannot_be_keeps_what_was_printed() -> None:
    frame = pl.DataFrame(
        {
            "day": [dt.date(2032, 2, 1), None, None],
            "printed": ["2032-2", "2032-13", None],
            "original": ["", "", "x"],
        }
    )
    rows = read_month(frame, "day", "printed")
    assert rows["end"].to_list() == [dt.date(2032, 2, 29), None, None]
    assert rows["original"].to_list() == ["", "2032-13", ": x"]
    assert rows["marks"].to_list() == [[], ["impossible-date"], ["impossible-date"]]
