"""Every example of the first page answers, offline and with an empty home."""

from __future__ import annotations

import hashlib
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path

import polars as pl
import pytest

from waterbed.records import PartialDate, Vintage
from waterbed.store import Store

WATERBED = Path(sys.executable).parent / "waterbed"
ROOT = Path(__file__).resolve().parents[1]
EXAMPLES_FOLDER = ROOT / "examples"
PAGE = (ROOT / "README.md").read_text("utf-8")
BLOCKS = "".join(PAGE.split("```")[1::2])
EXAMPLES = [line.split(" #")[0] for line in BLOCKS.splitlines() if line.startswith("waterbed ")]
ANSWERS = {
    "check report.txt": "The claim is close",
    "read": '"statements": [',
    "show": "9,271 persons",
    "bounds": "-8,897    -8,556",
    "who": "Libyan National Army",
    "agreements": "2025-11-02",
    "timeline": "Events: ",
    "money": "7,400,000,000",
    "effect": "Tried at",
    "multiverse": "ways to estimate it",
    "displace": "were averted",
    "simulate": "would reappear on other",
    "doctor": "findings. Nothing was changed",
    "sql": "detections/western-balkan",
    "revisions": "1 past figures changed.",
}


def example(verb):
    return next(one for one in EXAMPLES if one.startswith(f"waterbed {verb} "))


def answer(command, folder):
    text = (resources.files("waterbed") / "data" / "demo" / "report.txt").read_text("utf-8")
    (folder / "report.txt").write_text(text, encoding="utf-8")
    if "examples/" in command:
        shutil.copytree(EXAMPLES_FOLDER, folder / "examples")
    words = shlex.split(command)[1:]
    return subprocess.run(
        [WATERBED, *words], cwd=folder, capture_output=True, text=True, check=False
    )


@pytest.fixture
def two_releases(home):
    """Keep two invented releases of one invented month, the second with another figure."""
    for month, value in ((2, 5.0), (3, 7.0)):
        content = str(value).encode()
        vintage = Vintage(
            source="frontex",
            document="frontex/invented",
            content=hashlib.sha256(content).hexdigest(),
            retrieved=datetime(2026, 1, month, tzinfo=UTC),
            published=PartialDate(f"2026-01-0{month}"),
        )
        rows = pl.DataFrame(
            {
                "key": ["detections/central-mediterranean"],
                "source": ["frontex"],
                "start": [date(2025, 12, 1)],
                "end": [date(2025, 12, 31)],
                "value": [value],
            }
        )
        Store.at(home).add(vintage, content, rows)


@pytest.mark.parametrize("verb", ANSWERS)
def test_an_example_answers(verb, tmp_path, request):
    if verb == "revisions":
        request.getfixturevalue("two_releases")
    done = answer(example(verb), tmp_path)
    assert done.returncode == 0, done.stderr
    assert ANSWERS[verb] in done.stdout
    assert "no figure for exactly" not in done.stdout


def test_no_example_is_left_out():
    left = [one for one in EXAMPLES if not any(one == example(verb) for verb in ANSWERS)]
    assert [one.split()[1] for one in left] == ["check", "pull"]  # both ask the network
