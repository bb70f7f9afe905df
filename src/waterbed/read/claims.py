"""Claims of one sentence: every amount and comparison with all its slots."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from waterbed.read.calendar import Clock
from waterbed.read.comparisons import Stated, in_words, of_number, without_number
from waterbed.read.inherit import Memory, inherit
from waterbed.read.lexicon import lexicon, pattern
from waterbed.read.measures import refine
from waterbed.read.ranks import ranks
from waterbed.read.slots import counts_people, group_of, measure_for, places_for
from waterbed.read.timing import Timing, timing
from waterbed.records.claim import Claim, Origin, Unit, Window
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waterbed.records.article import Sentence
    from waterbed.read.scan import Scan

_CHANGES = {"up", "down", "same"}


@dataclass(frozen=True, slots=True)
class Setting:
    """What the claims of a sentence are read against: publication, and the text before."""

    clock: Clock
    memory: Memory


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
        if number.shape == "count" and not counts_people(number, scanned):
            continue
        one = of_number(number, scanned)
        if one is not None and _free(one, found) and not _passed_mark(one, scanned, found):
            found.append(replace(one, group=group_of(one, scanned)))
    found += list(without_number(scanned, found))
    return sorted(found, key=lambda one: one.start)


def _free(one: Stated, others: list[Stated]) -> bool:
    return all(one.end <= o.start or one.start >= o.end for o in others)


@cache
def _mark(language: str) -> tuple[object, object]:
    words = lexicon(language)
    return (
        pattern(rf" ?(?:[\w-]+ )?{words.fragment('ranks', 'mark')}", whole=False),
        pattern(rf"(?<!\w){words.fragment('ranks', 'mark_before')}[ ']*$", whole=False),
    )


def _passed_mark(one: Stated, scanned: Scan, found: list[Stated]) -> bool:
    """A mark that was passed is a threshold: with "the earliest" it is no level."""
    return one.direction == "level" and any(f.direction == "earliest" for f in found)


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
        claim = _claim(one, sentence, scanned, timed, memory, stated)
        if claim is not None:
            made.append(_default_place(inherit(claim, memory), scanned))
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
    memory: Memory,
    stated: list[Stated],
) -> Claim | None:
    anchor = _anchor(one, stated, scanned)
    mention = measure_for(anchor, scanned)
    name = mention.name if mention else memory.measure
    if name is None:
        return None
    places = places_for(anchor, name, scanned)
    period = timed.period(one, scanned, stated)
    versus = timed.compared(one, scanned, stated, period or timed.context)
    measure, sea = refine(name, places.where or memory.where, scanned.text, scanned.language)
    claim = Claim(
        sentence=sentence.text,
        start=sentence.start + one.start,
        end=sentence.start + one.end,
        statement=0,
        direction=one.direction,
        measure=measure,
        where=places.where,
        route=places.route,
        from_country=places.from_country,
        nationality=places.nationality,
        period=period,
        versus=versus,
        amount=one.amount,
        low=one.low,
        high=one.high,
        unit=_unit(one, measure),
        approx=one.bound is not None,
        bound=one.bound,
        group=one.group,
    )
    how: Origin = "default" if sea else "text" if mention else "neighbour"
    return replace(claim, origins=_origins(claim, how))


_CLOSE = re.compile(
    r"[ ,(–—-]*(?:from |on |da |dai |dalle |sui |de |or |o |ou |a |an |un |un'|una |une |ovvero |soit |cioè |i\.e\. )?"
)


def _anchor(one: Stated, stated: list[Stated], scanned: Scan) -> Stated:
    """Give the amount that an apposition belongs to: "9,448, up from 6,123" is one place."""
    before = [s for s in stated if s.end <= one.start]
    while before and _CLOSE.fullmatch(scanned.text[before[-1].end : one.start]):
        one = before.pop()
    return one


def _unit(one: Stated, measure: str) -> Unit | None:
    if one.unit == "people" and measure == "asylum_applications":
        return "applications"
    return one.unit


def _origins(claim: Claim, measure: Origin) -> tuple[tuple[str, Origin], ...]:
    slots = ("where", "route", "from_country", "nationality", "period", "versus", "amount")
    stated: list[tuple[str, Origin]] = [("measure", measure)]
    stated += [(name, "text") for name in slots if getattr(claim, name)]
    return tuple(stated)


def _default_place(claim: Claim, scanned: Scan) -> Claim:
    """Where no place is named: the Channel leads to Britain, a ministry counts at home."""
    if claim.where:
        return claim
    where = "GB" if "channel" in claim.route else _home(claim, scanned)
    if where is None:
        return claim
    measure, sea = refine(claim.measure or "", where, scanned.text, scanned.language)
    origins: tuple[tuple[str, Origin], ...] = (*claim.origins, ("where", "default"))
    if sea:
        origins = (("measure", "default"), *(o for o in origins if o[0] != "measure"))
    return replace(claim, where=where, measure=measure, origins=origins)


@cache
def _homes(language: str) -> tuple[tuple[object, str], ...]:
    table = lexicon(language).table("homes")
    return tuple((pattern("|".join(words)), code) for code, words in table.items())


def _home(claim: Claim, scanned: Scan) -> str | None:
    if claim.route or claim.measure not in {"arrivals", "sea_arrivals", "asylum_applications"}:
        return None
    for words, code in _homes(scanned.language):
        if words.search(scanned.text):  # type: ignore[attr-defined]
            return code
    actors = [p.code for p in scanned.places if p.role == "actor" and not p.coast]
    home = lexicon(scanned.language).sections.get("home")
    if actors and actors[0] in {"IT", "GR", "ES", "MT", "CY", "GB"}:
        return actors[0]
    return str(home) if home else None


def window_of(timed: Timing) -> Window | None:
    """Give the window that a sentence is about."""
    return timed.main
