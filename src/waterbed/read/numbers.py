"""Numbers as a text writes them: grouped, in words, as fractions, ranges, hedged or signed."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from waterbed.read.lexicon import Lexicon, either, lexicon, pattern
from waterbed.read.ranges import join_ranges, same_kind

if TYPE_CHECKING:
    from waterbed.records.claim import Limit

Shape = Literal["count", "percent", "fraction", "part", "times", "points"]

_DIGITS = (
    r"\d{1,3}(?:[.,']\d{3}){1,3}(?:[.,]\d{1,2})?(?![\d])|\d{1,3}(?: \d{3}){1,3}(?!\d)"
    r"|\d{1,12}(?:[.,]\d{1,3})?(?!\d)"
)
_FEW, _HUNDRED, _MANY = 10, 100, 1000
_FOUR_TWENTIES = (4, 20)
_MORE = re.compile("more|plus|\\+", re.IGNORECASE)
_RANGED = re.compile(r"[-\u2013]\d{1,3}(?:[.,]\d{1,2})? ?(?:%|per ?cent|pour ?cent)")
_BY_SO_MUCH = re.compile(
    r"(?:%|per ?cent|pour ?cent|points?|volte|fois|times)(?: (?:in|de))? $", re.IGNORECASE
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|er|e|°|ª|ème|esimo|esima)\b|[-/:]\d|\w")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a sentence.

    Parameters
    ----------
    start, end
        Offsets in the sentence, hedge and percent sign included.
    value
        The number; a percentage as printed, a fraction between 0 and 1.
    shape
        What the number is.
    low, high
        What it allows once hedge and rounding are read; None where open.
    bound
        How it is hedged, None where it is not.
    sign
        -1 or +1 where one is printed, 0 where none.
    worded
        True where it is written in words.
    core
        Offset of the number itself, after the hedge.
    second
        Of a range the offset of its second number; else 0.
    """

    start: int
    end: int
    value: float
    shape: Shape
    low: float | None
    high: float | None
    bound: Limit | None = None
    sign: int = 0
    worded: bool = False
    core: int = 0
    second: int = 0


@dataclass(frozen=True, slots=True)
class Grammar:
    """The words for numbers of one language, compiled."""

    core: re.Pattern[str]
    hedge: dict[Limit, re.Pattern[str]]
    after: re.Pattern[str]
    percent: re.Pattern[str]
    points: re.Pattern[str]
    times: re.Pattern[str]
    half: re.Pattern[str]
    out_of: re.Pattern[str]
    join: re.Pattern[str]
    open_before: re.Pattern[str]
    signs: re.Pattern[str]
    fractions: tuple[tuple[re.Pattern[str], float], ...]
    values: dict[str, float]
    scales: dict[str, float]
    word: re.Pattern[str]


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Find every number in a sentence.

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces; spans that are dates blanked out.
    language
        Decides what ``1.500`` is, and which words are numbers.

    Returns
    -------
    tuple of Quantity
        In order of appearance, without overlap.

    Notes
    -----
    ``1.500`` is 1,500 in every language where three digits follow one separator and no million
    or percent sign follows: people come in whole numbers. ``about`` allows 5 % or half of the
    last significant digit, whichever is wider.
    """
    grammar = _grammar(language)
    found: list[Quantity] = []
    match = grammar.core.search(text)
    while match is not None:
        end = _one_number(match, grammar)
        match = grammar.core.match(text, match.start(), end) or match
        one = _quantity(text, match, grammar, language)
        if one is not None:
            found.append(one)
            end = max(end, one.end)
        match = grammar.core.search(text, end)
    return tuple(same_kind(text, join_ranges(text, found, grammar)))


def _one_number(match: re.Match[str], grammar: Grammar) -> int:
    """Give where the first number of "deux un quart" ends: a unit behind a unit begins another."""
    if match[0][0].isdigit():
        return match.end()
    before = None
    for word in grammar.word.finditer(match[0]):
        value = grammar.values.get(word[0].casefold())
        if value is not None and before is not None and 0 < before < _FEW and 0 < value < _FEW:
            return match.start() + word.start()
        before = value
    return match.end()


def word_number(words: str, language: str) -> float | None:
    """Read a number written in digits or words.

    Parameters
    ----------
    words
        ``"four"``, ``"12"``, ``"diecimila"``, ``"quatre-vingt-dix"``.
    language
        Of the words.

    Returns
    -------
    float or None
        None where it is no number.
    """
    grammar = _grammar(language)
    text = words.strip().casefold()
    if text.isdigit():
        return float(text)
    return _compose(grammar.word.findall(text), grammar)


@cache
def _grammar(language: str) -> Grammar:
    words = lexicon(language)
    values = {k: float(v) for k, v in words.table("numerals").items()}
    scales = {k: float(v) for k, v in words.table("scales").items()}
    morpheme = either([*values, *scales])
    joiner = r"(?:[ -]|(?: (?:and|e|et) )|)" if language == "it" else r"(?:[ -](?:(?:and|et)[ -])?)"
    spelled = rf"(?<!\w){morpheme}(?:{joiner}{morpheme}){{0,8}}(?:(?!\w)|(?=fold(?!\w)))"
    fractions = tuple((pattern(k), float(v)) for k, v in words.table("fractions").items())
    suffix = either([*scales, *words.table("suffixes")])
    fraction = either([f"(?:{k})" for k in words.table("fractions")])
    digits = rf"(?<![\w.,])(?:{_DIGITS})(?: ?{suffix}(?!\w))?"
    number = words.table("numbers")
    articles = words.sections["articles"]
    return Grammar(
        core=pattern(rf"(?<!\w)(?:{fraction})(?!\w)|{digits}|{spelled}", whole=False),
        hedge={bound: _hedge(words, bound, articles) for bound in ("le", "ge", "gt", "lt", "~")},
        after=pattern(number_fragment(words, "after"), whole=False),
        percent=pattern(rf" ?{number['percent']}", whole=False),
        points=pattern(rf" ?{number['points']}", whole=False),
        times=pattern(number["times"], whole=False),
        half=pattern(number["half"], whole=False),
        out_of=pattern(rf"{number['out_of']} ", whole=False),
        join=pattern(rf" ?(?:[-\u2013\u2014]|{number['range_join']}|(?<= )to(?= )) ?", whole=False),
        open_before=pattern(rf"(?:{number['range_open']}) (?:{articles} )?$", whole=False),
        signs=pattern(
            rf"(?:(?P<minus>(?<![\w])[-\u2013]|(?<=\() ?[-\u2013] |(?<!\w){number['minus']})"
            rf"|(?P<plus>\+ ?|(?<!\w){number['plus']}))$",
            whole=False,
        ),
        fractions=fractions,
        values=values,
        scales={**scales, **{k: float(v) for k, v in words.table("suffixes").items()}},
        word=pattern(morpheme, whole=False),
    )


def number_fragment(words: Lexicon, key: str) -> str:
    """Give the words that hedge a number from behind."""
    return str(words.table("hedges").get(key, "(?!)"))


def _hedge(words: Lexicon, bound: str, articles: str) -> re.Pattern[str]:
    return pattern(rf"(?<!\w){words.fragment('hedges', bound)}(?: {articles})?[ ']*$", whole=False)


def _quantity(text: str, match: re.Match[str], grammar: Grammar, lang: str) -> Quantity | None:
    body, end = match[0], match.end()
    fraction = next((v for p, v in grammar.fractions if p.fullmatch(body)), None)
    worded = not body[0].isdigit()
    shape: Shape = "count"
    if fraction is not None:
        value, shape = fraction, "fraction" if fraction < 1 else "count"
    elif worded:
        spelled = _compose(grammar.word.findall(body.casefold()), grammar)
        if spelled is None:
            return None
        value = spelled
    else:
        known = grammar.percent.match(text, end) or grammar.times.match(text, end)
        if not known and _ORDINAL.match(text[end : end + 6]) and not _RANGED.match(text, end):
            return None
        tail = grammar.percent.match(text, end) is not None
        value = _digits(body, grammar, lang, percent=tail)
    return _dress(text, (match.start(), end), (value, shape, worded), grammar)


def _dress(
    text: str, span: tuple[int, int], core: tuple[float, Shape, bool], grammar: Grammar
) -> Quantity | None:
    (start, end), (value, shape, worded) = span, core
    core_start = start
    half = grammar.half.match(text, end) if shape == "count" and value <= _FEW else None
    if half and grammar.times.match(text, half.end()):
        value, end = value + 0.5, half.end()
    for pattern_, name in (
        (grammar.percent, "percent"),
        (grammar.points, "points"),
        (grammar.times, "times"),
    ):
        tail = pattern_.match(text, end)
        if tail and shape == "count":
            end, shape = tail.end(), name  # type: ignore[assignment]
            if name == "percent" and grammar.points.match(text, end + 1):
                shape = "points"
            break
    whole = grammar.out_of.match(text, end) if shape == "count" else None
    if whole and value <= _FEW and (value == 1 or not whole["noun"]):
        other = grammar.core.match(text, whole.end())
        bottom = _plain_value(other[0], grammar) if other else None
        widest = _MANY if worded and value == 1 else 2 * _FEW
        if bottom and value < bottom <= widest and other:
            value, shape, end = value / bottom, "part", other.end()
    bound, start = _bound(text, start, grammar)
    sign = 0
    if bound is None:
        sign, start = _sign(text, start, grammar)
        bound, start = _bound(text, start, grammar)
    after = grammar.after.match(text, end)
    if after:
        bound, end = bound or ("gt" if _MORE.search(after[0]) else "~"), after.end()
    low, high = _interval(text[core_start:end], value, bound, shape)
    return Quantity(start, end, value, shape, low, high, bound, sign, worded, core_start)


def _sign(text: str, start: int, grammar: Grammar) -> tuple[int, int]:
    before = grammar.signs.search(text[max(0, start - 8) : start])
    if before is None:
        return 0, start
    return (-1 if before["minus"] else 1), start - len(before[0])


def _bound(text: str, start: int, grammar: Grammar) -> tuple[Limit | None, int]:
    left = text[max(0, start - 40) : start]
    for bound, hedge in grammar.hedge.items():
        found = hedge.search(left)
        if found and not _BY_SO_MUCH.search(left[: found.start()]):
            return bound, start - len(found[0])
    return None, start


def hedge_before(text: str, start: int, language: str) -> tuple[Limit | None, int]:
    """Find the words that hedge what begins at an offset: "nearly" in "nearly tripled".

    Parameters
    ----------
    text
        The sentence.
    start
        Where the hedged words begin.
    language
        Of the sentence.

    Returns
    -------
    tuple of bound and int
        The bound, None where there is none, and where its words begin.
    """
    return _bound(text, start, _grammar(language))


def _interval(
    printed: str, value: float, bound: Limit | None, shape: Shape
) -> tuple[float | None, float | None]:
    if bound in ("gt", "ge"):
        return value, None
    if bound in ("lt", "le"):
        return None, value
    if bound == "~":
        room = max(abs(value) * 0.05, _last_digit(value, printed) / 2)
        return round(value - room, 6), round(value + room, 6)
    if shape == "percent":
        room = _last_digit(value, printed) / 2
        return round(value - room, 6), round(value + room, 6)
    return value, value


def _last_digit(value: float, printed: str) -> float:
    decimals = re.search(r"\d[.,](\d{1,2})(?!\d)", printed)
    if decimals:
        return float(10 ** -len(decimals[1]))
    if value == 0 or not math.isfinite(value) or value != int(value):
        return 0.0
    digits = str(int(abs(value)))
    return float(10 ** (len(digits) - len(digits.rstrip("0"))))


def _digits(body: str, grammar: Grammar, language: str, *, percent: bool) -> float:
    number = re.match(_DIGITS, body)
    head = number[0] if number else body
    scale = grammar.scales.get(body[len(head) :].strip().casefold(), 1.0)
    return _numeral(head, language, fine=percent or scale > 1) * scale


def _numeral(head: str, language: str, *, fine: bool) -> float:
    grouped = _GROUPED.match(head)
    decimal = "." if language == "en" else ","
    if grouped and grouped.end() == len(head):
        marks = [c for c in head if not c.isdigit()]
        if fine and marks == [decimal]:
            return float(head.replace(decimal, "."))
        return float(re.sub(r"\D", "", head))
    if grouped:
        return float(re.sub(r"\D", "", grouped[0]) + "." + head[grouped.end() + 1 :])
    return float(head.replace(",", "."))


def _plain_value(body: str, grammar: Grammar) -> float | None:
    if body.isdigit():
        return float(body)
    return _compose(grammar.word.findall(body.casefold()), grammar)


def _compose(parts: list[str], grammar: Grammar) -> float | None:
    if not parts:
        return None
    total = current = 0.0
    for part in parts:
        if part in grammar.values:
            value = grammar.values[part]
            current = current * value if (current, value) == _FOUR_TWENTIES else current + value
            continue
        scale = grammar.scales[part]
        if scale == _HUNDRED:
            current = (current or 1) * scale
        else:
            total += (current or 1) * scale
            current = 0.0
    return total + current
