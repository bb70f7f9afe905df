from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from waterbed.check.markup import from_html, from_markdown

ARTICLE = """
<header><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></header>
<div id="cookie-banner"><p>We use cookies. <button>Accept all</button></p></div>
<main><article>
<h1>Fewer landings in Harbourland, minister says</h1>
<p>About 4,200 people reached Harbourland by sea in the first four months of the year, the
interior ministry said on Tuesday, down from 7,900 in the same months of 2023.</p>
<figure><img src="/a.jpg"><figcaption>A boat. Photo: Lantern</figcaption></figure>
<p>The minister told the <em>Daily Buoy</em> that the deal with <a href="/x">Sandland</a> had
&ldquo;worked&rdquo;.</p>
<h2>More people further east</h2>
<p>Landings on the eastern islands doubled to 3,100 over the same months, officials said.</p>
<table><tr><th>Month</th><th>People</th></tr><tr><td>January</td><td>1,100</td></tr></table>
</article><aside><h3>Read also</h3><ul><li><a href="/y">Ten thousand crossed</a></li></ul></aside>
</main><footer><p>&copy; The Lantern. <a href="/privacy">Privacy</a></p></footer>
"""
LINKED = """<script type="application/ld+json">
{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"},
 {"@type": ["NewsArticle"], "datePublished": "2024-05-08T00:30:00+02:00"}]}</script>"""


def page(head="", body=ARTICLE, attributes=""):
    return f"<!DOCTYPE html><html {attributes}><head>{head}</head><body>{body}</body></html>"


def test_an_article_is_read_without_what_stands_around_it():
    said = from_html(page("<title>Fewer landings | The Lantern</title>"), None)
    lines = said["text"].splitlines()
    assert lines[0] == "Fewer landings in Harbourland, minister says"
    assert "More people further east" in lines
    assert any(line.endswith("had “worked”.") for line in lines)
    assert any("January" in line and "1,100" in line for line in lines)
    for around in ("cookies", "Home", "Read also", "Privacy", "|---|"):
        assert around not in said["text"]


def test_title_and_outlet_are_those_that_the_page_gives():
    head = (
        '<meta property="og:title" content="Fewer landings">'
        '<meta property="og:site_name" content="The Lantern">'
    )
    said = from_html(page(head), "https://lantern.example/a")
    assert (said["title"], said["outlet"]) == ("Fewer landings", "The Lantern")


def test_the_address_stands_for_an_outlet_that_is_not_named():
    assert from_html(page(), "https://lantern.example/a")["outlet"] == "lantern.example"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-05-08T09:30:00Z">', "2024-05-08"),
        (LINKED, "2024-05-08"),
        ('<meta itemprop="datePublished" content="2024-05-08">', "2024-05-08"),
        ('<meta name="date" content="Wed, 08 May 2024 10:00:00 GMT">', "2024-05-08"),
        ('<meta property="article:modified_time" content="2024-05-09">', None),
        ('<meta property="article:published_time" content="2024-13-45">', None),
        ('<script type="application/ld+json">{"datePublished": </script>', None),
        ('<script type="application/ld+json">' + "[" * 100_000 + "</script>", None),
        ('<meta property="og:image" content="/2024/05/08/boat.jpg">', None),
    ],
)
def test_the_day_is_declared_and_never_guessed(head, day):
    body = ARTICLE + "<p>Updated on 2 May 2023</p><time>2022-01-01</time>"
    assert from_html(page(head, body), "https://lantern.example/2021/03/04/a")["published"] == day


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="en-GB"', "", "en"),
        ("", '<meta property="og:locale" content="it_IT">', "it"),
        ('lang="nonsense"', "", None),
        ("", "", None),
    ],
)
def test_the_language_is_the_declared_one(attributes, head, language):
    assert from_html(page(head, attributes=attributes), None)["language"] == language


def test_a_piece_of_a_page_is_read_too():
    assert "4,200 people" in from_html(ARTICLE, None)["text"]


def test_a_page_filled_by_a_script_has_no_article():
    said = from_html(page(body="<div id=app></div><script>var x = 'text'</script>"), None)
    assert not said["text"]
    assert said["visible"] == ""


MARKDOWN = """---
title: "Fewer landings"
date: 2024-05-08
lang: en-GB
outlet: The Lantern
---
# Fewer landings in *Harbourland*

About **4,200** people reached
[Harbourland](https://x.example "t") by sea. ![A boat](a.jpg)

More people further east
------------------------
> - Landings on the islands doubled, <b>officials</b> said.

| Month | People |
|-------|-------:|
| January | 1,100 |

<!-- not said -->
```
Deaths fell to 12.
```
"""


def test_markdown_loses_its_marks_and_keeps_its_lines():
    assert from_markdown(MARKDOWN) == {
        "text": "Fewer landings in Harbourland\n"
        "About 4,200 people reached Harbourland by sea.\n"
        "More people further east\n"
        "Landings on the islands doubled, officials said.\n"
        "Month | People\nJanuary | 1,100\n"
        "Deaths fell to 12.",
        "title": "Fewer landings",
        "outlet": "The Lantern",
        "published": "2024-05-08",
        "language": "en",
    }


def test_the_first_heading_is_the_title_of_markdown_that_gives_none():
    said = from_markdown("Some words.\n\n# One\n\n# Two\n")
    assert said["title"] == "One"
    assert said["published"] is said["language"] is said["outlet"] is None


@settings(max_examples=30)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_any_text_is_read_as_markup_of_some_kind(text):
    for said in (from_html(text, None), from_html(page(body=text), None), from_markdown(text)):
        assert isinstance(said["text"], str)
