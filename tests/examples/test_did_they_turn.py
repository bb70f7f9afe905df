import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "did_they_turn.py"


def test_the_script_finds_the_share_that_it_made_up_and_writes_it(tmp_path):
    done = subprocess.run(
        [sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    effect, turn = done.stdout.splitlines()
    assert "Fewer came than expected" in effect
    assert 'The share of the averted that went to "there" is between' in turn
    assert {one.name for one in tmp_path.iterdir()} == {
        *("own.csv", "turned.csv", "turned.svg", "turned.html"),
    }
