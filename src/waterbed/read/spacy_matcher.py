"""spaCy: a second look for counted people and percentages, with its tokeniser and Matcher.

It needs no model. It proposes quotes, numbers and their units, and no other slot.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from waterbed.read.lexicon import LANGUAGES, lexicon
from waterbed.read.numbers import quantities
from waterbed.read.text import plain
from waterbed.records import InvalidError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_UNITS: Final = {"count": "people", "percent": "percent"}
_GAP: Final = 2


class SpacyReader:
    """Reads with a blank spaCy pipeline.

    Raises
    ------
    InvalidError
        Where spaCy is not installed.

    References
    ----------
    spaCy, rule-based matching: https://spacy.io/usage/rule-based-matching
    """

    def __init__(self) -> None:
        try:
            self._spacy: Any = import_module("spacy")
            self._matching: Any = import_module("spacy.matcher")
        except ImportError as error:
            raise InvalidError(
                f"the reader 'spacy' needs spaCy, which cannot be imported ({error}). Run "
                '`pip install "waterbed[spacy]"`, or leave the reader out.'
            ) from error

    @property
    def name(self) -> str:
        """Version of spaCy."""
        return f"spaCy {self._spacy.__version__}"

    def propose(
        self,
        text: str,
        *,
        published: dt.date | None,  # noqa: ARG002 - it proposes no days
        language: str,
    ) -> Iterator[dict[str, object]]:
        """Propose every counted group of people and every percentage.

        Parameters
        ----------
        text
            The report.
        published
            Not needed.
        language
            Decides how it is cut into tokens, and which words are people.

        Yields
        ------
        dict
            ``quote``, ``start``, ``end``, ``amount``, ``unit``.

        Raises
        ------
        InvalidError
            Where the language is not read.
        """
        if language not in LANGUAGES:
            raise InvalidError(f"language {language!r} is not read. Known: {', '.join(LANGUAGES)}.")
        pipeline = self._spacy.blank(language)
        pipeline.max_length = max(pipeline.max_length, len(text) + 1)
        matcher = self._matching.Matcher(pipeline.vocab)
        for label, pattern in _patterns(language).items():
            matcher.add(label, pattern, greedy="LONGEST")
        for span in sorted(matcher(pipeline(text), as_spans=True)):
            yield from _proposals(span.text, span.start_char, span.label_, language)


def _patterns(language: str) -> dict[str, list[list[dict[str, object]]]]:
    """Give what the Matcher looks for: a number, a few words, then people or a percent sign."""
    people = lexicon(language).fragment("nouns", "people")
    percent = lexicon(language).table("numbers")["percent"]
    number: dict[str, object] = {"LIKE_NUM": True, "OP": "+"}
    between: dict[str, object] = {"IS_ALPHA": True, "LIKE_NUM": False, "OP": f"{{0,{_GAP}}}"}
    return {
        "count": [[number, between, {"TEXT": {"REGEX": rf"(?i)^{people}$"}}]],
        "percent": [
            [number, {"TEXT": {"REGEX": rf"(?i)^{percent}$"}}],
            [number, {"LOWER": {"IN": ["per", "pour"]}}, {"LOWER": {"IN": ["cent", "cento"]}}],
        ],
    }


def _proposals(quote: str, start: int, shape: str, language: str) -> Iterator[dict[str, object]]:
    numbers = [n for n in quantities(plain(quote), language) if n.shape == shape]
    for number in numbers[:1]:
        yield {
            "quote": quote,
            "start": start,
            "end": start + len(quote),
            "amount": number.value,
            "unit": _UNITS[shape],
        }
