"""The bundled record: every figure says where it comes from, and none stands twice."""

import csv
import re
from collections import Counter
from pathlib import Path

import polars as pl
import pytest

from waterbed.store import short_name, sources
from waterbed.store.asof import BUNDLED
from waterbed.store.bundled import bundled_rows, bundled_vintages

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "facts" / "quoted.csv"
PUBLISHERS = {
    "Italian Ministry of the Interior": "italy-interior",
    "UNHCR": "unhcr",
    "Greek Ministry of Migration": "greece-migration",
    "IOM Libya": "iom-libya",
}
BOUNDS = {"point": "exact", "about": "about", "at_least": "at least"}


def quoted():
    """Give the vintages of quoted figures: those that an outlet reports."""
    return [one for one in bundled_vintages() if one.media_type == "application/toml"]


@pytest.fixture(scope="module")
def facts():
    if not FACTS.exists():
        pytest.skip("../shared/facts is absent")
    with FACTS.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_no_two_sources_share_a_short_name():
    assert len({short_name(one) for one in sources()}) == len(sources())
    assert short_name("unhcr") == "UNHCR"
    assert short_name("iom-libya") == "International Organization for Migration, Libya mission"
    assert short_name("own") == "own"


def test_every_quoted_figure_has_an_id_that_does_not_depend_on_its_place_in_the_file():
    ids = [one.document.removeprefix(BUNDLED) for one in quoted()]
    assert len(ids) == len(set(ids))
    for one, vintage in zip(ids, quoted(), strict=True):
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*-\d{4}(-\d\d){0,2}(-[a-z]+)*", one)
        assert vintage.published.text in one
    assert "nova-2024-05-07" in ids


def test_every_quoted_figure_has_a_publisher_an_outlet_and_an_address_or_a_note_why_not():
    for one in quoted():
        assert one.source in sources()
        assert one.reported_by or one.note, one.document
        assert re.match(r"https?://[^/ ]+\.[^/ ]+/[^ ]", one.url) or one.note, one.document


def test_no_publication_stands_twice():
    publications = Counter(
        (one.source, one.reported_by, str(one.published), one.url) for one in quoted()
    )
    assert publications.most_common(1)[0][1] == 1


def test_no_publication_of_a_day_has_two_days():
    days = {}
    for one in quoted():
        days.setdefault(one.url, set()).add(str(one.published))
    assert {url: found for url, found in days.items() if len(found) > 1} == {}


def test_no_outlet_prints_a_figure_twice():
    names = ["key", "source", "start", "end", "vintage"]
    rows = bundled_rows().filter(bundled_rows()["vintage"].is_in([one.id for one in quoted()]))
    assert rows.select(names).is_unique().all()


def test_a_quoted_row_carries_what_its_entry_says():
    (vintage,) = [one for one in quoted() if one.document == "record/nova-2023-11-26"]
    rows = bundled_rows().filter(bundled_rows()["vintage"] == vintage.id)
    east = rows.row(by_predicate=pl.col("key") == "corridor/cyrenaica>italy", named=True)
    assert (east["value"], east["bound"], east["slack"]) == (16_000, "at least", 1)
    assert (vintage.reported_by, vintage.published.text) == ("Agenzia Nova", "2023-11-26")


def test_every_quoted_figure_equals_the_facts(facts):
    vintages = {one.id: one for one in quoted()}
    found = [
        (
            row["key"],
            str(row["start"]),
            str(row["end"]),
            row["value"],
            row["bound"],
            row["status"] == "disputed",
            row["slack"],
            row["source"],
        )
        for row in bundled_rows().iter_rows(named=True)
        if row["vintage"] in vintages
    ]
    expected = [
        (
            row["series"],
            row["start"],
            row["end"],
            float(row["value"]),
            BOUNDS[row["bound"]],
            row["note"].startswith("disputed"),
            int(row["window_end"].startswith("relayed")),
            PUBLISHERS[row["publisher"]],
        )
        for row in facts
    ]
    assert sorted(found) == sorted(expected)


def test_an_outlet_that_the_facts_name_is_the_one_of_the_record(facts):
    vintages = {one.id: one for one in quoted()}
    found = {
        (row["key"], str(row["start"]), str(row["end"]), row["value"], outlet.reported_by)
        for row in bundled_rows().iter_rows(named=True)
        if (outlet := vintages.get(row["vintage"]))
    }
    expected = {
        (row["series"], row["start"], row["end"], float(row["value"]), row["reported_by"])
        for row in facts
        if row["reported_by"]
    }
    assert expected <= found
