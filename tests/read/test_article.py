"""A whole report."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.read import read
from waterbed.records import Article, PartialDate

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "article"

REPORT = """\
Harbour talks
The premier, Anna Rossi, met with Karim Saleh in Tripoli on Monday.
Ministry data shows that in the first few months of 2024 far fewer people left Libya and crossed \
the sea towards Italy compared to the same period in 2023.
About 7,000 fewer people crossed in the first part of this year compared to the same period last \
year.
Some analysts, however, say that boats from Libya are now headed for Crete instead of Italy, which \
they say would explain the increase in the numbers arriving in Greece, Reuters reports.
Aid group: Rome is complicit
Sea Aid said: "In the next few hours parliament will approve these shameful funds."
"""


@pytest.fixture(scope="module")
def report() -> Article:
    return read(REPORT, published="2024-05-08", outlet="Harbour News")


def test_the_figure_inherits_its_corridor_and_its_source(report: Article) -> None:
    figure = next(one for one in report.claims if one.amount == 7000)
    assert (figure.where, figure.from_country) == ("IT", ("LY",))
    assert figure.attributed_to == "Ministry data"
    assert figure.origin("attributed_to") == "neighbour"
    assert figure.direction == "down"


def test_the_diversion_has_its_chain_and_its_frame(report: Article) -> None:
    rise = next(one for one in report.claims if one.where == "GR")
    assert (rise.attributed_to, rise.via) == ("Some analysts", "Reuters")
    assert rise.causal is not None
    assert rise.causal.diversion
    assert rise.hedged


def test_the_forecast_has_a_day(report: Article) -> None:
    forecast = next(one for one in report.statements if one.kind == "forecast")
    assert forecast.speaker == "Sea Aid"
    assert forecast.check_by is not None


def test_there_are_no_other_claims(report: Article) -> None:
    assert [(one.direction, one.amount) for one in report.claims] == [
        ("down", None),
        ("down", 7000),
        ("up", None),
    ]


def test_everything_is_json(report: Article) -> None:
    assert json.loads(json.dumps(report.as_dict()))["language"] == "en"


def test_a_claim_names_the_statement_that_holds_it(report: Article) -> None:
    for claim in report.claims:
        said = report.statements[claim.statement]
        assert said.start <= claim.start
        assert claim.end <= said.end


def test_a_month_of_publication_counts_to_its_last_day() -> None:
    for published in ("2024-05", PartialDate("2024-05")):
        (one,) = read("So far this year 900 people landed in Malta.", published=published).claims
        assert one.period is not None
        assert one.period.end.isoformat() == "2024-05-31"


def test_a_title_says_what_the_first_sentence_leaves_out() -> None:
    (one,) = read(
        "The number fell by 12 percent in April.",
        title="Sea arrivals in Malta",
        published="2024-05-08",
        language="en",
    ).claims
    assert (one.measure, one.where) == ("sea_arrivals", "MT")
    assert one.origin("measure") == "neighbour"


PIECES = st.sampled_from(
    [
        "12,000 people",
        "landed in Italy",
        "fell by 60%",
        "compared with",
        "last year",
        ",",
        "\n",
        '"',
        "(",
        "more than",
        "doubled",
        "from Libya",
        "1 May",
        "Reuters reports",
        ".",
        "\u2019",
        "…",
        "oltre 5 000",
        "la metà",
        "percent of",
        "the",
        "-",
        "in the first",
        "Mr.",
        "said",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=200))
def test_reading_never_fails_points_at_its_quotes_and_is_deterministic(text: str) -> None:
    if not text.strip() or any(ord(c) < 32 or c == "\ufffd" or ord(c) == 127 for c in text):
        text = "So " + "".join(c for c in text if c.isprintable() and c != "\ufffd")
    found = read(text, published="2024-05-08", language="en")
    assert found == read(text, published="2024-05-08", language="en")
    for said in found.statements:
        assert found.text[said.start : said.end] == said.quote
    for claim in found.claims:
        assert claim.sentence in found.text
        assert 0 <= claim.start < claim.end <= len(found.text)


def seconds(text: str) -> float:
    started = time.perf_counter()
    read(text, published="2024-05-08", language="en")
    return time.perf_counter() - started


@pytest.mark.parametrize(
    "piece",
    [
        "In April 900 people landed in Italy, compared with 700 in April 2023. ",
        "in April 900 people from Libya landed in Italy and 700 in Malta compared with ",
        "more than nearly about over ",
        "between from to 1 1 1 of May ",
        "boats now go from Libya to Crete since the deal with the departures of the people to ",
        "(((((((( ,,,,,,, ------- ",
        "twenty twenty twenty thousand ",
    ],
)
def test_time_grows_with_the_length_and_not_faster(piece: str) -> None:
    read(piece, language="en")
    short = min(seconds(piece * (4_000 // len(piece))) for _ in range(3))
    long = seconds(piece * (32_000 // len(piece)))
    assert long < 24 * short + 0.5


def test_the_shared_report_is_read_in_full() -> None:
    path = SHARED / "visit-to-libya-2024-05-08.txt"
    if not path.exists():
        pytest.skip("../shared/article is absent")
    found = read(path.read_text(encoding="utf-8"), published="2024-05-08")
    assert [(one.direction, one.amount, one.where) for one in found.claims] == [
        ("down", None, "IT"),
        ("down", 10_000, "IT"),
        ("up", None, "GR"),
    ]
    fall, figure, rise = found.claims
    assert fall.from_country == figure.from_country == ("LY",)
    assert figure.origin("from_country") == "neighbour"
    assert rise.via == "Euractiv"
    assert rise.causal is not None
    assert rise.causal.diversion
    assert {"forecast", "norm", "cause", "fact"} <= {one.kind for one in found.statements}
    assert "National Unity President" in {one.title for one in found.roles}
    assert {"meet", "invite", "sign", "renew", "approve"} <= {one.type for one in found.events}
