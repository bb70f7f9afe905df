from __future__ import annotations

import time

import pytest

from waterbed.check import extract as module
from waterbed.check.extract import extract
from waterbed.records import InvalidError, LimitError


@pytest.fixture
def script(tmp_path, monkeypatch):
    """Put another script in the place of the one that reads markup."""

    def put(code):
        path = tmp_path / "other.py"
        path.write_text(code, "utf-8")
        monkeypatch.setattr(module, "_SCRIPT", path)

    return put


def test_markup_is_read_in_a_process_of_its_own_whatever_letters_it_holds():
    said = extract("# Città\n\nMore “people”, 😀 \x00.", "Markdown")
    assert said["title"] == "Città"
    assert said["text"].startswith("Città\nMore “people”, 😀")


@pytest.mark.parametrize("markup", ["<p>x" * 400_000, "<br>" * 500_000, "<a>" * 500_000])
def test_markup_made_to_hurt_is_stopped_in_time(markup):
    started = time.monotonic()
    with pytest.raises(LimitError, match="took more than 1 s and was stopped"):
        extract(f"<html><body>{markup}", "HTML", seconds=1.0)
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("markup", ["<div>" * 900_000, "<b><i>" * 300_000, "<" * 4_000_000])
def test_markup_that_is_only_deep_or_broken_is_read(markup):
    assert isinstance(extract(f"<html><body>{markup}", "HTML")["text"], str)


def test_a_reader_that_dies_is_told_with_its_last_words(script):
    script("raise MemoryError('no \\x1b room')")
    with pytest.raises(
        InvalidError, match=r"HTML cannot be read: MemoryError: no \\x1b room\. Sav"
    ):
        extract("<p>x", "HTML")


def test_a_reader_that_is_killed_is_told(script):
    script("import os; os.abort()")
    with pytest.raises(InvalidError, match="Markdown cannot be read: "):
        extract("x", "Markdown")
