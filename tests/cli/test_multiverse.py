import json
import re

import pytest

CENTRAL = "detections/central-mediterranean"
SMALL = (
    *("--window-months", "6", "--gap-months", "0", "--memory", "0.97", "--skip-months", "0"),
    *("--scale", "log"),
)


def answered(run, *words):
    done = run("multiverse", *words, "--json")
    assert done.status == 0, done.err
    return json.loads(done.out)["multiverse"]


@pytest.mark.parametrize(
    ("key", "event"),
    [
        (CENTRAL, "it-ly-mou-2017"),
        ("detections/eastern-mediterranean", "eu-tr-statement"),
        (CENTRAL, "eu-tn-mou"),
    ],
)
def test_the_bundled_record_answers_with_a_joint_test_and_rivals(run, key, event):
    found = answered(run, key, "--event", event, *SMALL)
    assert (found["key"], found["event"]) == (key, event)
    assert [one["specification"]["level"] for one in found["branches"]] == ["damped", "random walk"]
    assert found["test"]["median_p"] >= found["test"]["smallest_p"] > 0.03
    assert found["answer"] == "cannot tell"
    assert found["rivals"]


def test_a_branch_is_what_effect_says(run):
    (branch,) = answered(run, CENTRAL, "--event", "eu-tn-mou", *SMALL, "--level", "damped")[
        "branches"
    ]
    done = run("effect", CENTRAL, "--event", "eu-tn-mou", "--json")
    alone = json.loads(done.out)["effect"]
    for name in ("change", "observed", "calibration", "answer", "specification"):
        assert branch[name] == alone[name]


def test_choices_of_two_words_are_written_with_a_hyphen(run):
    words = (*SMALL[:-2], "--scale", "negative-binomial", "--level", "random-walk")
    (branch,) = answered(run, CENTRAL, "--event", "eu-tn-mou", *words)["branches"]
    chosen = branch["specification"]
    assert (chosen["scale"], chosen["level"]) == ("negative binomial", "random walk")


def test_what_was_kept_is_what_would_be_made(run, monkeypatch):
    words = (CENTRAL, "--event", "eu-tn-mou", *SMALL)
    made = answered(run, *words)
    monkeypatch.setattr("waterbed.effects.multiverse", None)
    assert answered(run, *words) == made
    monkeypatch.undo()
    assert answered(run, *words, "--no-cache") == made


def test_masks_and_donors_double_the_grid(run):
    words = ("--mask", "2015-09-01:2015-10-31", "--donor", "detections/eastern-borders")
    found = answered(run, CENTRAL, "--event", "eu-tn-mou", *SMALL, *words)
    assert len(found["branches"]) == 2 * 2 * 2
    assert [one["value"] for one in found["tallies"] if one["choice"] == "masked"] == [
        "nothing",
        "2015-09-01 to 2015-10-31",
    ]


def test_a_mask_may_be_written_as_effect_takes_it(run):
    words = (CENTRAL, "--event", "eu-tn-mou", *SMALL, "--mask")
    dots, colon = (answered(run, *words, f"2015-09-01{sign}2015-10-31") for sign in ("..", ":"))
    assert dots == colon


def test_a_narrowed_grid_is_said_in_words_and_in_json(run):
    words = (CENTRAL, "--event", "eu-tn-mou", *SMALL)
    assert "window months 6 instead of 6, 9, 12" in answered(run, *words)["narrowed"]
    told = " ".join(run("multiverse", *words).out.split())
    assert "The grid was narrowed: window months 6 instead of 6, 9, 12;" in told
    assert re.search(r"with p = 0\.\d{3},", told)


def test_a_form_that_cannot_be_written_is_refused_before_the_work(run, monkeypatch):
    monkeypatch.setattr("waterbed.effects.multiverse", None)
    done = run("multiverse", CENTRAL, "--event", "eu-tn-mou", "--no-cache", "-o", "x.doc")
    assert (done.status, "Write one of .html" in done.err) == (2, True)


def test_every_publisher_is_a_branch_and_those_without_the_window_are_named(run):
    found = answered(run, "arrivals/sea/italy", "--event", "eu-tn-mou", *SMALL)
    assert {one["source"] for one in found["branches"]} == {"unhcr"}
    assert any("italy-interior: no figure is for a whole month" in why for why in found["because"])
    assert any("with iom-crossings cannot be formed" in why for why in found["because"])


def test_tables_rows_and_curves_are_written(run, tmp_path):
    words = ("multiverse", CENTRAL, "--event", "eu-tn-mou", *SMALL)
    told = " ".join(run(*words).out.split())
    assert "Of 2 ways to estimate it" in told
    assert run(*words, "-o", tmp_path / "curve.svg").status == 0
    assert "<svg" in (tmp_path / "curve.svg").read_text("utf-8")
    assert run(*words, "-o", tmp_path / "page.html").status == 0
    page = (tmp_path / "page.html").read_text("utf-8")
    assert page.startswith("<!doctype html>")
    assert "<svg" in page
    assert "Of 2 ways to estimate it" in page
    assert run(*words, "-o", tmp_path / "branches.csv").status == 0
    assert len((tmp_path / "branches.csv").read_text("utf-8").splitlines()) == 3


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("--level", "wild"), "a level is one of"),
        (("--level", "fixed"), "one that never moves is not defensible"),
        (("--window-months", "0"), "--window-months 0: give a whole number"),
        (("--mask", "2015"), "Write it as 2015-09-01..2015-11-30"),
        (("--mask", "2015-02-01:2015-01-01"), "is reversed"),
        (("--workers", "0"), "workers: got 0"),
        (("--as-of", "2009-01-01"), "Give --as-of 20"),
    ],
)
def test_what_cannot_be_meant_is_refused(run, words, error):
    done = run("multiverse", CENTRAL, "--event", "eu-tn-mou", *words)
    assert (done.status, error in done.err) == (2, True), done.err


def test_a_cluster_that_does_not_answer_is_one_line(run):
    pytest.importorskip("distributed", reason="Dask is not installed: no extra [cluster]")
    words = ("--cluster", "nonsense://x")
    done = run("multiverse", CENTRAL, "--event", "eu-tn-mou", *SMALL, *words)
    assert (done.status, "no scheduler answers there" in done.err) == (1, True)
    assert done.err.count("\n") == 1
