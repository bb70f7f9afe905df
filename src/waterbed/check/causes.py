"""Causes: what can be said of a claimed cause."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.check.averted import averted_in_words, averted_rating
from waterbed.check.claimed_event import Named, events_named, explain_named
from waterbed.check.estimates import NO_MONTH, rating_of
from waterbed.check.named import named_in
from waterbed.check.profile import route_of, route_to
from waterbed.check.readings import readings
from waterbed.check.turns import judge_turn
from waterbed.check.verdict import nearest
from waterbed.effects import route_around
from waterbed.records import Cause, NotFoundError
from waterbed.register import rivals

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from waterbed.check.estimates import Estimates
    from waterbed.records import Claim, Effect, Event, Reading

_NOT_YET = (
    "A change after an event is not yet a change because of it; an estimate against what would "
    "have happened otherwise is needed."
)
_NO_DAYS = "The text does not say in which days so many did not come."
_NO_SERIES = "No one series of the record counts those who are said not to have come."
_NO_EVENT = "The text names no one event of the register, so there is no month to count from."
_RETURNS = {"LY": "libya", "TN": "tunisia", "TR": "turkiye", "DZ": "algeria"}
_RETURNED = re.compile(
    r"intercept|coast ?guard|push-?back|pull-?back|taken back|intercett|guardia costiera|"
    r"motovedett|respingiment|garde-c|refoulement",
    re.IGNORECASE,
)


def judge_cause(
    claim: Claim, near: Sequence[Reading], estimates: Estimates, published: dt.date | None
) -> Cause | None:
    """Say what figures can and cannot show of a claimed cause.

    Parameters
    ----------
    claim
        The claim.
    near
        Its nearest readings, nearest first.
    estimates
        Effects and displacements of the figures.
    published
        The day of the article, None where it has none.

    Returns
    -------
    Cause or None
        None where the claim names no cause. Never that a cause is proved: counts before and after
        do not show why they changed. Where the register knows one event that the text names, what
        it changed is consistent with the claim, not consistent with it, or cannot tell; so is what
        was averted here and came in excess there, for a claim that people took another way. How
        many are said not to have come is held against expected less counted, never against a count.
    """
    if claim.causal is None:
        return None
    if claim.causal.averted:
        return _judge_averted(claim, estimates, published)
    found = _rivals(claim, near)
    if claim.causal.diversion:
        return judge_turn(claim, found, estimates, published)
    beside = estimates.beside(_series_beside(claim, near), near[0].end) if near else ()
    named = _named(claim, near, published)
    changed = estimates.effect(named.one, _keys(near), *_days(near)) if named.one and near else None
    if named.one is None or changed is None:
        command = "" if named.after else estimates.command(named.events)
        why = explain_named(claim, named, claim.period, command)
        said = why if named.after else f"{why} {_NOT_YET}".strip()
        return Cause(
            "not consistent" if named.after else "not shown by these figures",
            f"{said}{_crowd(found)}",
            found,
            event=named.one,
            beside=beside,
            candidates=() if named.one else named.events,
        )
    others = tuple(one for one in found if one.id != named.one.id)
    rating = rating_of(changed, claim.direction)
    because = f"{_estimated(named.one, changed, rating)}{_crowd(others)}"
    return Cause(rating, because, others, event=named.one, effect=changed, beside=beside)


def _judge_averted(claim: Claim, estimates: Estimates, published: dt.date | None) -> Cause:
    """Hold the number of people who are said not to have come against an estimate."""
    counted = replace(claim, direction="level", amount=None, bound=None)
    near = nearest(readings(counted, estimates.evidence, published))
    named, found = _named(claim, near, published), _rivals(claim, near)
    missing = _missing(claim, near, named)
    if missing or named.one is None:
        command = "" if named.after else estimates.command(named.events)
        why = explain_named(claim, named, claim.period, command) or missing
        rating = "not consistent" if named.after else "cannot tell"
        listed = () if named.one else named.events
        return Cause(rating, f"{why}{_crowd(found)}", found, event=named.one, candidates=listed)
    beside = estimates.beside([("effect", near[0].key)], near[0].end)
    changed = estimates.effect(named.one, _keys(near), *_days(near))
    others = tuple(one for one in found if one.id != named.one.id)
    if changed is None:
        because = f"{NO_MONTH}{_crowd(others)}"
        return Cause("cannot tell", because, others, event=named.one, beside=beside)
    rating = averted_rating(claim, changed)
    because = f"{averted_in_words(claim, named.one, changed, rating)}{_crowd(others)}"
    return Cause(rating, because, others, event=named.one, effect=changed, beside=beside)


def _missing(claim: Claim, near: Sequence[Reading], named: Named) -> str:
    """Say what there is no estimate without; empty where nothing is missing."""
    if claim.period is None:
        return _NO_DAYS
    if len({route_of(one.key) for one in near}) != 1:
        return _NO_SERIES
    return "" if named.one else _NO_EVENT


def _days(near: Sequence[Reading]) -> tuple[dt.date, dt.date]:
    return near[0].start, near[0].end


def _named(claim: Claim, near: Sequence[Reading], published: dt.date | None) -> Named:
    """Find the events that a cause names: for the days of the nearest reading, else those stated.

    An event that came after the days is only told so of days that the text states.
    """
    route = route_of(near[0].key) if near else route_to(claim.where or "")
    stated = (claim.period.start, claim.period.end) if claim.period else None
    span = _days(near) if near else stated
    if not route or span is None:
        return Named()
    found = events_named(claim, [route], span, published)
    late = stated and all(one.start.first > stated[1] for one in found.events)
    return found if late or not found.after else Named()


def _crowd(found: Sequence[Event]) -> str:
    if not found:
        return ""
    return f" {len(found)} events of these days were expected to push the same way."


def _estimated(event: Event, changed: Effect, rating: str) -> str:
    """Say what an effect says of the claim."""
    said = {
        "consistent": "is consistent with the claim",
        "not consistent": "is not consistent with the claim",
        "cannot tell": "cannot tell",
    }[rating]
    why = f": {changed.because[0]}" if rating == "cannot tell" and changed.because else ""
    return (
        f"The text is taken to name an event of the register, {event.title} ({event.start}). What "
        f"was counted after it, against what was to be expected without a break, {said}{why}. A "
        "change after an event is not yet a change because of it."
    )


def _keys(near: Sequence[Reading]) -> list[str]:
    """List the series of a claim, then the detections on its route."""
    route = route_of(near[0].key)
    around = [f"detections/{route_around(route)}"] if route else []
    return [*(one.key for one in near), *around]


def _series_beside(claim: Claim, near: Sequence[Reading]) -> list[tuple[str, str]]:
    """Pair what the text takes for the effect, and returns where it takes them for the cause."""
    causal = claim.causal
    pairs = [("effect", near[0].key)]
    if causal is not None and _RETURNED.search(causal.cause):
        named = named_in(causal.cause)
        taken = [_RETURNS[one] for one in claim.from_country if one in _RETURNS]
        taken += [country for country in _RETURNS.values() if country in named]
        pairs = [*(("cause", f"interceptions/{one}") for one in taken), *pairs]
    return pairs


def _rivals(claim: Claim, near: Sequence[Reading]) -> tuple[Event, ...]:
    """Give the events that were expected to push the same way, the latest first."""
    if not near:
        return ()
    one = near[0]
    route = route_of(one.key)
    try:
        found = rivals(route, one.versus_start or one.start, one.end) if route else ()
    except NotFoundError:
        return ()
    way = {"up": "rises", "down": "falls"}.get(claim.direction)
    pushing = [
        event
        for event in found
        if way is None or any(expected.direction == way for expected in event.expected)
    ]
    return tuple(sorted(pushing, key=lambda event: event.start.first, reverse=True))
