"""Commands that a check prints: each exists, parses and answers."""

import datetime as dt
import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import waterbed.check
from waterbed.check import check
from waterbed.check.estimates import Estimates
from waterbed.check.evidence import Evidence
from waterbed.cli import app
from waterbed.read import read
from waterbed.register import load
from waterbed.report.checked import checked_text
from waterbed.store import Store

SENTENCES = (
    "Arrivals in Italy fell by 58% in 2024 thanks to the deal with Tunisia.",
    "The deal with Tunisia prevented 17,000 arrivals in Italy in 2024.",
    "Since the deal with Tunisia the boats now go to Greece instead of Italy.",
    "The EU-Turkey statement cut crossings to Greece by 90% in 2016.",
    "Arrivals by sea from Tunisia halved in 2024.",
    "Asylum applications in Sweden doubled in 1998.",
    "Interceptions at sea off Senegal doubled in 1998.",
    "Deaths in the Atlantic doubled in 1998.",
    "Irregular border crossings on the eastern land border doubled in 1998.",
)


def commands(text):
    return re.findall(r"`(waterbed [^`]+)`", " ".join(text.split()))


def parsed(command):
    """Parse a command as the program does, without running it."""
    verb, *words = shlex.split(command)[1:]
    return get_command(app).commands[verb].make_context(verb, words)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_every_command_that_a_check_prints_exists_and_parses(home, sentence):
    found = check(read(sentence, published=dt.date(2025, 1, 20)), Store(home))
    for command in commands(checked_text(found, full=True)):
        assert parsed(command)


def test_every_verb_that_the_check_can_print_exists():
    folder = Path(waterbed.check.__file__).parent
    text = "".join(page.read_text("utf-8") for page in folder.glob("*.py"))
    assert set(re.findall(r"`waterbed (\w+)", text)) <= set(get_command(app).commands)


@pytest.fixture(scope="module")
def estimates():
    store = Store.at()
    return Estimates(Evidence(store.loaders()), lambda: store.rows("detections/*", "frontex"))


def test_the_command_that_asks_about_an_event_parses_for_each_of_the_register(estimates):
    known = {one.key for one in estimates.evidence.ledgers}
    asked = 0
    for event in load.events().values():
        command = estimates.command([event])
        if command:
            params = parsed(command).params
            assert params["event"] == event.id
            assert params["key"] in known
            asked += 1
    assert asked >= 40


def test_a_named_event_that_the_record_cannot_ask_about_gives_way_to_the_next(estimates):
    events = load.events()
    late, both = events["it-ly-mou-2026"], events["balkan-closure-2016"]
    assert estimates.command([late]) == estimates.command([both]) == ""
    assert estimates.command([late, both, events["eu-tn-mou"]]).endswith("--event eu-tn-mou")


def test_the_command_that_asks_about_an_event_answers(home):
    found = check(read(SENTENCES[0], published=dt.date(2025, 1, 20)), Store(home))
    (command,) = commands(found.verdicts[0].cause.because)
    assert command == "waterbed effect detections/central-mediterranean --event eu-tn-mou"
    answer = CliRunner().invoke(app, [*shlex.split(command)[1:], "--no-checks"])
    assert answer.exit_code == 0
    assert "Tried at" in answer.output
