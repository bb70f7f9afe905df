from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import BOUNDS, ParseError
from waterbed.sources import own_csv

if TYPE_CHECKING:
    from collections.abc import Callable

    import polars as pl

_MAPPING = """
[columns]
day = "Datum"
value = "Personen"
bound = "Wie"
[constants]
key = "arrivals/sea/lampedusa"
source = "my-count"
published = "2031-06-01"
[format]
date = "%d.%m.%Y"
thousands = "."
decimal = ","
"""
_TABLE = """Meine Liste;;

Datum;Personen;Wie
07.05.2031;1.234;
31.04.2031;5;about
08.05.2031;12 (?);
09.05.2031;;at least
"""


def _parse(table: str = _TABLE, mapping: str = _MAPPING) -> pl.DataFrame:
    return own_csv.parse(table.encode(), {"mapping": mapping})


def test_a_table_of_ones_own_becomes_rows() -> None:
    rows = _parse()
    first = rows.row(0, named=True)
    assert (first["key"], first["source"]) == ("arrivals/sea/lampedusa", "my-count")
    assert (first["start"], first["end"]) == (dt.date(2031, 5, 7), dt.date(2031, 5, 7))
    assert (first["value"], first["bound"], first["status"]) == (1234.0, "exact", "final")
    assert (first["published"], first["line"]) == (dt.date(2031, 6, 1), 4)


def test_bad_cells_stay_as_rows_with_their_text() -> None:
    rows = _parse()
    assert rows["value"].to_list() == [1234.0, 5.0, None, None]
    assert rows["missing"].to_list() == [None, None, "unreadable", "not reported"]
    assert rows["status"].to_list() == ["final", "final", "missing", "missing"]
    assert rows["original"].to_list() == ["", "31.04.2031", "12 (?)", ""]
    assert rows["marks"].to_list()[1] == ["impossible-date"]
    assert rows["start"].to_list()[1] is None


@pytest.mark.parametrize(
    ("columns", "cells", "start", "end"),
    [
        ('month = "m"', "m,n\n2031-02,7\n", dt.date(2031, 2, 1), dt.date(2031, 2, 28)),
        (
            'start = "a"\nend = "b"',
            "a,b,n\n2031-01-01,2031-05-07,7\n",
            dt.date(2031, 1, 1),
            dt.date(2031, 5, 7),
        ),
    ],
)
def test_stretches_are_months_or_any_days(
    columns: str, cells: str, start: dt.date, end: dt.date
) -> None:
    constants = '[constants]\nkey = "deaths/somewhere"\nsource = "me"\n'
    row = _parse(cells, f'[columns]\nvalue = "n"\n{columns}\n{constants}').row(0, named=True)
    assert (row["start"], row["end"], row["value"]) == (start, end, 7.0)


def test_every_field_may_stand_in_a_column() -> None:
    names = ["key", "source", "value", "day", "published", "bound", "status", "note"]
    mapping = "[columns]\n" + "".join(f'{name} = "{name.title()}"\n' for name in names)
    cells = "boats/here,me,2,2031-05-07,2031-05-08,at most,disputed,by hand"
    row = _parse(",".join(names).title() + "\n" + cells + "\n", mapping).row(0, named=True)
    assert (row["bound"], row["status"], row["note"]) == ("at most", "disputed", "by hand")
    assert row["published"] == dt.date(2031, 5, 8)


def test_a_workbook_is_read_by_the_name_of_its_sheet(make_xlsx: Callable[..., bytes]) -> None:
    content = make_xlsx([["Datum", "Personen", "Wie"], ["07.05.2031", 12, "about"]], "Mai")
    rows = own_csv.parse(content, {"mapping": _MAPPING + 'sheet = "Mai"\n'})
    assert rows.select("value", "bound").rows() == [(12.0, "about")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("", "", "at least", "roughly"), "columns.bound, line 7: got 'roughly'"),
        (('"Wie"', '"Wieso"', "", ""), "columns.bound: no column 'Wieso'"),
        (('"Personen"', '"Leute"', "", ""), "columns.value in ['Leute']"),
        (("arrivals/sea", "landings/sea", "", ""), "constants.key, line 4: got 'landings"),
        (('"my-count"', '"My Count"', "", ""), "constants.source, line 4"),
        (("2031-06-01", "June", "", ""), "constants.published, line 4: got 'June'"),
    ],
)
def test_an_error_names_the_key_of_the_mapping_and_the_line(
    change: tuple[str, str, str, str], words: str
) -> None:
    with pytest.raises(ParseError, match=re.escape(words)):
        _parse(_TABLE.replace(*change[2:]), _MAPPING.replace(*change[:2]))


def test_days_in_another_form_throughout_are_an_error_and_not_impossible_dates() -> None:
    with pytest.raises(ParseError, match=re.escape("columns.day, line 4: '07.05.2031' is not")):
        _parse(mapping=_MAPPING.replace("%d.%m.%Y", "%Y/%m/%d"))


def test_a_stretch_must_not_be_reversed() -> None:
    mapping = _MAPPING.replace('day = "Datum"', 'start = "Datum"\nend = "bis"')
    table = "Datum;bis;Personen;Wie\n07.05.2031;06.05.2031;5;\n"
    with pytest.raises(ParseError, match=re.escape("columns.end, line 2: got '06.05.2031'")):
        _parse(table, mapping)


def test_a_value_cannot_have_the_status_missing() -> None:
    mapping = _MAPPING.replace('bound = "Wie"', 'status = "Wie"')
    with pytest.raises(ParseError, match="columns.status, line 2: got 'missing'"):
        _parse("Datum;Personen;Wie\n07.05.2031;5;missing\n", mapping)


_BOATS = """Datum;Personen;Wie
07.05.2031;4;
07.05.2031;9;
08.05.2031;2;
08.05.2031;viele;
09.05.2031;3;about
09.05.2031;;about
31.04.2031;1;
31.04.2031;1;
"""


def test_several_rows_of_one_day_are_refused() -> None:
    words = "line 3: arrivals/sea/lampedusa from 2031-05-07 to 2031-05-07 stands in the table more"
    with pytest.raises(ParseError, match=re.escape(words)) as refused:
        _parse(_BOATS)
    assert 'format.repeated = "sum"' in str(refused.value)


def test_rows_of_one_day_are_added_where_the_mapping_says_so() -> None:
    rows = _parse(_BOATS, _MAPPING + 'repeated = "sum"\n').sort("line")
    assert rows.select("value", "bound", "status", "original", "line").rows() == [
        (13.0, "exact", "final", "", 2),
        (2.0, "at least", "final", "viele", 4),
        (None, "about", "missing", "", 6),
        (1.0, "exact", "final", "31.04.2031", 8),
        (1.0, "exact", "final", "31.04.2031", 9),
    ]


def test_rows_of_one_day_with_different_bounds_are_not_added() -> None:
    table = _BOATS.replace("9;\n", "9;at most\n", 1)
    with pytest.raises(ParseError, match=r"line 3: .* \(further rows: 1\)"):
        _parse(table, _MAPPING + 'repeated = "sum"\n')


def test_reports_of_different_days_on_one_stretch_are_no_repeats() -> None:
    mapping = _MAPPING.replace('published = "2031-06-01"', "").replace(
        'bound = "Wie"', 'published = "Wie"'
    )
    table = "Datum;Personen;Wie\n07.05.2031;4;08.05.2031\n07.05.2031;9;09.05.2031\n"
    assert _parse(table, mapping)["value"].to_list() == [4, 9]


@pytest.mark.parametrize("key", ["boats/*", "boats/a\x1b[31mb", "boats/a\x00", "boats/a\u202eb"])
def test_a_key_with_a_star_or_a_control_character_is_refused(key: str) -> None:
    mapping = "".join(f'{name} = "{name}"\n' for name in ("key", "value", "day"))
    with pytest.raises(
        ParseError, match=r"columns\.key, line 2: got .*without spaces, '\*' or con"
    ):
        _parse(
            f"key,value,day\n{key},1,2031-05-07\n".replace("\x00", "\x7f"),
            f'[columns]\n{mapping}[constants]\nsource = "me"\n',
        )


@given(
    st.lists(
        st.tuples(
            st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)),
            st.integers(-(10**9), 10**9),
            st.sampled_from(BOUNDS),
        ),
        min_size=1,
        unique_by=lambda figure: figure[0],
    )
)
def test_what_is_written_in_the_users_form_is_read_back(
    figures: list[tuple[dt.date, int, str]],
) -> None:
    lines = [f"{day:%d.%m.%Y};{count:,};{bound}".replace(",", ".") for day, count, bound in figures]
    rows = _parse("\n".join(["Datum;Personen;Wie", *lines]))
    assert rows.select("start", "value", "bound").rows() == figures
