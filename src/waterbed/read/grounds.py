"""Grounds: whether the quote, the numbers and the names of a proposal stand in the text."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from waterbed.read.comparisons import in_words
from waterbed.read.proposals import Days, Frame, parse_proposal, shown
from waterbed.read.ranks import ranks
from waterbed.read.scan import Scan, scan
from waterbed.read.text import plain
from waterbed.records import InvalidError
from waterbed.records.consulted import Proposed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.read.numbers import Quantity
    from waterbed.read.proposals import Proposal
    from waterbed.records import Article, Sentence

_EXACT: Final = 1e-9
_DERIVED: Final = 0.006
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def ground(given: object, article: Article) -> Proposed:
    """Accept a proposal where the text bears it out.

    Parameters
    ----------
    given
        What a reader said.
    article
        The report that it read.

    Returns
    -------
    Proposed
        With its offsets in the text.

    Raises
    ------
    InvalidError
        With the reason why it is not accepted.

    Notes
    -----
    It must fit the schema of a claim. Its quote must be a verbatim part of one sentence, at one
    place. Its amount must be read by the grammar of numbers from the quote alone and from the
    sentence at that place: "234" is not in "1,234". A fraction may be given as a percentage to
    0.6 %. A year of its days must be printed in the text, be a year of the article's own claims,
    the year of publication or the one before. Names and causes must stand in the text, its title
    or the name of its outlet.
    """
    proposal = parse_proposal(given)
    start = _place(proposal, article.text)
    sentence = _sentence(start, start + len(proposal.quote), article)
    _require_amount(proposal, start - sentence.start, sentence, article.language)
    _require_years(proposal, article)
    _require_names(proposal, article)
    return Proposed(proposal.quote, start, start + len(proposal.quote), proposal.slots())


def _place(proposal: Proposal, text: str) -> int:
    quote, start, sentence = proposal.quote, proposal.start, proposal.sentence
    if quote not in text:
        raise InvalidError("its quote is not in the text, letter for letter")
    if isinstance(sentence, str) and (sentence not in text or quote not in sentence):
        raise InvalidError("its sentence is not in the text, or does not hold the quote")
    if isinstance(start, int) or isinstance(proposal.end, int):
        right = isinstance(start, int) and start >= 0 and text.startswith(quote, start)
        if not right or proposal.end != start + len(quote):  # type: ignore[operator]
            raise InvalidError("its offsets do not point at the quote")
        return start  # type: ignore[return-value]
    if isinstance(sentence, str) and text.find(quote) != text.rfind(quote):
        return _only(sentence, text, "sentence") + _only(quote, sentence, "quote")
    return _only(quote, text, "quote")


def _only(part: str, whole: str, name: str) -> int:
    first = whole.find(part)
    if first != whole.rfind(part):
        raise InvalidError(f"its {name} stands in more than one place, and it does not say which")
    return first


def _sentence(start: int, end: int, article: Article) -> Sentence:
    for one in article.sentences:
        if one.start <= start and end <= one.end:
            return one
    raise InvalidError("its quote is not part of one sentence")


def _require_amount(proposal: Proposal, offset: int, sentence: Sentence, language: str) -> None:
    amount, unit = proposal.amount, proposal.unit
    if not isinstance(amount, float) or not isinstance(unit, str):
        return
    end = offset + len(proposal.quote)
    here = _scanned(sentence.text, language)
    inside = [v for a, b, v in _amounts(here, unit) if offset <= a and b <= end]
    alone = [v for _, _, v in _amounts(_scanned(proposal.quote, language), unit)]
    if not (_among(amount, inside) and _among(amount, alone)):
        read = ", ".join(f"{value:,.10g}" for value, _ in inside) or "none"
        raise InvalidError(f"its amount {amount:,.10g} ({unit}) is not in its quote; read: {read}")


def _among(amount: float, values: list[tuple[float, float]]) -> bool:
    return any(math.isclose(amount, value, rel_tol=tolerance) for value, tolerance in values)


@lru_cache(maxsize=512)
def _scanned(text: str, language: str) -> Scan:
    return scan(plain(text), language)


def _amounts(scanned: Scan, unit: str) -> Iterator[tuple[int, int, tuple[float, float]]]:
    """Give each number that can be an amount of a unit: its place, its value, how exact."""
    for number in scanned.numbers:
        for value in _as_unit(number, unit):
            yield number.core, number.end, value
    stated = ranks(scanned) if unit == "rank" else in_words(scanned) if unit == "ratio" else ()
    for one in stated:
        if one.amount is not None:
            yield one.start, one.end, (one.amount, _DERIVED)


def _as_unit(number: Quantity, unit: str) -> list[tuple[float, float]]:
    value, shape = number.value, number.shape
    if unit in {"people", "applications"}:
        return [(value, _EXACT)] if shape == "count" else []
    if unit == "percent":
        part = shape in {"fraction", "part"}
        return [(value, _EXACT)] if shape == "percent" else [(value * 100, _DERIVED)] * part
    if unit != "ratio" or shape not in {"times", "fraction", "part", "percent"}:
        return []
    ratio = value / 100 if shape == "percent" else value
    turned = [(1 / ratio, _DERIVED)] if shape == "times" and ratio else []
    return [(ratio, _DERIVED), *turned]


def _require_years(proposal: Proposal, article: Article) -> None:
    known: set[int] | None = None
    for name, days in (("period", proposal.period), ("versus", proposal.versus)):
        if not isinstance(days, Days):
            continue
        known = known or _years(article)
        strange = {days.start.year, days.end.year} - known
        if strange:
            raise InvalidError(
                f"its {name} is in {min(strange)}, a year that the text does not name"
            )


def _years(article: Article) -> set[int]:
    windows = [w for claim in article.claims for w in (claim.period, claim.versus) if w]
    years = {day.year for window in windows for day in (window.start, window.end)}
    years |= {int(year) for year in _YEAR.findall(article.text)}
    day = article.published
    return years | ({day.year, day.year - 1} if day else set())


def _require_names(proposal: Proposal, article: Article) -> None:
    frame = proposal.causal if isinstance(proposal.causal, Frame) else None
    named = [("attributed_to", proposal.attributed_to), ("via", proposal.via)]
    named += [("cause", frame.cause), ("effect", frame.effect)] if frame else []
    named += [("strength", frame.strength)] if frame else []
    for slot, words in named:
        if isinstance(words, str) and _folded(words) not in _said(article):
            raise InvalidError(f"its {slot} {shown(words, 60)!r} is not in the text")


def _said(article: Article) -> str:
    return _folded(f"{article.text}\n{article.title}\n{article.outlet}")


@lru_cache(maxsize=64)
def _folded(text: str) -> str:
    return plain(text).casefold()
