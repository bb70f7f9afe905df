import datetime as dt

import polars as pl
import pytest

from waterbed.records import Observation, Series
from waterbed.report import key_table, later_notes, revision_table, series_table, window_table

KEY = "arrivals/sea/malta"
YEAR = (dt.date(2024, 1, 1), dt.date(2024, 12, 31))


def month(number, value=10.0, **more):
    start = dt.date(2024, number, 1)
    end = (start + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    known = {"published": dt.date(2025, 1, 9), "retrieved": dt.date(2025, 2, 1)}
    return Observation(more.pop("key", KEY), "isle-office", start, end, value, **{**known, **more})


def series(*observations, key=KEY, source="isle-office"):
    return Series(key, source, observations)


def quarter(*observations):
    return window_table([series(*observations)], dt.date(2024, 1, 1), dt.date(2024, 3, 31))


@pytest.mark.parametrize(
    ("statuses", "made"),
    [
        (["final"] * 3, "the sum of 3 figures"),
        (["final", "provisional", "provisional"], "the sum of 3 figures, 2 of them provisional"),
        (
            ["implied", "final", "provisional"],
            "the sum of 3 figures, 1 of them provisional, 1 of them implied",
        ),
    ],
)
def test_a_sum_says_how_much_of_it_is_provisional_or_implied(statuses, made):
    parts = [month(number, status=one) for number, one in enumerate(statuses, 1)]
    ((publisher, figure, made_of, published, retrieved),) = quarter(*parts).rows
    assert (publisher, figure, made_of) == ("isle-office", "30 persons", made)
    assert (published, retrieved) == (dt.date(2025, 1, 9), dt.date(2025, 2, 1))


@pytest.mark.parametrize("status", ["provisional", "implied"])
def test_one_figure_says_its_status(status):
    table = window_table([series(month(1, 0.0, status=status))], *_january())
    assert table.rows[0][2] == f"one published figure, {status}"


def _january():
    return dt.date(2024, 1, 1), dt.date(2024, 1, 31)


def test_a_remark_on_every_part_stands_once():
    notes = quarter(*(month(number, note="landings only") for number in (1, 2, 3))).notes
    assert notes.count("isle-office: landings only") == 1


def test_disputed_figures_with_one_remark_stand_together():
    bad = [month(number, 99.0, status="disputed", note="two rows swapped") for number in (1, 2)]
    (line,) = [one for one in quarter(*bad, month(3)).notes if "disputed" in one]
    assert line == (
        "isle-office: disputed: January 2024: 99 (9 January 2025); "
        "February 2024: 99 (9 January 2025): two rows swapped"
    )


@pytest.mark.parametrize(
    ("known", "by"),
    [
        ({}, " (9 January 2025)"),
        ({"reported_by": "Porto News"}, " (Porto News, 9 January 2025)"),
        ({"reported_by": "Porto News", "published": None}, " (Porto News)"),
        ({"published": None}, ""),
    ],
)
def test_a_figure_beside_the_window_names_only_who_is_known(known, by):
    table = window_table([series(month(1, **known))], dt.date(2024, 1, 1), dt.date(2024, 2, 9))
    assert table.rows[0][1] == "no figure for exactly this window"
    assert f"isle-office: beside the window: January 2024: 10{by}." in table.notes


def test_a_publisher_without_any_figure_of_these_days_says_so():
    table = window_table([series(month(5))], *_january())
    assert table.rows == (("isle-office", "nothing about these days", None, None, None),)


def test_several_series_are_told_apart_and_keep_their_units():
    other = "detections/black-sea"
    every = [series(month(1)), series(month(1, key=other), key=other)]
    for table in (window_table(every, *_january()), series_table(every)):
        assert table.columns[0] == "series"
        assert [row[0] for row in table.rows] == [KEY, other]
        assert table.title.startswith("2 series")
        assert len([note for note in table.notes if note.startswith("One unit is")]) == 2


def test_every_figure_of_a_series_stands_in_its_own_row():
    table = series_table([series(month(1), month(2, status="provisional", bound="about"))])
    assert table.title == KEY
    assert [row[4] for row in table.rows] == ["final", "provisional, about"]


def test_a_revision_says_by_how_much():
    change = {
        "key": KEY,
        "source": "isle-office",
        "start": YEAR[0],
        "end": YEAR[1],
        "kind": "changed",
        "before": 5.0,
        "after": 7.0,
        "known_before": YEAR[0],
        "known_after": YEAR[1],
    }
    table = revision_table(KEY, pl.DataFrame([change, {**change, "after": None}]))
    assert [row[table.columns.index("change")] for row in table.rows] == [2.0, None]
    assert table.notes == ("2 past figures changed.",)


def test_a_list_of_series_says_what_each_counts():
    listed = {"key": KEY, "source": "isle-office", "first": YEAR[0], "last": YEAR[1]}
    table = key_table(pl.DataFrame([{**listed, "figures": 12, "vintages": 1}]), "malta")
    assert (table.title, table.rows[0][2]) == ("Series matching malta", "persons")


@pytest.mark.parametrize(
    ("stated", "known", "said"),
    [
        (YEAR[1], YEAR[1], "its earliest publication in the record is of 31 December 2024."),
        (None, YEAR[1], "is not stated; the record holds them since 31 December 2024."),
        (YEAR[0], YEAR[0], "its latest release of that day had no such figure any more."),
    ],
)
def test_a_publisher_that_an_answer_leaves_out_is_named_with_the_reason(stated, known, said):
    noon = dt.datetime(2024, 12, 31, 12, tzinfo=dt.UTC)
    row = {"key": KEY, "source": "isle-office", "stated": stated, "known": known, "retrieved": noon}
    history = pl.DataFrame([row], schema_overrides={"stated": pl.Date})
    (note,) = later_notes([], history, dt.date(2024, 6, 1))
    assert note.startswith("isle-office: left out, ")
    assert note.endswith(said)
    assert later_notes([series(month(1))], history, dt.date(2024, 6, 1)) == ()


def test_with_several_series_what_is_left_out_names_its_series():
    noon = dt.datetime(2024, 12, 31, 12, tzinfo=dt.UTC)
    row = {"source": "isle-office", "stated": YEAR[1], "known": YEAR[1], "retrieved": noon}
    history = pl.DataFrame([{"key": key, **row} for key in (KEY, "boats/channel")])
    (note,) = later_notes([series(month(1))], history, dt.date(2024, 6, 1))
    assert note.startswith("boats/channel: isle-office: left out, ")
