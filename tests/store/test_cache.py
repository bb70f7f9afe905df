import datetime as dt
import hashlib
import logging
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import program
from waterbed.store import find_cache, remembered


@dataclass(frozen=True)
class Answer:
    value: float
    day: dt.date | None = None
    parts: tuple[str, ...] = ()


class Making:
    """Counts how often the answer was worked out."""

    def __init__(self, answer):
        self.answer, self.times = answer, 0

    def __call__(self):
        self.times += 1
        return self.answer


@given(
    st.floats(allow_nan=False), st.none() | st.dates(), st.lists(st.text(max_size=5), max_size=3)
)
def test_what_was_kept_equals_what_was_made(tmp_path_factory, value, day, parts):
    make = Making(Answer(value, day, tuple(parts)))
    folder = tmp_path_factory.mktemp("cache")
    for _ in range(3):
        assert remembered(["question", value], Answer, make, folder=folder) == make.answer
    assert make.times == 1


def test_another_question_is_answered_anew(tmp_path):
    make = Making(Answer(1.0))
    for question in ("a", "b", ["a"], {"a": 1}, dt.date(2020, 1, 1), (1.0, float("nan"))):
        remembered(question, Answer, make, folder=tmp_path)
    assert make.times == 6
    assert len(list(tmp_path.iterdir())) == 6


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-1],
        lambda content: content[:10],
        lambda _: b"",
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda _: hashlib.sha256(b"\xc1").digest() + b"\xc1",
        lambda _: hashlib.sha256(b"\x90").digest() + b"\x90",
    ],
)
def test_a_damaged_answer_is_made_anew_and_mended(tmp_path, damage, caplog):
    make = Making(Answer(2.0, parts=("one", "two")))
    remembered("q", Answer, make, folder=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    with caplog.at_level(logging.WARNING):
        assert remembered("q", Answer, make, folder=tmp_path) == make.answer
    assert "made anew" in caplog.text
    assert (make.times, file.read_bytes()) == (2, whole)


def test_another_program_finds_nothing(tmp_path, monkeypatch):
    make = Making(Answer(3.0))
    remembered("q", Answer, make, folder=tmp_path)
    monkeypatch.setattr("waterbed.store.cache.program", lambda: "another")
    remembered("q", Answer, make, folder=tmp_path)
    assert make.times == 2


def test_where_nothing_can_be_kept_the_answer_is_given_all_the_same(tmp_path, caplog):
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    make = Making(Answer(4.0))
    with caplog.at_level(logging.WARNING):
        assert remembered("q", Answer, make, folder=tmp_path / "file" / "cache") == make.answer
    assert "not kept for the next time" in caplog.text


def test_a_process_killed_while_writing_leaves_no_half_answer(tmp_path, monkeypatch):
    make = Making(Answer(5.0))

    def killed(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("pathlib.Path.replace", killed)
    with pytest.raises(KeyboardInterrupt):
        remembered("q", Answer, make, folder=tmp_path)
    monkeypatch.undo()
    assert list(tmp_path.iterdir()) == []
    assert remembered("q", Answer, make, folder=tmp_path) == make.answer


def test_the_folder_is_the_one_named_or_the_users(monkeypatch, tmp_path):
    assert find_cache(tmp_path) == tmp_path
    monkeypatch.setenv("WATERBED_CACHE", str(tmp_path / "named"))
    assert find_cache() == tmp_path / "named"
    monkeypatch.delenv("WATERBED_CACHE")
    assert find_cache().name == "waterbed"


def test_the_program_is_named_by_every_letter_of_its_source(monkeypatch, tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "one.py").write_text("x = 1", encoding="utf-8")
    monkeypatch.setitem(program.__wrapped__.__globals__, "files", lambda _: Path(tmp_path))
    first = program.__wrapped__()
    assert first == program.__wrapped__()
    (tmp_path / "sub" / "one.py").write_text("x = 2", encoding="utf-8")
    assert program.__wrapped__() != first
