"""Which bare numbers count people or cases, and which part of the people they count."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    from waterbed.read.comparisons import Stated
    from waterbed.read.numbers import Quantity
    from waterbed.read.scan import Scan

_FEW = 12
_HOURS = 24
_LANDINGS = 100
_FATED = 2
_BEHIND, _WORDS, _SMALL, _TOUCH = 40, 3, 25, 12


@dataclass(frozen=True, slots=True)
class Nouns:
    """Patterns of the nouns of one language: people, things, what stands before and behind."""

    people: re.Pattern[str]
    things: re.Pattern[str]
    glue: re.Pattern[str]
    before: re.Pattern[str]
    groups: re.Pattern[str]
    origins: re.Pattern[str]
    landings: re.Pattern[str]
    borders: re.Pattern[str]
    born: re.Pattern[str]
    figures: re.Pattern[str]


@cache
def nouns(language: str) -> Nouns:
    """Compile the nouns of a language."""
    words = lexicon(language)
    table = words.table("nouns")
    people = words.fragment("nouns", "people")
    adjectives = table["adjectives"]
    return Nouns(
        people=pattern(
            rf"[ '-]*(?:{adjectives} ){{0,3}}(?:[\w'-]+ ){{0,2}}?{people}(?!\w)", whole=False
        ),
        things=pattern(
            rf"[ '-]*(?:(?:of|di|de) |d')?(?:{adjectives} ){{0,2}}"
            rf"{words.fragment('nouns', 'things')}(?!\w)",
            whole=False,
        ),
        glue=pattern(rf" {words.fragment('nouns', 'glue')}(?!\w)", whole=False),
        before=pattern(
            rf"(?<!\w){words.fragment('nouns', 'before_things')} $|[€$£] ?$", whole=False
        ),
        groups=pattern(
            rf"[ ']*(?:{adjectives} ){{0,2}}(?P<g>{words.fragment('nouns', 'groups')})(?!\w)",
            whole=False,
        ),
        landings=pattern(rf" {words.fragment('nouns', 'landings')}(?!\w)", whole=False),
        origins=pattern(words.fragment("nouns", "origins")),
        borders=pattern(words.fragment("nouns", "borders")),
        born=pattern(words.fragment("nouns", "born")),
        figures=pattern(words.fragment("nouns", "figures")),
    )


def counts_people(number: Quantity, scanned: Scan) -> bool:
    """Tell whether a bare number counts people or cases rather than things.

    Parameters
    ----------
    number
        A number without percent sign.
    scanned
        Its sentence.

    Returns
    -------
    bool
        False before euros, years, boats and unknown nouns; before an hour; for a bare small
        number in words.
    """
    words = nouns(scanned.language)
    text = scanned.text
    right = text[number.end : number.end + 60]
    left = text[max(0, number.start - 25) : number.start]
    hour = not left.endswith("alle ") or number.value <= _HOURS
    if (words.before.search(left) and hour) or words.things.match(right):
        return False
    if right[:1] in tuple("€$£°") or _RATE.match(right):
        return False
    if _UNKNOWN_NAME.search(left) and not _known_before(number, scanned):
        return False
    if number.value <= 1 or (number.value < _LANDINGS and words.landings.match(right)):
        return False
    measured = any(
        0 <= m.start - number.end <= _BEHIND
        and text[number.end : m.start].count(" ") <= _WORDS
        and "," not in text[number.end : m.start]
        for m in scanned.measures
    )
    told = _people_name(number, scanned) or _compared(number, scanned) or _toll(number, scanned)
    if words.people.match(right) or told:
        return True
    if measured:
        return not number.worded or number.value > _FEW or _fated(number, scanned)
    least = _LANDINGS if number.worded else 0 if right.startswith(")") else _SMALL
    if number.value < least:
        return False
    year = re.fullmatch(r"(?:19|20)\d\d", text[number.core : number.end])
    return not year and (not re.match(r" ?\w", right) or words.glue.match(right) is not None)


def _compared(number: Quantity, scanned: Scan) -> bool:
    """Tell the small number of "78 dead, against 12 in 2023", which repeats no noun."""
    marks = [m for m in scanned.marks if m.kind == "versus" and 0 <= number.start - m.end <= 1]
    timed = any(0 <= p.start - number.end <= 1 for p in scanned.phrases)
    return number.value > 1 and bool(marks) and timed


_COUNT_OF = re.compile(
    r"(?<!\w)(?:to|a|à|is|are|was|were|sono|erano|sont|étaient|est)"
    r"(?: (?:at|now|still|already|ancora|già|ormai|encore|déjà|désormais))? $",
    re.IGNORECASE,
)


def _toll(number: Quantity, scanned: Scan) -> bool:
    """Tell the small number of "the dead rose to 21, the missing are still 14"."""
    ends = re.match(r" ?(?:[,.;:]|$)", scanned.text[number.end : number.end + 2])
    left = scanned.text[max(0, number.start - 25) : number.start]
    clause = scanned.clause(number.start)
    fates = [m for m in scanned.measures if m.name in _FATES and m.end <= number.start]
    near = any(scanned.clause(m.start) == clause for m in fates)
    return number.value > 1 and bool(ends) and near and _COUNT_OF.search(left) is not None


def counts_things(number: Quantity, scanned: Scan) -> bool:
    """Tell a share of things, "a fifth of the boats", from a share of people."""
    whole = _OF_THINGS.match(scanned.text, number.end)
    return (
        whole is not None
        and nouns(scanned.language).things.match(scanned.text, whole.end() - 1) is not None
    )


_OF_THINGS = re.compile(
    r" (?:of|des|de|dei|delle|degli) (?:the |all |its |their |les )?", re.IGNORECASE
)


def _fated(number: Quantity, scanned: Scan) -> bool:
    """Tell "five died", "cinq ont péri": a small number in words with what befell the people."""
    return any(
        m.name in _FATES
        and m.start - number.end >= 0
        and scanned.text[number.end : m.start].count(" ") <= _FATED
        for m in scanned.measures
    )


_FATES = {"deaths", "missing", "deaths_and_missing", "rescues"}
_RATE = re.compile(
    r"[^,.;]{0,25} (?:(?:per|par) (?:\d|day|week|month|year|boat|capita|head|person|hour|night|"
    r"jour|semaine|mois|an|personne|tête|bateau|heure|nuit|barca|notte|abitante|habitant)|"
    r"(?:on|in|aboard) each|su ciascun|su ogni|par bateau|sur chaque|"
    r"a testa|al mese|al giorno|all'anno|on average|every day|each (?:day|week|month)|"
    r"ogni giorno|in media|chaque jour|en moyenne|"
    r"(?<!in )(?<!over )(?<!within )(?<!for )a (?:day|week|month|year)"
    r"(?! (?:ago|earlier|before)))(?!\w)"
)
_UNKNOWN_NAME = re.compile(r"(?<![.!?] )\b[A-ZÀ-Ý][\w'-]+ \($")


def _known_before(number: Quantity, scanned: Scan) -> bool:
    """Tell a place that is known from a port or town that is not: its number is a part."""
    opening = scanned.text.rfind("(", 0, number.core)
    return any(0 <= opening - p.end <= _TOUCH for p in scanned.places) or any(
        0 <= opening - p.end < _WORDS for p in scanned.phrases
    )


def _people_name(number: Quantity, scanned: Scan) -> bool:
    return any(
        p.role == "nationality" and 0 <= p.start - number.end <= _TOUCH for p in scanned.places
    )


def announces(text: str, language: str) -> bool:
    """Tell a sentence that announces figures: "released its data for April"."""
    return nouns(language).figures.search(text) is not None


def group_of(stated: Stated, scanned: Scan) -> str | None:
    """Give the part of the people that an amount counts, in the words of the text."""
    found = nouns(scanned.language).groups.match(scanned.text, stated.end)
    return found["g"] if found else None
