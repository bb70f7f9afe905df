"""Bytes as text: which encoding they are in, said where it had to be assumed."""

from __future__ import annotations

import codecs
import re
from typing import Final

from waterbed.records import InvalidError

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED: Final = re.compile(r"utf-16(-[lb]e)?|iso8859-\d+|cp125\d|koi8-[ru]")
_FALLBACK: Final = "cp1252"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_FOREIGN: Final = 0.2


def decode(content: bytes, declared: str = "") -> tuple[str, str]:
    """Read bytes as text.

    Parameters
    ----------
    content
        Some bytes.
    declared
        The encoding that their server or their first lines name; may be empty.

    Returns
    -------
    text : str
        What they say.
    note : str
        What had to be assumed or left out; empty where nothing was.

    Raises
    ------
    InvalidError
        Where they are no text in any encoding that is read.

    Notes
    -----
    In this order: a byte order mark; UTF-8; the declared encoding where it is one of the web's;
    UTF-8 with a few bytes broken; Windows-1252, if that gives no control character and at most
    one character in five beyond ASCII.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _marked(content, encoding), ""
    try:
        return content.decode("utf-8"), ""
    except UnicodeDecodeError:
        return _declared(content, declared) or _broken(content) or _assumed(content)


def _marked(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidError(
            f"it begins as {encoding} and is not ({error.reason} at byte {error.start:,}). "
            "Save it as UTF-8."
        ) from error


def _declared(content: bytes, declared: str) -> tuple[str, str] | None:
    try:
        encoding = codecs.lookup(declared).name
        encoding = _FALLBACK if encoding == "iso8859-1" else encoding
        return (content.decode(encoding), "") if _DECLARED.fullmatch(encoding) else None
    except (LookupError, ValueError):
        return None


def _broken(content: bytes) -> tuple[str, str] | None:
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    intact = sum(map(len, re.findall(r"[^\x00-\x7f\ufffd]+", text)))
    if intact <= broken:
        return None
    places = "place" if broken == 1 else "places"
    return text, f"Left blank where it is not UTF-8, in {broken:,} {places}."


def _assumed(content: bytes) -> tuple[str, str]:
    try:
        text = content.decode(_FALLBACK)
    except UnicodeDecodeError:
        text = "\0"
    foreign = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    if _CONTROL.search(text) or foreign > _MOST_FOREIGN * len(text):
        raise InvalidError(
            "it is in no encoding that is read: UTF-8, UTF-16 with its mark, Windows-1252. "
            "Save it as UTF-8."
        )
    return text, "Read as Windows-1252: it is not UTF-8 and names no encoding."
