"""Causes: what can be said of a claimed cause, and of people who took another way."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.check.claimed_event import claimed_event
from waterbed.check.estimates import rating_of, turn_rating
from waterbed.check.named import named_in
from waterbed.check.profile import ISO2, profile_of, route_to
from waterbed.check.windows import shift_years
from waterbed.check.words import amount, counted, days, limits, place
from waterbed.effects import route_around
from waterbed.records import (
    Cause,
    Change,
    Diversion,
    NotFoundError,
    Quantity,
    Share,
)
from waterbed.register import rivals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.check.estimates import Estimates
    from waterbed.check.evidence import Evidence, Ledger
    from waterbed.records import Bounds, Claim, Displacement, Effect, Event, Reading

_MOST_NATIONALITIES = 6
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
        was averted here and came in excess there, for a claim that people took another way.
    """
    if claim.causal is None:
        return None
    if claim.causal.diversion:
        return _judge_turn(claim, near, estimates, published)
    found = _rivals(claim, near)
    beside = estimates.beside(_series_beside(claim, near), near[0].end) if near else ()
    event = claimed_event(claim, _route(near[0].key), near[0].start, near[0].end) if near else None
    if event is not None:
        changed = estimates.effect(event, _keys(near), near[0].start, near[0].end)
        if changed is not None:
            others = tuple(one for one in found if one.id != event.id)
            rating = rating_of(changed, claim.direction)
            because = f"{_estimated(event, changed, rating)}{_crowd(others)}"
            return Cause(rating, because, others, event=event, effect=changed, beside=beside)
    return Cause(
        "not shown by these figures",
        "A change after an event is not yet a change because of it; an estimate against what would "
        f"have happened otherwise is needed.{_crowd(found)}",
        found,
        event=event,
        beside=beside,
    )


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
    route = _route(near[0].key)
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


def _judge_turn(
    claim: Claim, near: Sequence[Reading], estimates: Estimates, published: dt.date | None
) -> Cause:
    moved = _diversion(claim, estimates.evidence, published)
    rivals_there = _rivals(claim, near)
    if moved is None:
        return Cause(
            "cannot tell",
            "The record has no figures for both ways with one place of departure, so how many "
            "people took the other way cannot be bounded.",
            rivals_there,
        )
    own, to = _route(moved.fell), _route(moved.rose)
    event = claimed_event(claim, own, moved.start, moved.end)
    found = estimates.displacement(own, to, event or moved.start, moved.start, moved.end)
    rating = turn_rating(found)
    told = f" {_turned(found, event, rating)}" if found else ""
    pairs = [("cause", _whole(moved.fell)), ("effect", _whole(moved.rose))]
    return Cause(
        rating,
        f"{_moved_in_words(moved)}{told}",
        rivals_there,
        moved,
        event=event,
        displacement=found,
        beside=estimates.beside(pairs, moved.end),
    )


def _turned(found: Displacement, event: Event | None, rating: str) -> str:
    """Say what a displacement between whole routes says of the claim."""
    since = f"{event.title} ({event.start})" if event else days(found.start, found.start)
    said = {
        "consistent": "is consistent with some having taken the other way",
        "not consistent": "is not consistent with it",
        "cannot tell": "cannot tell",
    }[rating]
    return (
        f"An estimate from {since} on, between the whole routes that hold the two ways, against "
        f"what was to be expected of both, {said}."
    )


def _whole(key: str) -> str:
    """Give the arrivals in the country that a corridor leads to: they are counted by month."""
    landing = key.rpartition(">")[2]
    country = ISO2.get(landing, "").split(":")[0]
    name = next((one for one, code in ISO2.items() if code == country), landing)
    return f"arrivals/sea/{name}"


def _rivals(claim: Claim, near: Sequence[Reading]) -> tuple[Event, ...]:
    """Give the events that were expected to push the same way, the latest first."""
    if not near:
        return ()
    one = near[0]
    route = _route(one.key)
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


def _route(key: str) -> str:
    kind, _, rest = key.partition("/")
    if kind in {"corridor", "detections", "deaths"}:
        return rest.split("/")[0]
    profile = profile_of(key)
    return route_to(profile.where) if profile else ""


def _diversion(claim: Claim, evidence: Evidence, published: dt.date | None) -> Diversion | None:
    pair = _two_ways(claim, evidence)
    if pair is None or published is None:
        return None
    fell, rose = pair
    start, end, back = _window(claim, published)
    old = (shift_years(start, -back), shift_years(end, -back))
    fall = Change(
        Quantity(fell.key, fell.source, *old), Quantity(fell.key, fell.source, start, end)
    )
    rise = Change(
        Quantity(rose.key, rose.source, start, end), Quantity(rose.key, rose.source, *old)
    )
    of_fall = evidence.guaranteed(Share(rise, fall))
    fallen, risen = evidence.guaranteed(fall), evidence.guaranteed(rise)
    if of_fall is None or fallen is None or risen is None:
        return None
    return Diversion(
        fell=fell.key,
        rose=rose.key,
        start=start,
        end=end,
        versus_start=old[0],
        versus_end=old[1],
        of_fall=of_fall,
        fall=fallen,
        rise=risen,
        because=_why_wide(rose, end),
        of_rise=_of_country(evidence, rise),
        nationalities=_nationalities(evidence, fell, rose, (start, end, back)),
    )


def _of_country(evidence: Evidence, rise: Change) -> Bounds | None:
    """Bound the rise of a corridor as a part of the rise of the country that it leads to."""
    profile = profile_of(rise.of.key)
    for ledger in evidence.ledgers:
        whole = profile_of(ledger.key)
        if profile is None or whole is None or whole.departure or whole.nationality:
            continue
        if whole.measure == profile.measure and whole.where == profile.where.split(":")[0]:
            country = Change(
                replace(rise.of, key=ledger.key, source=ledger.source),
                replace(rise.versus, key=ledger.key, source=ledger.source),
            )
            return evidence.guaranteed(Share(rise, country))
    return None


def _two_ways(claim: Claim, evidence: Evidence) -> tuple[Ledger, Ledger] | None:
    """Find a corridor that the claim leaves and one that it goes to, from one departure."""
    profiled = [(one, profile_of(one.key)) for one in evidence.ledgers]
    corridors = [(one, what) for one, what in profiled if what and what.departure and what.where]
    goal = (claim.where or "").split(":")[0]
    to = [
        (one, what)
        for one, what in corridors
        if what.where.split(":")[0] == goal
        and (not claim.from_country or what.departure in claim.from_country)
    ]
    away = [
        (one, what)
        for one, what in corridors
        if to and what.departure == to[0][1].departure and what.where.split(":")[0] != goal
    ]
    if not to or not away:
        return None
    longest = max(to, key=lambda pair: len(pair[0].series.observations))
    return away[0][0], longest[0]


def _window(claim: Claim, published: dt.date) -> tuple[dt.date, dt.date, int]:
    """Give the claim's days, the day before publication as the last where the text is vague."""
    start, end = published.replace(month=1, day=1), published - dt.timedelta(days=1)
    stated = claim.period
    if stated is not None and stated.start.year == published.year:
        start = stated.start
        end = min(end if stated.vague else stated.end, published)
    return start, end, 1


def _why_wide(ledger: Ledger, end: dt.date) -> str:
    beside = ledger.series.nearest(end.replace(month=1, day=1), end)
    before = [one for one in beside if one.end <= end]
    after = [one for one in beside if one.end > end]
    if not before or not after:
        return f"No figures for {counted(ledger.key)} surround {end.day} {end:%B} {end.year}."
    return (
        f"No figure for {counted(ledger.key)} lies between {before[0].end.day} {before[0].end:%B} "
        f"({amount(before[0].value or 0)}) and {after[0].end.day} {after[0].end:%B} "
        f"{after[0].end.year} ({amount(after[0].value or 0)}): one for the days around "
        f"{end.day} {end:%B} would settle it."
    )


def _nationalities(
    evidence: Evidence, fell: Ledger, rose: Ledger, window: tuple[dt.date, dt.date, int]
) -> tuple[tuple[str, float, float], ...]:
    routes = [route_to(_country(one)) for one in (fell, rose)]
    if not all(routes) or routes[0] == routes[1]:
        return ()
    changes = [_by_nationality(evidence, route, window) for route in routes]
    names = sorted(
        set(changes[0]) & set(changes[1]), key=lambda name: changes[0][name] - changes[1][name]
    )
    pairs = [(name, changes[0][name], changes[1][name]) for name in names]
    return tuple(pairs[:_MOST_NATIONALITIES])


def _country(ledger: Ledger) -> str:
    profile = profile_of(ledger.key)
    return profile.where.split(":")[0] if profile else ""


def _by_nationality(
    evidence: Evidence, route: str, window: tuple[dt.date, dt.date, int]
) -> dict[str, float]:
    start, end, back = window
    found = {}
    for ledger in evidence.ledgers:
        rest = ledger.key.removeprefix(f"detections/{route}/")
        if rest == ledger.key or "/" in rest or rest in {"sea", "land"}:
            continue
        new, old = ledger.tiling(start), ledger.tiling(shift_years(start, -back))
        ends = [day for day in new.ends if day <= end]
        if ends:
            before, after = old.value(shift_years(ends[-1], -back)), new.value(ends[-1])
            if before is not None and after is not None:
                found[rest] = after - before
    return found


def _moved_in_words(moved: Diversion) -> str:
    rise, fall = _strict(moved.rise, "change"), _strict(moved.fall, "change")
    strict = moved.of_fall.strict
    landing = profile_of(moved.rose)
    there = place(landing.where) if landing else moved.rose
    said = (
        f"{there} gained {rise} ({days(moved.start, moved.end)}), where {counted(moved.fell)} fell "
        f"by {fall}"
    )
    if strict is None or strict.low is None or strict.high is None:
        return f"{said}; the figures give no bound on the part that can have moved."
    return (
        f"{said}: between {100 * strict.low:.0f} % and {100 * strict.high:.0f} % of the fall can "
        f"have moved there, if nobody else did.{_part_of_rise(moved)} {moved.because}"
    )


def _part_of_rise(moved: Diversion) -> str:
    found = moved.of_rise.strict if moved.of_rise else None
    if found is None or found.low is None or found.high is None:
        return ""
    profile = profile_of(moved.rose)
    country = place(profile.where.split(":")[0]) if profile else "there"
    return (
        f" Of the whole rise in {country} it is between {100 * found.low:.0f} % and "
        f"{100 * found.high:.0f} %."
    )


def _strict(found: Bounds, shape: str) -> str:
    if found.strict is None or found.strict.low is None or found.strict.high is None:
        return "an unknown number"
    return limits(found.strict.low, found.strict.high, "level" if shape == "change" else shape)
