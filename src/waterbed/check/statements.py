"""Statements without a number: norms, forecasts, and facts that the register knows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.check.named import PEOPLES, actors, parties, peoples, place_of
from waterbed.check.words import explain_open
from waterbed.records import InvalidError, Judgement, NotFoundError, Remark
from waterbed.register import lies_in, office_on, resolve_actor, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waterbed.records import Article, Event, EventMention, Role, Window

_KINDS = {
    "meet": {"visit"},
    "visit": {"visit"},
    "invite": {"invitation"},
    "sign": {"declaration", "agreement", "treaty"},
    "agree": {"agreement", "declaration", "treaty"},
    "renew": {"renewal"},
    "launch": {"working-group", "operation", "naval-operation", "plan"},
    "approve": {"parliament-vote", "law"},
    "pledge": {"funding"},
}
_LOOK_BACK = dt.timedelta(days=800)
_SAME_OFFICE = {"premier": ("prime", "minister"), "presidente": ("president",)}
_AROUND = dt.timedelta(days=3)
_ENOUGH, _MOST = 2, 3
_OFFICE = re.compile(
    r"president|minister|premier|chancellor|speaker|presidente|ministr", re.IGNORECASE
)
_DENIED = re.compile(
    r"\b(?:cancel|annul|den(?:y|ied|ies)|refus|reject|withdr|revok|rifiut|smenti|revoc)",
    re.IGNORECASE,
)
_CAUSE = "A claimed cause without a figure: counts before and after do not show why they changed."
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class _Found:
    event: Event
    shared: int


def judge_statements(article: Article) -> tuple[Judgement, ...]:
    """Judge the statements that carry no number.

    Parameters
    ----------
    article
        The report.

    Returns
    -------
    tuple of Judgement
        Norms and experiences are not testable, forecasts pending; facts are held against the
        register where it knows something of the same kind, actors, places and time.
    """
    counted = {claim.statement for claim in article.claims}
    found = []
    for number, statement in enumerate(article.statements):
        if statement.kind == "forecast":
            found.append(Judgement(number, "pending", explain_open(statement)))
        elif statement.kind in {"norm", "experience"}:
            found.append(Judgement(number, "not_testable", explain_open(statement)))
        elif number not in counted:
            found += _registered(number, article)
    return tuple(found)


def office_remarks(article: Article) -> tuple[Remark, ...]:
    """Say where the text gives a person another office than the register.

    Parameters
    ----------
    article
        The report.

    Returns
    -------
    tuple of Remark
        One for each such title, with its offsets. Ranks and persons that the register does not
        know are passed over.
    """
    if article.published is None:
        return ()
    remarks = (_office_remark(role, article.published) for role in article.roles)
    return tuple(one for one in remarks if one is not None)


def _registered(number: int, article: Article) -> list[Judgement]:
    """Hold a fact, or the events that a claimed cause names, against the register."""
    statement = article.statements[number]
    inside = [
        event
        for event in article.events
        if statement.start <= event.start and event.end <= statement.end
    ]
    events = next(filter(None, (_events(one, article.published) for one in inside)), ())
    titles = "; ".join(f"{one.title} ({one.start})" for one in events)
    if statement.kind == "cause":
        known = f" The register has: {titles}." if titles else ""
        return [Judgement(number, "not_testable", f"{_CAUSE}{known}", events)]
    if not events or _DENIED.search(statement.quote):
        return []
    days = [one.when for one in inside if one.when and one.when.end >= events[-1].start.first]
    elsewhen = [one for one in days if not _falls_in(events[0], one)]
    if elsewhen and days:
        because = f"The register has it on another day: {titles}."
        return [Judgement(number, "depends", because, events)]
    because = f"The register has: {titles}. What else the sentence says is not tested."
    return [Judgement(number, "found", because, events)]


def _falls_in(event: Event, when: Window) -> bool:
    last = (event.end or event.start).last
    return event.start.first <= when.end and when.start <= last


def _events(mention: EventMention, published: dt.date | None) -> tuple[Event, ...]:
    """Find the latest events of the register that share most with a mention."""
    kinds = _KINDS.get(mention.type, set())
    first, last = _days(mention, published or dt.datetime.now(dt.UTC).date())
    named = (*mention.who, *mention.whom, *mention.where, *peoples(mention.quote))
    named_actors = actors(named, last)
    places = _places(mention.where)
    ranked = [
        _Found(event, len(named_actors & parties(event)) + _shared_places(places, event))
        for event in timeline(start=first, end=last)
        if event.kind in kinds
    ]
    best = max((one.shared for one in ranked), default=0)
    if best < min(_ENOUGH, len(named_actors) + len(places)) or not best:
        return ()
    found = [one.event for one in ranked if one.shared == best]
    return tuple(sorted(found, key=lambda event: event.start.first, reverse=True)[:_MOST])


def _days(mention: EventMention, published: dt.date) -> tuple[dt.date, dt.date]:
    """Give the days of a mention; a year long past names the thing, not the event."""
    if mention.when is None or mention.when.end < published - _LOOK_BACK:
        return published - _LOOK_BACK, published
    return mention.when.start - _AROUND, mention.when.end + _AROUND


def _places(names: Iterable[str]) -> set[str]:
    return {found.id for found in map(place_of, names) if found is not None}


def _shared_places(places: set[str], event: Event) -> int:
    return sum(
        any(lies_in(inner, outer) or lies_in(outer, inner) for inner in event.places)
        for outer in places
    )


def _office_remark(role: Role, on: dt.date) -> Remark | None:
    if not _OFFICE.search(role.title):
        return None
    try:
        held = office_on(role.name, on)
    except (NotFoundError, InvalidError):
        return None
    if not held:
        return None
    known = {word for office in held for word in _words(f"{office.title} {_names(office.body)}")}
    if _words(role.title) <= known:
        return None
    offices = " and ".join(f"{one.title} ({resolve_actor(one.body).name})" for one in held)
    return Remark(
        f"The text calls {role.name} {role.title!r}; by the register the office on that day was "
        f"{offices}.",
        role.start,
        role.end,
    )


def _words(text: str) -> set[str]:
    words = {word.casefold() for word in _WORD.findall(text)}
    return {same for word in words for same in _SAME_OFFICE.get(word, (word,))}


def _names(body: str) -> str:
    actor = resolve_actor(body)
    called = [people for people, state in PEOPLES.items() if state == actor.name]
    return " ".join((actor.name, *actor.aliases, *called))
