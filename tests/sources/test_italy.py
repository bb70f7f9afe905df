from __future__ import annotations

import datetime as dt
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import ParseError
from waterbed.sources import italy

_BY_EIGHT = "*eventi rilevati entro le ore 8:00 del giorno di riferimento"
_DAILY = f"""Data,Valore,Note,Fonte,Data_Report
2031-05-01,120,{_BY_EIGHT},Fonte: prova.,2031-05-15
2031-05-01,130,{_BY_EIGHT.replace("8:00", "24:00")},Fonte: prova.,2031-05-31
2031-05-02,0[VALORE]0,{_BY_EIGHT},Fonte: prova.,2031-05-15
2031-05-03,,{_BY_EIGHT},Fonte: prova.,2031-05-15
2031-04-31,0,altra nota,Fonte: prova.,2031-04-15
2031-05-04,7,,Fonte: prova.,2031-13-01
""".encode()
_NATIONALITY = b"""Data_Report,Nazione,ISO_3166-1,Valore
2031-04-30,Tunisia,TN,300
2031-04-30,Costa d'Avorio,CI,200
2031-04-30,altre,,55
2031-05-15,Tunisia,TN,350
2031-05-15,altre,,n.d.
2032-01-15,Namibia,NA,4
2032-02-30,Terranova,,9
"""


def _published(name: str) -> bytes:
    path = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "italy" / name
    if not path.exists():
        pytest.skip(f"../shared/data/italy/{name} is absent")
    return path.read_bytes()


def test_each_day_carries_the_date_of_its_report_and_the_hour_of_its_count() -> None:
    rows = italy.parse_daily(_DAILY, {})
    assert rows["key"].unique().to_list() == ["arrivals/sea/italy"]
    assert rows["value"].to_list() == [120, 130, None, None, 0, 7]
    assert rows["published"].to_list()[:2] == [dt.date(2031, 5, 15), dt.date(2031, 5, 31)]
    assert rows["start"].to_list()[:2] == [dt.date(2031, 5, 1)] * 2
    assert rows["note"].to_list()[:2] == [
        "landings recorded by 8:00 of the day",
        "landings recorded by 24:00 of the day",
    ]
    assert rows["note"].to_list()[4:] == ["altra nota", ""]
    assert rows["line"].to_list() == [2, 3, 4, 5, 6, 7]


def test_unreadable_blank_and_impossible_cells_stay_as_rows() -> None:
    rows = italy.parse_daily(_DAILY, {})
    assert rows["missing"].to_list()[2:4] == ["unreadable", "not reported"]
    assert rows["original"].to_list()[2:5] == ["0[VALORE]0", "", "2031-04-31"]
    assert rows["start"].to_list()[4] is None
    assert rows["marks"].to_list()[4:] == [["impossible-date"], ["impossible-date"]]
    assert rows["published"].to_list()[5] is None
    assert rows["original"].to_list()[5] == "in the report of 2031-13-01"


def test_nationalities_are_cumulative_since_january_and_sum_to_everyone() -> None:
    rows = italy.parse_nationality(_NATIONALITY, {})
    april = rows.filter(pl.col("end") == dt.date(2031, 4, 30))
    assert april["start"].unique().to_list() == [dt.date(2031, 1, 1)]
    assert dict(april.select("key", "value").iter_rows()) == {
        "arrivals/sea/italy/TUN": 300,
        "arrivals/sea/italy/CIV": 200,
        "arrivals/sea/italy/other": 55,
        "arrivals/sea/italy": 555,
    }
    assert april["published"].unique().to_list() == [dt.date(2031, 4, 30)]
    total = april.row(by_predicate=pl.col("key") == "arrivals/sea/italy", named=True)
    assert (total["line"], total["note"]) == (0, "sum of the nationalities")


def test_a_report_of_january_begins_its_own_year() -> None:
    rows = italy.parse_nationality(_NATIONALITY, {})
    january = rows.filter(pl.col("end") == dt.date(2032, 1, 15))
    assert january["start"].unique().to_list() == [dt.date(2032, 1, 1)]
    assert january["key"].to_list() == ["arrivals/sea/italy/NAM", "arrivals/sea/italy"]


def test_a_sum_without_one_nationality_is_at_least() -> None:
    rows = italy.parse_nationality(_NATIONALITY, {})
    may = rows.filter((pl.col("end") == dt.date(2031, 5, 15)) & (pl.col("line") == 0))
    assert may.select("value", "bound").rows() == [(350.0, "at least")]


def test_an_impossible_report_date_leaves_a_row_and_no_sum() -> None:
    rows = italy.parse_nationality(_NATIONALITY, {}).filter(pl.col("start").is_null())
    assert rows.select("key", "value", "original", "published").rows() == [
        ("arrivals/sea/italy/terranova", 9.0, "2032-02-30", None)
    ]


@given(
    st.dictionaries(
        st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)),
        st.lists(st.integers(0, 10**6), min_size=1, max_size=5),
        min_size=1,
        max_size=5,
    )
)
def test_the_total_of_every_report_is_the_sum_of_its_rows(
    reports: dict[dt.date, list[int]],
) -> None:
    lines = [
        f"{day},Paese {n},,{count}" for day, all_ in reports.items() for n, count in enumerate(all_)
    ]
    content = "\n".join(["Data_Report,Nazione,ISO_3166-1,Valore", *lines]).encode()
    rows = italy.parse_nationality(content, {}).filter(pl.col("key") == "arrivals/sea/italy")
    assert dict(rows.select("end", "value").iter_rows()) == {
        day: sum(counts) for day, counts in reports.items()
    }


@pytest.mark.parametrize("parse", [italy.parse_daily, italy.parse_nationality])
def test_another_table_is_refused(parse: object) -> None:
    assert callable(parse)
    with pytest.raises(ParseError, match="no header row with Data"):
        parse(b"giorno,persone\n2031-05-01,4\n", {})


def test_a_header_in_another_spelling_is_the_same_table() -> None:
    content = _NATIONALITY.replace(b"Data_Report", b"data report").replace(b"Valore", b"VALORE")
    assert italy.parse_nationality(content, {}).equals(italy.parse_nationality(_NATIONALITY, {}))


def test_the_published_days_keep_every_line() -> None:
    content = _published("sbarchi-per-giorno.csv")
    rows = italy.parse_daily(content, {})
    assert rows.height == 4352
    assert rows["start"].null_count() == 7
    assert rows["missing"].value_counts().sort("missing").rows() == [
        (None, 4348),
        ("not reported", 3),
        ("unreadable", 1),
    ]
    assert rows["note"].str.contains("24:00").sum() == 31


def test_the_published_nationalities_sum_to_the_known_totals() -> None:
    rows = italy.parse_nationality(_published("nazionalita.csv"), {})
    totals = rows.filter(pl.col("key") == "arrivals/sea/italy")
    known = dict(totals.select("end", "value").iter_rows())
    assert len(known) == 144
    assert known[dt.date(2023, 4, 30)] == 42_074
    assert known[dt.date(2024, 4, 30)] == 16_137
    assert rows["key"].str.contains(r"/([A-Z]{3}|other|italy)$").all()
