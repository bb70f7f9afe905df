from __future__ import annotations

import datetime as dt
import gzip
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import LimitError, ParseError
from waterbed.sources import frontex

if TYPE_CHECKING:
    from collections.abc import Callable

_ROOT = Path(__file__).resolve().parents[2]
_MONTHS = ["NOV2021", "DEC2021", "JAN2022", "FEB2022"]
_ROWS = [
    ["Central Mediterranean Route", "Sea", "Egypt", 10, 20, 30, 40],
    ["Central Mediterranean Route", "Sea", "Unspecified sub-Saharan nationals", 1, 0, 0, 2],
    ["Western Mediterranean Route", "Sea", "Egypt", 3, 0, 0, 0],
    ["Western Mediterranean Route", "Land", "Kosovo*", 0, 0, 4, 0],
]
_LONG = b"""route,type,nat,t,n
Central Mediterranean Route,Sea,EGY,18932.0,10.0
Central Mediterranean Route,Sea,OOS,18932.0,1.0
Central Mediterranean Route,Sea,EGY,19024.0,40.0
Other,Land,XKX,18932.0,4.0
Other,Land,XKX,18962.0,2.0
"""


def _published(name: str) -> bytes:
    path = _ROOT.parent / "shared" / "data" / "frontex" / name
    if not path.exists():
        pytest.skip(f"../shared/data/frontex/{name} is absent")
    return path.read_bytes()


def _header(*months: object, border: str = "Border type or inland") -> list[object]:
    return ["Route", border, "Nationality", *months]


def _series(rows: pl.DataFrame, key: str) -> dict[str, float | None]:
    chosen = rows.filter(pl.col("key") == key).sort("start")
    return dict(zip(chosen["start"].dt.strftime("%Y-%m"), chosen["value"], strict=True))


def test_the_workbook_gives_cells_and_their_sums(make_xlsx: Callable[..., bytes]) -> None:
    content = make_xlsx([[], _header(*_MONTHS), *_ROWS], "Detections_of_IBC")
    rows = frontex.parse(content, {})
    months = ["2021-11", "2021-12", "2022-01", "2022-02"]
    for key, values in (
        ("central-mediterranean", [11, 20, 30, 42]),
        ("central-mediterranean/sea/EGY", [10, 20, 30, 40]),
        ("central-mediterranean/unspecified-sub-saharan-nationals", [1, 0, 0, 2]),
        ("western-mediterranean", [3, 0, 4, 0]),
        ("western-mediterranean/land", [0, 0, 4, 0]),
        ("western-mediterranean/XKX", [0, 0, 4, 0]),
    ):
        assert _series(rows, f"detections/{key}") == dict(zip(months, values, strict=True)), key
    assert rows["source"].unique().to_list() == ["frontex"]
    assert rows["end"].max() == dt.date(2022, 2, 28)
    printed = rows.filter(pl.col("key") == "detections/western-mediterranean/land/XKX")
    assert printed["line"].to_list() == [6] * 4


def test_the_last_three_months_are_provisional(make_xlsx: Callable[..., bytes]) -> None:
    rows = frontex.parse(make_xlsx([_header(*_MONTHS), *_ROWS]), {})
    status = dict(rows.select("start", "status").unique().sort("start").iter_rows())
    assert list(status.values()) == ["final", "provisional", "provisional", "provisional"]


@pytest.mark.parametrize(
    "months",
    [
        [dt.date(2018, 4, 1), dt.date(2018, 5, 1)],
        ["43191", "43221"],
        ["apr2018", "May2018"],
        ["2018-04-01", "2018-05-01"],
    ],
)
def test_older_workbooks_name_their_columns_and_months_otherwise(
    make_xlsx: Callable[..., bytes], months: list[object]
) -> None:
    header = ["Route", "BorderLocation", "NationalityLong", *months]
    rows = frontex.parse(make_xlsx([header, ["Eastern Land Borders", "Land", "Ukraine", 6, 7]]), {})
    assert _series(rows, "detections/eastern-borders/UKR") == {"2018-04": 6, "2018-05": 7}


def test_a_footnote_and_an_empty_column_are_no_figures(make_xlsx: Callable[..., bytes]) -> None:
    footnote = ["* This name is without prejudice to positions on status."]
    table = [_header("JAN2022", None), ["Other", "Sea", "Kosovo*", 5, None], footnote]
    rows = frontex.parse(make_xlsx(table), {})
    assert rows["value"].to_list() == [5.0] * 4
    assert rows["key"].str.contains("prejudice").any() is False


def test_a_missing_cell_makes_its_sums_at_least(make_xlsx: Callable[..., bytes]) -> None:
    table = [_header("JAN2022"), ["Other", "Sea", "Syria", 5], ["Other", "Sea", "Iraq", "n/k"]]
    rows = frontex.parse(make_xlsx(table), {})
    cell = rows.row(by_predicate=pl.col("key") == "detections/other/sea/IRQ", named=True)
    assert (cell["value"], cell["missing"], cell["original"]) == (None, "unreadable", "n/k")
    total = rows.row(by_predicate=pl.col("key") == "detections/other", named=True)
    assert (total["value"], total["bound"], total["original"]) == (5.0, "at least", "n/k")


def test_two_names_of_one_nationality_are_one_figure(make_xlsx: Callable[..., bytes]) -> None:
    table = [
        _header("JAN2022"),
        ["Other", "Sea", "Russia", 5],
        ["Other", "Sea", "Russian Federation", 6],
    ]
    rows = frontex.parse(make_xlsx(table), {})
    cell = rows.row(by_predicate=pl.col("key") == "detections/other/sea/RUS", named=True)
    assert (cell["value"], cell["line"]) == (11.0, 0)


@pytest.mark.parametrize("content", [_LONG, gzip.compress(_LONG, mtime=0)])
def test_the_long_table_has_every_month_of_a_route_and_of_its_nationalities_once_named(
    content: bytes,
) -> None:
    rows = frontex.parse(content, {})
    route = rows.filter(pl.col("key") == "detections/central-mediterranean").sort("start")
    assert route["value"].to_list() == [11.0, 0.0, None, 40.0]
    assert route["status"].to_list() == ["final", "implied", "missing", "provisional"]
    assert route["missing"].to_list() == [None, None, "not reported", None]
    gap = {"2021-12": 0.0, "2022-01": None}
    egypt = _series(rows, "detections/central-mediterranean/EGY")
    assert egypt == {"2021-11": 10, **gap, "2022-02": 40}
    unnamed = rows.filter(pl.col("key") == "detections/central-mediterranean/oos").sort("start")
    assert unnamed["value"].to_list() == [1.0, 0.0, None, 0.0]
    assert unnamed["status"].to_list() == ["final", "implied", "missing", "implied"]
    assert _series(rows, "detections/central-mediterranean/sea/oos") == {"2021-11": 1}
    assert "detections/other/EGY" not in set(rows["key"])


def test_no_zero_is_implied_before_a_route_names_a_nationality() -> None:
    rows = frontex.parse(_LONG + b"Other,Land,SYR,19024.0,3.0\n", {})
    assert _series(rows, "detections/other/SYR") == {"2022-02": 3}


def test_every_nationality_of_a_published_release_has_each_month_to_its_end() -> None:
    rows = frontex.parse(_published("frontex_2025-05-15.csv.gz"), {})
    tunisia = rows.filter(pl.col("key") == "detections/eastern-mediterranean/TUN")
    year = tunisia.filter(pl.col("start").dt.year() == 2022)
    assert (year.height, year["value"].null_count()) == (12, 0)
    assert tunisia["end"].max() == rows["end"].max()
    assert rows.height < 150_000


def test_a_month_that_does_not_exist_is_kept_without_a_stretch() -> None:
    rows = frontex.parse(_LONG + b"Other,Sea,SYR,18933.0,9.0\nOther,Sea,SYR,soon,8\n", {})
    lost = rows.filter(pl.col("start").is_null()).sort("line")
    assert lost["original"].to_list() == ["18933.0: 9.0", "soon: 8"]
    assert lost["value"].to_list() == [9.0, 8.0]
    assert lost["marks"].to_list() == [["impossible-date"]] * 2
    assert lost["line"].to_list() == [7, 8]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"route,type,nat,t,n\nOther,Sea,SYR,?,1\n", "not one readable month"),
        (b"route,type,n\nOther,Sea,1\n", "no column 'Border type or inland'"),
        (b"Route,BorderType,Nationality,Total\nOther,Sea,Syria,1\n", "got 'Total'"),
        (b"Route,BorderType,Nationality,ANF2009\nOther,Sea,Syria,1\n", "got 'ANF2009'"),
        (b"country,n\nItaly,1\n", "no header row with Route"),
    ],
)
def test_another_table_is_refused_in_words(content: bytes, words: str) -> None:
    with pytest.raises(ParseError, match=words):
        frontex.parse(content, {})


def test_months_far_apart_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frontex, "_MAX_TOTALS", 100)
    with pytest.raises(LimitError, match="2 totals over 1,"):
        frontex.parse(_LONG + b"Other,Sea,SYR,58439,9\n", {})


@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(["Other", "Black Sea Route", "Western Balkan Route"]),
            st.sampled_from(["Sea", "Land"]),
            st.sampled_from(["SYR", "IRQ", "OOO"]),
            st.dates(dt.date(2015, 1, 1), dt.date(2016, 12, 1)).map(lambda day: day.replace(day=1)),
        ),
        st.integers(1, 10**6),
        min_size=1,
    )
)
def test_every_level_sums_to_the_same_total(
    cells: dict[tuple[str, str, str, dt.date], int],
) -> None:
    lines = [
        f"{route},{border},{nat},{(month - dt.date(1970, 1, 1)).days}.0,{n}.0"
        for (route, border, nat, month), n in cells.items()
    ]
    rows = frontex.parse("\n".join(["route,type,nat,t,n", *lines]).encode(), {})
    depth = rows["key"].str.count_matches("/")
    border = rows["key"].str.contains("/(sea|land)$")
    total = sum(cells.values())
    for level in (depth == 1, (depth == 2) & border, (depth == 2) & ~border, depth == 3):
        assert rows.filter(level)["value"].sum() == total
    assert rows.select("key", "start").is_unique().all()


def test_a_published_release_is_read_to_its_last_month() -> None:
    rows = frontex.parse(_published("frontex_2025-05-15.csv.gz"), {})
    assert rows["end"].max() == dt.date(2025, 2, 28)
    assert rows["key"].str.contains("/[A-Z]{3}$").sum() > 60_000


def test_two_published_releases_differ_in_sixteen_months_of_one_route() -> None:
    old, new = (
        frontex.parse(_published(f"frontex_{day}.csv.gz"), {})
        .filter(pl.col("key").str.count_matches("/") == 1)
        .select("key", "start", "value")
        for day in ("2025-02-10", "2025-05-15")
    )
    both = old.join(new, on=["key", "start"], suffix=" new")
    changed = both.filter(pl.col("value") != pl.col("value new"))
    assert changed["key"].unique().to_list() == ["detections/eastern-mediterranean"]
    assert changed.height == 16
    february = changed.row(by_predicate=pl.col("start") == dt.date(2024, 2, 1))
    assert february[2:] == (5461, 5355)


def test_a_published_release_agrees_with_the_monthly_facts() -> None:
    rows = frontex.parse(_published("frontex_2025-05-15.csv.gz"), {})
    facts = pl.read_csv(_ROOT.parent / "shared" / "facts" / "monthly.csv", try_parse_dates=True)
    facts = facts.filter((pl.col("publisher") == "Frontex") & (pl.col("end") <= rows["end"].max()))
    both = facts.select(key="series", start="start", end="end", fact="value").join(
        rows, on=["key", "start", "end"], how="left"
    )
    assert both.filter(pl.col("value").is_null()).is_empty()
    assert both.filter(pl.col("value") != pl.col("fact")).is_empty()
