import gzip
import json

import polars as pl
import pytest

from effects.test_own import panel_frame


@pytest.fixture
def wide(tmp_path):
    path = tmp_path / "wide.csv"
    frame = panel_frame(0.0).group_by("route", "month").agg(pl.col("count").sum())
    frame.pivot("route", index="month", values="count").write_csv(path)
    return path


def effect(run, *words):
    done = run("effect", *words, "--json")
    assert done.status == 0, done.err
    return json.loads(done.out)


def test_a_column_of_an_own_table_is_asked(run, wide):
    found = effect(run, "--table", wide, "--column", "here", "--start", "2018-01-01")
    assert found["averted"]["standing"] == "estimated"
    assert found["averted"]["low"] > 0
    assert found["averted"]["level"] == 0.95
    assert found["effect"]["key"] == "here"


def test_controls_are_taken_from_the_same_table(run, wide):
    words = ("--table", wide, "--column", "here", "--start", "2018-01-01", "--controls", "there")
    (donor,) = effect(run, *words)["effect"]["specification"]["donors"]
    assert donor["key"] == "there"


def test_a_long_table_gives_the_same_as_a_wide_one(run, wide, tmp_path):
    long = tmp_path / "long.parquet"
    panel_frame(0.0).write_parquet(long)
    words = ("--column", "here", "--start", "2018-01-01")
    assert effect(run, "--table", wide, *words) == effect(run, "--table", long, *words)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--start", "2018-01-01"), "--column"),
        (("--column", "here"), "--start"),
        (("--column", "hear", "--start", "2018-01-01"), "no column 'hear'; the table has month"),
        (("detections/x", "--column", "here", "--start", "2018-01-01"), "KEY with --table"),
        (("--column", "here", "--event", "eu-tr-statement"), "--event with --table"),
        (("--column", "here", "--start", "2040-01-01"), "the figures run from"),
        (("--column", "here", "--start", "May 2018"), "--start"),
    ],
)
def test_mixtures_and_what_is_not_there_are_refused(run, wide, words, said):
    done = run("effect", "--table", wide, *words)
    assert done.status == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "or your own table"),
        (("detections/central-mediterranean",), "either --event"),
        (("detections/central-mediterranean", "--column", "a", "--event", "x"), "without --table"),
    ],
)
def test_without_a_table_the_record_is_asked_and_needs_its_key(run, words, said):
    done = run("effect", *words)
    assert done.status == 2
    assert said in done.err


def test_a_date_will_do_instead_of_an_event(run):
    found = effect(run, "detections/central-mediterranean", "--start", "2017-07-01")
    assert found["effect"]["start"] == "2017-07-01"
    assert found["effect"]["rivals"]
    assert found["effect"]["costs"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("own.csv", None, "no such file"),
        ("own.xlsx", b"", "Give .csv or .parquet"),
        ("own.parquet", b"month,here", "cannot be read"),
        ("own.csv", b"", "cannot be read"),
        ("own.csv", b"month;here\n2018-01;4\n", "Separate columns with commas"),
        ("own.csv", b"month,here\n2018-01,4\n2018-02,5,6\n", "cannot be read"),
        ("own.csv", b"month,here\n2018-01,\xff\n", "cannot be read"),
        ("own.csv", bytes(300), "is no CSV file"),
        ("own.csv", gzip.compress(bytes(300)), "is no CSV file"),
    ],
)
def test_a_file_that_is_no_table_is_refused(run, tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    done = run("effect", "--table", path, "--column", "here", "--start", "2018-01-01")
    assert done.status == 2
    assert said in done.err
    assert len(done.err) < 400


def test_other_columns_are_checked_against_when_named(run, tmp_path):
    rows = [f"{2010 + at // 12}-{at % 12 + 1:02}" for at in range(120)]
    columns = [
        [300 + 90 * (at % 12) + 31 * (at * at % (7 + one)) for at in range(120)] for one in range(4)
    ]
    file = tmp_path / "four.csv"
    lines = [
        "month,y,a,b,c",
        *(",".join(map(str, row)) for row in zip(rows, *columns, strict=True)),
    ]
    file.write_text("\n".join(lines), "utf-8")
    words = ("effect", "--table", file, "--column", "y", "--start", "2018-01-01", "--json")
    found = json.loads(run(*words, "--compare", "a,b,c").out)["effect"]
    assert len(found["checks"]) == 4
    assert json.loads(run(*words).out)["effect"]["checks"] == []
    done = run(*words, "--aside", "a")
    assert (done.status, "no other series is given" in done.err) == (2, True)
