import io
import json
import sys
import xml.etree.ElementTree as ET

import pytest

REPORT = (
    "Figures of the Italian interior ministry show that fewer people left Libya for Italy. About "
    "10,000 fewer migrants arrived from Libya in Italy in the first part of this year compared to "
    "the same period last year."
)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_a_report_is_checked_from_a_file(run, file):
    done = run("check", file, "--published", "2024-05-08")
    assert done.status == 0
    assert "close" in done.out
    assert "−8,751" in done.out


def test_a_report_is_checked_from_standard_input(run, monkeypatch):
    class Input:
        buffer = io.BytesIO(REPORT.encode())

    monkeypatch.setattr(sys, "stdin", Input())
    assert "−8,751" in run("check", "-", "--published", "2024-05-08").out


def test_json_has_statements_claims_and_verdicts(run, file):
    answer = json.loads(run("check", file, "--published", "2024-05-08", "--json").out)
    verdict = answer["verdicts"][-1]
    claim = answer["claims"][verdict["claim"]]
    assert claim["amount"] == 10_000
    assert verdict["rating"] == "close"
    assert REPORT[claim["start"] : claim["end"]] in REPORT
    assert answer["statements"][claim["statement"]]["quote"] in REPORT


@pytest.mark.parametrize("suffix", ["html", "json", "csv", "txt", "jsonld", "annotations.json"])
def test_a_checked_report_is_written_by_its_suffix(run, file, tmp_path, suffix):
    target = tmp_path / f"out.{suffix}"
    assert run("check", file, "--published", "2024-05-08", "-o", target).status == 0
    text = target.read_text("utf-8")
    assert "10,000" in text
    if suffix.startswith("json") or suffix.endswith(".json"):
        json.loads(text)


def test_reading_alone_says_who_says_what(run, file):
    done = run("read", file, "--published", "2024-05-08")
    assert "interior ministry" in done.out
    assert "verdict" not in done.out


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no text"),
        (b"%PDF-1.7", "PDF"),
        (bytes(range(256)) * 20, "encoding"),
        ("Πόσοι άνθρωποι έφτασαν στα νησιά φέτος και από πού ήρθαν".encode(), "languages"),
    ],
)
def test_what_is_no_report_is_one_line_that_says_what_to_do(run, tmp_path, content, words):
    path = tmp_path / "report"
    path.write_bytes(content)
    done = run("check", path)
    assert done.status in {1, 2}
    assert words in done.err
    assert done.err.count("\n") == 1
    assert done.out == ""


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://[::1]/", "file:///etc/hosts"])
def test_an_address_never_leads_to_this_machine_unasked(run, address):
    done = run("check", address)
    assert done.status in {1, 2}
    assert done.err.count("\n") == 1


def test_an_unknown_reader_is_named_with_those_installed(run, file):
    done = run("read", file, "--reader", "nobody")
    assert done.status == 1
    assert "endpoint" in done.err


def test_the_demo_prints_verdicts_and_writes_a_page(run, tmp_path):
    page = tmp_path / "report.html"
    done = run("demo", "-o", page)
    assert done.status == 0
    assert "overstated by 12 to 17 %" in done.out
    text = page.read_text("utf-8")
    assert "<script" not in text
    for figure in text.split("<svg")[1:]:
        ET.fromstring("<svg" + figure.split("</svg>")[0] + "</svg>")  # noqa: S314 - our own page
