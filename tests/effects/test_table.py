import datetime as dt
import math
import subprocess
import sys

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.effects import read_monthly, read_panel
from waterbed.effects.monthly import date_of
from waterbed.records import InvalidError

WIDE = pl.DataFrame({"month": ["2024-03", "2024-01", "2024-02"], "here": [3, 1, 2]})
LONG = pl.DataFrame(
    {
        "route": ["here", "here", "there", "here"],
        "nationality": ["A", "B", "A", "A"],
        "month": ["2024-01", "2024-01", "2024-01", "2024-02"],
        "count": [1, 2, 5, 4],
    }
)


def with_month(*months):
    return pl.DataFrame({"month": months, "here": [1] * len(months)})


def with_count(*counts, dtype=None):
    months = [f"2024-0{place}" for place in range(1, len(counts) + 1)]
    return pl.DataFrame({"month": months, "here": pl.Series(counts, dtype=dtype)})


@given(
    counts=st.lists(st.none() | st.integers(0, 10**6), min_size=1, max_size=40),
    mixed=st.randoms(use_true_random=False),
    first=st.integers(1990 * 12, 2020 * 12),
)
def test_rows_in_any_order_are_the_same_series(counts, mixed, first):
    rows = [(date_of(first + place), count) for place, count in enumerate(counts)]
    mixed.shuffle(rows)
    frame = pl.DataFrame(rows, schema={"month": pl.Date, "here": pl.Int64}, orient="row")
    found = read_monthly(frame, "here")
    assert [None if math.isnan(one) else one for one in found.values] == counts
    assert found.first == date_of(first)


@given(
    counts=st.dictionaries(
        st.tuples(st.sampled_from("ab"), st.sampled_from("XYZ"), st.integers(1, 6)),
        st.integers(0, 1000),
        min_size=1,
    )
)
def test_a_long_table_keeps_every_count_in_its_place(counts):
    rows = [(*key[:2], dt.date(2024, key[2], 1), count) for key, count in counts.items()]
    frame = pl.DataFrame(rows, schema=["route", "nationality", "month", "count"], orient="row")
    found = read_panel(frame)
    for (route, who, month), count in counts.items():
        place = found.place(dt.date(2024, month, 1))
        cell = found.counts[found.nationalities.index(who), found.route(route), place]
        assert cell == count


def test_months_that_are_absent_are_missing():
    found = read_monthly(with_month("2024-01", "2024-04"), "here")
    assert [math.isnan(one) for one in found.values] == [False, True, True, False]


@pytest.mark.parametrize("cell", ["", "NA", "NaN", "null", " ", None])
def test_an_empty_cell_is_missing(cell):
    frame = with_count("5", cell, "7", dtype=pl.String)
    assert math.isnan(read_monthly(frame, "here").values[1])


@pytest.mark.parametrize("month", ["2024-01", "2024-01-31", "2024-01-31T00:00:00", " 2024-01-01 "])
def test_iso_months_are_read(month):
    assert read_monthly(with_month(month), "here").first == dt.date(2024, 1, 1)


@pytest.mark.parametrize(
    "month",
    ["01/02/2024", "2024", "202401", "Jan 2024", "2024-13", "2024-02-30", "24-01", "", None],
)
def test_other_months_are_refused_with_what_to_write(month):
    with pytest.raises(InvalidError, match=r"row 2: month is .* Write 2024-01"):
        read_monthly(with_month("2023-12", month), "here")


def test_a_number_is_no_month():
    with pytest.raises(InvalidError, match="row 1: month is 202401"):
        read_monthly(pl.DataFrame({"month": [202401], "here": [1]}), "here")


@pytest.mark.parametrize("count", ["-1", "1.5", "1,234", "1.234", "many", "inf"])
def test_what_is_no_count_is_refused_with_its_row(count):
    with pytest.raises(InvalidError, match=r"row 2: here is .* which is no count"):
        read_monthly(with_count("1", count), "here")


@pytest.mark.parametrize("count", [-1.0, 1.5, math.inf])
def test_numbers_that_are_no_counts_are_refused_too(count):
    with pytest.raises(InvalidError, match="row 1: here is"):
        read_monthly(with_count(count), "here")


def test_a_month_that_comes_twice_is_named_with_both_rows():
    with pytest.raises(InvalidError, match="row 3: January 2024 comes twice, first in row 1"):
        read_monthly(with_month("2024-01-01", "2024-02-01", "2024-01-15"), "here")


def test_a_cell_of_a_long_table_that_comes_twice_is_named_with_both_rows():
    twice = pl.concat([LONG, LONG[1:2]])
    with pytest.raises(
        InvalidError, match="row 5: here, B, January 2024 comes twice, first in row 2"
    ):
        read_panel(twice)


def test_an_unknown_column_lists_the_columns():
    with pytest.raises(InvalidError, match="no column 'hear'; the table has month, here"):
        read_monthly(WIDE, "hear")


def test_an_unknown_route_lists_the_routes():
    with pytest.raises(InvalidError, match="the routes here, there"):
        read_monthly(LONG, "hear")


def test_a_table_without_months_says_how_to_call_them():
    with pytest.raises(InvalidError, match="no column for the month; the table has here. Call it"):
        read_monthly(WIDE.drop("month"), "here")


def test_two_columns_of_months_are_not_chosen_between():
    with pytest.raises(InvalidError, match="several columns could be the month: month, date"):
        read_monthly(WIDE.with_columns(date="month"), "here")


def test_nationalities_of_a_long_table_are_added_up():
    assert read_monthly(LONG, "here").values == (3.0, 4.0)


def test_a_route_without_nationalities_is_a_panel_of_totals():
    frame = pl.DataFrame({"series": ["a", "b"], "date": ["2024-01"] * 2, "value": [1, 2]})
    found = read_panel(frame)
    assert (found.nationalities, found.routes) == (("all",), ("a", "b"))


def test_a_row_without_a_route_is_refused():
    frame = pl.DataFrame({"route": ["a", None], "month": ["2024-01"] * 2, "count": [1, 2]})
    with pytest.raises(InvalidError, match="row 2: route is empty"):
        read_panel(frame)


def test_a_table_without_rows_is_refused():
    with pytest.raises(InvalidError, match="no rows"):
        read_panel(LONG.clear())
    with pytest.raises(InvalidError, match="no rows"):
        read_monthly(WIDE.clear(), "here")


@pytest.mark.parametrize("wrong", [[1, 2], WIDE.lazy(), "month,here"])
def test_what_is_no_frame_is_refused(wrong):
    with pytest.raises(InvalidError, match="which is no frame"):
        read_monthly(wrong, "here")


def test_a_pandas_frame_gives_the_same():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(LONG.to_dict(as_series=False))
    assert read_monthly(frame, "here") == read_monthly(LONG, "here")
    dated = frame.assign(month=pandas.to_datetime(frame["month"]))
    nullable = dated.assign(count=dated["count"].astype("Int64"))
    same = np.array_equal(read_panel(nullable).counts, read_panel(LONG).counts, equal_nan=True)
    assert same


def test_reading_a_polars_frame_does_not_import_pandas():
    code = (
        "import sys, polars as pl; from waterbed.effects import read_monthly;"
        "read_monthly(pl.DataFrame({'month': ['2024-01'], 'a': [1]}), 'a');"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from(["2024-01", "2024-02", "2024-02-10", "2025-13", "", "May"]),
            st.sampled_from(["1", "0", "", "NaN", "-3", "2.5", "1e3", "x"]),
        ),
        max_size=6,
    )
)
def test_any_cells_give_counts_or_are_refused_with_a_reason(rows):
    frame = pl.DataFrame(rows, schema={"month": pl.String, "here": pl.String}, orient="row")
    try:
        found = read_monthly(frame, "here")
    except InvalidError as error:
        assert "row" in str(error)  # noqa: PT017 - either is right, a trace is not
    else:
        assert all(one >= 0 or math.isnan(one) for one in found.values)


def many(route=lambda _: "here", who=lambda _: "all"):
    """Make parts of 14 months whose counts differ; nothing is the sum of anything."""
    rows = [
        (route(part), who(part), date_of(2020 * 12 + month), 3 + (7 * part + month**2) % 11)
        for part in range(3)
        for month in range(14)
    ]
    return pl.DataFrame(rows, schema=["route", "nationality", "month", "count"], orient="row")


def with_sum(frame, column):
    """Add rows of the sum of a column's parts."""
    other = "route" if column == "nationality" else "nationality"
    total = frame.group_by(other, "month").agg(pl.col("count").sum())
    named = total.with_columns(pl.lit("parts").alias(column)).select(frame.columns)
    return pl.concat([frame, named])


@pytest.mark.parametrize("column", ["route", "nationality"])
@pytest.mark.parametrize("absent", ["zero", "missing"])
def test_a_sum_of_the_others_is_refused_by_name(column, absent):
    parts = many(**{"who" if column == "nationality" else "route": "part {}".format})
    read_panel(parts, absent=absent)
    with pytest.raises(InvalidError, match=f"the {column} 'parts' is the sum .* rows out"):
        read_panel(with_sum(parts, column), absent=absent)


@pytest.mark.parametrize("column", ["route", "nationality"])
@pytest.mark.parametrize("name", ["ALL", "Total", "grand  total", "Insgesamt", "all_nationalities"])
def test_a_name_that_says_it_is_a_sum_is_refused_whatever_it_counts(column, name):
    parts = many(**{"who" if column == "nationality" else "route": ["a", "b", name].__getitem__})
    with pytest.raises(InvalidError, match=f"'{name}' is by its name the sum of the others"):
        read_panel(parts)
    read_panel(many(route=lambda _: "all").filter(pl.int_range(pl.len()) < 14))


def test_a_sum_of_the_others_is_refused_in_one_series_too():
    parts = many(who="part {}".format)
    assert (
        read_monthly(parts, "here").values[0]
        == parts.filter(pl.col("month") == parts["month"][0])["count"].sum()
    )
    with pytest.raises(InvalidError, match="the nationality 'parts'"):
        read_monthly(with_sum(parts, "nationality"), "here")


def scaled(by, rows):
    """Make parts and their sum, some of whose rows are off by a factor."""
    large = many(who="part {}".format).with_columns(pl.col("count") * 100)
    frame = with_sum(large, "nationality")
    off = (pl.col("nationality") == "parts") & pl.col("month").dt.month().is_in(rows)
    changed = pl.when(off).then((pl.col("count") * by).round().cast(pl.Int64)).otherwise("count")
    return frame.with_columns(changed.alias("count"))


@pytest.mark.parametrize(("by", "rows"), [(0, [4]), (3, [4]), (0.985, range(1, 13))])
def test_a_sum_that_is_nearly_one_is_refused(by, rows):
    with pytest.raises(InvalidError, match="'parts' is the sum of the 3 others in nearly every"):
        read_panel(scaled(by, rows))


def test_what_lies_further_from_the_sum_of_the_others_is_a_part():
    read_panel(scaled(0.96, range(1, 13)))
    read_panel(scaled(0, range(1, 5)))


@given(
    others=st.lists(st.integers(0, 40), min_size=60, max_size=60),
    large=st.lists(st.integers(2_000, 9_000), min_size=30, max_size=30),
)
def test_a_nationality_that_dominates_is_no_sum(others, large):
    counts = {"A": others[:30], "B": others[30:], "C": large}
    rows = [
        ("here", who, date_of(2020 * 12 + month), count)
        for who, each in counts.items()
        for month, count in enumerate(each)
    ]
    names = ["route", "nationality", "month", "count"]
    assert read_panel(pl.DataFrame(rows, schema=names, orient="row")).nationalities == (*"ABC",)


def test_years_of_the_sum_before_its_parts_begin_do_not_hide_it():
    frame = with_sum(many(who="part {}".format), "nationality")
    early = frame.filter(nationality="parts").with_columns(pl.col("month").dt.offset_by("-4y"))
    with pytest.raises(InvalidError, match="'parts' is the sum"):
        read_panel(pl.concat([frame, early]))


def test_a_monthly_period_of_pandas_is_a_month_and_a_quarter_is_none():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(WIDE.to_dict(as_series=False))
    for name, said in (("M", None), ("Q", "is no month")):
        dated = frame.assign(month=pandas.PeriodIndex(frame["month"], freq=name))
        if said is None:
            assert read_monthly(dated, "here") == read_monthly(WIDE, "here")
        else:
            with pytest.raises(InvalidError, match=said):
                read_monthly(dated, "here")


@pytest.mark.parametrize("column", ["route", "nationality"])
def test_names_that_differ_only_in_case_are_refused_with_both(column):
    names = ["n00", "N00", "other"].__getitem__
    frame = many(**{"who" if column == "nationality" else "route": names})
    for read in (read_panel, lambda one: read_monthly(one, frame["route"][0])):
        with pytest.raises(InvalidError, match=f"the {column} 'n00' and 'N00' differ only"):
            read(frame)
