"""Who says what: chains of speakers and relays, with cue, mode and hedge."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.appositions import before_apposition, named_behind, without_asides
from waterbed.read.lexicon import either, lexicon, outlets, pattern
from waterbed.read.periods import phrases
from waterbed.read.text import plain
from waterbed.records.claim import Mode, Speaker

if TYPE_CHECKING:
    from waterbed.records.article import Sentence

_NAME = r"[^,;:()\"]{2,90}?"
_QUOTE = re.compile(r'"([^"]{3,1400})"')
_COUNTER = r"(?:Frontex|UNHCR|Unhcr|IOM|OIM|Oim|HCR|EUAA|EASO|Eurostat|Home Office|Viminale)"
_PLURAL = {"they", "essi", "loro", "ils", "elles"}
_LONG_NAME, _PERSON, _NEAR = 12, 3, 40
_DIGIT = re.compile(r"\d")
_RELATIVE = re.compile(
    r"(?:which|that|who|che|qui|dont|this|questo|ce|cela|it comes)\b", re.IGNORECASE
)
_WHICH = re.compile(r"(?:which|that|che|cosa che|ce que) ", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:and|but|while|that|however|then|also|e|ma|ancora|anche|inoltre|poi|et|mais|encore|"
    r"aussi)\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attributed:
    """How one sentence, or a quote in it, is attributed.

    Parameters
    ----------
    chain
        The source first, then who relays it.
    mode
        None where the text speaks itself.
    hedge
        True where the text doubts it.
    """

    chain: tuple[Speaker, ...] = ()
    mode: Mode | None = None
    hedge: bool = False


@dataclass(frozen=True, slots=True)
class _Grammar:
    language: str
    according: re.Pattern[str]
    told: re.Pattern[str]
    said: re.Pattern[str]
    said_after: re.Pattern[str]
    said_first: re.Pattern[str]
    citing: re.Pattern[str]
    headline: re.Pattern[str]
    colon: re.Pattern[str]
    clause_relay: re.Pattern[str]
    hedges: re.Pattern[str]
    document: re.Pattern[str]
    document_of: re.Pattern[str]
    outlet: re.Pattern[str]
    group: re.Pattern[str]
    pronoun: re.Pattern[str]
    named: re.Pattern[str]
    counting: re.Pattern[str]
    counters: re.Pattern[str]
    counter_names: re.Pattern[str]
    around: tuple[re.Pattern[str], ...]
    article: re.Pattern[str]
    aside: re.Pattern[str]
    not_inverted: re.Pattern[str]


@cache
def _grammar(language: str) -> _Grammar:
    words = lexicon(language)
    verbs = words.fragment("attribution", "verbs")
    group = words.fragment("attribution", "groups")
    pronouns = either([re.escape(p) for p in words.sections["person_words"]])
    adverb = words.table("attribution")["between"]
    start = r"(?:^|[.;:,\"] ?|(?<= \u2013 )|(?<= - ))"
    around = words.table("attribution")["around"]
    return _Grammar(
        language=language,
        according=pattern(
            rf"(?<!\w){words.fragment('attribution', 'according')} ?(?P<name>[^;:()\"]{{2,110}}?)"
            rf"(?=,|;|:|\.$|\.\"|\"|$|\(| {verbs}| \u2013 | - )",
            whole=False,
        ),
        told=pattern(
            rf"{start}(?P<name>{_NAME}) (?:{adverb} )?"
            rf"(?P<cue>{words.fragment('attribution', 'told')})"
            rf" (?P<via>[^,;:\"]{{2,80}}?)"
            rf"(?= (?:that|che|que|in|on)\b|,|:|\"|$)",
            whole=False,
        ),
        said=pattern(
            rf"{start}(?P<name>{_NAME}) ?,? ?(?:{adverb} )?(?P<cue>{verbs})(?!\w)", whole=False
        ),
        said_after=pattern(
            rf",\"? (?P<name>[^,;:\"]{{2,90}}?) (?:{adverb} )?(?P<cue>{verbs})"
            rf"(?: (?:on |in |to |as )?[^,]{{0,40}})?[.,]?\"?$",
            whole=False,
        ),
        said_first=pattern(
            rf",\"? (?P<cue>{verbs}) (?P<name>[^,;:\"]{{2,90}}?)(?=,|\.?$)", whole=False
        ),
        citing=pattern(
            rf"(?<!\w)(?P<cue>{words.fragment('attribution', 'citing')}) "
            rf"(?P<name>[^,;:\"]{{2,80}}?)(?=,|\.$|$)",
            whole=False,
        ),
        headline=pattern(r"^(?P<name>[A-ZÀ-Ý][^:\".,]{1,50}): (?=\S)", whole=False),
        colon=pattern(r"^(?P<name>[A-ZÀ-Ý][^:\".,]{2,50}): \"", whole=False),
        clause_relay=pattern(
            rf",? (?P<cue>(?:which|that|who) (?P<name>he|she|they|it) {verbs})(?!\w)", whole=False
        ),
        hedges=pattern(words.fragment("attribution", "hedges")),
        document=pattern(words.fragment("attribution", "documents")),
        document_of=pattern(
            rf"(?<!\w){words.fragment('attribution', 'documents')}(?: \w+){{0,3}}?"
            r" (?:from|of|by|di|d[ae]l(?:la|l')?|dell[ao]|dei|des?|du|d')(?: the| l'| la)? ?$",
            whole=False,
        ),
        outlet=pattern(words.fragment("attribution", "outlets")),
        group=pattern(group),
        pronoun=pattern(rf"(?:{pronouns})", whole=True),
        counting=pattern(words.table("attribution")["counting"], whole=False),
        counters=re.compile(words.table("attribution")["counters"]),
        around=(
            pattern(rf"^(?:,? ?{around})+ ?", whole=False),
            pattern(rf"(?:,? {around})+$", whole=False),
        ),
        counter_names=re.compile(
            rf"(?:^|[ '])(?P<name>{_COUNTER})(?:$| (?={words.table('attribution')['after_name']}))"
        ),
        aside=pattern(rf", {words.table('attribution')['aside']},", whole=False),
        not_inverted=pattern(words.table("attribution")["not_inverted"], whole=False),
        article=pattern(rf"^{words.sections['articles']} ?", whole=False),
        named=re.compile(r"[A-ZÀ-Ý][\w'À-ÿ-]+"),
    )


@dataclass(frozen=True, slots=True)
class Voices:
    """Who was credited so far, to resolve "she", "the paper", "the ministry".

    Parameters
    ----------
    last
        The last chain of the text.
    person, outlet, body
        The last person, outlet and organisation that were named.
    """

    last: tuple[Speaker, ...] = ()
    person: str | None = None
    outlet: str | None = None
    body: str | None = None


def attribute(sentence: Sentence, language: str, voices: Voices) -> Attributed:
    """Say who is credited with a sentence.

    Parameters
    ----------
    sentence
        Verbatim.
    language
        Of the sentence.
    voices
        Who spoke before.

    Returns
    -------
    Attributed
        With an empty chain where the text speaks itself.

    Notes
    -----
    "X told outlet Y": Y relays. "…, X says, Y reports": X is the source, Y relays. An outlet
    alone is the source. "She", "the paper" and their like are resolved to who was named last.
    """
    rules = _grammar(language)
    text = plain(sentence.text)
    text = without_asides(rules.aside.sub(lambda m: " " * len(m[0]), text), language)
    outside = _QUOTE.sub(lambda m: '"' + "~" * (len(m[0]) - 2) + '"', text)
    chain = _chain(outside, rules, heading=sentence.heading)
    chain = tuple(_resolved(one, rules, voices) for one in chain)
    hedge = rules.hedges.search(outside) is not None
    if not chain:
        return Attributed((), None, hedge)
    mode: Mode = "headline" if sentence.heading else _mode(chain, outside, rules)
    return Attributed(chain, mode, hedge)


def _chain(text: str, rules: _Grammar, *, heading: bool) -> tuple[Speaker, ...]:
    if heading:
        head = rules.headline.search(text)
        return (Speaker(head["name"].strip(), ""),) if head else ()
    found: list[Speaker] = []
    told = rules.told.search(text)
    if told and _is_outlet(told["via"], rules):
        found.append(_speaker(told["name"], told["cue"], rules))
        found.append(Speaker(_proper(told["via"], rules), told["cue"], relay=True))
        return tuple(found)
    for reader in (_after, _colon, _cited, _said, _according):
        for one in reader(text, rules):
            if one.name and all(one.name != other.name for other in found):
                found.append(one)
    return _ordered(found)


def _ordered(found: list[Speaker]) -> tuple[Speaker, ...]:
    """Put sources before relays; one relay alone is the source."""
    sources = [one for one in found if not one.relay]
    relays = [one for one in found if one.relay]
    if not sources:
        return (replace(relays[0], relay=False),) if relays else ()
    return (sources[0], *relays[:1])


def _after(text: str, rules: _Grammar) -> list[Speaker]:
    after, first = rules.said_after.search(text), rules.said_first.search(text)
    if first and rules.not_inverted.fullmatch(first["cue"]):
        first = None
    if first and not _can_speak(_clean(first["name"]), rules):
        first = None
    match = after if after and _can_speak(_clean(after["name"]), rules) else first
    if match is None:
        return []
    return [_speaker(_described(text, match.start(), match["name"], rules), match["cue"], rules)]


def _described(text: str, start: int, name: str, rules: _Grammar) -> str:
    before = before_apposition(text, start, name, rules.language)
    return before if before and _can_speak(_clean(before), rules) else name


def _colon(text: str, rules: _Grammar) -> list[Speaker]:
    match = rules.colon.search(text)
    if match is None or rules.said.search(match["name"]):
        return []
    return [Speaker(match["name"].strip(), "")]


def _cited(text: str, rules: _Grammar) -> list[Speaker]:
    match = rules.citing.search(text)
    return [Speaker(_proper(match["name"], rules), match["cue"])] if match else []


def _said(text: str, rules: _Grammar) -> list[Speaker]:
    found = []
    for match in rules.said.finditer(text):
        name = _bare(_clean(match["name"]), rules)
        counts = rules.counting.fullmatch(match["cue"]) is not None
        name = _described(text, match.start("name"), name, rules)
        if _can_speak(name, rules) and (not counts or rules.counters.search(name)):
            found.append(_speaker(name, match["cue"], rules))
    return found[:2]


def _according(text: str, rules: _Grammar) -> list[Speaker]:
    match = rules.according.search(text)
    if match is None:
        return []
    name = _clean(match["name"])
    if not rules.named.search(name) and not rules.group.search(name):
        return []
    if rules.document.search(name) and not rules.named.search(name):
        name = named_behind(text, match.end(), rules.language) or name
    cue = text[match.start() : match.start("name")].strip()
    return [_speaker(name, cue, rules)]


def _can_speak(name: str, rules: _Grammar) -> bool:
    if rules.pronoun.fullmatch(name):
        return True
    if _RELATIVE.match(name):
        return False
    if not name or len(name.split()) > _LONG_NAME:
        return False
    if _DIGIT.search(name) and not _known_outlets().search(name):
        return False
    capital = rules.named.search(rules.article.sub("", name)) is not None
    return rules.group.search(name) is not None or (capital and len(name.split()) <= _LONG_NAME - 4)


def _speaker(name: str, cue: str, rules: _Grammar) -> Speaker:
    clean = _bare(_clean(name), rules)
    return Speaker(_proper(clean, rules), cue.strip(), relay=_is_outlet(clean, rules))


@cache
def _known_outlets() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){either(list(outlets()))}(?!\w)")


def _is_outlet(name: str, rules: _Grammar) -> bool:
    known = _known_outlets().search(name)
    return rules.outlet.search(name) is not None or known is not None


def _proper(name: str, rules: _Grammar) -> str:
    """Give the name of an outlet without what it is: "the news portal P" is "P"."""
    clean = _clean(name)
    kinds = list(rules.outlet.finditer(clean))
    tail = clean[kinds[-1].end() :].strip() if kinds else ""
    return tail if tail and rules.named.match(tail) else clean


def _clean(name: str) -> str:
    bare = _LEAD.sub("", name.strip(" \"',.\u2013-"))
    return bare.strip()


def _bare(name: str, rules: _Grammar) -> str:
    """Give a name without the words of day and place around it: "on Friday", "in a statement"."""
    relative = _WHICH.match(name)
    if relative and rules.pronoun.fullmatch(name[relative.end() :]):
        return name[relative.end() :]
    counter = rules.counter_names.search(name)
    before = name[: counter.start("name")] if counter else ""
    if counter and (rules.document.search(before) or not rules.group.search(before)):
        return counter["name"]
    for around in rules.around:
        name = around.sub("", name)
    for one in phrases(name, rules.language):
        if one.start == 0 and one.end < len(name):
            return _bare(_clean(name[one.end :]), rules)
        if one.end == len(name) and one.start > 0:
            return _clean(name[: one.start])
    return _clean(name)


def _resolved(one: Speaker, rules: _Grammar, voices: Voices) -> Speaker:
    if not rules.pronoun.fullmatch(one.name):
        return one
    words = one.name.casefold().split()
    if rules.outlet.search(one.name):
        name = voices.outlet
    elif words[0] in _PLURAL:
        name = voices.last[0].name if voices.last else None
    elif len(words) > 1:
        name = voices.body or (voices.last[0].name if voices.last else None)
    else:
        name = voices.person or (voices.last[0].name if voices.last else None)
    return replace(one, name=name, resolved=True) if name else one


def _mode(chain: tuple[Speaker, ...], text: str, rules: _Grammar) -> Mode:
    left = text[: max(0, text.find(chain[0].name))][-_NEAR:]
    if rules.document.search(chain[0].name) or rules.document_of.search(left):
        return "document"
    body = _QUOTE.search(text)
    return "direct" if body and len(body[0]) * 2 > len(text) else "indirect"


def hear(voices: Voices, attributed: Attributed, text: str, language: str) -> Voices:
    """Remember who was credited and who was named, for the sentences that follow.

    Parameters
    ----------
    voices
        Before the sentence.
    attributed
        Of the sentence.
    text
        The sentence with plain quotes and spaces.
    language
        Of the sentence.

    Returns
    -------
    Voices
        With the last person, outlet and body brought up to date.
    """
    rules = _grammar(language)
    last, person = attributed.chain or voices.last, voices.person
    outlet, body = voices.outlet, voices.body
    for one in attributed.chain:
        if one.relay or _is_outlet(one.name, rules):
            outlet = one.name
        elif rules.group.search(one.name) or len(one.name.split()) > _PERSON:
            body = one.name
        elif rules.named.match(one.name):
            person = one.name
    first = re.match(
        r"(?:[\w'-]+ ){0,6}?(?P<name>[A-Z][a-z]+(?: [A-Z][a-z]+)?) (?:met|ha|a)\b", text
    )
    if person is None and first:
        person = first["name"]
    return Voices(last, person, outlet, body)
