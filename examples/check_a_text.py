"""Read the record and check a text through the library: `python examples/check_a_text.py [FILE]`.

Without a file it checks two invented sentences. It needs no network.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from waterbed.check import check
from waterbed.read import read
from waterbed.report import window
from waterbed.store import Store, publisher_of

TEXT = """In 2023, about 157,000 people arrived in Italy by sea, according to UNHCR.
In the first quarter of 2024, 30,000 people arrived in Italy by sea, according to UNHCR.
"""


def main(text: str) -> None:
    """Print the deaths of each year on one route, then what the record says of each claim.

    Parameters
    ----------
    text
        The text to check.
    """
    store = Store.at()
    (deaths,) = store.series("deaths/central-mediterranean", "iom-missing-migrants")
    for year in (2022, 2023):
        days = dt.date(year, 1, 1), dt.date(year, 12, 31)
        figure = deaths.total(*days)
        if figure is not None:
            who = publisher_of(figure.source)
            print(f"{window(*days)}: at least {figure.value:,.0f} dead or missing ({who})")
    checked = check(read(text, published=dt.date(2024, 5, 8)), store)
    for verdict in checked.verdicts:
        claim = checked.article.claims[verdict.claim]
        print(f"\n“{claim.sentence}”\n{verdict.rating}: {verdict.because}")
        for reading in verdict.readings:
            figures = ", ".join(f"{one.value:,.0f}" for one in reading.figures if one.value)
            print(f"  {reading.key} ({publisher_of(reading.source)}): from {figures}")


if __name__ == "__main__":
    main(Path(sys.argv[1]).read_text("utf-8") if len(sys.argv) > 1 else TEXT)
