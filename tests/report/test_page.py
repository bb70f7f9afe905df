import itertools
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from waterbed.report import as_page
from waterbed.report.harmless import harmless

VOID = {"meta", "br", "img", "link", "input", "hr", "col", "wbr"}
LOADS = {
    "src",
    "srcset",
    "data",
    "poster",
    "action",
    "formaction",
    "background",
    "ping",
    "xlink:href",
}


class Tree(HTMLParser):
    """A strict reading of a page: elements close in order, ids and attributes are unique."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.open, self.elements, self.ids, self.text = [], [], {}, ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        assert len(given) == len(attrs), (tag, attrs)
        self.elements.append((tag, given, tuple(one for one, _ in self.open)))
        if "id" in given:
            assert given["id"] not in self.ids
            self.ids[given["id"]] = tag
        if tag not in VOID:
            self.open.append((tag, given.get("id")))

    def handle_startendtag(self, tag, attrs):
        assert "svg" in [one for one, _ in self.open], tag
        self.elements.append((tag, dict(attrs), ()))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(name == "text" for _, name in self.open):
            self.text += data

    def of(self, *tags):
        return [given for tag, given, _ in self.elements if tag in tags]


@pytest.fixture
def tree(checked):
    return Tree(as_page(checked))


def test_the_text_on_the_page_is_the_text_of_the_report(checked, tree):
    assert tree.text == checked.article.text


def test_hostile_text_on_the_page_is_that_text_with_stand_ins(hostile):
    assert Tree(as_page(hostile)).text == harmless(hostile.article.text)


def test_the_page_asks_no_server_for_anything(checked, hostile):
    for page in (as_page(checked), as_page(hostile)):
        tree = Tree(page)
        assert not tree.of("script", "link", "img", "iframe", "object", "embed", "form", "base")
        assert not [given for _, given, _ in tree.elements if LOADS & set(given)]
        assert not re.search(r"@import|url\s*\(", page)
        assert "default-src 'none'" in page


def test_hostile_text_neither_acts_nor_links(hostile):
    page = as_page(hostile)
    tree = Tree(page)
    assert not set(page) & set("\x1b\x00\u202e\u2066")
    assert not [
        given for _, given, _ in tree.elements if any(key.startswith("on") for key in given)
    ]
    links = [given["href"] for given in tree.of("a")]
    assert all(link.startswith(("#", "https://")) for link in links)
    assert "javascript:alert(1)" in page


def test_every_link_within_the_page_leads_somewhere(checked, tree):
    links = [given["href"] for given in tree.of("a") if given["href"].startswith("#")]
    assert {link[1:] for link in links} <= set(tree.ids)
    for number in range(1, len(checked.verdicts) + 1):
        assert tree.ids[f"mark-{number}"] == "mark"
        assert tree.ids[f"claim-{number}"] == "article"
        assert links.count(f"#claim-{number}") == 2


def test_every_label_names_an_element_that_is_there(tree):
    named = [
        given["aria-labelledby"] for _, given, _ in tree.elements if "aria-labelledby" in given
    ]
    assert set(named) <= set(tree.ids)


def test_the_page_has_its_landmarks_language_and_skip_link(tree):
    assert [given["lang"] for given in tree.of("html")] == ["en"]
    for landmark in ("header", "nav", "main", "footer"):
        assert len(tree.of(landmark)) == 1
    assert tree.of("a")[0] == {"class": "skip", "href": "#claims"}
    assert tree.of("meta")[1]["content"] == "width=device-width, initial-scale=1"


def test_headings_go_down_one_step_at_a_time(tree):
    levels = [int(tag[1]) for tag, _, _ in tree.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_under_each_chart_is_a_table_with_headings(tree):
    kinds = [tag for tag, _, _ in tree.elements if tag in {"svg", "table"}]
    assert kinds == ["svg", "table", "svg", "table", "table", "svg", "table"]
    assert len(tree.of("caption")) == len(tree.of("table"))
    assert all("scope" in given for given in tree.of("th"))
    charts = [(given, inside) for tag, given, inside in tree.elements if tag == "svg"]
    assert all(given["role"] == "img" and given["aria-label"] for given, _ in charts)
    assert all(inside[-1] == "figure" for _, inside in charts)


def test_each_reading_says_when_it_was_published_and_retrieved(tree, checked):
    shown = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", as_page(checked)))
    days = [given["datetime"] for given in tree.of("time")]
    assert days.count("2024-04-02") >= 4
    assert days.count("2024-04-10") >= 5
    assert "One unit is one person who landed, by place of departure and landing." in shown
    assert "Licence: CC BY 4.0." in shown


@pytest.mark.parametrize(
    "words",
    [
        "About 300 fewer",
        "the Island Observatory (“says”), via Porto News",
        "By the figures published by 5 April 2024: holds.",
        "It would be true, or close, if",
        "It would not be true if",
        "What the sentence leaves out",
        "<strong>Correction:</strong> Boats are not people.",
        "The cause that it names: cannot tell",
        "No figure for Cyprus ends in March.",
        "Observers leave &lt;the coast&gt; (2024-02)",
        '<a href="https://example.org/observers?a=1&amp;b=2" rel="noopener noreferrer">',
        '<th scope="row">Syria</th><td>−120</td><td>+60</td>',
        "The parts add up.",
        "These two figures cannot both be true",
        "A number within 2 % of the claimed one holds",
        "12 readings were tried and 4 agree",
    ],
)
def test_the_page_says(checked, words):
    assert words in as_page(checked)


def test_the_quote_in_a_card_is_cut_around_the_claim(checked):
    claim = replace(checked.article.claims[1], sentence=checked.article.claims[1].sentence)
    long = replace(
        checked.article, text=checked.article.text.replace("It says", "x " * 2000 + "It says")
    )
    moved = replace(claim, start=claim.start + 4000, end=claim.end + 4000)
    moved = replace(moved, sentence="x " * 2000 + claim.sentence)
    article = replace(long, claims=(moved,))
    one = replace(checked.verdicts[1], claim=0)
    page = as_page(replace(checked, article=article, verdicts=(one,), judgements=(), remarks=()))
    quote = re.search(r"<blockquote[^>]*>(.*?)</blockquote>", page, re.DOTALL)[1]
    assert len(quote) < 800
    assert quote.startswith("…x x")


def test_a_report_without_claims_still_has_a_page(checked):
    article = replace(
        checked.article, claims=(), statements=(), title="", outlet="", published=None
    )
    page = as_page(replace(checked, article=article, verdicts=(), judgements=(), conflicts=()))
    tree = Tree(page)
    assert tree.text == checked.article.text
    assert "No claim was found that figures could test." in page
    assert '<h1 lang="en">Fewer boats reach Malta</h1>' in page


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(checked, mode):
    found = [
        dict(re.findall(r"--(\w+): (#\w{6})", root)) for root in as_page(checked).split(":root")
    ]
    colours = found[1 + mode]
    for ground in ("paper", "soft"):
        assert contrast(colours["ink"], colours[ground]) >= 7
        assert contrast(colours["faint"], colours[ground]) >= 4.5
        assert contrast(colours["link"], colours[ground]) >= 4.5


def test_the_same_report_gives_the_same_page(checked):
    assert as_page(checked) == as_page(checked)
