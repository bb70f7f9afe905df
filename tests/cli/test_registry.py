import csv
import datetime as dt
import json

import pytest

from waterbed import register
from waterbed.records import EVENT_KINDS

VISIT = "2024-05-07"
VERBS = ["timeline", "agreements", "who", "money", "actor"]


def words(text):
    return " ".join(text.split())


def line_of(done, start):
    """Give the first line of an answer that starts with a text, its spaces made single."""
    assert done.status == 0, done.err
    return next(one for one in map(words, done.out.splitlines()) if one.startswith(start))


def test_tobruk_is_held_by_an_army_that_the_un_does_not_recognise(run):
    done = run("who", "Tobruk", "--on", VISIT)
    assert line_of(done, "Libyan").endswith("Army all of Tobruk 2021-03-15 no")
    assert "not shown to hold it yes" in line_of(done, "Government of National Unity")


def test_the_memorandum_is_due_for_notice(run):
    done = run("agreements", "--due", "--on", VISIT)
    assert "memorandum 2017-02-02 in force" in line_of(done, "Memorandum on migration")
    assert line_of(done, "Memorandum on migration").endswith("2025-11-02 544")


def test_the_timeline_of_libya_is_the_one_of_the_register(run):
    window = ("--place", "libya", "--from", "2023-06-01", "--to", "2024-06-01")
    expected = register.timeline("libya", start=dt.date(2023, 6, 1), end=dt.date(2024, 6, 1))
    done = run("timeline", *window, "--json")
    assert [one["id"] for one in json.loads(done.out)] == [one.id for one in expected]
    shown = run("timeline", *window).out
    assert f"Events: {len(expected)}." in shown
    assert "Timeline: Libya, from 1 June 2023 to 1 June 2024" in shown


def test_every_condition_of_the_timeline_narrows_it(run):
    asked = ("timeline", "--actor", "IT", "--kind", "visit", "--sector", "energy")
    found = json.loads(run(*asked, "--json").out)
    assert found
    assert {one["kind"] for one in found} == {"visit"}
    assert all("energy" in one["sectors"] for one in found)
    assert "Timeline: Italy, visit, energy" in run(*asked).out


def test_a_kind_may_be_written_as_the_table_writes_it(run):
    asked = [
        run("timeline", "--kind", kind, "--json").out
        for kind in ("border closure", "border-closure")
    ]
    assert asked[0] == asked[1] != "[]\n"


def test_the_help_lists_every_kind(run):
    shown = "".join(run("timeline", "--help").out.split())
    assert all(kind in shown for kind in EVENT_KINDS)


def test_an_allegation_says_by_whom_and_what_the_accused_reply(run):
    out = words(run("timeline", "--kind", "alleged-arrangement").out)
    assert "alleged against Italy" in out
    assert "reply:" in out


BEYOND = [
    ("who", "Tobruk", "--on", "2050-01-01"),
    ("who", "--on", "2050-01-01"),
    ("agreements", "--on", "2050-01-01"),
    ("timeline", "--to", "2050-01-01"),
    ("timeline", "--from", "2050-01-01"),
    ("timeline", "--as-of", "2050-01-01"),
]


@pytest.mark.parametrize("asked", BEYOND)
def test_a_question_beyond_the_register_is_told_to_which_day_it_was_kept(run, asked):
    out = words(run(*asked).out)
    assert "kept to 5 November 2025 and knows nothing of later days" in out


@pytest.mark.parametrize("asked", [("who", "Tobruk", "--on", VISIT), ("timeline", "--to", VISIT)])
def test_every_answer_says_to_which_day_the_register_was_kept(run, asked):
    assert "The register was kept to 5 November 2025." in run(*asked).out


def test_json_says_to_which_day_the_register_was_kept(run):
    found = json.loads(run("who", "Tobruk", "--on", "2050-01-01", "--json").out)
    assert found["kept_to"] == "2025-11-05"


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_answers_without_options_and_in_json(run, verb):
    assert run(verb).status == 0
    assert json.loads(run(verb, "--json").out)


@pytest.mark.parametrize("asked", [("who", "Tobruk", "--on", VISIT), ("actor", "Haftar")])
def test_a_named_answer_is_one_record(run, asked):
    assert isinstance(json.loads(run(*asked, "--json").out), dict)


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_writes_a_spreadsheet(run, tmp_path, verb):
    file = tmp_path / "answer.csv"
    assert run(verb, "-o", file).out == ""
    assert list(csv.DictReader(file.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("verb", ["timeline", "agreements", "money", "actor"])
def test_a_spreadsheet_says_where_each_row_comes_from(run, tmp_path, verb):
    file = tmp_path / "answer.csv"
    assert run(verb, "-o", file).status == 0
    rows = list(csv.DictReader(file.read_text("utf-8").splitlines()))
    assert all(row["id"] and row["source"].startswith("http") for row in rows)
    assert any(row["note"] for row in rows)


def test_a_name_may_be_left_out_to_list_all(run):
    assert len(json.loads(run("actor", "--json").out)) == len(register.load.actors())
    assert len(json.loads(run("who", "--json").out)) == len(register.load.places())


def test_the_card_of_an_actor_names_the_meetings_with_the_unrecognised(run):
    record = json.loads(run("actor", "Meloni", "--json").out)
    assert record["card"]["actor"]["id"] == "meloni"
    (met,) = record["unrecognised"]["visit-meloni-libya-2024"]
    assert met["actor"]["id"] == "haftar"


def test_money_is_kept_by_what_is_asked(run):
    for by in ("actor", "agreement", "sector"):
        lines = json.loads(run("money", "--by", by, "--json").out)
        assert len(lines) == len(register.money(by))
        assert f"Money by {by}" in run("money", "--by", by).out


def test_as_of_leaves_out_what_began_later(run):
    events = json.loads(run("timeline", "--as-of", VISIT, "--json").out)
    assert max(one["start"] for one in events) <= VISIT < "2025"
    card = json.loads(run("actor", "GNU", "--as-of", "2022-12-31", "--json").out)["card"]
    assert {one["holder"] for one in card["offices"]} == {"dbeibah", "trabelsi"}
    assert card["engagements"] == []
    actors = {one["id"] for one in json.loads(run("actor", "--as-of", VISIT, "--json").out)}
    assert "gnu" in actors
    assert "gnu" not in {
        one["id"] for one in json.loads(run("actor", "--as-of", "2020-01-01", "--json").out)
    }
    assert "Left out: what began after 7 May 2024" in run("timeline", "--as-of", VISIT).out


def test_a_part_counts_by_itself_until_its_whole_begins(run):
    lines = json.loads(run("money", "--by", "sector", "--as-of", "2018-12-31", "--json").out)
    contracted = {one["group"]: one["amount"] for one in lines if one["stage"] == "contracted"}
    assert contracted["protection"] == 90_000_000
    assert contracted["coast-guard-capacity"] == 46_000_000


@pytest.mark.parametrize("asked", [("who", "Tobruk"), ("agreements",)])
def test_the_day_of_a_question_is_as_of_where_on_is_left_out(run, asked):
    assert run(*asked, "--as-of", VISIT).out == run(*asked, "--on", VISIT).out


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (["timeline", "--place", "Tobruck"], "'Tobruk'"),
        (["timeline", "--actor", "Melonni"], "'Meloni'"),
        (["timeline", "--kind", "visits"], "'visit'"),
        (["timeline", "--sector", "enrgy"], "'energy'"),
        (["who", "Bengazi"], "'Bengasi'"),
        (["actor", "Haftaar"], "'Haftar'"),
        (["money", "--by", "sectors"], "'sector'"),
        (["timeline", "--from", "2024-06-01", "--to", "2023-06-01"], "Swap"),
        (["timeline", "--from", "June"], "--from"),
        (["who", "Tobruk", "--on", "2025-01-01", "--as-of", VISIT], "Give one"),
        (["agreements", "--on", "2025-01-01", "--as-of", VISIT], "Give one"),
        (["actor", "GNU", "--as-of", "2019-01-01"], "Name a later day"),
        (["agreements", "--on", "2024-02-30"], "--on"),
    ],
)
def test_a_question_that_cannot_be_answered_is_one_line_that_says_what_to_do(run, asked, message):
    done = run(*asked)
    assert done.status in {1, 2}
    assert message in done.err
    assert done.err.count("\n") == 1
    assert done.out == ""


@pytest.mark.parametrize(("verb", "table"), [("who", "places"), ("actor", "actors")])
def test_an_unknown_name_counts_what_the_verb_lists(run, verb, table):
    listed = len(json.loads(run(verb, "--json").out))
    assert listed == len(getattr(register.load, table)())
    assert f"`waterbed {verb}` lists all {listed}." in run(verb, "Xyzzy").err
