"""One sentence as typed tokens, and which token belongs to which."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol, TypeVar

from waterbed.read.acts import acts, averted, pushed
from waterbed.read.agreements import named_agreements
from waterbed.read.frames import cause_spans
from waterbed.read.lexicon import lexicon, pattern
from waterbed.read.measures import MeasureMention, measure_mentions
from waterbed.read.numbers import Quantity, quantities
from waterbed.read.periods import Phrase, phrases
from waterbed.read.places import WIDE, PlaceMention, place_mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORD = re.compile(r"[\w'%.,]+")
_WINDOW = 12
_STRONG = {"clause", "stop"}
_WALLS = {"clause", "stop", "comma", "versus"}


class Spanned(Protocol):
    """Anything with offsets in a sentence."""

    @property
    def start(self) -> int:
        """First character."""
        ...

    @property
    def end(self) -> int:
        """Character after the last."""
        ...


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a sentence."""

    start: int
    end: int


T = TypeVar("T", bound=Spanned)


@dataclass(frozen=True, slots=True)
class Mark:
    """A word or sign that sets parts of a sentence apart, with how much."""

    start: int
    end: int
    weight: int
    kind: str


@dataclass(frozen=True, slots=True)
class Rulers:
    """Counts up to each position, so that a distance is one subtraction.

    Parameters
    ----------
    clauses, chunks
        Marks that begin before the position and outside asides; negative inside an aside.
    lengths
        Words, weights of marks and numbers (8 each) that end at or before the position.
    """

    clauses: tuple[int, ...]
    chunks: tuple[int, ...]
    lengths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scan:
    """What the small grammars find in one sentence.

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.
    phrases, numbers, measures, places, marks
        The tokens, each in order of appearance. A mark inside a number is none.
    rulers
        For distances.
    causes
        Where the words stand that give the cause of something.
    asides
        Relative clauses between two commas: what stands before and behind them is one clause.
    acts
        Where agreements, laws and operations are named, by their parties or as what cut a flow.
    averted, pushed
        Where the numbers stand of people who are said not to have come, and of those whom an act
        is said to have sent another way.
    """

    text: str
    language: str
    phrases: tuple[Phrase, ...]
    numbers: tuple[Quantity, ...]
    measures: tuple[MeasureMention, ...]
    places: tuple[PlaceMention, ...]
    marks: tuple[Mark, ...]

    rulers: Rulers
    causes: tuple[Span, ...] = ()
    asides: tuple[Span, ...] = ()
    acts: tuple[Span, ...] = ()
    averted: tuple[Span, ...] = ()
    pushed: tuple[Span, ...] = ()

    @property
    def stated_places(self) -> tuple[PlaceMention, ...]:
        """The places that figures can be about: not those of a cause, "the deal with Libya".

        In the name of an act, "the EU-Tunisia memorandum", no coast, union or route is one, and no
        country where another place stands outside.
        """
        free = [p for p in self.places if not _among(p, self.causes)]
        other = any(not p.coast and p.role != "actor" and not _among(p, self.acts) for p in free)
        return tuple(
            p
            for p in free
            if not _among(p, self.acts)
            or not (other or p.coast or p.code in WIDE or p.role == "route")
        )

    def clause(self, position: int) -> int:
        """Count the strong marks before a position: positions of one clause share it."""
        return self.rulers.clauses[position]

    def chunk(self, position: int) -> int:
        """Count the marks before a position that part phrases, commas among them."""
        return self.rulers.chunks[position]


def scan(text: str, language: str) -> Scan:
    """Read a sentence into tokens.

    Parameters
    ----------
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    Scan
        Numbers that are part of a date or of a place's name are no numbers.
    """
    times = phrases(text, language)
    places = place_mentions(text, language)
    masked = _mask(text, [*times, *(p for p in places if _has_digit(text, p))])
    numbers, marks = quantities(masked, language), _marks(text, language)
    listed = [m.span() for m in _listing(language).finditer(text)]
    inner = [(n.start, n.end) for n in numbers] + listed
    marks = tuple(m for m in marks if not any(a <= m.start < b for a, b in inner))
    spared = tuple(Span(*one) for one in averted(text, language))
    sent = tuple(Span(*one) for one in pushed(text, language))
    measures = _measured(text, language, spared, sent)
    asides = _asides(text, language)
    rulers = _rulers(text, numbers, marks, asides)
    heads = [m.start for m in measures]
    causes = tuple(
        Span(a, min([b, *(h for h in heads if h > a)])) for a, b in cause_spans(text, language)
    )
    named = [(one.start, one.end) for one in acts(text, language)]
    titles = tuple(Span(*one) for one in [*named, *named_agreements(text, language)])
    return Scan(
        text,
        language,
        times,
        numbers,
        measures,
        places,
        marks,
        rulers,
        causes,
        asides,
        acts=titles,
        averted=spared,
        pushed=sent,
    )


def _measured(
    text: str, language: str, spared: Sequence[Span], sent: Sequence[Span]
) -> tuple[MeasureMention, ...]:
    """Find what is counted: those whom an act kept away or sent on are arrivals elsewhere."""
    found = [
        replace(m, name="arrivals") if m.name == "interceptions_at_sea" and _among(m, spared) else m
        for m in measure_mentions(text, language)
    ]
    arrived = [MeasureMention(s.start, s.end, "arrivals") for s in sent]
    new = [one for one in arrived if not any(_among(m, [Span(one.start, one.end)]) for m in found)]
    return tuple(sorted([*found, *new], key=lambda one: one.start))


def _among(token: Spanned, spans: Sequence[Span]) -> bool:
    return any(span.start <= token.start < span.end for span in spans)


@cache
def _aside(language: str) -> re.Pattern[str]:
    words = lexicon(language).table("markers")
    return pattern(
        rf", (?:{words['relative']})(?!\w)(?:[^,;.()]|[,.](?=\d)){{2,160}},"
        rf"(?! ?(?:{words['onward']})(?!\w))(?! ?\d)",
        whole=False,
    )


def _asides(text: str, language: str) -> tuple[Span, ...]:
    return tuple(Span(m.start(), m.end()) for m in _aside(language).finditer(text))


def _rulers(
    text: str, numbers: Sequence[Quantity], marks: Sequence[Mark], asides: Sequence[Span]
) -> Rulers:
    size = len(text)
    clauses, chunks, lengths = [0] * (size + 2), [0] * (size + 2), [0] * (size + 2)
    for mark in marks:
        outside = not any(a.start <= mark.start < a.end for a in asides)
        clauses[mark.start + 1] += outside and mark.kind in _STRONG
        chunks[mark.start + 1] += outside and mark.kind in _WALLS
        lengths[mark.end] += mark.weight
    for word in _WORD.finditer(text):
        lengths[word.end()] += 1
    for number in numbers:
        lengths[number.end] += 0 if number.worded and number.value <= 1 else 8
    counted = [list(accumulate(counts)) for counts in (clauses, chunks, lengths)]
    for order, aside in enumerate(asides, start=1):
        inside = range(aside.start + 1, aside.end)
        for counts in counted[:2]:
            counts[inside.start : inside.stop] = [-order] * len(inside)
    return Rulers(*(tuple(counts) for counts in counted))


def _has_digit(text: str, place: PlaceMention) -> bool:
    return any(c.isdigit() for c in text[place.start : place.end])


def _mask(text: str, spans: Sequence[Spanned]) -> str:
    letters = list(text)
    for one in spans:
        letters[one.start : one.end] = "~" * (one.end - one.start)
    return "".join(letters)


@cache
def _separators(language: str) -> tuple[tuple[re.Pattern[str], int, str], ...]:
    words = lexicon(language)
    return (
        (pattern(words.fragment("markers", "versus")), 12, "versus"),
        (pattern(words.fragment("markers", "from")), 2, "from"),
        (pattern(words.fragment("markers", "clauses")), 12, "clause"),
        (pattern(r";", whole=False), 30, "stop"),
        (pattern(r":|(?<= )[\u2013\u2014-](?= )|[.!?](?= )", whole=False), 10, "stop"),
        (pattern(r",(?!\d)|,(?=\d{4})", whole=False), 6, "comma"),
        (pattern(words.fragment("markers", "joins")), 1, "join"),
        (pattern(r"[()\[\]]", whole=False), 1, "bracket"),
    )


@cache
def _listing(language: str) -> re.Pattern[str]:
    """Find "respectively" with the commas that set it off: they part nothing."""
    word = lexicon(language).table("markers")["respectively"]
    return pattern(rf",? {word},?", whole=False)


def _marks(text: str, language: str) -> tuple[Mark, ...]:
    found = [
        Mark(m.start(), m.end(), weight, kind)
        for separator, weight, kind in _separators(language)
        for m in separator.finditer(text)
    ]
    versus = [m for m in found if m.kind == "versus"]
    kept = [
        m
        for m in found
        if m.kind == "versus" or not any(v.start <= m.start < v.end for v in versus)
    ]
    return tuple(sorted(kept, key=lambda mark: mark.start))


def distance(at: Spanned, token: Spanned, scanned: Scan) -> int:
    """Say how far a token is from another: words between, boundaries crossed, numbers passed.

    Parameters
    ----------
    at
        The token that looks for a companion.
    token
        The candidate.
    scanned
        The sentence.

    Returns
    -------
    int
        Words between, plus 3 where the candidate comes first, plus the weight of each boundary
        between, plus 8 for each other number between. An aside between them counts nothing.
    """
    before = token.end <= at.start
    a, b = (token.end, at.start) if before else (at.end, token.start)
    if b <= a or scanned.text[a:b] in {" ", " (", ": "}:
        return 0
    lengths = scanned.rulers.lengths
    skipped = sum(
        lengths[s.end] - lengths[s.start] for s in scanned.asides if a <= s.start and s.end <= b
    )
    return lengths[b] - lengths[a] - skipped + (3 if before else 0)


def nearest(
    at: Spanned, tokens: Sequence[T], scanned: Scan, rivals: Sequence[Spanned] = ()
) -> T | None:
    """Give the token that belongs to another by nearness.

    Parameters
    ----------
    at
        The token that looks for a companion.
    tokens
        Candidates, in order.
    scanned
        The sentence.
    rivals
        Other tokens that look for companions; one that is nearer to a candidate makes it
        farther by six words, one that touches it by twenty.

    Returns
    -------
    object or None
        None without candidates. Only the `_WINDOW` candidates on either side count.
    """
    close = _close(at, tokens)
    if not close:
        return None

    def cost(token: T) -> int:
        own = distance(at, token, scanned)
        others = [distance(r, token, scanned) for r in _close(token, rivals) if r is not at]
        best = min(others, default=own)
        return own + (0 if best >= own else 20 if best == 0 else 6)

    return min(close, key=lambda token: (cost(token), token.end <= at.start))


def _close(at: Spanned, tokens: Sequence[T]) -> list[T]:
    before = [t for t in tokens if t.end <= at.start][-_WINDOW:]
    after = [t for t in tokens if t.end > at.start][:_WINDOW]
    return before + after
