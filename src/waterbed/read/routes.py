"""Routes that share one noun: "the central, eastern and western Mediterranean routes"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    import re


def shared_routes(text: str, language: str) -> list[tuple[int, int, str]]:
    """Find the routes of a list that names its sea once.

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    list of (start, end, name)
        Of "the central and eastern Mediterranean" the central one: the route beside the noun is
        found by its own words.
    """
    lists, adjectives = _words(language)
    found = []
    for match in lists.finditer(text):
        for one, name in adjectives:
            found += [(m.start(), m.end(), name) for m in one.finditer(text, *match.span("some"))]
    return sorted(found)


@cache
def _words(language: str) -> tuple[re.Pattern[str], tuple[tuple[re.Pattern[str], str], ...]]:
    table = lexicon(language).table("shared_routes")
    adjectives = {k: v for k, v in table.items() if k != "lists"}
    one = "|".join(adjectives.values())
    lists = str(table["lists"]).replace("{a}", f"(?:{one})")
    return (
        pattern(lists, whole=False),
        tuple((pattern(words), name) for name, words in adjectives.items()),
    )
