import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[2] / "examples" / "check_a_text.py"


def printed(*words):
    done = subprocess.run(
        [sys.executable, SCRIPT, *words], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_script_reads_the_record_and_rates_its_own_sentences():
    out = printed()
    assert "2023: at least 2,526 dead or missing" in out
    assert "\nholds: " in out
    assert "\ncontradicted: " in out
    assert "arrivals/sea/italy (UNHCR, the UN Refugee Agency): from " in out


def test_the_script_checks_a_file(tmp_path):
    file = tmp_path / "text.txt"
    file.write_text("In 2022, 900,000 people arrived in Italy by sea.\n")
    out = printed(file)
    assert "900,000" in out
    assert "\ncontradicted: " in out
