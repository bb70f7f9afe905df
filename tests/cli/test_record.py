import csv
import json

import pytest


def test_a_window_shows_figure_publisher_unit_published_and_retrieved(run):
    done = run("show", "arrivals/sea/italy", "--from", "2024-01-01", "--to", "2024-04-30")
    assert done.status == 0
    for part in ("16,137 persons", "UNHCR", "One unit is one person", "not stated", "2026-11-23"):
        assert part in done.out


def test_as_of_changes_the_answer_where_publications_differ(run):
    window = ("show", "corridor/libya>italy", "--from", "2024-01-01", "--to", "2024-05-07")
    assert "9,466 persons" in run(*window).out
    earlier = run(*window, "--as-of", "2024-05-07").out
    assert "no figure for exactly this window" in earlier
    assert "disputed" in earlier
    assert "8,271" in earlier


def test_an_as_of_answer_says_whom_it_leaves_out(run):
    done = run("show", "arrivals/sea/italy", "--as-of", "2024-05-10")
    assert "UNHCR, the UN Refugee Agency: left out" in done.out


def spreadsheet(run, tmp_path, *words):
    file = tmp_path / "answer.csv"
    assert run(*words, "-o", file).status == 0
    return list(csv.DictReader(file.read_text("utf-8").splitlines()))


def test_a_spreadsheet_of_a_window_has_numbers_with_their_origin(run, tmp_path):
    window = ("--from", "2024-01-01", "--to", "2024-04-30")
    rows = spreadsheet(run, tmp_path, "show", "arrivals/sea/italy", *window)
    (row,) = [one for one in rows if one["source"] == "unhcr"]
    assert (row["key"], row["start"], row["end"]) == ("arrivals/sea/italy", *window[1::2])
    assert (row["value"], row["bound"], row["unit"]) == ("16137", "exact", "persons")
    assert (row["published"], row["retrieved"], row["status"]) == ("", "2026-11-23", "final")
    assert row["url"].startswith("https://")
    assert row["vintage"].startswith("record/unhcr@")


def test_a_spreadsheet_of_a_series_has_the_same_columns(run, tmp_path):
    rows = spreadsheet(run, tmp_path, "show", "corridor/libya>italy")
    window = ("--from", "2024-01-01", "--to", "2024-05-07")
    assert list(rows[0]) == list(spreadsheet(run, tmp_path, "show", rows[0]["key"], *window)[0])
    assert {row["outlet"] for row in rows} >= {"Agenzia Nova", "Il Giornale"}


def test_json_of_a_window_says_what_is_counted_and_what_is_disputed(run):
    window = ("--from", "2024-01-01", "--to", "2024-05-07", "--json")
    (found,) = json.loads(run("show", "corridor/libya>italy", *window).out)
    assert "by sea" in found["definition"]
    assert [one["value"] for one in found["disputed"]] == [2614, 8271]
    assert (found["figure"]["value"], found["beside"]) == (9466, [])


def test_deaths_are_called_a_minimum(run):
    done = run("show", "deaths/central-mediterranean", "--from", "2024-01-01", "--to", "2024-04-30")
    assert "589 persons, a minimum" in done.out


def test_json_carries_the_parts_of_a_figure(run):
    done = run("show", "arrivals/sea/italy", "--from", "2024-01-01", "--to", "2024-04-30", "--json")
    by_source = {one["source"]: one for one in json.loads(done.out)}
    figure = by_source["unhcr"]["figure"]
    assert figure["value"] == sum(part["value"] for part in figure["parts"]) == 16137


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_every_verb_writes_a_file_by_its_suffix(run, tmp_path, suffix):
    file = tmp_path / f"series.{suffix}"
    assert run("series", "deaths", "-o", file).status == 0
    if suffix == "csv":
        rows = list(csv.DictReader(file.read_text().splitlines()))
    else:
        rows = json.loads(file.read_text())
    assert {row["key"].split("/")[0] for row in rows} == {"deaths"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["show", "arrivals/sea/itly"], "'arrivals/sea/italy'"),
        (["revisions", "arrivals/sea/itly"], "'arrivals/sea/italy'"),
        (["series", "nonsense"], "no series"),
        (["show", "arrivals/sea/italy", "--from", "2024-04-31"], "--from"),
        (["show", "arrivals/sea/italy", "--from", "2024-05-01", "--to", "2024-04-01"], "Swap"),
        (["show", "arrivals/sea/italy", "--source", "nobody"], "italy-interior, unhcr. Name one"),
        (["revisions", "arrivals/sea/italy", "--source", "nobody"], "italy-interior, unhcr. Name"),
        (["show", "corridor/nowhere*"], "no series 'corridor/nowhere*'"),
        (["show", "arrivals/sea/italy", "--as-of", "1999-01-01"], "nothing was known"),
        (["sql", "DROP TABLE figures"], "SQL"),
        (["series", "-o", "out.exe"], ".csv, .json"),
        (["doctor", "nobody"], "no source"),
        (["pull", "nobody"], "no source or document"),
        (["import", "frontex", "absent.csv"], "frontex/detections"),
        (["import", "frontex/detections", "absent.csv"], "no file that can be read"),
        (["import", "own", "absent.csv"], "--mapping"),
        (["import", "frontex/detections", "/dev/zero"], "no file that can be read"),
    ],
)
def test_a_question_that_cannot_be_answered_is_one_line_that_says_what_to_do(run, words, message):
    done = run(*words)
    assert done.status in {1, 2}
    assert message in done.err
    assert "Traceback" not in done.err
    assert done.err.count("\n") == 1


def test_patterns_select_series(run):
    done = run("series", "corridor/*>italy", "--json")
    assert {row["key"] for row in json.loads(done.out)} == {
        "corridor/libya>italy",
        "corridor/tunisia>italy",
        "corridor/cyrenaica>italy",
        "corridor/tripolitania>italy",
    }


def test_every_verb_takes_a_pattern(run):
    shown = run("show", "corridor/*>italy", "--json")
    assert len({one["key"] for one in json.loads(shown.out)}) == 4
    assert run("revisions", "corridor/*>italy").status == 0


@pytest.mark.parametrize("letter", ["(*", "[*", "*+?", "\\\\*"])
def test_a_pattern_is_no_regular_expression(run, letter):
    done = run("series", letter)
    assert (done.status, done.err.count("\n")) == (1, 1)
    assert f"no series {letter!r}" in done.err


def test_sql_prints_a_table(run):
    done = run("sql", "SELECT count(*) AS n FROM figures WHERE source = 'italy-interior'")
    assert done.status == 0
    assert "n" in done.out


def test_the_doctor_reads_the_bundled_record(run):
    done = run("doctor", "--json")
    assert done.status == 0
    assert isinstance(json.loads(done.out), list)


def test_two_releases_give_their_revisions(run, tmp_path):
    for published, value in (("2020-02-05", 5), ("2020-03-05", 7)):
        file = tmp_path / f"{published}.csv"
        file.write_text(f'"data_date","unix_timestamp","individuals"\n"2020-01-01",0,{value}\n')
        done = run("import", "unhcr/italy-daily", file, "--published", published)
        assert done.status == 0, done.err
    done = run("revisions", "arrivals/sea/italy", "--json")
    (change,) = json.loads(done.out)
    assert (change["before"], change["after"]) == (5, 7)
    shown = run(
        "show",
        "arrivals/sea/italy",
        "--from",
        "2020-01-01",
        "--to",
        "2020-01-01",
        "--as-of",
        "2020-02-20",
    )
    assert "5 persons" in shown.out


def test_the_earliest_publication_is_sought_in_every_vintage(run, tmp_path):
    for published, value in (("2020-02-10", 5), ("2020-05-15", 7)):
        file = tmp_path / f"{published}.csv"
        file.write_text(f'"data_date","unix_timestamp","individuals"\n"2020-01-01",0,{value}\n')
        assert run("import", "unhcr/italy-daily", file, "--published", published).status == 0
    done = run("show", "arrivals/sea/italy", "--source", "unhcr", "--as-of", "2020-01-31")
    assert done.status == 2
    assert "its earliest publication in the record is of 10 February 2020" in done.err


def test_what_can_be_pulled_is_listed_without_a_network(run):
    done = run("pull", "--list", "--json")
    assert "frontex/detections" in {one["id"] for one in json.loads(done.out)}


def test_rebuild_counts_what_it_parsed(run):
    assert run("rebuild").out == "0 vintages parsed again.\n"
