"""Verdict: from the readings of one claim to what can be said of it, then and now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from waterbed.check.left_out import left_out
from waterbed.check.rate import by_chance, claimed, combine
from waterbed.check.readings import readings
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
    """

    now: Evidence
    then: Evidence | None
    published: dt.date | None


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
    if statement.kind in {"norm", "experience", "forecast"}:
        rating: Rating = "pending" if statement.kind == "forecast" else "not_testable"
        because = explain_open(statement)
        return Verdict(number, rating, because, check_by=statement.check_by)
    counted = _counted(claim)
    found = readings(counted, setting.now, setting.published)
    near = nearest(found)
    if not near:
        source = _PULL.get(claim.measure or "", "unhcr")
        return Verdict(
            number,
            "no_data",
            explain_none(claim, source),
            tried=len(found),
            pull=source,
        )
    rating = combine([one.fit for one in near])
    then, then_because = _then(counted, setting)
    said = claimed(claim)
    values = [one.low for one in found if one.exact]
    return Verdict(
        claim=number,
        rating=rating,
        because=explain(claim, rating, near),
        low=min(one.low for one in near),
        high=max(one.high for one in near),
        readings=tuple(near),
        holds_if=_others(found, near, agreeing=True),
        fails_if=_others(found, near, agreeing=False),
        tried=len(found),
        agreeing=sum(one.fit in {"holds", "close"} for one in found),
        by_chance=round(by_chance(values, said), 1),
        then=then,
        then_because=then_because,
        left_out=left_out(next((one for one in near if one.exact), near[0]), setting.now),
        corrections=corrections(claim, near[0]),
    )


def nearest(found: Sequence[Reading]) -> list[Reading]:
    """Give the readings that are nearest to the text, and equally near.

    Parameters
    ----------
    found
        Readings, nearest first.

    Returns
    -------
    list of Reading
        Those within 0.1 of the least distance; none where even the nearest assumes too much.
    """
    if not found or found[0].distance > _TOO_FAR:
        return []
    return [one for one in found if one.distance <= found[0].distance + _EQUALLY_NEAR]


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
    return replace(claim, from_country=()) if diverted else claim


def _then(claim: Claim, setting: Setting) -> tuple[Rating | None, str]:
    if setting.then is None:
        return None, ""
    near = nearest(readings(claim, setting.then, setting.published))
    if not near:
        return "no_data", "No figure for it in the record was published by the day of the article."
    rating = combine([one.fit for one in near])
    return rating, explain(claim, rating, near)


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
