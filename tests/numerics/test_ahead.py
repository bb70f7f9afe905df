import os
import subprocess
import sys

import pytest

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
    """Run the program; nothing is kept before the first time."""

    def run(need):
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, need],
            env={**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert not done.stderr
        return done.stdout.split()

    return run


@pytest.mark.parametrize(("need", "here"), [("checks", "[][]"), ("forecast", "[][][]")])
def test_another_process_compiles_once_what_the_real_questions_need(run, tmp_path, need, here):
    none = "0" * (len(here) // 2)
    assert run(need) == ["False", here, "True", none]
    before = {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*.nb?")}
    assert run(need) == ["True", here, "True", none]
    assert before == {one: one.stat().st_mtime_ns for one in tmp_path.rglob("*.nb?")}
