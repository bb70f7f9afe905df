"""Statements without a number: norms, forecasts, and facts that the register knows."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.check.words import explain_open
from waterbed.records import InvalidError, Judgement, NotFoundError, Remark
from waterbed.register import lies_in, office_on, place, resolve_actor, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waterbed.records import Article, Event, EventMention, Role

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
_AROUND = dt.timedelta(days=3)
_OFFICE = re.compile(
    r"president|minister|premier|chancellor|speaker|presidente|ministr", re.IGNORECASE
)
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
            inside = [
                event
                for event in article.events
                if event.start < statement.end and statement.start < event.end
            ]
            found += _registered(number, inside, article.published)
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


def _registered(
    number: int, mentions: Iterable[EventMention], published: dt.date | None
) -> list[Judgement]:
    for mention in mentions:
        events = _events(mention, published)
        if events:
            titles = "; ".join(f"{one.title} ({one.start})" for one in events[:3])
            return [Judgement(number, "holds", f"The register has: {titles}.", events[:3])]
    return []


def _events(mention: EventMention, published: dt.date | None) -> tuple[Event, ...]:
    kinds = _KINDS.get(mention.type, set())
    last = published or dt.date.today()  # noqa: DTZ011 - days, not moments
    first = last - _LOOK_BACK
    if mention.when is not None:
        first, last = mention.when.start - _AROUND, mention.when.end + _AROUND
    actors, places = _actors((*mention.who, *mention.whom)), _places(mention.where)
    if not actors and not places:
        return ()
    ranked = [
        _Found(event, len(actors & set(event.actors)) + _shared_places(places, event))
        for event in timeline(start=first, end=last)
        if event.kind in kinds
    ]
    best = max((one.shared for one in ranked), default=0)
    enough = best >= min(2, len(actors) + len(places))
    return tuple(one.event for one in ranked if one.shared == best) if enough else ()


def _actors(names: Iterable[str]) -> set[str]:
    found = set()
    for name in names:
        try:
            actor = resolve_actor(name)
        except (NotFoundError, InvalidError):
            continue
        found |= {actor.id, actor.within} - {""}
    return found


def _places(names: Iterable[str]) -> set[str]:
    found = set()
    for name in names:
        try:
            found.add(place(name).id)
        except (NotFoundError, InvalidError):
            continue
    return found


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
    known = {word for office in held for word in _words(f"{office.title} {_body(office.body)}")}
    strange = [word for word in _WORD.findall(role.title) if word.casefold() not in known]
    if not strange:
        return None
    offices = " and ".join(f"{one.title} ({_body(one.body)})" for one in held)
    return Remark(
        f"The text calls {role.name} {role.title!r}; by the register the office on that day was "
        f"{offices}.",
        role.start,
        role.end,
    )


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}


def _body(body: str) -> str:
    try:
        actor = resolve_actor(body)
    except (NotFoundError, InvalidError):
        return body
    return " ".join((actor.name, *actor.aliases))
