"""The whole reading: text to sentences, statements, claims, events and notes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace

from waterbed.read.acts import acts
from waterbed.read.attribution import Attributed, Voices, attribute, hear
from waterbed.read.calendar import Clock
from waterbed.read.claims import Setting, claims_of
from waterbed.read.counted import announces
from waterbed.read.events import events_of, roles_of
from waterbed.read.frames import causal_frame, speaks_of_diversion
from waterbed.read.inherit import Memory, remember
from waterbed.read.kinds import check_day, kind_of
from waterbed.read.lexicon import LANGUAGES, lexicon
from waterbed.read.scan import Scan, scan
from waterbed.read.selfcheck import self_check
from waterbed.read.sentences import split_sentences
from waterbed.read.text import clean_text, language_of, plain, quotes
from waterbed.read.turns import turn_of
from waterbed.records import InvalidError, PartialDate
from waterbed.records.article import Article, Sentence
from waterbed.records.claim import Causal, Claim, EventMention, Role, Statement

_FEW = 2
_CARRYING = {"where", "route", "from_country", "period"}


@dataclass(slots=True)
class _Reading:
    """What has been found so far, and what the next sentence can refer to."""

    language: str
    clock: Clock
    alone: bool = False
    memory: Memory = field(default_factory=Memory)
    voices: Voices = field(default_factory=Voices)
    statements: list[Statement] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)
    roles: list[Role] = field(default_factory=list)


def read(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | dt.date | PartialDate | None = None,
    language: str | None = None,
) -> Article:
    """Read a report: who says what, and what of it can be checked.

    Parameters
    ----------
    text
        Plain text, one paragraph or heading a line.
    title, outlet, url
        Of the report. A title is read for what the first sentences leave out.
    published
        The day, month or year of publication. "So far this year" ends on its last day.
    language
        ``"en"``, ``"it"`` or ``"fr"``; found from the text where None.

    Returns
    -------
    Article
        Sentences, statements, claims, events, roles and notes, with offsets into its text.

    Raises
    ------
    InvalidError
        Where the text is empty, or in a language that is not read.
    LimitError, ParseError
        Where the text is too long, or no text.

    Notes
    -----
    A grammar of small parts, no model: the same text gives the same article. Every sentence is
    read on its own; slots that it leaves open come from the sentences before it and are marked.
    """
    cleaned = clean_text(text)
    tongue = _language(cleaned, title, language)
    clock = Clock(_day(published))
    reading = _Reading(tongue, clock)
    if title and title.strip():
        shadow = plain(" ".join(title.split()))[:500]
        headline = Sentence(shadow, 0, len(shadow), heading=True)
        _, reading.memory = _claims(headline, scan(shadow, tongue), reading)
    sentences = split_sentences(cleaned, lexicon(tongue))
    reading.alone = len(sentences) <= _FEW and not title
    for sentence in sentences:
        _read_sentence(sentence, reading)
    return Article(
        text=cleaned,
        language=tongue,
        title=title or "",
        outlet=outlet or "",
        url=url or "",
        published=clock.published,
        sentences=sentences,
        statements=tuple(reading.statements),
        claims=tuple(reading.claims),
        events=tuple(reading.events),
        roles=tuple(reading.roles),
        notes=self_check(reading.claims),
    )


def _language(text: str, title: str | None, language: str | None) -> str:
    if language is None:
        return language_of(f"{title or ''}\n{text}")
    if language not in LANGUAGES:
        known = ", ".join(f"{name} ({lexicon(name).sections['name']})" for name in LANGUAGES)
        raise InvalidError(f"language {language!r} is not read. It reads {known}.")
    return language


def _day(published: str | dt.date | PartialDate | None) -> dt.date | None:
    if published is None or isinstance(published, dt.date):
        return published
    partial = PartialDate(published) if isinstance(published, str) else published
    return partial.last


def _read_sentence(sentence: Sentence, reading: _Reading) -> None:
    shadow = plain(sentence.text)
    if not any(letter.isalpha() for letter in shadow):
        return
    scanned = scan(shadow, reading.language)
    attributed = attribute(sentence, reading.language, reading.voices)
    found, reading.memory = _claims(sentence, scanned, reading)
    attributed, taken_over = _carried(sentence, attributed, found, reading)
    statements = _statements(sentence, attributed, reading)
    base = len(reading.statements)
    reading.statements += statements
    frame = causal_frame(shadow, reading.language)
    frame = _diverted(frame, sentence, reading)
    framed = [_framed(one, frame, scanned, sentence.start) for one in found]
    reading.claims += [_credited(one, statements, base, taken_over=taken_over) for one in framed]
    reading.events += events_of(sentence, scanned, reading.clock)
    reading.roles += roles_of(sentence, scanned)
    reading.voices = hear(reading.voices, attributed, shadow, reading.language)


def _claims(
    sentence: Sentence, scanned: Scan, reading: _Reading
) -> tuple[tuple[Claim, ...], Memory]:
    found, timed = claims_of(
        sentence, scanned, Setting(reading.clock, reading.memory, reading.alone)
    )
    memory = remember(
        reading.memory,
        found,
        scanned.measures,
        scanned.stated_places,
        timed.main,
        told=announces(scanned.text, scanned.language),
    )
    turn = None if found else turn_of(sentence, scanned, reading.clock, reading.memory)
    return (turn,) if turn else found, memory


def _carried(
    sentence: Sentence, attributed: Attributed, found: tuple[Claim, ...], reading: _Reading
) -> tuple[Attributed, bool]:
    """Let a figure keep the source of the data sentence before it whose place or days it takes."""
    last = reading.statements[-1] if reading.statements else None
    taken = {name for c in found for name, origin in c.origins if origin == "neighbour"}
    takes_slots = bool(taken & _CARRYING)
    if attributed.chain or not found or last is None or not takes_slots or sentence.heading:
        return attributed, False
    if last.mode not in {"document", "indirect"} or not last.chain:
        return attributed, False
    chain = tuple(replace(one, resolved=True) for one in last.chain)
    return Attributed(chain, last.mode, attributed.hedge), True


def _statements(sentence: Sentence, attributed: Attributed, reading: _Reading) -> list[Statement]:
    whole = _statement(sentence, (0, len(sentence.text)), attributed, reading)
    inner = []
    for a, b in quotes(sentence.text):
        if (b - a) * 10 < len(sentence.text) * 9:
            inner.append(_statement(sentence, (a, b), _quoted(attributed), reading))
    return [whole, *inner]


def _quoted(attributed: Attributed) -> Attributed:
    mode = attributed.mode if attributed.mode in {"document", "headline"} else "direct"
    return replace(attributed, mode=mode)


def _statement(
    sentence: Sentence, span: tuple[int, int], attributed: Attributed, reading: _Reading
) -> Statement:
    a, b = span
    words = plain(sentence.text[a:b])
    kind = kind_of(words, reading.language)
    due = check_day(words, reading.language, reading.clock.published)
    return Statement(
        quote=sentence.text[a:b],
        start=sentence.start + a,
        end=sentence.start + b,
        chain=attributed.chain,
        mode=attributed.mode,
        hedge=attributed.hedge,
        kind=kind,
        check_by=due if kind == "forecast" else None,
    )


def _diverted(frame: Causal | None, sentence: Sentence, reading: _Reading) -> Causal | None:
    if frame or not speaks_of_diversion(plain(sentence.text), reading.language):
        return frame
    return Causal(sentence.text.strip(), "", "", diversion=True)


def _framed(claim: Claim, frame: Causal | None, scanned: Scan, offset: int) -> Claim:
    """Put a claim into the causal frame of its sentence, as far as that reaches."""
    if claim.causal:
        return claim
    at, end = claim.start - offset, claim.end - offset
    act = next(iter(acts(scanned.text, scanned.language)), None)
    if act and not act.since <= at < act.until:
        frame = None
    if any(one.start < end and at < one.end for one in scanned.averted):
        frame = replace(frame or Causal("", scanned.text.strip(), ""), averted=True)
    return replace(claim, causal=frame)


def _credited(claim: Claim, statements: list[Statement], base: int, *, taken_over: bool) -> Claim:
    inside = [i for i, s in enumerate(statements) if s.start <= claim.start and claim.end <= s.end]
    index = min(inside, key=lambda i: statements[i].end - statements[i].start) if inside else 0
    said = statements[index]
    origins = claim.origins
    if said.speaker:
        origins = (*origins, ("attributed_to", "neighbour" if taken_over else "text"))
    return replace(
        claim,
        statement=base + index,
        attributed_to=said.speaker,
        via=said.via,
        hedged=said.hedge,
        origins=origins,
    )
