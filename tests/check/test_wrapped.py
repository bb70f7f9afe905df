from __future__ import annotations

import textwrap

from hypothesis import given
from hypothesis import strategies as st

from waterbed.check.wrapped import unwrap

HEADING = "More people on the eastern shore"
PARAGRAPHS = """
About 4,200 people reached Harbourland by sea in the first four months of the year, the ministry \
said on Tuesday, down from 7,900 in the same months of the year before that one.
The number of people who landed on the eastern shore doubled over the same months, from 1,550 to \
3,100, and officials of the port said that they had not expected so many of them.
""".strip().splitlines()


def test_lines_broken_at_a_width_are_joined_and_a_heading_stays_alone():
    wrapped = [textwrap.fill(one, 60) for one in PARAGRAPHS]
    text, note = unwrap("\n\n".join([wrapped[0], HEADING, wrapped[1]]))
    assert [line for line in text.splitlines() if line] == [PARAGRAPHS[0], HEADING, PARAGRAPHS[1]]
    assert note == "Lines broken at about 60 characters were joined to paragraphs."


def test_a_heading_that_stands_right_above_its_paragraph_stays_alone():
    wrapped = [textwrap.fill(one, 72) for one in PARAGRAPHS]
    text, _ = unwrap("\n".join([wrapped[0], HEADING, wrapped[1]]))
    assert HEADING in text.splitlines()


def test_a_word_broken_at_its_hyphen_is_put_together():
    text, _ = unwrap("the long co-\noperation of\nthe two lands\nis no secret\nany more")
    assert text == "the long co-operation of the two lands is no secret any more"


@given(st.lists(st.sampled_from([*PARAGRAPHS, HEADING, ""]), max_size=8))
def test_one_line_a_paragraph_stays_as_it_is(lines):
    text = "\n".join(lines)
    assert unwrap(text) == (text, "")


@given(st.text(alphabet="ab .-\n", max_size=300))
def test_no_letter_is_lost(text):
    joined, _ = unwrap(text)
    assert "".join(joined.split()) == "".join(text.split())
