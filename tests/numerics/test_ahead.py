import os
import subprocess
import sys

import pytest

from waterbed.numerics import ahead


def test_a_block_that_fails_ends_the_other_process_and_says_so_at_once(monkeypatch):
    begun = []
    monkeypatch.setattr(ahead, "is_kept", lambda _: False)
    monkeypatch.setattr(ahead, "_cores", lambda: 2)
    monkeypatch.setattr(subprocess, "Popen", lambda *_, **__: begun.append(Other()) or begun[-1])
    with pytest.raises(ValueError, match="no such series"), ahead.compiled_ahead("checks"):
        raise ValueError("no such series")
    assert begun[0].said == ["ended", "waited for"]
    with ahead.compiled_ahead("checks"):
        pass
    assert begun[1].said == ["waited for"]


@pytest.mark.parametrize("name", ["", None])
def test_without_a_program_of_python_all_is_compiled_here(monkeypatch, name):
    monkeypatch.setattr(ahead, "is_kept", lambda _: False)
    monkeypatch.setattr(sys, "executable", name)
    with ahead.compiled_ahead("checks"):
        pass


class Other:
    """A process that notes what becomes of it."""

    def __init__(self):
        self.said = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.said.append("waited for")

    def terminate(self):
        self.said.append("ended")


PROGRAM = """
import sys
from waterbed import effects
from waterbed.numerics import ahead
need = sys.argv[1]
kernels = ahead._KERNELS[need]
def kept():
    return all(map(ahead.is_kept, kernels))
print(kept())
with ahead.compiled_ahead(need):
    print(*(one.signatures for one in kernels), sep="")
print(kept())
panel = effects.synthetic.np.arange(40.0).reshape(4, 10) ** 1.5
if need == "checks":
    effects.synthetic.synthetic_difference(panel, 8)
    effects.completion.matrix_completion(panel, 8)
else:
    kept = effects.synthetic.np.ones(3, dtype=bool)
    at = effects.synthetic.np.array([5, 7])
    effects.model.predict(panel[0], at, kept, effects.EffectOptions(), None)
print(*(sum(one.stats.cache_misses.values()) for one in kernels), sep="")
"""


@pytest.fixture
def run(tmp_path):
    """Run the program, beside a file that must not be taken; nothing is kept the first time."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "numpy.py").write_text("raise SystemExit('another numpy')", encoding="utf-8")

    def run(need):
        done = subprocess.run(
            [sys.executable, "-P", "-c", PROGRAM, need],
            env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)},
            cwd=elsewhere,
            capture_output=True,
            text=True,
            check=True,
        )
        assert not done.stderr
        return done.stdout.split()

    return run


@pytest.mark.skipif(ahead._cores() < 2, reason="with one core nothing is compiled ahead")
@pytest.mark.parametrize(("need", "here"), [("checks", "[][]"), ("forecast", "[][][]")])
def test_another_process_compiles_once_what_the_real_questions_need(run, tmp_path, need, here):
    none = "0" * (len(here) // 2)
    assert run(need) == ["False", here, "True", none]
    before = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*.nb?")}
    assert run(need) == ["True", here, "True", none]
    assert before == {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*.nb?")}
