"""Harmless: text of others without the characters that act instead of showing."""

from __future__ import annotations

import re

_ACTING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_STAND_IN = "\ufffd"
_ADDRESS = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+", re.IGNORECASE)


def harmless(text: str) -> str:
    """Replace each character that would act on a terminal or turn the order of letters.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        As long as the text, so that offsets stay; line ends and tabs are kept. Control
        characters, overrides and isolates of direction, and halves of surrogate pairs become
        U+FFFD. Markup is not escaped here.
    """
    return _ACTING.sub(_STAND_IN, text)


def is_web_address(text: str) -> bool:
    """Say whether a text may become a link.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    bool
        True for ``http://`` and ``https://`` with the characters of an address and no others.
    """
    return _ADDRESS.fullmatch(text) is not None
