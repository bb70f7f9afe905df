import os
import subprocess
import sys

import pytest

PROGRAM = """
from waterbed.numerics import compiled_ahead
from waterbed.numerics.compiled import is_kept
from waterbed.numerics.completion import complete
from waterbed.numerics.simplex import on_simplex
def kept():
    return is_kept(on_simplex) and is_kept(complete)
print(kept())
with compiled_ahead():
    print("meanwhile")
print(kept(), len(on_simplex.signatures), len(complete.signatures))
"""


@pytest.fixture
def said(tmp_path):
    """Run the program with nothing kept before its first run."""

    def run():
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert not done.stderr
        return done.stdout.split()

    return run


def test_another_process_compiles_and_keeps_what_cross_checks_need_once(said, tmp_path):
    assert said() == ["False", "meanwhile", "True", "0", "0"]
    before = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*.nb?")}
    assert said() == ["True", "meanwhile", "True", "0", "0"]
    assert before == {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*.nb?")}
