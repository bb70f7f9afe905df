"""Print the figures of docs/performance.md: parsing, as-of reads, start of the command, memory.

Run it with `make bench`. Each time is the median of several runs after a warm-up; the data is
made here, so that the figures can be had anywhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import polars as pl
from timing import RUNS, median_seconds

from waterbed.records import PartialDate, Vintage
from waterbed.sources import parse
from waterbed.store import Store, as_rows

INCIDENTS = 20_000
KEYS = 200
MONTHS = 190
VINTAGES = 4


def incidents(count: int) -> bytes:
    """Make a Missing Migrants file.

    Parameters
    ----------
    count
        How many incidents.

    Returns
    -------
    bytes
        CSV with the columns of the global export.
    """
    number = pl.col("number")
    day = pl.lit(dt.date(2014, 1, 1)) + pl.duration(days=number % 4000)
    frame = pl.DataFrame({"number": range(count)}).select(
        number.cast(pl.String).alias("Main ID"),
        number.cast(pl.String).alias("Incident ID"),
        pl.lit("Incident").alias("Incident Type"),
        pl.lit("Mediterranean").alias("Region of Incident"),
        day.alias("Incident date"),
        day.dt.year().alias("Incident year"),
        day.dt.month().alias("Incident month"),
        (number % 7).alias("No. dead"),
        (number % 5).alias("No. missing"),
        (number % 7 + number % 5).alias("No. dead/missing"),
        pl.lit("Central Mediterranean").alias("Route"),
    )
    return frame.write_csv().encode()


def filled_store(home: Path) -> Store:
    """Make a store of several releases of many series.

    Parameters
    ----------
    home
        An empty folder.

    Returns
    -------
    Store
        With `VINTAGES` releases of `KEYS` series of `MONTHS` months.
    """
    store = Store(home)
    start = pl.date_range(dt.date(2009, 1, 1), dt.date(2024, 12, 1), "1mo", eager=True)[:MONTHS]
    months = pl.DataFrame({"start": start}).with_columns(end=pl.col("start").dt.month_end())
    keys = pl.DataFrame({"key": [f"detections/route-{n}" for n in range(KEYS)]})
    for number in range(VINTAGES):
        rows = as_rows(
            keys.join(months, how="cross").with_columns(
                source=pl.lit("frontex"), value=pl.lit(float(number))
            )
        )
        content = str(number).encode()
        vintage = Vintage(
            source="frontex",
            document="frontex/detections",
            content=hashlib.sha256(content).hexdigest(),
            retrieved=dt.datetime(2025, 1, number + 1, tzinfo=dt.UTC),
            published=PartialDate(f"2025-01-{number + 1:02d}"),
        )
        store.add(vintage, content, rows)
    return store


def help_cpu_seconds() -> float:
    """Measure `waterbed --help`.

    Returns
    -------
    float
        Median seconds of user and system time of the whole process.
    """
    command = [str(Path(sys.executable).parent / "waterbed"), "--help"]
    times = []
    for _ in range(RUNS + 1):
        before = os.times()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
        after = os.times()
        times.append(
            after.children_user
            + after.children_system
            - before.children_user
            - before.children_system
        )
    return statistics.median(times[1:])


def peak_memory_of_import(content: bytes, home: Path) -> float:
    """Measure the memory of keeping a document, as a pull does after the transfer.

    Parameters
    ----------
    content
        The document's bytes.
    home
        An empty folder.

    Returns
    -------
    float
        Peak resident memory of the whole process in MB.
    """
    file = home / "incidents.csv"
    file.write_bytes(content)
    command = [str(Path(sys.executable).parent / "waterbed"), "import"]
    command += ["iom-missing-migrants/incidents", str(file), "--home", str(home / "store")]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000


def main() -> None:
    """Print one line a figure."""
    content = incidents(INCIDENTS)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        store = filled_store(home / "filled")
        help_cpu = help_cpu_seconds()
        parsing = median_seconds(lambda: parse("missing_migrants.parse", content, {}))
        reading = median_seconds(
            lambda: store.series("detections/route-7", as_of=dt.date(2025, 1, 2)), 21
        )
        memory = peak_memory_of_import(content, home)
    rows = KEYS * MONTHS * VINTAGES
    print(f"parse {INCIDENTS:,} incident rows: {parsing:.3f} s")
    print(f"as-of read of one series among {rows:,} rows, warm: {reading * 1000:.1f} ms")
    print(f"waterbed --help: {help_cpu:.3f} s of CPU")
    print(f"import of {len(content) / 1e6:.1f} MB with {INCIDENTS:,} incidents: {memory:.0f} MB")


if __name__ == "__main__":
    main()
