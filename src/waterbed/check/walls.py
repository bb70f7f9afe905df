"""Walls: pages that ask for something instead of showing their article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from waterbed.records import InvalidError

if TYPE_CHECKING:
    from waterbed.check.markup import Said

_SAVE: Final = "Open it in a browser, save the text of the article in a file, and check that."
_MOST_WORDS: Final = 400
_WORDS_PER_CUE: Final = 20
_SHORTEST: Final = 5
_STOP: Final = re.compile(r"[.!?…](?!\w)")
_WALLS: Final = {
    "asks for consent (a cookie wall)": re.compile(
        r"\bcookies?\b|\btrackers?\b|\bpersonal data\b|\b(?:your|unique) (?:device|identifiers)\b"
        r"|\bdati personali\b|\bdonnées personnelles\b|\bconsen(?:t|so|tement|timiento)\b"
        r"|\b(?:accept|reject|agree to|refuse) all\b"
        r"|\bwe value your privacy\b|\bour (?:\d+ )?partners\b|\bprivacy (?:policy|settings)\b"
        r"|\b(?:accetta|rifiuta) (?:tutt\w|e (?:chiudi|continua))"
        r"|\binformativa\b|\bnostri partner\b"
        r"|\b(?:tout|sans) (?:accepter|refuser)\b|\bnos (?:\d+ )?partenaires\b|\bvie privée\b"
        r"|\b(?:alle )?akzeptieren\b|\beinwilligung\b|\bdatenschutz\w*",
        re.IGNORECASE,
    ),
    "checks for robots": re.compile(
        r"\bjavascript\b|\bchecking your browser\b|\b(?:are|not) a robot\b|\bcaptcha\b"
        r"|\bverify(?:ing)? (?:that )?you are (?:a )?human\b|\bunusual traffic\b"
        r"|\bjust a moment\b|\baccess denied\b|\bray id\b",
        re.IGNORECASE,
    ),
}


def refuse_walls(said: Said) -> None:
    """Refuse a page that shows no article.

    Parameters
    ----------
    said
        As `waterbed.check.markup.from_html` gives it.

    Raises
    ------
    InvalidError
        Where there is no article; the message says what is there instead.

    Notes
    -----
    A wall has two cues or more (cookie, consent, accept all …). What was found as the article is
    one only if it has at most 400 words and a cue in every 20, so that a short report on a page
    that has a banner as well is none. An article has a sentence: a line of five words or more
    with a stop, which menus and lists of headlines have not.
    """
    text = said["text"] or ""
    shown = text if text.strip() else said.get("visible") or ""
    words = len(text.split())
    for wall, cue in _WALLS.items():
        cues = len(cue.findall(shown))
        if cues > 1 and words <= min(_MOST_WORDS, cues * _WORDS_PER_CUE):
            raise InvalidError(f"the page {wall} instead of showing its article. {_SAVE}")
    if not any(_has_a_sentence(line) for line in text.splitlines()):
        raise InvalidError(
            "there is no article on the page: only menus, or nothing before a script has run. "
            f"{_SAVE}"
        )


def _has_a_sentence(line: str) -> bool:
    return len(line.split()) >= _SHORTEST and _STOP.search(line) is not None
