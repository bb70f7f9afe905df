"""Ask a table of one's own whether people turned: `python examples/did_they_turn.py [FOLDER]`.

The table is made up: on one route nine of ten no longer come from 2018 on, and half of them take
another. With a folder, it also writes the table, the chart and the page there. No network.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import polars as pl

from waterbed.effects import displacement_of_table, effect_of_table
from waterbed.numerics import stream
from waterbed.report import as_csv, as_svg, chart, estimate_page, sentence, table

START = dt.date(2018, 1, 1)
MONTHS = 126
PEOPLE = 12


def made_up() -> pl.DataFrame:
    """Make a long table with a known share.

    Returns
    -------
    polars.DataFrame
        Columns route, nationality, month, count.
    """
    numbers = stream("did they turn")
    months = pl.date_range(dt.date(2008, 1, 1), dt.date(2025, 12, 1), "1mo", eager=True)[:MONTHS]
    rows = []
    for who in range(PEOPLE):
        here, there = (size * float(numbers.lognormal()) for size in (400.0, 20.0))
        for month in months:
            rates = [size * float(numbers.lognormal(sigma=0.3)) for size in (here, there)]
            gone = 0.9 * rates[0] if month >= START else 0.0
            turned = (rates[0] - gone, rates[1] + gone / 2)
            for route, rate in zip(("here", "there"), turned, strict=True):
                rows.append((route, f"nationality {who + 1}", month, int(numbers.poisson(rate))))
    return pl.DataFrame(rows, schema=["route", "nationality", "month", "count"], orient="row")


def main(folder: Path | None) -> None:
    """Print what can be said, and write it where a folder is given.

    Parameters
    ----------
    folder
        Where to write, None for nowhere.
    """
    frame = made_up()
    print(sentence(effect_of_table(frame, "here", START)))
    found = displacement_of_table(frame, "here", START, to=["there"])
    print(sentence(found))
    if folder is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    frame.write_csv(folder / "own.csv")
    (folder / "turned.csv").write_text(as_csv(table(found)), encoding="utf-8")
    (folder / "turned.svg").write_text(as_svg(chart(found)), encoding="utf-8")
    (folder / "turned.html").write_text(estimate_page(found, table(found)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if sys.argv[1:] else None)
