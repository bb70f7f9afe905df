"""Turns: what can be said of a claim that people took another way."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING

from waterbed.check.claimed_event import Named, events_named, explain_named
from waterbed.check.estimates import turn_rating
from waterbed.check.profile import ISO2, profile_of, route_ids, route_of, route_to
from waterbed.check.windows import shift_years
from waterbed.check.words import amount, counted, days, limits, place, turn_in_words
from waterbed.effects import route_around, routes_of
from waterbed.records import Cause, Change, Diversion, InvalidError, Quantity, Share
from waterbed.register import load

if TYPE_CHECKING:
    from waterbed.check.estimates import Estimates
    from waterbed.check.evidence import Evidence, Ledger
    from waterbed.check.profile import Profile
    from waterbed.records import Bounds, Claim, Displacement, Event

_DAY = dt.timedelta(days=1)
_MOST_NATIONALITIES = 6
_UNBOUNDED = "so how many people took the other way cannot be bounded."
_NO_CORRIDORS = f"The record has no figures for both ways with one place of departure, {_UNBOUNDED}"


@dataclass(frozen=True, slots=True)
class _Ways:
    """The way that people are said to have left and the one that they took, empty if unknown."""

    own: str
    to: str


def judge_turn(
    claim: Claim, found: tuple[Event, ...], estimates: Estimates, published: dt.date | None
) -> Cause:
    """Say what figures can and cannot show of a claim that people took another way.

    Parameters
    ----------
    claim
        A claim whose causal frame is a diversion.
    found
        Other events that were expected to push the same way.
    estimates
        Effects and displacements of the figures.
    published
        The day of the article, None where it has none.

    Returns
    -------
    Cause
        With what the corridors bound, where the record counts both; with the displacement between
        the whole routes, where both ways and a day to count from are known, else with why not.
    """
    moved, why_not = _diversion(claim, estimates.evidence, published)
    ways, named, span = _asked(claim, moved, published)
    begun = named.one or (span[0] if span and claim.period else None)
    note = explain_named(claim, named, claim.period)
    estimate: Displacement | str = _missing(claim, ways, span, begun or note)
    if not estimate and span and begun and not named.after:
        estimate = estimates.displacement(ways.own, ways.to, begun, *_since(named.one, claim, span))
    rating = "not consistent" if named.after else turn_rating(estimate)
    told = estimate if isinstance(estimate, str) else turn_in_words(estimate, named.one, rating)
    bounded = _moved_in_words(moved) if moved else why_not if ways.own and ways.to else ""
    return Cause(
        rating,
        " ".join(filter(None, (bounded, note, told))),
        tuple(one for one in found if one != named.one),
        moved,
        event=named.one,
        displacement=None if isinstance(estimate, str) else estimate,
        beside=estimates.beside(_pairs(moved, ways), span[1]) if span else (),
        candidates=() if named.one else named.events,
    )


def _asked(
    claim: Claim, moved: Diversion | None, published: dt.date | None
) -> tuple[_Ways, Named, tuple[dt.date, dt.date] | None]:
    """Say which two ways and which days are meant, and which event the text names for it."""
    left = claim.causal.left if claim.causal else ()
    own = route_of(moved.fell) if moved else _only(_ways_of(*left)) if left else ""
    to = route_of(moved.rose) if moved else _only(_taken(claim))
    span = (published, published) if published else None
    if moved:
        span = moved.start, moved.end
    if claim.period:
        span = claim.period.start, claim.period.end
    if span is None:
        return _Ways(own, to), Named(), None
    named = events_named(claim, [one for one in (own, to) if one], span, published)
    return _Ways(own or _own_of(named.one), to), named, span


def _taken(claim: Claim) -> list[str]:
    """List the routes that people can be said to have taken."""
    return _ways_of(*(claim.route or ((claim.where,) if claim.where else claim.from_country)))


def _ways_of(code: str = "", *_: str) -> list[str]:
    """List the routes of a route's name, of a place that people come to, or of a coast."""
    named = route_ids().get(code)
    goal = route_to(code) if code in ISO2.values() or code.partition(":")[0] != "ES" else ""
    if named or goal:
        return [named or goal]
    coasts = {one for one, iso in ISO2.items() if iso.partition(":")[0] == code}
    known = load.routes().values()
    return sorted({route_around(one.id) for one in known if one.departure in coasts})


def _only(ways: list[str]) -> str:
    return ways[0] if len(ways) == 1 else ""


def _own_of(event: Event | None) -> str:
    """Give the route on which an event was expected to lower crossings, if it is one."""
    try:
        return routes_of(event)[0] if event else ""
    except InvalidError:
        return ""


def _missing(
    claim: Claim,
    ways: _Ways,
    span: tuple[dt.date, dt.date] | None,
    begun: Event | dt.date | str | None,
) -> str:
    """Say what there is no telling without; empty where nothing is missing."""
    missed = []
    if not ways.to:
        missed.append(_no_way_to(claim))
    if not ways.own:
        missed.append("Neither the text nor an event that it names says which way people left.")
    if span is None:
        missed.append("Neither the text nor --published says which days are meant.")
    elif not begun:
        missed.append(_no_event(claim))
    return " ".join(missed)


def _no_way_to(claim: Claim) -> str:
    several = [load.routes()[one].title for one in _taken(claim)]
    if claim.from_country and not claim.where and not claim.route:
        coast = place(claim.from_country[0])
        if several:
            routes = " and ".join(several)
            return f"Departures from {coast} lead to several routes ({routes}): which is not said."
        return f"The record has no series of departures from {coast}."
    there = place(claim.where) if claim.where else claim.route[0].replace("_", " ")
    return f"The record has no route to {there}." if claim.where else f"No route {there} is known."


def _no_event(claim: Claim) -> str:
    causal = claim.causal
    if not causal or not causal.cause or causal.strength or causal.cause == claim.sentence.strip():
        return "The text names no event, so there is no month to count from."
    return f"“{causal.cause}” names no event of the register, so there is no month to count from."


def _since(
    event: Event | None, claim: Claim, span: tuple[dt.date, dt.date]
) -> tuple[dt.date, dt.date]:
    """Give the days to ask about: those stated, else the year after the event."""
    if claim.period or event is None:
        return span
    first = event.start.first
    last = calendar.monthrange(first.year + 1, first.month)[1]
    return first, min(span[1], first.replace(year=first.year + 1, day=last))


def _pairs(moved: Diversion | None, ways: _Ways) -> list[tuple[str, str]]:
    """Pair what the text takes for cause and effect with the series that stand beside it."""
    if moved:
        pairs = [("cause", _whole(moved.fell)), ("effect", _whole(moved.rose))]
        return pairs if pairs[0][1] != pairs[1][1] else pairs[1:]
    taken = (("cause", ways.own), ("effect", ways.to))
    return [(role, f"detections/{route_around(way)}") for role, way in taken if way]


def _whole(key: str) -> str:
    """Give the arrivals in the country that a corridor leads to: they are counted by month."""
    landing = key.rpartition(">")[2]
    country = ISO2.get(landing, "").split(":")[0]
    name = next((one for one, code in ISO2.items() if code == country), landing)
    return f"arrivals/sea/{name}"


def _diversion(
    claim: Claim, evidence: Evidence, published: dt.date | None
) -> tuple[Diversion | None, str]:
    """Bound what the corridors can have passed on to each other, or say why they bound nothing."""
    pair = _two_ways(claim, evidence)
    if pair is None:
        return None, _NO_CORRIDORS
    window = _window(claim, published)
    if window is None:
        return None, f"The days meant are not known or not over yet, {_UNBOUNDED}"
    moved = _between(*pair, evidence, window)
    told = days(*window[:2])
    return moved, "" if moved else f"The record has no bounds for both ways ({told}), {_UNBOUNDED}"


def _between(
    fell: Ledger, rose: Ledger, evidence: Evidence, window: tuple[dt.date, dt.date, int]
) -> Diversion | None:
    start, end, back = window
    old = (shift_years(start, -back), shift_years(end, -back))
    fall = Change(
        Quantity(fell.key, fell.source, *old), Quantity(fell.key, fell.source, start, end)
    )
    rise = Change(
        Quantity(rose.key, rose.source, start, end), Quantity(rose.key, rose.source, *old)
    )
    of_fall = evidence.guaranteed(Share(rise, fall))
    fallen, risen = evidence.guaranteed(fall), evidence.guaranteed(rise)
    if not (of_fall and fallen and risen and _size(fallen) and _size(risen)):
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
    """Find a corridor that the claim leaves and one that it goes to.

    The one to leave is that which the text names, else one from the same place of departure.
    """
    profiled = [(one, profile_of(one.key)) for one in evidence.ledgers]
    corridors = [(one, what) for one, what in profiled if what and what.departure and what.where]
    goal = (claim.where or "").split(":")[0]
    left = claim.causal.left[0] if claim.causal and claim.causal.left else ""
    to = [
        (one, what)
        for one, what in corridors
        if (goal or (claim.from_country and not claim.route))
        and what.where.split(":")[0] == (goal or what.where.split(":")[0])
        and (not claim.from_country or what.departure in claim.from_country)
    ]
    pairs = [
        (away, there)
        for there, what in to
        for away, other in corridors
        if _is_left(other, what, left, goal)
    ]
    return max(pairs, key=lambda pair: len(pair[1].series.observations), default=None)


def _is_left(what: Profile, to: Profile, left: str, goal: str) -> bool:
    """Tell the corridor that people turned from."""
    there = what.where.split(":")[0]
    if left == what.departure:
        return there == to.where.split(":")[0]
    same = bool(goal) and what.departure == to.departure and there != goal
    return same and left in {"", there}


def _window(claim: Claim, published: dt.date | None) -> tuple[dt.date, dt.date, int] | None:
    """Give the claim's days and by how many years those lie back that they are held against.

    Days that the text leaves open are those of the year up to the day before publication; None
    where there are none yet, or no day of publication to count them to.
    """
    stated, last = claim.period, published - _DAY if published else None
    if stated is not None and not stated.vague:
        start, end = stated.start, min(filter(None, (stated.end, published)))
    elif published and last:
        start = stated.start if stated else published.replace(month=1, day=1)
        end = min(stated.end, last) if stated else last
    else:
        return None
    if end < start:
        return None
    return start, end, next(back for back in count(1) if shift_years(end, -back) < start)


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
    rise, fall = _size(moved.rise), _size(moved.fall)
    span, strict, gained = days(moved.start, moved.end), moved.of_fall.strict, moved.rise.strict
    if gained is not None and gained.low is not None and (gained.high or 0.0) < 0:
        fewer = limits(-(gained.high or 0.0), -gained.low, "level")
        name = counted(moved.rose)
        return (
            f"{name[0].upper()}{name[1:]} fell too, by {fewer} ({span}), where "
            f"{counted(moved.fell)} fell by {fall}: no more came by the other way."
        )
    landing = profile_of(moved.rose)
    there = place(landing.where) if landing else moved.rose
    said = f"{there} gained {rise} ({span}), where {counted(moved.fell)} fell by {fall}"
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


def _size(found: Bounds) -> str:
    if found.strict is None or found.strict.low is None or found.strict.high is None:
        return ""
    return limits(found.strict.low, found.strict.high, "level")
