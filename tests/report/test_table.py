import csv
import datetime as dt
import io

import pytest
import rich.console
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import PartialDate
from waterbed.report import Table, as_csv, as_json, as_rich, as_text, day, window


def drawn(table):
    console = rich.console.Console(width=100, record=True, file=io.StringIO())
    console.print(as_rich(table))
    return console.export_text()


def test_numbers_have_commas_for_the_eye_and_none_in_the_file():
    table = Table("t", ("n",), ((1234567.0,),))
    assert "1,234,567" in drawn(table)
    assert as_csv(table) == "n\n1234567\n"


def test_text_is_never_markup():
    assert "[bold]x[/bold]" in drawn(Table("[red]t", ("a",), (("[bold]x[/bold]",),)))


def test_text_of_others_does_not_act_on_a_terminal():
    table = Table("t\x1b[2J", ("a\x1b]0;x\x07",), (("\x1b[31mred\u202e",),))
    shown = drawn(table)
    assert "\ufffd[31mred\ufffd" in shown
    assert not set(shown) & set("\x1b\x07\u202e")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx"])
def test_a_text_that_a_spreadsheet_would_run_is_inert(text):
    (row,) = list(csv.reader(io.StringIO(as_csv(Table("", ("a",), ((text,),))))))[1:]
    assert row == [f"'{text}"]


@given(st.lists(st.text(st.characters(exclude_characters="\r\n\x00", codec="utf-8")), min_size=1))
def test_every_text_survives_the_csv_file(texts):
    table = Table("", ("a",), tuple((text,) for text in texts))
    rows = [row[0] if row else "" for row in csv.reader(io.StringIO(as_csv(table)))][1:]
    assert [row.removeprefix("'") for row in rows] == [text.removeprefix("'") for text in texts]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (0, "0"),
        (0.125, "0.125"),
        (dt.date(2024, 5, 7), "2024-05-07"),
        (PartialDate("2024-05"), "2024-05"),
    ],
)
def test_a_cell_is_written_for_the_eye(cell, text):
    assert as_text(cell) == text


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2024-05-07", "2024-05-07", "7 May 2024"),
        ("2024-05-01", "2024-05-31", "May 2024"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("2024-01-01", "2024-05-07", "1 January to 7 May 2024"),
        ("2023-08-01", "2024-07-31", "1 August 2023 to 31 July 2024"),
    ],
)
def test_a_stretch_is_written_as_a_person_would(start, end, words):
    assert window(dt.date.fromisoformat(start), dt.date.fromisoformat(end)) == words


def test_a_day_is_written_without_a_leading_zero():
    assert day(dt.date(2024, 5, 7)) == "7 May 2024"


def test_json_keeps_the_precision_of_a_date():
    assert as_json({"when": PartialDate("2024-05")}) == '{\n  "when": "2024-05"\n}\n'
