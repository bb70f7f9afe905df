"""Clean text: what was given, made safe to read, and the language that it is in."""

from __future__ import annotations

import re

from waterbed.read.lexicon import LANGUAGES, lexicon
from waterbed.records import InvalidError, LimitError, ParseError

LIMIT = 1_000_000
_SAME_LENGTH = str.maketrans(
    {
        "\u2019": "'",
        "\u2018": "'",
        "\u02bc": "'",
        "\u2032": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\u2007": " ",
        "\t": " ",
        "\u2212": "-",
        "\u2011": "-",
        "\u2010": "-",
        "«": '"',
        "»": '"',
        "“": '"',
        "”": '"',
        "„": '"',
        "…": ".",
        "º": "°",
    }
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_WORD = re.compile(r"[^\W\d_]+")
_QUOTE = re.compile(r'"([^"]{3,1400})"')
_LONG = 12


def clean_text(text: str) -> str:
    """Make a text safe to read: one kind of line end, no marks of order or width.

    Parameters
    ----------
    text
        Plain text, or text that was taken out of a page.

    Returns
    -------
    str
        The text that all offsets refer to.

    Raises
    ------
    InvalidError
        Where there is nothing to read.
    LimitError
        Where it is longer than `LIMIT` characters.
    ParseError
        Where it is no text: more than one character in a hundred is a control character.
    """
    if len(text) > LIMIT:
        raise LimitError(
            f"the text has {len(text):,} characters; up to {LIMIT:,} are read. Cut it into parts."
        )
    controls = len(_CONTROL.findall(text))
    if controls * 100 > len(text):
        raise ParseError(
            f"this is no text: {controls} of {len(text)} characters are control characters. "
            "Give plain text, Markdown or a page's text."
        )
    unified = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    cleaned = _CONTROL.sub(" ", unified)
    if not cleaned.strip():
        raise InvalidError("the text is empty. Give the text of a report.")
    return cleaned


def plain(text: str) -> str:
    """Give a shadow of a text with simple quotes, spaces and dashes, of the same length.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Character by character what the grammar reads; offsets stay the same.
    """
    return text.translate(_SAME_LENGTH)


def language_of(text: str) -> str:
    """Say which language a text is in, by its share of small words.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        ``"en"``, ``"it"`` or ``"fr"``.

    Raises
    ------
    InvalidError
        Where fewer than one word in twelve is a small word of any language that is read.

    Notes
    -----
    Counts the words of the first 20,000 characters that stand in each language's list of some
    twenty small words; where two count the same, the one whose months it names. A text of fewer
    than eight words needs one such word only.
    """
    words = [word.casefold() for word in _WORD.findall(plain(text[:20_000]))]
    counts = {name: _hits(words, name) for name in LANGUAGES}
    best = max(LANGUAGES, key=lambda name: (counts[name], _months(words, name)))
    if counts[best] * 12 < len(words) or counts[best] == 0:
        known = ", ".join(f"{name} ({lexicon(name).sections['name']})" for name in LANGUAGES)
        raise InvalidError(
            f"the text is in none of the languages that are read: {known}. "
            "Name one with language= where it is in one of them after all."
        )
    return best


def _hits(words: list[str], language: str) -> int:
    known = frozenset(lexicon(language).sections["stopwords"])
    return sum(word in known for word in words)


def _months(words: list[str], language: str) -> int:
    known = lexicon(language).table("months")
    return sum(word in known for word in words)


def quotes(text: str) -> list[tuple[int, int]]:
    """Give the offsets of quoted words, without the quotation marks.

    Parameters
    ----------
    text
        The sentence, verbatim.

    Returns
    -------
    list of tuple
        Quotes of two words or more, or of twelve characters or more.
    """
    found = [m.span(1) for m in _QUOTE.finditer(plain(text))]
    return [(a, b) for a, b in found if " " in text[a:b].strip() or b - a >= _LONG]
