import os

import pytest

from waterbed.cli.options import answer, write
from waterbed.records import InvalidError
from waterbed.report import Table


def test_notes_do_not_act_on_a_terminal(capsys):
    answer(Table("t", ("a",), (("b",),), ("said\x1b[2J",)), None, as_json=False, output=None)
    assert "· said\ufffd[2J" in capsys.readouterr().out


def save(path, text="new"):
    write(path, {".csv": lambda: text})


@pytest.mark.parametrize("folder", ["raw", "rows", "vintages", "vintages/deeper"])
def test_no_answer_is_written_among_the_files_of_the_store(home, folder):
    (home / folder).mkdir(parents=True)
    with pytest.raises(InvalidError, match="belongs to the store"):
        save(home / folder / "answer.csv")
    assert list((home / folder).iterdir()) == []


def test_no_answer_is_written_among_the_files_of_another_store(tmp_path):
    for folder in ("raw", "vintages"):
        (tmp_path / folder).mkdir()
    with pytest.raises(InvalidError, match="belongs to the store"):
        save(tmp_path / "raw" / ".." / "vintages" / "answer.csv")


@pytest.mark.parametrize("folder", ["", "exports", "vintages"])
def test_elsewhere_a_folder_may_be_called_anything(tmp_path, folder):
    file = tmp_path / folder / "answer.csv"
    file.parent.mkdir(exist_ok=True)
    save(file, "line\n")
    assert file.read_bytes() == b"line\n"
    assert list(file.parent.iterdir()) == [file]


def test_a_file_stays_as_it_was_where_the_new_one_cannot_be_written_whole(tmp_path, monkeypatch):
    file = tmp_path / "answer.csv"
    file.write_text("old")

    def full(path, _):
        path.open("wb").close()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    with pytest.raises(InvalidError, match="No space left on device"):
        save(file)
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name != "posix", reason="no symbolic links without rights")
def test_a_link_stays_a_link(tmp_path):
    file, link = tmp_path / "answer.csv", tmp_path / "link.csv"
    file.write_text("old")
    link.symlink_to(file)
    save(link)
    assert link.is_symlink()
    assert file.read_text() == "new"
