"""Verdict: from the readings of one claim to what can be said of it, then and now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from waterbed.check.left_out import left_out
from waterbed.check.missing import missing_base
from waterbed.check.rate import by_chance, claimed, combine
from waterbed.check.readings import readings
from waterbed.check.untested import why_not_tested
from waterbed.check.words import explain, explain_none, explain_open
from waterbed.records import Verdict, measure_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from waterbed.check.evidence import Evidence
    from waterbed.records import Claim, Rating, Reading, Statement

_EQUALLY_NEAR = 0.1
_TOO_FAR = 3.0
_MOST_SHOWN = 4

_DETECTIONS = (
    "These are detections of crossings, not people: one person can be detected several times, so "
    "the number of people is at most this."
)
_PEOPLE = ("people", "persons", "migrants", "migranti", "persone", "personnes")

_PULL = {
    "asylum_applications": "eurostat",
    "first_time_asylum_applicants": "eurostat",
    "irregular_border_crossings": "frontex",
    "deaths": "iom-missing-migrants",
    "missing": "iom-missing-migrants",
    "deaths_and_missing": "iom-missing-migrants",
    "interceptions_at_sea": "iom-crossings",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What claims of one article are held against.

    Parameters
    ----------
    now
        Figures known on the day of the check.
    then
        Figures published by the day of the article, None where it has no date.
    published
        The day of the article, None where it has none.
    today
        The day on which a forecast is looked back at.
    """

    now: Evidence
    then: Evidence | None
    published: dt.date | None
    today: dt.date


def judge(number: int, claim: Claim, statement: Statement, setting: Setting) -> Verdict:
    """Judge one claim.

    Parameters
    ----------
    number
        Index of the claim in the article.
    claim
        The claim.
    statement
        The statement that it is part of.
    setting
        What it is held against.

    Returns
    -------
    Verdict
        From the readings nearest to the text; norms, experiences and forecasts are not tested.
    """
    untested = _untested(number, claim, statement, setting)
    if untested is not None:
        return untested
    counted = _counted(claim)
    found = readings(counted, setting.now, setting.published)
    near = nearest(found)
    if not near:
        source = _PULL.get(claim.measure or "", "unhcr")
        return Verdict(
            number,
            "no_data",
            explain_none(claim, source, setting.published, missing_base(counted, setting.now)),
            holds_if=_others(found, near, agreeing=True),
            fails_if=_others(found, near, agreeing=False),
            pull=source,
            **_tried(found, claim),
        )
    rating = combine([one.fit for one in near])
    then, then_because = _then(counted, near, setting)
    return Verdict(
        claim=number,
        rating=rating,
        because=explain(claim, rating, near),
        low=min(one.low for one in near),
        high=max(one.high for one in near),
        readings=tuple(near),
        holds_if=_others(found, near, agreeing=True),
        fails_if=_others(found, near, agreeing=False),
        then=then,
        then_because=then_because,
        left_out=left_out(next((one for one in near if one.exact), near[0]), setting.now),
        corrections=corrections(claim, near[0]),
        **_tried(found, claim),
    )


class _Tried(TypedDict):
    tried: int
    agreeing: int
    exact: int
    by_chance: float


def _tried(found: Sequence[Reading], claim: Claim) -> _Tried:
    """Count readings, and how many would agree by chance of those that give one number."""
    values = [one.low for one in found if one.exact]
    return {
        "tried": len(found),
        "agreeing": sum(one.fit in {"holds", "close"} for one in found),
        "exact": len(values),
        "by_chance": round(by_chance(values, claimed(claim)), 1),
    }


def nearest(found: Sequence[Reading]) -> list[Reading]:
    """Give the readings that are nearest to the text, and equally near.

    Parameters
    ----------
    found
        Readings, nearest first.

    Returns
    -------
    list of Reading
        Those of the scope that the text states within 0.1 of the least distance, deciding and
        exact ones first; none where even the nearest assumes too much.
    """
    own = [one for one in found if not one.aside]
    if not own or own[0].distance > _TOO_FAR:
        return []
    near = [one for one in own if one.distance <= own[0].distance + _EQUALLY_NEAR]
    return sorted(near, key=lambda one: (one.fit == "undecided", one.distance))


def corrections(claim: Claim, reading: Reading) -> tuple[str, ...]:
    """Say where a claim's words are wrong by definition of what is counted.

    Parameters
    ----------
    claim
        The claim.
    reading
        Its nearest reading.

    Returns
    -------
    tuple of str
        A sentence each; empty where nothing is wrong.
    """
    words = claim.sentence.casefold()
    people = claim.unit == "people" and any(word in words for word in _PEOPLE)
    if not people or measure_of(reading.key).counts != "events":
        return ()
    return (_DETECTIONS,)


def _counted(claim: Claim) -> Claim:
    """Give the part of a claim that is counted: of a diversion, the rise at its end."""
    diverted = claim.causal is not None and claim.causal.diversion
    there = claim.where or claim.route
    return replace(claim, from_country=()) if diverted and there else claim


def _untested(number: int, claim: Claim, statement: Statement, setting: Setting) -> Verdict | None:
    """Give the verdict on a claim that figures cannot test, or not yet; None on any other."""
    if statement.kind in {"norm", "experience"}:
        return Verdict(number, "not_testable", explain_open(statement))
    over = claim.period is not None and claim.period.end < setting.today
    if statement.kind == "forecast" and not over:
        by = statement.check_by or (claim.period.end if claim.period else None)
        return Verdict(number, "pending", explain_open(statement), check_by=by)
    reason = why_not_tested(claim)
    return Verdict(number, "not_testable", reason) if reason else None


def _then(claim: Claim, near: Sequence[Reading], setting: Setting) -> tuple[Rating | None, str]:
    """Judge with figures published by the article's day, by the series that decide now."""
    if setting.then is None:
        return None, ""
    keys = {one.key for one in near}
    found = readings(claim, setting.then, setting.published)
    then = nearest([one for one in found if one.key in keys])
    if then:
        rating = combine([one.fit for one in then])
        return rating, explain(claim, rating, then)
    if any(one.known is None for one in near):
        return "no_data", "The record does not say whether its figures were published by then."
    return "no_data", "No figure for it in the record was published by the day of the article."


def _others(
    found: Sequence[Reading], near: Sequence[Reading], *, agreeing: bool
) -> tuple[Reading, ...]:
    """Give one other reading for each thing that can be understood differently.

    Of several that differ only in their days, the one with the days of the nearest exact reading
    goes first, so that like is compared with like.
    """
    alike = next(((one.start, one.end) for one in near if one.exact), None)
    shown: dict[tuple[object, ...], Reading] = {}
    for one in sorted(found, key=lambda one: (one.start, one.end) != alike):
        fits = one.fit in ({"holds", "close"} if agreeing else {"contradicted"})
        if fits and one not in near:
            back = one.start.year - one.versus_start.year if one.versus_start else 0
            shown.setdefault((one.key, one.source, back), one)
    return tuple(sorted(shown.values(), key=lambda one: one.distance)[:_MOST_SHOWN])
