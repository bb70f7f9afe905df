from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.report.harmless import harmless
from waterbed.report.marks import Passage, marked

LETTERS = st.text(st.sampled_from("ab <>&\"'\n\t\u202e\x00\u00a0é😀"), max_size=60)


class Seen(HTMLParser):
    """What a reader gets: the text, what stands in each mark, ids and references."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.text, self.open, self.inside, self.ids, self.refs, self.tags = "", [], {}, [], [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.tags.append(tag)
        if tag == "mark":
            self.open.append(given["class"])
            self.ids += [given["id"]] if "id" in given else []
        if tag == "a":
            self.refs.append((given["href"], len(self.text)))

    def handle_endtag(self, tag):
        if tag == "mark":
            self.open.pop()

    def handle_data(self, data):
        self.text += data
        for style in self.open:
            self.inside[style] = self.inside.get(style, "") + data


def passage(start, end, number=0):
    return Passage(start, end, f"mark-{number}", f"card-{number}", f"p{number}", "label", "=")


@st.composite
def texts_with_passages(draw):
    text = draw(LETTERS)
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).map(sorted), max_size=6))
    return text, [passage(start, end, number) for number, (start, end) in enumerate(spans)]


def letters(text):
    return "".join(text.split())


@given(texts_with_passages())
def test_without_tags_the_page_is_the_text(drawn):
    text, passages = drawn
    assert Seen(marked(text, passages)).text == harmless(text)


@given(texts_with_passages())
def test_each_passage_is_marked_whole_and_alone(drawn):
    text, passages = drawn
    seen = Seen(marked(text, passages))
    for one in passages:
        inside = harmless(text)[one.start : one.end]
        assert letters(seen.inside.get(one.style, "")) == letters(inside)


@given(texts_with_passages())
def test_each_passage_has_one_id_and_one_reference_at_its_end(drawn):
    text, passages = drawn
    seen = Seen(marked(text, passages))
    shown = [one for one in passages if harmless(text)[one.start : one.end].strip()]
    assert sorted(seen.ids) == sorted(one.id for one in shown)
    assert sorted(ref for ref, _ in seen.refs) == sorted(f"#{one.card}" for one in shown)
    for ref, place in seen.refs:
        (one,) = [one for one in shown if f"#{one.card}" == ref]
        assert not harmless(text)[place : one.end].strip()


@pytest.mark.parametrize(
    ("spans", "html"),
    [
        ([], "<p>one two</p>"),
        ([(0, 3)], f'<p>{"<mark class="}"p0" id="mark-0">one</mark>REF0 two</p>'),
        (
            [(0, 5), (2, 7)],
            (
                '<p><mark class="p0" id="mark-0">on</mark><mark class="p0"><mark class="p1" '
                'id="mark-1">e t</mark></mark>REF0<mark class="p1">wo</mark>REF1</p>'
            ),
        ),
    ],
)
def test_overlapping_passages_are_cut_where_they_meet(spans, html):
    passages = [passage(start, end, number) for number, (start, end) in enumerate(spans)]
    for number in range(len(spans)):
        ref = f'<a class="ref" href="#card-{number}" data-sign="=" aria-label="label"></a>'
        html = html.replace(f"REF{number}", ref)
    assert marked("one two", passages) == html


def test_a_line_is_a_paragraph_and_a_heading_a_heading():
    assert marked("Head\n\n a b \n", [], {0}) == "<h3>Head</h3>\n\n<p> a b </p>\n"


def test_a_long_line_of_blanks_is_read_once():
    assert marked(" " * 1_000_000, []) == " " * 1_000_000
