"""Who says what, through whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from waterbed.read import read

if TYPE_CHECKING:
    from waterbed.records import Statement


def first(text: str, language: str = "en") -> Statement:
    return read(text, published="2024-05-08", language=language).statements[0]


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("According to the coast guard, 300 people landed.", "the coast guard", None),
        ("Arrivals fell by half, the ministry said.", "the ministry", None),
        (
            "Sources close to the government told the news portal Meridiana that talks went on.",
            "Sources close to the government",
            "Meridiana",
        ),
        (
            "Some analysts, however, say that boats now sail further east, Reuters reports.",
            "Some analysts",
            "Reuters",
        ),
        ("The daily Il Corriere wrote that the visit was short.", "Il Corriere", None),
        (
            "Arrivals fell, reported the Italian interior ministry.",
            "the Italian interior ministry",
            None,
        ),
    ],
)
def test_the_source_comes_first_and_the_relay_after(
    text: str, speaker: str, via: str | None
) -> None:
    one = first(text)
    assert (one.speaker, one.via) == (speaker, via)


@pytest.mark.parametrize(
    ("text", "language", "speaker"),
    [
        ("Secondo la guardia costiera, sono sbarcate 300 persone.", "it", "la guardia costiera"),
        ("Gli sbarchi sono calati, sottolineano fonti del Viminale.", "it", "fonti del Viminale"),
        ("Selon le ministère, les arrivées ont baissé.", "fr", "le ministère"),
        ("Les arrivées ont baissé, a annoncé la garde nationale.", "fr", "la garde nationale"),
    ],
)
def test_italian_and_french_attribute_too(text: str, language: str, speaker: str) -> None:
    assert first(text, language).speaker == speaker


def test_a_press_release_is_a_document() -> None:
    one = first("According to a government press release, the visit went well.")
    assert one.mode == "document"


def test_a_heading_with_a_colon_is_a_headline() -> None:
    article = read(
        "NGO: The pact must end\nThe NGO met the press on Monday in Rome.", published="2024-05-08"
    )
    assert article.statements[0].mode == "headline"
    assert article.statements[0].speaker == "NGO"


def test_a_quote_is_a_statement_of_its_own() -> None:
    article = read(
        'The mayor said the camp was "full beyond any measure" in April.', published="2024-05-08"
    )
    quote = article.statements[1]
    assert quote.quote == "full beyond any measure"
    assert quote.mode == "direct"
    assert article.text[quote.start : quote.end] == quote.quote


def test_a_pronoun_is_resolved_to_who_was_named() -> None:
    article = read(
        "The prime minister met the press. Anna Rossi said arrivals fell. "
        "She added that talks would go on.",
        published="2024-05-08",
    )
    last = article.statements[-1]
    assert last.speaker == "Anna Rossi"
    assert last.chain[0].resolved


@pytest.mark.parametrize("word", ["reportedly", "allegedly"])
def test_a_hedge_is_kept(word: str) -> None:
    assert first(f"The minister {word} stressed the agreement, the portal said.").hedge


def test_a_month_is_no_hedge() -> None:
    assert not first("The delegation met in Tripoli on Tuesday (May 7).").hedge


def test_a_counting_verb_needs_somebody_who_counts() -> None:
    assert first("The Western Balkans recorded a drop of 72 percent.").speaker is None
    assert first("Frontex recorded 900 detections.").speaker == "Frontex"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The interior ministry, in a note, said 21,545 people were intercepted.", None),
        ("Officials said arrivals fell. Frontex counted 16,205 people in April.", "Frontex"),
        ("Last month UNHCR recorded 3,000 arrivals in Greece.", "UNHCR"),
        ("A spokesman on Friday said 300 people landed in Malta.", "A spokesman"),
        ("Arrivals fell by 9%, according to early figures from Frontex.", "Frontex"),
    ],
)
def test_a_source_is_named_without_numbers_days_and_papers(text: str, speaker: str | None) -> None:
    claims = read(text, published="2024-05-08", language="en").claims
    assert claims
    assert not (claims[-1].attributed_to or "").isdigit()
    assert speaker is None or claims[-1].attributed_to == speaker


def test_which_they_say_is_said_by_whoever_spoke_last() -> None:
    text = "Some experts say that boats sail to Crete. Fewer reach Italy, which they say helps."
    said = read(text, published="2024-05-08", language="en").statements[-1]
    assert (said.speaker, said.chain[0].resolved) == ("Some experts", True)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Thanks to the agreement with Libya, landings in Italy fell by 60%.", "en"),
        ("Grazie all'accordo con la Libia gli sbarchi in Italia sono calati del 60%.", "it"),
        ("Les débarquements en Italie ont baissé de 60 % grâce à l'accord avec la Libye.", "fr"),
    ],
)
def test_a_place_in_a_cause_is_no_place_of_the_figure(text: str, language: str) -> None:
    article = read(text, published="2024-05-08", language=language)
    (claim,) = article.claims
    assert (claim.where, claim.from_country) == ("IT", ())
    assert article.statements[0].kind == "cause"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Landings fell by 60 % in April, the Support Office, an agency in Malta, has said.",
            "the Support Office",
        ),
        (
            "The National Guard, which also runs patrols, said 500 people were intercepted.",
            "The National Guard",
        ),
        (
            "According to the data, updated by the Interior Ministry at 8, 500 landed in Malta.",
            "the Interior Ministry",
        ),
        ("In April 500 people landed, a contrast to the 66 recorded in March.", None),
        ("In April, landings fell by a third, a minister said.", "a minister"),
    ],
)
def test_who_is_described_or_published_the_figures_is_credited(
    text: str, speaker: str | None
) -> None:
    (first, *_) = read(text, published="2024-05-08").claims
    assert first.attributed_to == speaker
