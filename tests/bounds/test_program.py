"""The linear program answers, names its rows, and keeps quiet."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest

from waterbed.bounds.program import Program, Row
from waterbed.records import WaterbedError


def test_the_least_value_and_the_figure_that_guarantees_it():
    program = Program(2, [Row({0: 1.0}, lower=3.0, figure=0), Row({1: 1.0}, upper=5.0, figure=1)])
    assert program.least({0: 1.0}).value == pytest.approx(3)
    assert program.least({0: 1.0}).by == {0}
    assert program.least({1: -1.0}).value == pytest.approx(-5)
    assert program.least({1: -1.0}).by == {1}


def test_no_limit_is_minus_infinity():
    assert Program(1, []).least({0: -1.0}).value == -math.inf


def test_rows_that_cannot_all_hold_have_no_least_value():
    program = Program(1, [Row({0: 1.0}, upper=1.0), Row({0: 1.0}, lower=2.0)])
    assert program.least({0: 1.0}) is None


def test_an_answer_that_is_none_is_an_error(monkeypatch):
    program = Program(1, [Row({0: 1.0}, upper=1.0)])
    monkeypatch.setattr(program, "_run", lambda: "kTimeLimit")
    with pytest.raises(WaterbedError, match="ended as kTimeLimit"):
        program.least({0: 1.0})


@pytest.mark.parametrize("loaded", ["highspy", "numpy"])
def test_the_solver_is_loaded_only_for_a_question(loaded):
    code = f"import sys, waterbed.bounds; sys.exit({loaded!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_solver_prints_nothing():
    code = (
        "from waterbed.bounds.program import Program, Row\n"
        "Program(1, [Row({0: 1.0}, lower=3.0)]).least({0: 1.0})\n"
        "Program(1, [Row({0: 1.0}, upper=3.0)]).least({0: -1.0})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")
