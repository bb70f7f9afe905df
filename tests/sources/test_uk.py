from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

from waterbed.records import ParseError
from waterbed.sources import uk

if TYPE_CHECKING:
    from collections.abc import Callable

_DAYS = [
    ["Date", "Migrants arrived", "Boats arrived", "Boats arrived - uncontrolled", "Notes"],
    [dt.date(2031, 5, 4), 0, 0, "-", None],
    [dt.date(2031, 5, 5), 210, 4, 1, "Revised"],
    [dt.date(2031, 5, 6), ":", "z", 0, None],
    ["2031-05-32", 15, 1, 0, None],
]
_WEEKS = [
    ["Week ending", "Migrants arrived", "Migrants prevented", "Events prevented", "Notes"],
    [dt.date(2031, 5, 4), 0, "-", "-", None],
    [dt.date(2031, 5, 11), 225, 90, 3, "Revised"],
    [dt.date(2031, 5, 18), 225, None, 3, None],
]


@pytest.fixture(scope="session")
def workbook(make_ods: Callable[..., bytes]) -> bytes:
    """Put two sheets into one workbook, as the Home Office does."""
    days, weeks = make_ods(_DAYS, "SB_01"), make_ods(_WEEKS, "SB_02")
    sheet = re.compile(r"<table:table .*</table:table>", re.DOTALL)
    second = sheet.search(_content(weeks))
    assert second
    both = sheet.sub(lambda first: first[0] + second[0], _content(days))
    buffer = io.BytesIO(days)
    with zipfile.ZipFile(io.BytesIO(days)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            new.writestr(name, both if name == "content.xml" else old.read(name))
    return buffer.getvalue()


def _content(workbook: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return archive.read("content.xml").decode()


def _published() -> bytes:
    name = "small_boats_time_series.ods"
    path = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "uk" / name
    if not path.exists():
        pytest.skip(f"../shared/data/uk/{name} is absent")
    return path.read_bytes()


def test_days_give_people_and_boats(workbook: bytes) -> None:
    rows = uk.parse(workbook, {})
    people = rows.filter(pl.col("key") == "arrivals/sea/united-kingdom")
    assert people.select("start", "end", "value", "missing", "original", "line").rows() == [
        (dt.date(2031, 5, 4), dt.date(2031, 5, 4), 0.0, None, "", 2),
        (dt.date(2031, 5, 5), dt.date(2031, 5, 5), 210.0, None, "", 3),
        (dt.date(2031, 5, 6), dt.date(2031, 5, 6), None, "not reported", ":", 4),
        (None, None, 15.0, None, "2031-05-32", 5),
    ]
    boats = rows.filter(pl.col("key") == "boats/channel")
    assert boats["value"].to_list() == [0.0, 4.0, None, 1.0]
    assert boats["missing"].to_list()[2] == "not applicable"
    assert boats["note"].to_list() == ["", "revised", "", ""]


def test_weeks_are_the_seven_days_to_the_date_printed(workbook: bytes) -> None:
    rows = uk.parse(workbook, {}).filter(pl.col("key") == "preventions/channel")
    assert rows["start"].to_list()[1] == dt.date(2031, 5, 5)
    assert rows["end"].to_list()[1] == dt.date(2031, 5, 11)
    assert rows["value"].to_list() == [None, 90.0, None]
    assert rows["missing"].to_list() == ["not reported", None, "not reported"]
    assert rows["bound"].unique().to_list() == ["about"]
    estimate = "estimate of the French authorities"
    assert rows["note"].to_list() == [estimate, f"{estimate}; revised", estimate]


def test_every_figure_is_provisional(workbook: bytes) -> None:
    rows = uk.parse(workbook, {})
    assert set(rows["status"]) == {"provisional", "missing"}
    assert set(rows["source"]) == {"uk-home-office"}


def test_a_workbook_without_one_of_the_sheets_is_refused(make_ods: Callable[..., bytes]) -> None:
    with pytest.raises(ParseError, match="SB_02"):
        uk.parse(make_ods(_DAYS, "SB_01"), {})


def test_another_sheet_under_the_same_name_is_refused(make_ods: Callable[..., bytes]) -> None:
    with pytest.raises(ParseError, match="Migrants arrived"):
        uk.parse(make_ods(_WEEKS[1:], "SB_01"), {})


def test_the_published_workbook_has_every_day_since_2018() -> None:
    rows = uk.parse(_published(), {})
    days = rows.filter(pl.col("key") == "arrivals/sea/united-kingdom")
    assert days.height == 3154
    assert days["value"].null_count() == 0
    assert days["start"].diff().drop_nulls().unique().to_list() == [dt.timedelta(days=1)]
    weeks = rows.filter(pl.col("key") == "preventions/channel")
    assert (weeks.height, weeks["missing"].count()) == (450, 330)
    assert (weeks["start"].dt.weekday() == 1).all()


@pytest.mark.parametrize(("year", "people"), [(2022, 45_755), (2024, 36_816)])
def test_the_published_days_sum_to_the_totals_that_were_reported(year: int, people: int) -> None:
    days = uk.parse(_published(), {}).filter(
        (pl.col("key") == "arrivals/sea/united-kingdom") & (pl.col("start").dt.year() == year)
    )
    assert days["value"].sum() == people
