import polars as pl
import pytest

from waterbed.report import finding_table

FOUND = {
    "severity": "warning",
    "rule": "repeated-day",
    "source": "isle-office",
    "sentence": "isle-office, arrivals/sea/malta: 12 stands twice for 3 May 2024.",
}


@pytest.mark.parametrize(("alike", "shown"), [({"alike": 4}, 4), ({}, None)])
def test_a_finding_is_a_row_that_says_for_how_many_it_stands(alike, shown):
    table = finding_table(pl.DataFrame([{**FOUND, **alike}]), 1)
    (row,) = table.rows
    assert dict(zip(table.columns, row, strict=True)) == {
        "severity": "warning",
        "rule": "repeated-day",
        "source": "isle-office",
        "how many": shown,
        "finding": FOUND["sentence"],
    }


@pytest.mark.parametrize(("total", "notes"), [(1, 1), (5, 2)])
def test_what_is_not_listed_is_said(total, notes):
    table = finding_table(pl.DataFrame([FOUND]), total)
    assert table.notes[0] == (
        f"{total} findings. Nothing was changed: every figure stands as it was published."
    )
    assert len(table.notes) == notes
    assert ("--all lists every one" in table.notes[-1]) == (notes > 1)


def test_nothing_found_is_a_table_without_rows():
    empty = pl.DataFrame(schema=dict.fromkeys(FOUND, pl.String))
    assert finding_table(empty, 0).rows == ()
