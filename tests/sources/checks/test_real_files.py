"""The real files: every defect known in them is found, and little else is reported.

The files are not part of the project; without them these tests are skipped. The same rules run on
self-made rows in the other modules of this folder.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import reduce
from operator import or_
from pathlib import Path

import polars as pl
import pytest

from waterbed.sources.checks import doctor
from waterbed.sources.checks.vintages import last_vintages
from waterbed.sources.parsers import parse

DATA = Path(__file__).resolve().parents[3].parent / "shared" / "data"
ITALY = {"key": "arrivals/sea/italy"}
ANNEX, LIST = "iom-crossings", "iom-missing-migrants"
MINISTRY = "italy-interior"

FILES = (  # document, file, parser, options; earlier vintages of a document before later ones
    ("u/daily", "unhcr/italy_sea_arrivals_daily_export.csv", "unhcr.parse_timeseries", ITALY),
    (
        "u/places",
        "unhcr/landings_by_place_annual.csv",
        "unhcr.parse_sublocation",
        {"key": "arrivals/sea/{place}"},
    ),
    ("c/annex", "iom/med_crossings_monthly.csv", "crossings.parse", {}),
    ("m/list", "iom/missing_migrants_2020-01-08.csv", "missing_migrants.parse", {}),
    ("m/list", "iom/missing_migrants_2022-05.xlsx", "missing_migrants.parse", {}),
    ("m/list", "iom/missing_migrants_2014_api.json", "missing_migrants.parse", {}),
    ("m/list", "iom/missing_migrants_2024_api.json", "missing_migrants.parse", {}),
    ("m/list", "iom/missing_migrants_site_export_2026-05-06.csv", "missing_migrants.parse", {}),
    ("m/list", "iom/missing_migrants_europe_2026-05.csv", "missing_migrants.parse", {}),
    ("f/release", "frontex/frontex_2025-02-10.csv.gz", "frontex.parse", {}),
    ("f/release", "frontex/frontex_2025-05-15.csv.gz", "frontex.parse", {}),
    ("i/daily", "italy/sbarchi-per-giorno_2024-12-03.csv", "italy.parse_daily", {}),
    ("i/daily", "italy/sbarchi-per-giorno.csv", "italy.parse_daily", {}),
    ("i/groups", "italy/nazionalita.csv", "italy.parse_nationality", {}),
    ("k/boats", "uk/small_boats_time_series.ods", "uk.parse", {}),
    ("e/2015", "eurostat/migr_asyappctzm_2015_wide.csv", "eurostat.parse", {}),
)


@dataclass(frozen=True, slots=True)
class Defect:
    """Findings that stand for one defect: a rule, a source, keys as a pattern, first days."""

    what: str
    rule: str
    source: str
    key: str
    first: str
    last: str
    findings: int

    def holds(self) -> pl.Expr:
        days = [dt.date.fromisoformat(day) for day in (self.first, self.last)]
        dated = pl.col("start").is_null() | pl.col("start").is_between(*days)
        series = (pl.col("source") == self.source) & pl.col("key").str.contains(f"^{self.key}$")
        return (pl.col("rule") == self.rule) & series & dated


DEATHS = "deaths/(central|eastern|western)-mediterranean|deaths/western-african"
GREEK_LAND = "arrivals/land/greece"
SEA = "arrivals/sea/italy"
ALWAYS = ("2000-01-01", "2030-12-31")

KNOWN = (
    Defect("deaths of 2014 are those of 2021", "copied-block", ANNEX, DEATHS, *ALWAYS, 4),
    Defect("Italy in October 2025", "far-from-sister", ANNEX, SEA, "2025-10-01", "2025-10-01", 1),
    Defect(
        "Greece by land, end of 2024",
        "zero-not-reported",
        ANNEX,
        GREEK_LAND,
        "2024-10-01",
        "2024-10-01",
        1,
    ),
    Defect(
        "zeros in late months of 2025",
        "zero-not-reported",
        ANNEX,
        "arrivals/(land/greece|sea/cyprus)",
        "2025-09-01",
        "2025-10-01",
        2,
    ),
    Defect("-380 and -15", "negative-count", ANNEX, "arrivals/(sea|land)/spain.*", *ALWAYS, 2),
    Defect("31 April and the like", "impossible-date", MINISTRY, SEA, *ALWAYS, 7),
    Defect("a placeholder for a figure", "unreadable", MINISTRY, SEA, *ALWAYS, 1),
    Defect("days after the report", "after-report-date", MINISTRY, SEA, *ALWAYS, 71),
    Defect("days printed again", "reprinted", MINISTRY, SEA, *ALWAYS, 1),
    Defect("days understate the year", "sum-differs", MINISTRY, SEA, *ALWAYS, 6),
    Defect("running counts fall", "falling-cumulative", MINISTRY, f"{SEA}/[A-Z]+", *ALWAYS, 3),
    Defect("2 May 2024 is 30 April", "duplicate-report", MINISTRY, rf"{SEA}/\*", *ALWAYS, 1),
    Defect(
        "incidents of 2019 added later",
        "revised-far",
        LIST,
        "deaths/central-mediterranean",
        "2019-01-01",
        "2019-12-31",
        2,
    ),
    Defect(
        "the same by year",
        "revised-year",
        LIST,
        "deaths/central-mediterranean",
        "2019-01-01",
        "2019-01-01",
        1,
    ),
    Defect("two sources on Italy", "sisters-compared", ANNEX, SEA, *ALWAYS, 2),
)

CONFIRMED = (  # not in the list of known defects, and yet defects, for the reason given
    Defect(
        "the column of Cyprus by land is not filled after 2022",
        "zero-not-reported",
        ANNEX,
        "arrivals/land/cyprus",
        "2023-01-01",
        "2023-01-01",
        1,
    ),
    Defect(
        "Greece by land, a single month: Frontex has some 700",
        "zero-not-reported",
        ANNEX,
        GREEK_LAND,
        "2023-12-01",
        "2023-12-01",
        1,
    ),
    Defect(
        "Greece by sea in 2014: disputed in the reference record too",
        "far-from-sister",
        "frontex",
        "detections/eastern-mediterranean/sea",
        "2014-01-01",
        "2014-12-31",
        2,
    ),
    Defect(
        "a year of the Canaries booked in December and taken off the mainland",
        "far-from-sister",
        "frontex",
        "detections/western-(african|mediterranean/sea)",
        "2015-12-01",
        "2016-12-31",
        3,
    ),
)


@pytest.fixture(scope="module")
def rows():
    """Parse every file that a connector reads, one vintage each."""
    if not DATA.is_dir():
        pytest.skip("../shared/data is absent: the publishers' files are not part of the project")
    absent = [file for _, file, _, _ in FILES if not (DATA / file).is_file()]
    if absent:
        pytest.skip(f"../shared/data lacks {', '.join(absent)}")
    return pl.concat(
        parse(parser, (DATA / file).read_bytes(), options).with_columns(
            vintage=pl.lit(f"{document}@{file}")
        )
        for document, file, parser, options in FILES
    )


@pytest.fixture(scope="module")
def findings(rows):
    return doctor(rows)


def _of(findings, rule, key):
    return findings.filter((pl.col("rule") == rule) & (pl.col("key") == key))


@pytest.mark.parametrize("defect", [*KNOWN, *CONFIRMED], ids=lambda one: f"{one.rule}: {one.what}")
def test_every_known_defect_is_found(findings, defect):
    assert findings.filter(defect.holds()).height == defect.findings


def test_the_copied_year_is_the_one_that_the_incidents_do_not_know(findings):
    found = _of(findings, "copied-block", "deaths/central-mediterranean")
    assert found.select("start", "end", "value").row(0) == (
        dt.date(2014, 1, 1),
        dt.date(2014, 12, 31),
        1553,
    )
    assert found["expected"].item() > 3000
    assert found["rows"].list.len().item() == 24


def test_italy_in_october_2025_is_set_against_the_daily_figures(findings):
    found = _of(findings, "far-from-sister", SEA)
    assert found.select("value", "expected").row(0) == (12_864, 7_937)


def test_all_1088_figures_for_days_to_come_are_marked_or_missing(rows):
    daily = last_vintages(rows).filter(
        (pl.col("source") == MINISTRY) & (pl.col("start") > pl.col("published"))
    )
    marked = daily.filter(pl.col("marks").list.contains("after-report-date"))
    assert daily.height == 1088
    assert marked["value"].to_list() == [0.0] * 1084
    missing = daily.filter(~pl.col("marks").list.contains("after-report-date"))
    assert sorted(missing["missing"]) == ["not reported"] * 3 + ["unreadable"]


def test_158_days_were_printed_again_with_another_figure(findings):
    said = findings.filter(pl.col("rule") == "reprinted")["sentence"].item()
    assert "158 of " in said
    assert "by 67 on average, most for 15 July 2023 from 316 to 1,232" in said


def test_the_days_of_2023_are_compared_with_the_running_count(findings):
    found = findings.filter(
        (pl.col("rule") == "sum-differs") & (pl.col("start") == dt.date(2023, 1, 1))
    )
    assert found.select("value", "expected").row(0) == (155_515, 157_652)


def test_the_largest_fall_of_a_running_count_is_402(findings):
    falls = findings.filter(pl.col("rule") == "falling-cumulative")
    assert (falls["expected"] - falls["value"]).sort().to_list() == [8, 19, 402]


def test_deaths_of_2019_grew_from_744_to_1262(findings):
    found = _of(findings, "revised-year", "deaths/central-mediterranean")
    year = found.filter(pl.col("start") == dt.date(2019, 1, 1))
    assert year.select("value", "expected").row(0) == (1_262, 744)


def test_24_of_121_months_on_italy_differ_by_more_than_two_percent(findings):
    said = _of(findings, "sisters-compared", SEA)["sentence"]
    assert said.str.contains("iom-crossings against unhcr: 24 of 121 months differ").any()
    route = _of(findings, "sisters-compared", "detections/central-mediterranean")
    assert "correlation 0.9999" in route["sentence"].item()


def test_a_release_with_nearly_twice_the_detections_is_far_from_both_its_neighbours(rows):
    """Put the figure of the release of 7 February 2025, which is not among the files, into it."""
    key = pl.col("key").is_in(
        ["detections/central-mediterranean", "detections/central-mediterranean/sea"]
    )
    release = rows.filter(pl.col("vintage").str.contains("2025-02-10")).with_columns(
        value=pl.when(key & (pl.col("start") == dt.date(2023, 12, 1)))
        .then(9_977.0)
        .otherwise("value"),
        vintage=pl.lit("f/release@2025-02-07"),
    )
    others = rows.filter(pl.col("source") != "frontex")
    alone = doctor(pl.concat([others, release]))
    found = _of(alone, "far-from-sister", "detections/central-mediterranean")
    assert found.select("value", "expected").rows() == [(9_977, 5_284)]
    mended = rows.filter(pl.col("vintage").str.contains("2025-02-10"))
    revised = doctor(pl.concat([release, mended]))
    found = _of(revised, "revised-far", "detections/central-mediterranean")
    assert found.select("value", "expected").rows() == [(5_289, 9_977)]


def test_interceptions_in_another_compilation_are_far_where_it_was_changed(rows):
    """Put the figures of the replication data, which are not among the files, beside the annex."""
    other = {
        dt.date(2019, 5, 1): 2_398.0,
        dt.date(2019, 6, 1): 2_971.0,
        **{dt.date(2021, month, 1): 0.0 for month in (9, 10, 11, 12)},
    }
    annex = rows.filter(
        (pl.col("key") == "interceptions/libya") & (pl.col("start") < dt.date(2022, 1, 1))
    )
    changed = pl.col("start").replace_strict(other, default=None, return_dtype=pl.Float64)
    copy = annex.with_columns(
        source=pl.lit("iom-libya"), value=pl.coalesce(changed, "value"), vintage=pl.lit("l/a@1")
    )
    findings = doctor(pl.concat([annex, copy]))
    far = _of(findings, "far-from-sister", "interceptions/libya")
    assert far.select("start", "end", "expected").rows() == [
        (dt.date(2019, 5, 1), dt.date(2019, 6, 30), 5_369)
    ]
    zero = _of(findings, "zero-not-reported", "interceptions/libya").filter(source="iom-libya")
    assert (dt.date(2021, 9, 1), dt.date(2021, 12, 31)) in zero.select("start", "end").rows()


def test_no_sister_is_compared_with_a_marked_figure(rows, findings):
    marked = rows.with_row_index("row").filter(pl.col("marks").list.len() > 0)
    far = findings.filter(pl.col("rule") == "far-from-sister")["rows"].explode()
    assert not far.is_in(marked["row"].implode()).any()


def test_the_sum_of_a_report_that_repeats_another_is_marked_as_its_parts_are(rows):
    total = rows.filter(key=SEA, end=dt.date(2024, 5, 2), line=0)
    assert total.filter(pl.col("source") == MINISTRY)["marks"].to_list() == [["duplicate-report"]]


def _false_alarms(rows, findings, defects):
    """Count by source, against ourselves wherever there is a choice.

    ``false``: rows that an error or a warning points at and no finding of the given defects does; a
    pair of sisters that differs points at the rows of both. ``rows``: those of the last vintages
    that are in no finding of a given defect, without the zeros that a publisher leaves out.
    """
    numbered = rows.with_row_index("row").with_columns(pl.col("row").cast(pl.UInt32))
    printed = last_vintages(numbered).filter(pl.col("status") != "implied")
    alarms = findings.filter(pl.col("severity") != "note")
    known = reduce(or_, (one.holds() for one in defects))
    real = alarms.filter(known)["rows"].explode().unique().implode()
    false = alarms.filter(~known)["rows"].explode().unique().implode()
    rest = printed.filter(~pl.col("row").is_in(real))
    return rest.group_by("source").agg(rows=pl.len(), false=pl.col("row").is_in(false).sum())


def test_fewer_than_one_row_in_a_thousand_is_reported_beside_the_known_defects(rows, findings):
    counts = _false_alarms(rows, findings, KNOWN)
    assert counts["false"].sum() < 0.001 * counts["rows"].sum()


def test_fewer_than_two_rows_in_a_hundred_of_any_source_are_reported_without_a_defect(
    rows, findings
):
    """The most are the annex's: months in which Frontex has up to seven times its figure."""
    counts = _false_alarms(rows, findings, (*KNOWN, *CONFIRMED))
    worst = counts.with_columns(share=pl.col("false") / pl.col("rows")).sort("share").tail(1)
    assert worst["share"].item() < 0.02, worst
