from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from waterbed.check.decode import decode
from waterbed.records import InvalidError

ITALIAN = "La città dice: «È vero», più di 4.200 persone sono arrivate a Porto Nuovo."


@pytest.mark.parametrize(
    "content",
    [
        ITALIAN.encode(),
        codecs.BOM_UTF8 + ITALIAN.encode(),
        ITALIAN.encode("utf-16"),
        codecs.BOM_UTF16_BE + ITALIAN.encode("utf-16-be"),
        ITALIAN.encode("utf-32"),
    ],
)
def test_unicode_is_read_without_a_note(content):
    assert decode(content) == (ITALIAN, "")


def test_windows_1252_is_assumed_and_said():
    text, note = decode(ITALIAN.encode("cp1252"))
    assert text == ITALIAN
    assert note == "Read as Windows-1252: it is not UTF-8 and names no encoding."


@pytest.mark.parametrize("declared", ["iso-8859-1", "latin1", "windows-1252", "ISO-8859-15"])
def test_a_declared_encoding_is_believed(declared):
    assert decode(ITALIAN.encode("cp1252"), declared) == (ITALIAN, "")


@pytest.mark.parametrize(
    "declared", ["punycode", "unicode_escape", "rot13", "utf-7", "no-such", ""]
)
def test_an_encoding_that_the_web_does_not_use_is_not_believed(declared):
    text, note = decode(b"about \xa3400", declared)
    assert text == "about £400"
    assert "Windows-1252" in note


def test_utf_8_with_a_broken_place_keeps_the_rest_and_says_so():
    broken = ITALIAN.encode().replace("È".encode(), b"\xc3")
    text, note = decode(broken)
    assert text == ITALIAN.replace("È", "\ufffd")
    assert note == "Left blank where it is not UTF-8, in 1 place."


@pytest.mark.parametrize(
    "content",
    [
        "Люди прибыли".encode("cp1251"),
        bytes(range(128, 256)),
        b"about\x01\xa3",
        codecs.BOM_UTF16_LE + b"odd",
        codecs.BOM_UTF8 + b"\xff",
    ],
)
def test_what_is_text_in_no_encoding_is_refused(content):
    with pytest.raises(InvalidError, match="Save it as UTF-8"):
        decode(content)


@given(st.text())
def test_what_was_written_in_utf_8_is_read_as_it_was(text):
    written = text.removeprefix("\ufeff")
    assert (
        decode(written.encode("utf-8", "replace"))[0] == written.encode("utf-8", "replace").decode()
    )


@given(st.binary(), st.text(max_size=12))
def test_bytes_are_text_or_refused(content, declared):
    try:
        text, _ = decode(content, declared)
    except InvalidError:
        return
    assert isinstance(text, str)
