"""Events and titles that a text mentions: who met, visited, invited, signed, pledged, renewed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern
from waterbed.read.places import people_pattern
from waterbed.read.windows import resolve
from waterbed.records.claim import EventMention, Role, Window

if TYPE_CHECKING:
    from waterbed.read.calendar import Clock
    from waterbed.read.scan import Scan
    from waterbed.records.article import Sentence

_PART = r"[A-ZÀ-Ý][\w'\u2019À-ÿ-]+"
_PARTICLE = r"(?:(?:[Aa]l|[Ee]l|bin|ben|ibn|abu|van|von|de|di|du)[ -])?"
_NAME = re.compile(
    rf"(?:{_PART}|G7|G20|NATO|EU|UN)(?:(?: (?:of|of the|del|della|di|de|du|des|la|el|for))? "
    rf"{_PARTICLE}{_PART}){{0,5}}"
)
_REACH = 220


@dataclass(frozen=True, slots=True)
class _Grammar:
    types: tuple[tuple[str, re.Pattern[str]], ...]
    title: re.Pattern[str]
    skip: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = lexicon(language)
    names = list(words.table("months")) + list(words.table("weekdays"))
    titles = words.fragment("titles", "words")
    return _Grammar(
        types=tuple(
            (name, pattern(rf"(?<!\w){words.fragment('events', name)}", whole=False))
            for name in words.table("events")
        ),
        title=re.compile(
            rf"(?P<title>(?:[A-Z][\w'-]+ ){{0,3}}(?i:{titles})(?: (?:of|del|della|di|de|du) "
            rf"(?:the |la |l')?(?:[A-Z][\w'-]+ ?){{1,4}}(?:of [A-Z]\w+ [A-Z]\w+)?"
            rf"(?:in [A-Z]\w+)?,?)?)"
            rf" (?P<name>{_PART}(?: {_PARTICLE}{_PART}){{0,3}})"
        ),
        skip=pattern(
            rf"(?:{'|'.join(names)}|during|the|in|on|while|according|some|after|when|at|that|this|she|he|they|it|writing|meanwhile|il|la|lo|durante|nel|secondo|le|les|lors|selon|elle|ils)"
        ),
    )


def events_of(sentence: Sentence, scanned: Scan, clock: Clock) -> tuple[EventMention, ...]:
    """Find the events that one sentence mentions.

    Parameters
    ----------
    sentence
        Where it stands in the text.
    scanned
        Its tokens.
    clock
        The day of publication, for "on Tuesday".

    Returns
    -------
    tuple of EventMention
        At most one of each type. Names before the verb are who, names after it whom; the rest
        of the clause is what.
    """
    if sentence.heading:
        return ()
    rules = _grammar(scanned.language)
    found = []
    for name, words in rules.types:
        match = words.search(scanned.text)
        if match:
            found.append(_event(name, match, sentence, scanned, clock))
    return tuple(sorted(found, key=lambda one: one.type))


def _event(
    name: str, match: re.Match[str], sentence: Sentence, scanned: Scan, clock: Clock
) -> EventMention:
    text = scanned.text
    before = text[max(0, match.start() - _REACH) : match.start()]
    after = text[match.end() : match.end() + _REACH]
    named = {text[p.start : p.end] for p in scanned.places}
    places = {name for name in named if not _is_people(name)}
    return EventMention(
        type=name,
        quote=sentence.text,
        start=sentence.start,
        end=sentence.end,
        who=_names(before, scanned.language, places),
        whom=_names(after, scanned.language, places) if name in {"meet", "invite"} else (),
        where=tuple(sorted(places & set(_all_names(text)))),
        when=_when(scanned, clock),
        what=after.strip(" ,.:\"'") if name not in {"meet", "visit"} else "",
    )


def _all_names(text: str) -> list[str]:
    return [m[0] for m in _NAME.finditer(text)]


def _names(text: str, language: str, places: set[str]) -> tuple[str, ...]:
    skip = _grammar(language).skip
    names = [m[0] for m in _NAME.finditer(text)]
    bare = [re.sub(r"^(?:[Tt]he|[Ii]l|[Ll]a|[Ll]e) |'s$", "", n) for n in names]
    kept = [n for n in bare if n and n not in places and not skip.fullmatch(n)]
    return tuple(dict.fromkeys(n for n in kept if not _is_people(n)))


def _is_people(name: str) -> bool:
    """Tell "Libyan" from a name."""
    return people_pattern().fullmatch(name) is not None


def _when(scanned: Scan, clock: Clock) -> Window | None:
    kinds = ("day", "weekday", "relative", "season", "month", "year")
    for kind in kinds:
        for phrase in scanned.phrases:
            if phrase.kind == kind and (window := resolve(phrase, clock)):
                return window
    return None


def roles_of(sentence: Sentence, scanned: Scan) -> tuple[Role, ...]:
    """Find persons with their titles, for a later stage to compare with the register.

    Parameters
    ----------
    sentence
        Where it stands in the text.
    scanned
        Its tokens.

    Returns
    -------
    tuple of Role
        "National Unity President Mohamed Yunus Al Menfi" gives that title and that name.
    """
    found = []
    for match in _grammar(scanned.language).title.finditer(scanned.text):
        a, b = match.span()
        verbatim = sentence.text[match.start("name") : match.end("name")]
        title = sentence.text[match.start("title") : match.end("title")].strip(" ,")
        found.append(Role(title, verbatim, sentence.start + a, sentence.start + b))
    return tuple(found)
