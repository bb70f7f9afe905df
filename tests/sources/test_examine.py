from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from waterbed.records import NotFoundError
from waterbed.sources import Arrival, Document, examine, findings_for, keep
from waterbed.store import Store

if TYPE_CHECKING:
    from pathlib import Path

CANARIES, LAND = "arrivals/sea/spain-canaries", "arrivals/land/greece"
ANNEX = Document(
    id="iom-crossings/annex",
    source="iom-crossings",
    url="https://iom.example/annex.csv",
    parser="crossings.parse",
    media="csv",
)


def _annex() -> bytes:
    """Write every month of the bundled table's years with one invented figure."""
    months = [f"{year}-{month:02}-01,900" for year in range(2010, 2031) for month in range(1, 13)]
    return "\n".join(["date,Land arrivals in Greece", *months, ""]).encode()


def test_the_findings_of_one_series_are_those_of_the_doctor_that_touch_it(home: Path) -> None:
    every = examine(Store(home))
    found = findings_for(Store(home), CANARIES)
    assert found.filter(rule="far-from-sister").height > 0
    assert set(found["sentence"]) <= set(every["sentence"])
    assert findings_for(Store(home), "arrivals/sea/nowhere").is_empty()


def test_both_sisters_show_the_month_in_which_they_lie_apart(home: Path) -> None:
    one, other = (
        findings_for(Store(home), key, source=source).filter(rule="far-from-sister")
        for key, source in (
            (CANARIES, "iom-crossings"),
            ("detections/western-african", "frontex"),
        )
    )
    assert one.height > 0
    assert one["sentence"].equals(other["sentence"])
    by_source = examine(Store(home), "iom-crossings").filter(rule="far-from-sister")
    assert set(one["sentence"]) <= set(by_source["sentence"])


def test_bundled_rows_that_gave_way_are_not_examined(home: Path) -> None:
    store = Store(home)
    zeros = findings_for(store, LAND, source="iom-crossings").filter(rule="zero-not-reported")
    assert zeros["vintages"].explode().str.starts_with("record/iom-crossings@").all()
    assert zeros.height > 0
    keep(store, Arrival(ANNEX, _annex()))
    assert findings_for(store, LAND).filter(rule="zero-not-reported").is_empty()
    assert examine(store).filter(key=LAND, rule="zero-not-reported").is_empty()


def test_a_publisher_without_figures_is_named(home: Path) -> None:
    with pytest.raises(NotFoundError, match="no source 'frontx'.*'frontex'"):
        examine(Store(home), "frontx")
