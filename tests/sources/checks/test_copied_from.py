from __future__ import annotations

import datetime as dt

import polars as pl
import pytest

from waterbed.sources.checks import copied_block, copied_from
from waterbed.sources.checks.sisters import Member, Sisters

KEY = ("arrivals/sea/italy",)
SISTERS = (Sisters("Italy", "For a test.", (Member("one", KEY), Member("two", KEY))),)
YEAR = [31.0, 52.0, 77.0, 90.0, 120.0, 240.0, 310.0, 280.0, 150.0, 95.0, 60.0, 33.0]
OTHER = [400.0, 500.0, 10.0, 20.0, 700.0, 15.0, 20.0, 900.0, 5.0, 6.0, 800.0, 450.0]


@pytest.mark.parametrize(("truth", "year"), [([*OTHER, *YEAR], 2015), ([*YEAR, *OTHER], 2016)])
def test_the_block_that_its_sister_does_not_know_is_the_copy(months, truth, year):
    rows = pl.concat([months([*YEAR, *YEAR], source="one"), months(truth, source="two")])
    found = copied_from.judge(copied_block.find(rows), rows, SISTERS)
    assert found.select("start", "end", "value", "expected").row(0) == (
        dt.date(year, 1, 1),
        dt.date(year, 12, 31),
        1538.0,
        3826.0,
    )
    assert (
        found["sentence"]
        .item()
        .endswith(f" two shows which: for January to December {year} it has 3,826, not 1,538.")
    )


def test_a_sister_that_knows_neither_or_both_decides_nothing(months):
    for truth in ([*OTHER, *OTHER], [*YEAR, *YEAR]):
        rows = pl.concat([months([*YEAR, *YEAR], source="one"), months(truth, source="two")])
        found = copied_block.find(rows).filter(pl.col("source") == "one")
        assert copied_from.judge(found, rows, SISTERS).equals(found)
