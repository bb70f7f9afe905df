import json
from pathlib import Path

import polars as pl
import pytest

from effects.test_own import panel_frame

FRONTEX = Path(__file__).resolve().parents[2].parent / "shared/data/frontex"


def answered(run, *words):
    done = run("displace", *words, "--json")
    assert done.status == 0, done.err
    return json.loads(done.out)


@pytest.fixture
def own(tmp_path):
    path = tmp_path / "own.csv"
    panel_frame(0.5).write_csv(path)
    return path


@pytest.mark.parametrize(
    ("event", "own", "counted", "to"),
    [
        ("it-ly-mou-2017", "central-mediterranean", 85_555, 3),
        ("eu-tr-statement", "eastern-mediterranean", 19_304, 1),
        ("eu-tn-mou", "central-mediterranean", 71_203, 2),
    ],
)
def test_the_bundled_record_answers_for_the_routes_of_the_register(run, event, own, counted, to):
    found = answered(run, "--event", event)
    assert found["displacement"]["averted"]["key"] == own
    assert found["averted"]["counted"] == counted
    assert len(found["share"]) == to
    assert all(one["placebo_rate"] is not None for one in found["excess"].values())
    assert found["displacement"]["rivals"]
    assert found["displacement"]["costs"]


def test_what_stands_beside_is_printed(run):
    told = " ".join(run("displace", "--event", "eu-tr-statement").out.split())
    for part in (
        "were averted",
        "past dates and this one, 1.8 % were as far out",
        "at least 47 people died or went missing",
        "Published: Tafani and Riccaboni",
        "and not separated: 2016-03-09",
        "Note: route totals only",
    ):
        assert part in told


def test_what_the_series_alone_leads_one_to_expect_stands_beside(run):
    words = ("eu-tr-statement", "--months", "9", "--gap-months", "1")
    key = "detections/eastern-mediterranean"
    other = run("effect", key, "--event", *words, "--no-checks", "--json")
    alone = answered(run, "--event", *words)["displacement"]["alone"]
    effect = json.loads(other.out)["effect"]
    assert alone["expected"] == effect["expected"]
    assert alone["observed"] == effect["observed"]
    told = " ".join(run("displace", "--event", "eu-tr-statement").out.split())
    assert (
        f"`waterbed effect {key}` expects about 333,000 in the same months (95 % interval" in told
    )
    assert "pooled over routes." in told


def test_what_was_measured_on_the_pairs_own_figures_comes_before_made_up_ones(run):
    told = " ".join(run("displace", "--event", "eu-tr-statement").out.split())
    own, alike = told.index("could be told in 2.2 % of 136"), told.index("in 92 % of 174 panels")
    assert own < alike < told.index("which is no promise for real figures")
    assert told.count("python benchmarks/displacement.py") == 1


def test_an_identified_share_that_was_never_measured_says_so(run, own, tmp_path):
    words = ("--table", own, "--own", "here", "--start", "2018-01-01", "--months", "3")
    told = " ".join(run("displace", *words).out.split())
    assert "(nominal 90 %, not measured: how often such sets hold is not known)" in told
    file = tmp_path / "share.csv"
    assert run("displace", *words, "-o", file).status == 0
    assert file.read_text("utf-8").splitlines()[2].endswith(",90 %,not measured")


def test_the_detectability_comes_before_the_estimate(run):
    told = run("displace", "--event", "eu-tr-statement").out.split("·")
    assert told[1].strip().startswith(("Before the estimate", "How often a share"))


def test_routes_and_months_are_chosen(run):
    words = ("--event", "it-ly-mou-2017", "--to", "western-mediterranean", "--months", "12")
    found = answered(run, *words, "--gap-months", "4")
    assert set(found["share"]) == {"western-mediterranean"}
    assert (found["displacement"]["start"], found["displacement"]["horizon"]) == ("2017-07-01", 12)


def test_other_windows_stand_beside(run, own):
    found = answered(run, "--table", own, "--own", "here", "--start", "2018-01-01")
    assert [one["months"] for one in found["branches"]] == [9, 12]
    told = run("displace", "--event", "eu-tr-statement", "--months", "12").out
    assert "With a window of 6 months:" in told
    assert "With a window of 9 months:" in told


def test_a_date_and_two_routes_will_do(run):
    words = ("--start", "2017-07-01", "--own", "detections/central-mediterranean")
    found = answered(run, *words, "--to", "western-mediterranean,western-african")
    assert found["displacement"]["start"] == "2017-07-01"
    assert set(found["excess"]) == {"western-mediterranean", "western-african"}


def test_the_publishers_file_gives_nationalities(run):
    files = sorted(FRONTEX.glob("frontex_2025-05-15.csv*"))
    if not files:
        pytest.skip("../shared/data/frontex is absent: it is not ours to copy")
    done = run("import", "frontex/detections", files[0], "--published", "2025-05-15")
    assert done.status == 0, done.err
    found = answered(run, "--event", "eu-tr-statement")
    assert set(found["displacement"]["nationalities"]) >= {"SYR", "AFG", "IRQ"}
    assert found["averted"]["low"] > 0
    share = found["share"]["central-mediterranean"]
    assert share["standing"] == "identified"
    assert share["high"] < 0.25


def test_an_own_table_gives_averted_excess_and_share(run, own):
    words = ("--table", own, "--own", "here", "--start", "2018-01-01")
    found = answered(run, *words)
    assert found["averted"]["standing"] == "estimated"
    share = found["share"]["there"]
    assert share["standing"] == "identified"
    assert share["low"] <= 0.5 <= share["high"]


def test_parquet_is_read_as_csv_is(run, own, tmp_path):
    other = tmp_path / "own.parquet"
    pl.read_csv(own, try_parse_dates=True).write_parquet(other)
    words = ("--own", "here", "--to", "there", "--start", "2018-01-01")
    assert answered(run, "--table", own, *words) == answered(run, "--table", other, *words)


def test_a_short_table_says_why_there_is_no_telling(run, tmp_path):
    path = tmp_path / "short.csv"
    panel_frame(0.5).filter(pl.col("month") >= pl.date(2016, 1, 1)).write_csv(path)
    found = answered(run, "--table", path, "--own", "here", "--start", "2018-01-01")
    assert found["averted"]["standing"] == "not identified"
    assert "an estimate needs 20" in found["share"]["there"]["because"][0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "with --start, name the route"),
        (("--event", "eu-tr-statement", "--start", "2016-01-01"), "either --event"),
        (("--event", "eu-tr-statment"), "Did you mean 'eu-tr-statement'"),
        (("--event", "eu-tr-statement", "--to", "the-moon"), "western-african, western-balkan"),
        (("--event", "eu-tr-statement", "--to", "turkiye>greek-islands"), "not the own"),
        (("--start", "2040-01-01", "--own", "libya>italy", "--to", "western-african"), "the panel"),
        (("--event", "eu-tr-statement", "--as-of", "2001-01-01"), "nothing was known"),
        (("--event", "eu-tr-statement", "--without", "SYR"), "no nationality 'SYR'"),
    ],
)
def test_what_cannot_be_meant_is_refused(run, words, said):
    done = run("displace", *words)
    assert done.status in {1, 2}
    assert said in done.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--own", "here"), "--start"),
        (("--start", "2018-01-01"), "--own"),
        (("--own", "here", "--start", "2018-01-01", "--event", "eu-tr-statement"), "with --table"),
        (("--own", "here", "--start", "2018-01-01", "--to", "over"), "no route 'over'"),
    ],
)
def test_mixtures_with_a_table_are_refused(run, own, words, said):
    done = run("displace", "--table", own, *words)
    assert done.status == 2
    assert said in done.err


@pytest.mark.parametrize("suffix", [".html", ".svg", ".png", ".csv", ".json"])
def test_a_file_is_written_by_its_suffix(run, own, tmp_path, suffix):
    file = tmp_path / f"out{suffix}"
    words = ("--table", own, "--own", "here", "--start", "2018-01-01", "-o", file)
    assert run("displace", *words).status == 0
    beginning = {".html": b"<!doctype", ".svg": b"<svg", ".png": b"\x89PNG", ".csv": b",counted"}
    assert file.read_bytes().startswith(beginning.get(suffix, b"{"))


def test_keys_of_one_measure_may_stand_for_routes(run):
    words = ("--own", "arrivals/sea/italy", "--to", "arrivals/sea/greece")
    found = answered(run, "--start", "2023-07-16", *words)
    assert found["averted"]["counted"] == 70_970
    assert set(found["share"]) == {"arrivals/sea/greece"}
    assert found["displacement"]["costs"]


@pytest.mark.parametrize(
    ("to", "said"),
    [
        ("western-african", "--to needs keys of the same measure"),
        ("arrivals/sea/atlantis", "no series 'arrivals/sea/atlantis'"),
        ("interceptions/libya,detections/western-african", "--to needs keys"),
    ],
)
def test_a_key_is_not_mixed_with_routes(run, to, said):
    done = run("displace", "--start", "2023-07-16", "--own", "arrivals/sea/italy", "--to", to)
    assert done.status in {1, 2}
    assert said in done.err


def test_a_month_will_do_where_the_day_is_not_known(run, own):
    words = ("--table", own, "--own", "here")
    found = answered(run, *words, "--start", "2018-01")["displacement"]
    assert (found["start"], found["gap"]) == ("2018-02-01", 1)
    done = run("displace", *words, "--start", "January 2018")
    assert (done.status, "--start 'January 2018'" in done.err) == (2, True)
