import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.report.harmless import harmless, is_web_address


@given(st.text())
def test_offsets_stay(text):
    assert len(harmless(text)) == len(text)


@pytest.mark.parametrize("acting", ["\x1b[31m", "\x00", "\u202e", "\u2066", "\u2069", "\x9b", "\r"])
def test_what_acts_on_a_terminal_or_turns_letters_is_replaced(acting):
    assert harmless(f"a{acting}b") == f"a\ufffd{acting[1:]}b"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf"])))
def test_what_only_shows_is_kept(text):
    assert harmless(text) == text


def test_line_ends_and_tabs_are_kept():
    assert harmless("a\n\tb") == "a\n\tb"


@pytest.mark.parametrize("url", ["https://example.org/a?b=1&c=%20#d", "HTTP://[::1]:80/~x"])
def test_a_web_address_becomes_a_link(url):
    assert is_web_address(url)


@given(st.sampled_from(["javascript:alert(1)", "data:text/html,x", "//x", "", " https://x"]))
def test_anything_else_does_not(url):
    assert not is_web_address(url)


@given(st.text(), st.text())
def test_an_address_holds_nothing_that_ends_an_attribute(before, after):
    url = f"https://{before}{after}"
    if is_web_address(url):
        assert not re.search(r"[\s\"'<>`\\]", url)
