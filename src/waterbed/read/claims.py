"""Claims of one sentence: every amount and comparison with all its slots."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.agreements import dated_by_agreement
from waterbed.read.bases import whose_base
from waterbed.read.bearings import ARRIVAL_COUNTRIES
from waterbed.read.calendar import Clock
from waterbed.read.comparisons import Stated, in_ends, in_words, is_factor, of_number
from waterbed.read.counted import counts_people, counts_things, group_of, nouns
from waterbed.read.heads import ARRIVALS, measure_for, opens_with_part
from waterbed.read.inherit import Memory, inherit
from waterbed.read.lexicon import lexicon, pattern
from waterbed.read.lists import in_turn
from waterbed.read.nothing import of_nobody
from waterbed.read.places import is_body
from waterbed.read.ranks import ranks
from waterbed.read.scan import Span, distance
from waterbed.read.sea import by_place, by_words
from waterbed.read.slots import origins_in, places_for
from waterbed.read.subgroups import subgroup_of
from waterbed.read.than import with_other_place
from waterbed.read.timing import Timing, timing
from waterbed.read.unnumbered import without_number
from waterbed.records.claim import Claim, Origin, Unit

if TYPE_CHECKING:
    from waterbed.read.measures import MeasureMention
    from waterbed.read.scan import Scan
    from waterbed.read.slots import Places
    from waterbed.records.article import Sentence

_CHANGES = {"up", "down", "same"}
_AT_HOME = {
    "arrivals",
    "sea_arrivals",
    "land_arrivals",
    "asylum_applications",
    "first_time_asylum_applicants",
    "attempted_crossings",
    "irregular_border_crossings",
    "returns",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the claims of a sentence are read against.

    Parameters
    ----------
    clock
        The day of publication.
    memory
        What the text spoke of before.
    alone
        True where the text is this one sentence: nothing can be asked what is counted.
    """

    clock: Clock
    memory: Memory
    alone: bool = False


def amounts(scanned: Scan) -> list[Stated]:
    """Find everything that a sentence states: amounts, ranks, comparisons.

    Parameters
    ----------
    scanned
        The sentence.

    Returns
    -------
    list of Stated
        In order of appearance.
    """
    found = list(ranks(scanned))
    found += [one for one in in_words(scanned) if _free(one, found)]
    for number in scanned.numbers:
        factor = is_factor(number, scanned)
        if number.shape != "count" and counts_things(number, scanned):
            continue
        if number.shape == "count" and not factor and not counts_people(number, scanned):
            continue
        one = of_number(number, scanned)
        if one is not None and _free(one, found) and not _passed_mark(one, found, scanned):
            found += in_ends(replace(one, group=group_of(one, scanned)), number)
    found += [one for one in of_nobody(scanned) if _free(one, found)]
    found += [s for s in _more_shares(scanned, found) if _free(s, found)]
    found += list(without_number(scanned, found))
    return sorted(found, key=lambda one: one.start)


def _more_shares(scanned: Scan, found: list[Stated]) -> list[Stated]:
    """Read the later percentages of a list of shares: "38 % from there, from here 19 %"."""
    first = [s for s in found if s.direction == "share"]
    if not first or any(s.direction in _CHANGES for s in found):
        return []
    later = [n for n in scanned.numbers if n.shape == "percent" and n.start > first[0].end]
    return [
        Stated(n.start, n.end, "share", "percent", n.value, n.low, n.high, n.bound) for n in later
    ]


def _free(one: Stated, others: list[Stated]) -> bool:
    return all(one.end <= o.start or one.start >= o.end for o in others)


def _passed_mark(one: Stated, found: list[Stated], scanned: Scan) -> bool:
    """Tell a mark that was passed: a threshold, no level."""
    if one.direction != "level":
        return False
    before, after = _marks(scanned.language)
    left, right = scanned.text[: one.end], scanned.text[one.end : one.end + 30]
    named = before.search(left[max(0, one.start - 30) : one.start + 40]) or after.match(right)
    return bool(named) or any(f.direction == "earliest" for f in found)


@cache
def _marks(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = lexicon(language)
    before = words.fragment("ranks", "mark_before")
    return (
        pattern(
            rf"(?<!\w){before}(?: (?:the|i|gli|le|les|di|d'))?[ ']*\d[\d.,' \w]*$", whole=False
        ),
        pattern(rf"[ -](?:\w+[ -]){{0,2}}?{words.fragment('ranks', 'mark')}", whole=False),
    )


def claims_of(
    sentence: Sentence, scanned: Scan, setting: Setting
) -> tuple[tuple[Claim, ...], Timing]:
    """Read the claims of one sentence.

    Parameters
    ----------
    sentence
        Where it stands in the text.
    scanned
        Its tokens.
    setting
        The day of publication and what the text spoke of before.

    Returns
    -------
    tuple of claims and Timing
        Attribution, statement and causal frame are still empty. What has no measure, in the
        sentence or before it, is no claim.
    """
    stated = amounts(scanned)
    memory = setting.memory
    clock = Clock(setting.clock.published, memory.period)
    timed = timing(scanned, stated, clock)
    made = []
    for one in stated:
        claim = _claim(one, sentence, scanned, timed, setting, stated)
        if claim is not None:
            open_base = one.start in timed.bases and claim.period is None
            undated = open_base or (claim.period is None and dated_by_agreement(scanned))
            seen = replace(memory, period=None) if undated else memory
            seen = replace(seen, versus=None) if timed.loose else seen
            placed = by_place(_default_place(inherit(claim, seen), scanned), scanned)
            made.append(with_other_place(placed, scanned))
    return tuple(_distinct(made)), timed


def _distinct(claims: list[Claim]) -> list[Claim]:
    """Drop a comparison without a number that another claim makes already."""
    kept: list[Claim] = []
    for one in sorted(claims, key=lambda c: c.amount is None):
        twin = one.amount is None and any(_same_change(one, other) for other in kept)
        if not twin:
            kept.append(one)
    return sorted(kept, key=lambda c: c.start)


def _same_change(a: Claim, b: Claim) -> bool:
    slots = ("direction", "measure", "where", "from_country", "period", "versus")
    return all(getattr(a, name) == getattr(b, name) for name in slots)


def _claim(
    one: Stated,
    sentence: Sentence,
    scanned: Scan,
    timed: Timing,
    setting: Setting,
    stated: list[Stated],
) -> Claim | None:
    memory = setting.memory
    anchor = _anchor(one, stated, scanned)
    if anchor is one:
        anchor = whose_base(scanned, one, stated, timed.bases)
    mention = measure_for(anchor, scanned)
    first = next((s for s in stated if s.direction == "share"), one)
    if one.direction == "share" and first is not one and mention and mention.name == "departures":
        mention = measure_for(first, scanned) or mention
    name = mention.name if mention else memory.measure
    if name == "departures" and memory.measure in ARRIVALS and opens_with_part(scanned):
        name = memory.measure
    if _about_other(anchor, mention, scanned):
        return None
    if name is None and any(p.role == "route" for p in scanned.places):
        name = "irregular_border_crossings"
    if name is None and not setting.alone:
        return None
    rivals = [s for s in stated if s.amount is not None and s.unit == one.unit]
    places = _listed(one, places_for(anchor, name or "", scanned, rivals, stated), scanned, stated)
    places = _over_channel(places, scanned)
    whole = subgroup_of(one, stated, scanned)
    period = timed.period(whole or one, scanned, stated)
    if period is None and one.start in timed.bases:
        period = memory.versus
    versus = timed.compared(one, scanned, stated, period or timed.context)
    landed = memory.measure == "sea_arrivals"
    measure = by_words(name or "", one, mention, scanned, near=landed)
    taken_up = name == "arrivals" and landed
    if measure == "stock":
        period, versus = timed.present(one, scanned, (period, versus))
    claim = Claim(
        sentence=sentence.text,
        start=sentence.start + one.start,
        end=sentence.start + one.end,
        statement=0,
        direction=one.direction,
        measure=measure or None,
        where=places.where,
        route=places.route,
        from_country=places.from_country,
        nationality=places.nationality,
        period=period,
        versus=versus,
        amount=one.amount,
        low=one.low,
        high=one.high,
        unit=_unit(one, measure, _own_words(one, mention, scanned), scanned.language),
        approx=one.bound is not None,
        bound=one.bound,
        group=one.group,
    )
    own = mention and not taken_up
    how: Origin = "text" if own else "neighbour" if memory.measure else "default"
    return replace(claim, origins=_origins(claim, how))


@cache
def _respectively(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["respectively"]))


def _listed(one: Stated, places: Places, scanned: Scan, stated: list[Stated]) -> Places:
    """Hand out places in order where the sentence says "respectively", and people in lists."""
    parts = (places.where or "").split("+")
    people = origins_in(scanned)
    like = [s for s in stated if (s.unit, s.direction) == (one.unit, one.direction)]
    own = in_turn(one, like, people, scanned)
    if own:
        places = replace(places, nationality=(own.country,))
    if len(places.route) > 1:
        index = _turn(one, scanned, stated, len(places.route))
        return places if index is None else replace(places, route=(places.route[index],))
    if len(parts) > 1:
        index = _turn(one, scanned, stated, len(parts))
        return places if index is None else replace(places, where=parts[index])
    return places


def _over_channel(places: Places, scanned: Scan) -> Places:
    """Name the route of those who reached Britain in a sentence that speaks of the Channel."""
    named = any(p.role == "route" and p.code == "channel" for p in scanned.places)
    over = places.where == "GB" and not places.route and named
    return replace(places, route=("channel",)) if over else places


def _turn(one: Stated, scanned: Scan, stated: list[Stated], count: int) -> int | None:
    """Say which of so many amounts one is, in order; None without "respectively"."""
    word = _respectively(scanned.language).search(scanned.text)
    if word is None:
        return None
    like = [
        s
        for s in stated
        if (s.unit, s.direction == "level") == (one.unit, one.direction == "level")
    ]
    near = sorted(sorted(like, key=lambda s: abs(s.start - word.start()))[:count], key=_start)
    return near.index(one) if one in near and len(near) == count else None


def _start(one: Stated) -> int:
    return one.start


_CLOSE = re.compile(
    r"(?: of (?:them|these|those|whom)| d(?:i|ei) (?:loro|questi|quali)| d'entre (?:eux|elles))?"
    r"[ ,(\u2013\u2014-]*(?:from |on |da |dai |dalle |sui |de |or |o |ou |a |an |un |un'|una |une |"
    r"ovvero |soit |cioè |i\.e\. )?"
)


_CLOSE_RANK = re.compile(r", (?:the |an? |il |la |lo |le |une? |un' ?|l')?")


def _counterpart(one: Stated, stated: list[Stated], scanned: Scan) -> Stated:
    """Give the earlier amount of "9 and 4, against 3 and 1, respectively" for a later one."""
    word = _respectively(scanned.language).search(scanned.text)
    like = [s for s in stated if s.direction == "level"] if word else []
    half = len(like) // 2
    if word is None or one not in like or len(like) % 2 or half <= 1 or like.index(one) < half:
        return one
    return like[like.index(one) - half]


def _anchor(one: Stated, stated: list[Stated], scanned: Scan) -> Stated:
    """Give the amount that an apposition belongs to: "9,448, up from 6,123" is one place."""
    one = subgroup_of(one, stated, scanned) or _counterpart(one, stated, scanned)
    before = [s for s in stated if s.end <= one.start]
    close = _CLOSE_RANK if one.unit == "rank" else _CLOSE
    while before and close.fullmatch(scanned.text[before[-1].end : one.start]):
        one = before.pop()
    return one


def _about_other(one: Stated, mention: MeasureMention | None, scanned: Scan) -> bool:
    """Tell whether a word such as "inflation" is nearer to an amount than its measure."""
    found = [Span(m.start(), m.end()) for m in _other(scanned.language).finditer(scanned.text)]
    if not found or nouns(scanned.language).people.match(scanned.text, one.end):
        return False
    near = min(distance(one, span, scanned) for span in found)
    return mention is None or near < distance(one, mention, scanned)


@cache
def _other(language: str) -> re.Pattern[str]:
    return pattern(lexicon(language).fragment("nouns", "other_subjects"))


def _own_words(one: Stated, mention: MeasureMention | None, scanned: Scan) -> str:
    """Give the number with the words behind it, and the words of its measure."""
    behind = scanned.text[one.end : one.end + 30]
    return behind + " " + (scanned.text[mention.start : mention.end] if mention else "")


def _unit(one: Stated, measure: str, words: str, language: str) -> Unit | None:
    """Count applications where the text speaks of applications, and applicants as people."""
    asylum = measure in {"asylum_applications", "first_time_asylum_applicants"}
    if one.unit != "people" or not asylum:
        return one.unit
    return "people" if _applicants(language).search(words) else "applications"


@cache
def _applicants(language: str) -> re.Pattern[str]:
    return pattern(lexicon(language).fragment("nouns", "applicants"))


def _origins(claim: Claim, measure: Origin) -> tuple[tuple[str, Origin], ...]:
    slots = ("where", "route", "from_country", "nationality", "period", "versus", "amount")
    stated: list[tuple[str, Origin]] = [("measure", measure)] if claim.measure else []
    stated += [(name, "text") for name in slots if getattr(claim, name)]
    return tuple(stated)


def _default_place(claim: Claim, scanned: Scan) -> Claim:
    """Where no place is named: the Channel leads to Britain, a ministry counts at home."""
    if claim.where:
        return claim
    over = "channel" in claim.route and claim.measure in _AT_HOME
    where = "GB" if over else _home(claim, scanned)
    if where is None:
        return claim
    return replace(claim, where=where, origins=(*claim.origins, ("where", "default")))


@cache
def _homes(language: str) -> tuple[tuple[object, str], ...]:
    table = lexicon(language).table("homes")
    return tuple((pattern("|".join(words)), code) for code, words in table.items())


def _home(claim: Claim, scanned: Scan) -> str | None:
    if claim.route or claim.measure not in _AT_HOME:
        return None
    for words, code in _homes(scanned.language):
        if words.search(scanned.text):  # type: ignore[attr-defined]
            return code
    actors = [
        p.code
        for p in scanned.stated_places
        if p.role == "actor" and not p.coast and is_body(p, scanned.text, scanned.language)
    ]
    return actors[0] if actors and actors[0] in ARRIVAL_COUNTRIES else None
