from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.records import InvalidError
from waterbed.sources.document import Document, documents
from waterbed.sources.parsers import PARSERS

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = {
    "unhcr",
    "frontex",
    "iom-missing-migrants",
    "iom-crossings",
    "italy-interior",
    "eurostat",
    "uk-home-office",
}
OWN = """
[[document]]
id = "harbour/landings"
source = "harbour"
url = "https://harbour.example/landings.csv"
parser = "own_csv.parse"
media = "csv"
options = { key = "arrivals/sea/malta" }
"""


def write(home: Path, text: str) -> Path:
    (home / "documents.toml").write_text(text, encoding="utf-8")
    return home


def test_every_pulled_source_has_a_document() -> None:
    assert {one.source for one in documents()} == SOURCES


def test_every_bundled_address_is_https_and_every_id_begins_with_its_source() -> None:
    for one in documents():
        assert one.url.startswith("https://")
        assert one.id.startswith(f"{one.source}/")


def test_every_unhcr_flow_is_asked_for_from_the_first_of_a_month() -> None:
    asked = [parse_qs(urlsplit(one.url).query) for one in documents() if one.source == "unhcr"]
    assert all(query["fromDate"][0].endswith("-01") for query in asked)


def test_the_sums_since_a_day_say_the_day_that_the_address_asks_for() -> None:
    (one,) = (one for one in documents() if one.parser == "unhcr.parse_sublocation")
    assert parse_qs(urlsplit(one.url).query)["fromDate"] == [one.options["from"]]


def test_no_id_of_a_document_holds_a_year_that_passes() -> None:
    assert not [one.id for one in documents() if re.search(r"(19|20)\d\d", one.id)]


def test_documents_say_the_frequency_and_the_country_that_their_addresses_ask_for() -> None:
    for parser, name in (("unhcr.parse_timeseries", "frequency"), ("eurostat.parse", "geo")):
        for one in (one for one in documents() if one.parser == parser):
            assert parse_qs(urlsplit(one.url).query)[name] == [one.options[name]]


def test_every_bundled_parser_is_known() -> None:
    assert {one.parser for one in documents()} <= set(PARSERS)


def test_a_home_without_a_list_of_its_own_changes_nothing(home: Path) -> None:
    assert documents(home) == documents()


def test_an_own_document_is_added_after_the_bundled_ones(home: Path) -> None:
    *bundled, own = documents(write(home, OWN))
    assert tuple(bundled) == documents()
    assert own == Document(
        id="harbour/landings",
        source="harbour",
        url="https://harbour.example/landings.csv",
        parser="own_csv.parse",
        media="csv",
        options={"key": "arrivals/sea/malta"},
    )


def test_an_own_entry_with_a_bundled_id_changes_only_the_keys_that_it_gives(home: Path) -> None:
    moved = '[[document]]\nid = "unhcr/malta"\nurl = "https://unhcr.example/malta"'
    before = {one.id: one for one in documents()}
    after = {one.id: one for one in documents(write(home, moved))}
    assert list(after) == list(before)
    assert after["unhcr/malta"].url == "https://unhcr.example/malta"
    assert after["unhcr/malta"].options == before["unhcr/malta"].options
    assert {name for name in after if after[name] != before[name]} == {"unhcr/malta"}


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("https://harbour.example", "file://", "url"),
        ('media = "csv"', 'media = "pdf"', "media"),
        ('media = "csv"', "", "media"),
        ('parser = "own_csv.parse"', 'parser = "os.system(1)"', "parser"),
        ('parser = "own_csv.parse"', "parser = 3", "parser"),
        ('media = "csv"', 'media = "csv"\ncolour = "red"', "colour"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_file_its_id_and_its_key(
    home: Path, old: str, new: str, named: str
) -> None:
    with pytest.raises(InvalidError) as caught:
        documents(write(home, OWN.replace(old, new)))
    message = str(caught.value)
    assert str(home / "documents.toml") in message
    assert "harbour/landings" in message
    assert named in message


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[document]\n", "not readable TOML"),
        ("[document]\nid = 'a'", r"\[\[document\]\]"),
        ("[[documents]]\nid = 'a'", "documents"),
        ("[[document]]\nsource = 'a'", "entry 1"),
        ("[[document]]\nid = 'unhcr/malta'\n[[document]]\nid = 'unhcr/malta'", "entry 2"),
        ("document = ['unhcr/malta']", "entry 1"),
    ],
)
def test_a_file_that_is_no_list_of_documents_is_refused_with_its_name(
    home: Path, text: str, reason: str
) -> None:
    with pytest.raises(InvalidError, match=reason) as caught:
        documents(write(home, text))
    assert str(home / "documents.toml") in str(caught.value)


def test_a_file_in_another_encoding_is_refused(home: Path) -> None:
    (home / "documents.toml").write_bytes("# Città\n".encode("latin-1"))
    with pytest.raises(InvalidError, match="UTF-8"):
        documents(home)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "Harbour Landings"},
        {"url": "https://user:secret@harbour.example/a.csv"},
        {"url": "https://harbour.example/a b"},
        {"url": "https://[::1/a"},
        {"headers": {"User-Agent": "two\r\nlines"}},
        {"discover": "("},
        {"discover": r"/(?P<year>\d{4})\.csv"},
    ],
)
def test_a_document_made_by_hand_is_checked_too(wrong: dict[str, str]) -> None:
    entry = {
        "id": "harbour/landings",
        "source": "harbour",
        "url": "https://harbour.example/a.csv",
        "parser": "own_csv.parse",
        "media": "csv",
    }
    with pytest.raises(InvalidError, match=next(iter(wrong))):
        Document(**(entry | wrong))


@given(st.text(max_size=40))
def test_no_text_given_as_an_address_passes_unless_it_is_http_with_a_host(text: str) -> None:
    try:
        one = Document("a", "a", text, "a.b", "csv")
    except InvalidError:
        return
    assert urlsplit(one.url).scheme in {"http", "https"}
    assert urlsplit(one.url).hostname
