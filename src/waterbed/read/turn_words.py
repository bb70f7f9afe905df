"""Turn words: the patterns by which a language says that people took another way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from waterbed.read.lexicon import lexicon, pattern

_NAME = re.compile(r"(?<!P)<(\w+)>")
_WHOLE = ("ways", "unreal", "denied", "other", "sea", "boats", "kin", "party", "formerly")
_BEGUN = ("aside", "event", "passive", "after", "present")
_FREE = ("wall", "opening", "purpose")
_KINDS = ("caused", "heads", "by_route", "instead", "since")


@dataclass(frozen=True, slots=True)
class TurnWords:
    """Patterns of one language, by name.

    Parameters
    ----------
    heads
        What leads to a place, each with its kind, surer ones first.
    words
        Any other, by the name of its line in the lexicon.
    """

    heads: tuple[tuple[str, re.Pattern[str]], ...]
    words: dict[str, re.Pattern[str]]

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """Give a pattern by its name."""
        return self.words[name]


@cache
def turn_words(language: str) -> TurnWords:
    """Compile the patterns of turns of a language.

    Parameters
    ----------
    language
        One that is read.

    Returns
    -------
    TurnWords
        Compiled once a process.
    """
    words = lexicon(language)
    table = words.table("turns")
    roles = words.table("place_roles")
    fill, shore, of = (str(roles[key]) for key in ("fill", "shore", "of"))

    def spelled(text: str) -> str:
        while _NAME.search(text):
            text = _NAME.sub(lambda found: str(table[found[1]]), text)
        return text

    def one(text: str) -> re.Pattern[str]:
        return pattern(rf"(?<!\w)(?:{spelled(text)})", whole=False)

    return TurnWords(
        heads=tuple(
            (kind, pattern(rf"(?<!\w)(?:{spelled(head)}){fill}$", whole=False))
            for kind in _KINDS
            for head in table[kind]
        ),
        words={name: one(rf"<{name}>(?!\w)") for name in _WHOLE}
        | {name: one(rf"<{name}>") for name in _BEGUN}
        | {name: pattern(spelled(f"<{name}>"), whole=False) for name in _FREE}
        | {
            "because": one("<trigger> ?(<event>)"),
            "to_name": pattern(
                rf" (?:{spelled('<formerly>')} )?(?:[\w']+ ?){{1,2}}(?:{shore}{of} ?)?", whole=False
            ),
            "told": pattern(rf"(?<!\w)(?:{spelled('<said>')})(?: (?:on|in))? $", whole=False),
            "det": pattern(spelled(" <det>"), whole=False),
            "left": pattern(rf"(?<!\w)(?:{spelled('<left>')}){fill}$", whole=False),
            "coast": pattern(rf" (?:[^\W\d]+ )?{shore}(?!\w)", whole=False),
        },
    )
