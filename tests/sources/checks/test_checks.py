from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.sources.checks import FINDING, ROW_RULES, RULES, doctor, mark
from waterbed.store import ROW_SCHEMA, as_rows

LEVEL = [520.0, 610.0, 480.0, 700.0, 555.0, 390.0, 640.0, 820.0, 450.0, 505.0, 610.0, 580.0]


def test_names_of_rules_are_their_own_and_written_with_hyphens():
    assert len(set(RULES)) == len(RULES)
    assert all(name.replace("-", "").islower() for name in RULES)


def test_marks_are_added_to_those_there_and_nothing_else_changes(months):
    rows = months([*LEVEL, 0.0, -5.0]).with_columns(marks=pl.lit(["impossible-date"]))
    marked = mark(rows)
    assert marked.drop("marks").equals(rows.drop("marks"))
    assert marked["marks"].to_list()[-3:] == [
        ["impossible-date"],
        ["impossible-date", "zero-not-reported"],
        ["impossible-date", "negative-count"],
    ]
    assert as_rows(marked).equals(marked)


def test_a_table_without_rows_has_no_defects():
    empty = pl.DataFrame(schema=ROW_SCHEMA)
    assert mark(empty).equals(empty)
    for rows in (empty, empty.with_columns(vintage=pl.lit("a@1"))):
        assert doctor(rows).is_empty()
        assert doctor(rows).schema == FINDING


def test_errors_come_first_and_point_at_the_given_rows(months, days):
    rows = pl.concat(
        [
            months([*LEVEL, 0.0], key="arrivals/land/greece"),
            days([3.0, 0.0], published=dt.date(2015, 1, 1)),
            months([7.0, -5.0], key="arrivals/sea/malta"),
        ]
    )
    found = doctor(rows)
    assert found.select("rule", "severity", "rows").rows() == [
        ("negative-count", "error", [16]),
        ("zero-not-reported", "warning", [12]),
        ("after-report-date", "warning", [14]),
    ]


def test_the_sister_of_a_figure_that_cannot_be_right_is_not_blamed(months):
    wrong = [*LEVEL, -380.0, *LEVEL]
    right = [*LEVEL, 500.0, *LEVEL]
    rows = pl.concat([months(wrong, source="unhcr"), months(right, source="iom-crossings")])
    for table in (rows, mark(rows)):
        assert set(doctor(table)["rule"]) == {"negative-count", "sisters-compared"}


def test_a_finding_names_the_vintages_that_print_its_rows(months):
    files = [("unhcr", 500.0, "u/a@1"), ("iom-crossings", 4000.0, "c/b@2")]
    rows = pl.concat(
        months([*LEVEL, value, *LEVEL], source=source).with_columns(vintage=pl.lit(name))
        for source, value, name in files
    )
    far = doctor(rows).filter(rule="far-from-sister")
    assert far["vintages"].to_list() == [["c/b@2", "u/a@1"]]
    assert far["sentence"].item().endswith(" Printed in c/b@2, u/a@1.")
    assert doctor(rows.drop("vintage"))["vintages"].list.len().sum() == 0


def test_vintages_of_one_document_are_read_apart_and_only_the_last_goes_before_sisters(months):
    earlier = [*LEVEL, 900.0, *LEVEL]
    later = [*LEVEL, 300.0, *LEVEL]
    sister = months(later, source="unhcr")
    rows = pl.concat(
        [
            months(values, source="iom-crossings").with_columns(vintage=pl.lit(name))
            for name, values in (("c@1", earlier), ("c@2", later))
        ]
        + [sister.with_columns(vintage=pl.lit("u@1"))]
    )
    found = doctor(rows)
    assert set(found["rule"]) == {"revised-far", "revised-year", "sisters-compared"}
    wrong = doctor(rows.filter(pl.col("vintage") != "c@2"))
    assert set(wrong["rule"]) == {"far-from-sister", "sisters-compared"}


@pytest.mark.parametrize("name", ROW_RULES)
@given(values=st.lists(st.none() | st.integers(-3, 900), max_size=40), daily=st.booleans())
def test_every_rule_takes_any_rows_and_points_inside_them(months, days, name, values, daily):
    rows = (days if daily else months)(values, published=dt.date(2015, 1, 20))
    found = ROW_RULES[name](rows)
    assert found.schema == FINDING
    assert found["rule"].is_in([name]).all()
    assert found["rows"].explode().is_in(range(len(values))).all()
    assert found["sentence"].str.contains("a-publisher, arrivals/sea/italy").all()


@given(values=st.lists(st.none() | st.integers(-3, 900), max_size=60))
def test_marking_twice_marks_no_more(months, values):
    marked = mark(months(values))
    assert mark(marked).equals(marked)
