import datetime as dt
from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.store import ROW_SCHEMA, VINTAGE_SCHEMA, as_rows, in_force, revisions

DAYS = [dt.date(2024, 1, day) for day in range(1, 29)]
MONTHS = [dt.date(2023, month, 1) for month in range(1, 5)]
AT = ["key", "source", "reported_by", "start", "end"]


def vintage_row(name, known, retrieved=None, document="doc"):
    moment = dt.datetime.combine(retrieved or known, dt.time(), dt.UTC)
    return (name, document, "", known, known, moment, "")


def rows_of(name, values, published=None):
    frame = pl.DataFrame(
        [("arrivals/x", "ministry", month, month, value, published) for month, value in values],
        schema={name: ROW_SCHEMA[name] for name in ("key", "source", "start", "end", "value")}
        | {"published": pl.Date},
        orient="row",
    )
    return as_rows(frame).with_columns(vintage=pl.lit(name))


def tables(releases):
    rows = pl.concat([rows_of(name, values) for name, _, values in releases])
    vintages = pl.DataFrame(
        [vintage_row(name, known) for name, known, _ in releases],
        schema=VINTAGE_SCHEMA,
        orient="row",
    )
    return rows, vintages


@st.composite
def histories(draw):
    days = draw(st.lists(st.sampled_from(DAYS), min_size=1, max_size=5, unique=True))
    values = st.dictionaries(st.sampled_from(MONTHS), st.integers(0, 9), min_size=1)
    return [
        (f"doc@{number}", day, sorted(draw(values).items()))
        for number, day in enumerate(sorted(days))
    ]


def figures(frame):
    return dict(zip(frame["start"].to_list(), frame["value"].to_list(), strict=True))


@given(histories(), st.sampled_from(DAYS))
def test_the_latest_release_known_on_the_day_is_in_force_as_a_whole(releases, day):
    seen = [values for _, known, values in releases if known <= day]
    assert figures(in_force(*tables(releases), day)) == dict(seen[-1] if seen else [])


@given(histories(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_a_figure_once_known_is_only_lost_to_a_later_publication(releases, one, other):
    early, late = sorted((one, other))
    rows, vintages = tables(releases)
    before = in_force(rows, vintages, early)
    after = in_force(rows, vintages, late)
    newer = any(early < known <= late for _, known, _ in releases)
    assert newer or before.equals(after)


@given(histories(), st.sampled_from(DAYS))
def test_what_comes_later_never_changes_what_was_known(releases, day):
    rows, vintages = tables(releases)
    seen = [one for one in releases if one[1] <= day]
    if seen:
        assert in_force(*tables(seen), day).equals(in_force(rows, vintages, day))
    else:
        assert in_force(rows, vintages, day).is_empty()


@given(histories())
def test_revisions_are_what_differs_between_each_release_and_the_next(releases):
    found = {
        (change["known_after"], change["start"]): (change["before"], change["after"])
        for change in revisions(*tables(releases)).iter_rows(named=True)
    }
    expected = {}
    for (_, _, before), (_, known, after) in pairwise(releases):
        old, new = dict(before), dict(after)
        for month in {month for month in old | new if month <= max(old)}:
            if old.get(month) != new.get(month):
                expected[known, month] = (old.get(month), new.get(month))
    assert found == expected


def test_a_key_left_out_of_the_new_release_is_withdrawn():
    old = rows_of("doc@a", [(MONTHS[0], 5)])
    vintages = pl.DataFrame(
        [vintage_row("doc@a", DAYS[0]), vintage_row("doc@b", DAYS[5])],
        schema=VINTAGE_SCHEMA,
        orient="row",
    )
    assert figures(in_force(old, vintages, DAYS[3])) == {MONTHS[0]: 5}
    assert in_force(old, vintages, DAYS[6]).is_empty()
    assert revisions(old, vintages)["kind"].to_list() == ["withdrawn"]


def test_dated_rows_of_a_compilation_were_known_before_it_was_retrieved():
    rows = pl.concat(
        [
            rows_of("doc@a", [(MONTHS[0], 5)], published=DAYS[1]),
            rows_of("doc@a", [(MONTHS[0], 7)], published=DAYS[9]),
        ]
    )
    vintages = pl.DataFrame(
        [vintage_row("doc@a", dt.date(2026, 1, 1))], schema=VINTAGE_SCHEMA, orient="row"
    )
    assert in_force(rows, vintages, DAYS[0]).is_empty()
    assert figures(in_force(rows, vintages, DAYS[5])) == {MONTHS[0]: 5}
    assert figures(in_force(rows, vintages)) == {MONTHS[0]: 7}
    assert revisions(rows, vintages).select("before", "after").rows() == [(5.0, 7.0)]


def test_two_outlets_quoting_one_window_are_both_in_force():
    rows = pl.concat([rows_of("q1@a", [(MONTHS[0], 5)]), rows_of("q2@a", [(MONTHS[0], 6)])])
    vintages = pl.DataFrame(
        [vintage_row("q1@a", DAYS[0], document="q1"), vintage_row("q2@a", DAYS[1], document="q2")],
        schema=VINTAGE_SCHEMA,
        orient="row",
    ).with_columns(reported_by=pl.Series(["Gazette", "Herald"]))
    assert in_force(rows, vintages)["value"].to_list() == [5, 6]


def test_a_row_without_a_possible_date_is_left_to_the_doctor():
    broken = as_rows(
        pl.DataFrame(
            {"key": ["arrivals/x"], "source": ["ministry"], "value": [3.0]},
        ).with_columns(
            start=pl.lit(None, pl.Date),
            end=pl.lit(None, pl.Date),
            marks=pl.lit(["impossible-date"], pl.List(pl.String)),
        )
    ).with_columns(vintage=pl.lit("doc@a"))
    vintages = pl.DataFrame([vintage_row("doc@a", DAYS[0])], schema=VINTAGE_SCHEMA, orient="row")
    assert in_force(broken, vintages).is_empty()


@pytest.mark.parametrize("day", [None, DAYS[3]])
def test_nothing_recorded_gives_nothing_in_force(day):
    rows = rows_of("doc@a", []).clear()
    assert in_force(rows, VINTAGE_SCHEMA.to_frame(), day).select(AT).is_empty()


def test_a_bundled_month_gives_way_to_daily_figures_that_cover_it():
    january = [(dt.date(2023, 1, day), 1) for day in range(1, 32)]
    february = [(dt.date(2023, 2, day), 1) for day in range(1, 20)]
    months = rows_of("record/table@a", [(MONTHS[0], 50), (MONTHS[1], 60)]).with_columns(
        end=pl.col("start").dt.month_end()
    )
    rows = pl.concat([months, rows_of("doc@a", january + february)])
    vintages = pl.DataFrame(
        [
            vintage_row("record/table@a", DAYS[0], document="record/table"),
            vintage_row("doc@a", DAYS[5]),
        ],
        schema=VINTAGE_SCHEMA,
        orient="row",
    )
    held = in_force(rows, vintages).filter(pl.col("document") == "record/table")
    assert held["start"].to_list() == [MONTHS[1]]
    assert in_force(rows, vintages, DAYS[0])["value"].to_list() == [50, 60]


def test_an_older_compilation_imported_later_takes_nothing_away():
    rows = pl.concat(
        [
            rows_of("doc@new", [(MONTHS[0], 5)], published=DAYS[1]),
            rows_of("doc@new", [(MONTHS[1], 7)], published=DAYS[9]),
            rows_of("doc@old", [(MONTHS[0], 4)], published=DAYS[1]),
        ]
    )
    vintages = pl.DataFrame(
        [
            vintage_row("doc@new", dt.date(2026, 1, 1)),
            vintage_row("doc@old", dt.date(2024, 2, 1), dt.date(2026, 1, 2)),
        ],
        schema=VINTAGE_SCHEMA,
        orient="row",
    )
    assert figures(in_force(rows, vintages)) == {MONTHS[0]: 5, MONTHS[1]: 7}


def test_a_dispute_outlives_a_vintage_that_prints_the_same_number():
    disputed = rows_of("record/t@a", [(MONTHS[0], 5)]).with_columns(
        status=pl.lit("disputed"), note=pl.lit("another measure")
    )
    rows = pl.concat([disputed, rows_of("doc@a", [(MONTHS[0], 5), (MONTHS[1], 6)])])
    vintages = pl.DataFrame(
        [vintage_row("record/t@a", DAYS[0], document="record/t"), vintage_row("doc@a", DAYS[5])],
        schema=VINTAGE_SCHEMA,
        orient="row",
    )
    held = in_force(rows, vintages)
    assert held.select("start", "status").rows() == [
        (MONTHS[0], "disputed"),
        (MONTHS[1], "final"),
    ]
