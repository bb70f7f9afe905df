"""The word lists of each language and of places: data files, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LANGUAGES = ("en", "it", "fr")


_PLAIN = dict(zip("àèìòù", "aeiou", strict=True))
_ACCENT = re.compile(r"\[[^\]]*\]|[àèìòù](?:\\b)?")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words of one language, section by section.

    Parameters
    ----------
    language
        ``"en"``, ``"it"`` or ``"fr"``.
    sections
        The parsed data file.
    """

    language: str
    sections: dict[str, Any]

    def words(self, section: str, key: str) -> list[str]:
        """Give one list of regular-expression fragments; empty where the file has none."""
        found = self.sections.get(section, {}).get(key, [])
        return [found] if isinstance(found, str) else list(found)

    def table(self, section: str) -> dict[str, Any]:
        """Give one section as a table of words and what they stand for."""
        return dict(self.sections.get(section, {}))

    def fragment(self, section: str, key: str) -> str:
        """Give one list as a single alternation, never matching where it is empty."""
        return either(self.words(section, key))


def either(fragments: list[str]) -> str:
    """Join fragments to one alternation, longest first so that the longer phrase wins.

    Parameters
    ----------
    fragments
        Regular-expression fragments without capturing groups.

    Returns
    -------
    str
        A non-capturing group; one that never matches for an empty list.
    """
    if not fragments:
        return "(?!)"
    return "(?:" + "|".join(sorted(fragments, key=len, reverse=True)) + ")"


def pattern(fragment: str, *, whole: bool = True) -> re.Pattern[str]:
    """Compile a fragment without regard to case.

    Parameters
    ----------
    fragment
        A regular expression.
    whole
        True to match whole words only.

    Returns
    -------
    re.Pattern
        The compiled expression. A grave accent may be written as an apostrophe: "piu'".
    """
    fragment = _ACCENT.sub(_either_accent, fragment)
    text = rf"(?<!\w)(?:{fragment})(?:(?<!\w)|(?!\w))" if whole else fragment
    return re.compile(text, re.IGNORECASE)


def _either_accent(found: re.Match[str]) -> str:
    letter = found[0][0]
    if letter not in _PLAIN:
        return found[0]
    end = r"(?!\w)" if len(found[0]) > 1 else ""
    return f"(?:{letter}|{_PLAIN[letter]}'){end}"


@cache
def lexicon(language: str) -> Lexicon:
    """Load the word lists of a language.

    Parameters
    ----------
    language
        One of `LANGUAGES`.

    Returns
    -------
    Lexicon
        Loaded once a process.
    """
    return Lexicon(language, _load(f"{language}.toml"))


@cache
def gazetteer() -> tuple[dict[str, Any], ...]:
    """Load the places: each with ``code``, ``names`` and ``people``.

    Returns
    -------
    tuple of dict
        In the order of the file.
    """
    return tuple(_load("places.toml")["place"])


@cache
def outlets() -> tuple[str, ...]:
    """Load the names of outlets and agencies.

    Returns
    -------
    tuple of str
        Regular-expression fragments, to be matched with their capitals.
    """
    return tuple(_load("outlets.toml")["names"])


def _load(name: str) -> dict[str, Any]:
    source = files("waterbed") / "data" / "lexicon" / name
    return tomllib.loads(source.read_text(encoding="utf-8"))
