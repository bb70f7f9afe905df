import subprocess
import sys
from pathlib import Path

import pytest

WATERBED = Path(sys.executable).parent / "waterbed"
FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="/dev/full is absent")
@pytest.mark.parametrize("words", [["series"], ["series", "--json"]])
def test_a_full_disk_is_one_line_and_no_trace(words):
    with FULL.open("w") as full:
        done = subprocess.run(
            [WATERBED, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode == 1
    assert done.stderr.startswith("waterbed: the system refused: ")
    assert done.stderr.count("\n") == 1


def test_a_reader_that_leaves_early_hears_of_no_error():
    with subprocess.Popen(
        [WATERBED, "series", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as done:
        done.stdout.close()
        assert done.stderr.read() == b""


def test_an_error_does_not_act_on_a_terminal(run):
    done = run("read", "absent\x1b[2J.txt")
    assert done.status != 0
    assert "\x1b" not in done.err
