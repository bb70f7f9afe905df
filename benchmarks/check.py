"""Print the figures of docs/performance.md on checking: warm, cold, readings a second, long texts.

Run it with `make bench`. The text is the bundled report, repeated where a longer one is needed.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import tempfile
from importlib import resources
from pathlib import Path

from timing import median_seconds

from waterbed.check import check
from waterbed.check.evidence import Evidence
from waterbed.check.readings import readings
from waterbed.read import read
from waterbed.store import Store

PUBLISHED = dt.date(2024, 5, 8)
WORDS = 1_000
CLAIMS = 300


def report_of(words: int) -> str:
    """Make a report of at least so many words.

    Parameters
    ----------
    words
        How many.

    Returns
    -------
    str
        The bundled report, as often as it takes.
    """
    text = (resources.files("waterbed") / "data" / "demo" / "report.txt").read_text("utf-8")
    return "\n\n".join([text] * -(-words // len(text.split())))


def cold_seconds(text: str) -> float:
    """Time `waterbed check` as a new process.

    Parameters
    ----------
    text
        The report.

    Returns
    -------
    float
        Median seconds of wall time.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.txt"
        file.write_text(text, encoding="utf-8")
        command = [str(Path(sys.executable).parent / "waterbed"), "check", str(file)]
        command += ["--published", PUBLISHED.isoformat(), "--home", folder]
        return median_seconds(
            lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
        )


def main() -> None:
    """Print one line a figure."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        text = report_of(WORDS)
        warm = median_seconds(lambda: check(read(text, published=PUBLISHED), store))
        article = read(report_of(WORDS), published=PUBLISHED)
        evidence = Evidence(store.loaders())
        formed = [readings(claim, evidence, PUBLISHED) for claim in article.claims]
        forming = median_seconds(
            lambda: [readings(claim, evidence, PUBLISHED) for claim in article.claims]
        )
        once = len(read(report_of(1), published=PUBLISHED).claims)
        long = report_of(len(report_of(1).split()) * -(-CLAIMS // once))
        many = read(long, published=PUBLISHED)
        double = read(f"{long}\n\n{long}", published=PUBLISHED)
        long_time = median_seconds(lambda: check(many, store), 3)
        double_time = median_seconds(lambda: check(double, store), 3)
    count = sum(len(one) for one in formed)
    print(f"check of {len(text.split()):,} words, {len(article.claims)} claims, warm: {warm:.2f} s")
    print(f"the same as a new process: {cold_seconds(text):.2f} s")
    print(f"readings: {count / forming:,.0f} a second")
    print(f"document of {len(many.claims)} claims: {long_time:.1f} s")
    print(f"twice as long: {double_time / long_time:.2f} times the time")


if __name__ == "__main__":
    main()
