"""Run the command as a user does, in this process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from waterbed import cli


@dataclass(frozen=True)
class Done:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str


@pytest.fixture
def run(monkeypatch, capsys):
    def run_command(*words):
        monkeypatch.setattr("sys.argv", ["waterbed", *map(str, words)])
        try:
            cli.main()
            status = 0
        except SystemExit as end:
            status = end.code or 0
        captured = capsys.readouterr()
        return Done(status, captured.out, captured.err)

    return run_command
