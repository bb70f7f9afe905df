import json
import re
from pathlib import Path

import pytest

from waterbed.simulate import read_scenario

SCENARIOS = sorted((Path(__file__).resolve().parents[2] / "examples" / "scenarios").glob("*.toml"))
CHANNEL = next(path for path in SCENARIOS if path.stem == "channel-control")
PORTS = next(path for path in SCENARIOS if path.stem == "stricter-libyan-ports")


def test_the_aim_of_the_visit_runs_from_the_bundled_record(run):
    done = run("simulate", PORTS, "--draws", 200)
    assert done.status == 0
    said = " ".join(done.out.split())
    for part in (
        "Simulated, not counted: Departures from all Libyan ports halved",
        "Tripolitania (west Libya) to landed",
        "Cyrenaica (east Libya) in June 2024 is held by: Libyan National Army (full)",
        "Tripolitania (west Libya) in June 2024 is held by: Government of National Unity",
        "would reappear on other corridors",
        "its forecasts 7 to 12 months ahead",
        "Beyond 12 months ahead it was not measured.",
    ):
        assert part in said, part


def test_another_region_is_another_file(run):
    said = " ".join(run("simulate", CHANNEL, "--draws", 50).out.split())
    assert "Dunkirk and the coast to" in said
    assert "not calibrated" in said


def test_the_same_question_has_the_same_answer(run):
    asked = ("simulate", CHANNEL, "--draws", 50, "--json")
    first = run(*asked).out
    assert first == run(*asked).out
    assert first != run(*asked, "--seed", 2).out


def test_json_carries_the_whole_run(run):
    told = json.loads(run("simulate", CHANNEL, "--draws", 20, "--json").out)
    assert told["simulated"] is True
    assert told["scenario"]["draws"] == 20
    assert {flow["corridor"] for flow in told["flows"]} == {
        "pas-de-calais>england",
        "dunkirk>england",
    }


@pytest.mark.parametrize(
    ("suffix", "mark"),
    [
        ("svg", b"<metadata>Simulated"),
        ("png", b"Description\0Simulated"),
        ("html", b"Simulated, not counted"),
        ("csv", b"simulated,corridor"),
        ("json", b'"simulated": true'),
    ],
)
def test_every_file_says_that_it_is_simulated(run, tmp_path, suffix, mark):
    path = tmp_path / f"run.{suffix}"
    run("simulate", CHANNEL, "--draws", 20, "-o", path)
    assert mark in path.read_bytes()


def test_a_sweep_prints_a_row_for_each_size(run):
    done = run("simulate", CHANNEL, "--draws", 20, "--sweep", "control=0:1:0.5", "--json")
    assert [one["size"] for one in json.loads(done.out)] == [0.0, 0.5, 1.0]
    named = run("simulate", CHANNEL, "--draws", 20, "--sweep", "control:pas-de-calais=0:1:0.5")
    assert "by size of control on pas-de-calais" in " ".join(named.out.split())


def test_every_row_of_a_sweep_in_a_csv_says_that_it_is_simulated(run, tmp_path):
    path = tmp_path / "sweep.csv"
    run("simulate", CHANNEL, "--draws", 20, "--sweep", "control=0:1:0.5", "-o", path)
    head, *rows = path.read_text("utf-8").splitlines()
    assert len(set(head.split(","))) == len(head.split(","))
    assert [row.split(",")[:2] for row in rows] == [["yes", "0"], ["yes", "0.5"], ["yes", "1"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("closure=0:1:0.1", "names 0 levers.*Name one of: control:pas-de-calais"),
        ("control", "Write first, last and step|Write first, last, step"),
        ("control=0:1:0", "gives no size"),
        ("control=1:0:0.1", "gives no size"),
        ("control=0:1:0.000001", "more than 101"),
        ("control=0:2:1", "got 2. Allowed: from 0 to 1"),
    ],
)
def test_a_sweep_that_cannot_be_meant_is_refused(run, text, said):
    done = run("simulate", CHANNEL, "--draws", 2, "--sweep", text)
    assert done.status == 2
    assert re.search(said, done.err)


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda path: path.unlink(missing_ok=True), "there is no such file"),
        (lambda path: path.mkdir(), "that is a folder"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00"), "the file is no text in UTF-8"),
    ],
)
def test_a_scenario_that_cannot_be_read_is_refused_with_the_reason(run, tmp_path, make, why):
    path = tmp_path / "lost.toml"
    make(path)
    done = run("simulate", path)
    assert done.status == 1
    assert f"no scenario '{path}': {why}. Name a TOML file" in done.err
    assert "Errno" not in done.err
    assert "codec" not in done.err


@pytest.mark.parametrize("words", [("--sweep", "control=0:1:0.5", "-o", "x.png"), ("-o", "x.doc")])
def test_a_form_that_cannot_be_written_is_refused_before_the_runs(run, monkeypatch, words):
    monkeypatch.setattr("waterbed.simulate.run", None)
    done = run("simulate", CHANNEL, "--draws", 20, *words)
    assert (done.status, "Write one of" in done.err) == (2, True)


def test_a_day_on_which_nothing_was_known_is_refused_with_the_reason(run):
    done = run("simulate", PORTS, "--draws", 2, "--as-of", "2001-01-01")
    assert done.status == 2
    assert "--as-of 2001-01-01: no series has a monthly figure" in done.err


def test_no_draws_are_refused(run):
    done = run("simulate", CHANNEL, "--draws", 0)
    assert (done.status, "draws: got 0" in done.err) == (2, True)


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_scenario_that_comes_with_the_program_is_whole(path):
    scenario, region = read_scenario(path)
    assert scenario.title
    assert region.corridors
