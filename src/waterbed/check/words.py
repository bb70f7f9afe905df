"""Words: the one sentence that goes with each verdict."""

from __future__ import annotations

import csv
import math
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from waterbed.check.profile import profile_of
from waterbed.check.windows import shift_years
from waterbed.store import short_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from waterbed.records import Claim, Displacement, Event, Rating, Reading, Statement
    from waterbed.records.claim import Window

_PLACES = {
    "IT": "Italy",
    "MT": "Malta",
    "GR": "Greece",
    "CY": "Cyprus",
    "ES": "Spain",
    "GB": "the United Kingdom",
    "LY": "Libya",
    "TN": "Tunisia",
    "TR": "Türkiye",
    "DZ": "Algeria",
    "DE": "Germany",
    "FR": "France",
}

_MEASURED = {
    "sea_arrivals": "arrivals by sea",
    "land_arrivals": "arrivals by land",
    "irregular_border_crossings": "detections of crossings",
    "interceptions_at_sea": "people intercepted and taken back",
    "deaths_and_missing": "dead and missing",
    "deaths": "dead",
    "missing": "missing",
    "asylum_applications": "asylum applications",
}

_RATED = {
    "holds": "The claim holds",
    "close": "The claim is close",
    "contradicted": "The figures contradict the claim",
    "depends": "It depends on the reading",
}


def amount(value: float, *, signed: bool = False) -> str:
    """Write a number with commas, a real minus, and a plus where the sign matters.

    Parameters
    ----------
    value
        The number.
    signed
        Whether a plus is written.

    Returns
    -------
    str
        ``"8,751"``, ``"−8,751"``, ``"+1,186"``, ``"51.4"``; ``"∞"`` where it has no limit.
    """
    text = f"{abs(value):,.0f}" if float(value).is_integer() else f"{abs(value):,.3g}"
    text = "∞" if math.isinf(value) else text
    sign = "−" if value < 0 else "+" if signed and value > 0 else ""
    return sign + text


def days(start: dt.date, end: dt.date) -> str:
    """Write a stretch of days, both included.

    Parameters
    ----------
    start, end
        First and last day.

    Returns
    -------
    str
        ``"1 January to 7 May 2024"``, ``"7 May 2024"``.
    """
    if start == end:
        return f"{end.day} {end:%B} {end.year}"
    first = f"{start.day} {start:%B}" + (f" {start.year}" if start.year != end.year else "")
    return f"{first} to {end.day} {end:%B} {end.year}"


def days_of(reading: Reading) -> str:
    """Write the days that a reading is about, and those that it compares them with.

    Parameters
    ----------
    reading
        The reading.

    Returns
    -------
    str
        ``"1 January to 6 May 2024 against the same days of 2023"``.
    """
    said = days(reading.start, reading.end)
    start, end = reading.versus_start, reading.versus_end
    if start is None or end is None:
        return said
    back = reading.start.year - start.year
    if (start, end) == (shift_years(reading.start, -back), shift_years(reading.end, -back)):
        years = str(start.year) if start.year == end.year else f"{start.year} and {end.year}"
        return f"{said} against the same days of {years}"
    return f"{said} against {days(start, end)}"


def place(code: str) -> str:
    """Write a place.

    Parameters
    ----------
    code
        As a profile names it: ``"IT"``, ``"LY:Cyrenaica"``.

    Returns
    -------
    str
        ``"Italy"``, ``"Cyrenaica"``; the code itself where it has no name.
    """
    country, _, region = code.partition(":")
    name = country.replace("-", " ").title() if country.islower() else country
    return region.replace("+", " and ") or _PLACES.get(country) or _by_alpha2().get(country, name)


def country_name(part: str) -> str:
    """Write a country of nationality.

    Parameters
    ----------
    part
        The last part of a series key: ISO 3166-1 alpha-3, or a slug.

    Returns
    -------
    str
        ``"Egypt"``; the words of the slug where it is no known code.
    """
    return _countries().get(part, part.replace("-", " "))


def counted(key: str) -> str:
    """Write what a series counts.

    Parameters
    ----------
    key
        A series key.

    Returns
    -------
    str
        ``"arrivals by sea in Italy from Libya"``; the key itself where no claim is about it.
    """
    profile = profile_of(key)
    if profile is None:
        return key
    nationality = profile.nationality.replace("total", "")
    parts = [
        _MEASURED[profile.measure],
        f"in {place(profile.where)}" if profile.where else "",
        f"{_way(profile.measure)} {place(profile.departure)}" if profile.departure else "",
        f"on the {profile.route.replace('_', ' ').title()} route" if profile.route else "",
        f"by {profile.part}" if profile.part else "",
        f"of nationals of {country_name(nationality)}" if nationality else "",
    ]
    return " ".join(part for part in parts if part)


def _way(measure: str) -> str:
    return "to" if measure == "interceptions_at_sea" else "from"


def series_name(key: str, source: str) -> str:
    """Write what a series counts, and whose it is.

    Parameters
    ----------
    key
        A series key.
    source
        Id of its publisher.

    Returns
    -------
    str
        ``"arrivals by sea in Italy from Libya (Italian Ministry of the Interior)"``; the key
        itself where no claim is about it, the publisher in short.
    """
    return f"{counted(key)} ({short_name(source)})"


def limits(low: float, high: float, shape: str) -> str:
    """Write what figures give.

    Parameters
    ----------
    low, high
        The limits, equal for one number.
    shape
        What it is, as in `waterbed.records.Reading`.

    Returns
    -------
    str
        ``"−8,751"``, ``"between −8,897 and −8,556"``, ``"−60.6 %"``, ``"1.83 times"``.
    """
    signed = shape in {"change", "percent"}
    unit = {"percent": " %", "share": " %", "ratio": " times"}.get(shape, "")
    digits = 1 if shape in {"percent", "share"} else 2 if shape == "ratio" else 0
    if high == math.inf:
        return f"at least {amount(round(low, digits), signed=signed)}{unit}"
    texts = [amount(round(value, digits), signed=signed) + unit for value in (low, high)]
    return texts[0] if texts[0] == texts[1] else f"between {texts[0]} and {texts[1]}"


def explain(claim: Claim, rating: Rating, near: Sequence[Reading]) -> str:
    """Say in one sentence what the nearest readings give.

    Parameters
    ----------
    claim
        The claim.
    rating
        Its rating.
    near
        The nearest readings, nearest first.

    Returns
    -------
    str
        Ends with a full stop.
    """
    given = "; ".join(_given(one) for one in near[:3])
    off = _missed(claim, rating, near)
    why = " That does not show why." if claim.causal else ""
    return f"{_RATED[rating]}{off}: {given}.{why}"


def explain_none(
    claim: Claim, source: str, published: dt.date | None, base: Window | None = None
) -> str:
    """Say that there is nothing to hold a claim against, and what to do.

    Parameters
    ----------
    claim
        The claim.
    source
        Whose figures could help.
    published
        The day of the article, None where it has none.
    base
        The days that the claim compares with, where only their figures are missing.

    Returns
    -------
    str
        Ends with a full stop.
    """
    what = (claim.measure or "what is counted").replace("_", " ")
    what += f" from {' and '.join(map(place, claim.from_country))}" if claim.from_country else ""
    period = f" for {days(claim.period.start, claim.period.end)}" if claim.period else ""
    if base is not None:
        period = f" for {days(base.start, base.end)}, with which it compares"
    said = f"The record holds no figure of just what this says ({what}{period})"
    if published is None and claim.period is None:
        return f"{said}: neither the text nor --published says which days are meant."
    return f"{said}; `waterbed pull {source}` may bring one."


def explain_open(statement: Statement) -> str:
    """Say why a statement is not tested.

    Parameters
    ----------
    statement
        A norm, an experience or a forecast.

    Returns
    -------
    str
        Ends with a full stop.
    """
    if statement.kind == "forecast":
        by = f" It can be checked after {statement.check_by}." if statement.check_by else ""
        return f"A forecast: no figure of that day can show it.{by}"
    if statement.kind == "norm":
        return "A judgement of what is right or wrong: figures cannot test it."
    return "An account of what somebody lived through: counts cannot test it."


def in_relation_to(one: Reading) -> str:
    """Write what a reading is a part of, or which other place it compares with.

    Parameters
    ----------
    one
        The reading.

    Returns
    -------
    str
        ``" of arrivals by sea in Italy"``, ``" against arrivals by sea in Italy"``; empty without.
    """
    if not one.of:
        return ""
    return f" {'of' if one.shape == 'share' else 'against'} {counted(one.of)}"


def _given(one: Reading) -> str:
    value = limits(one.low, one.high, one.shape)
    whole = in_relation_to(one)
    name = series_name(one.key, one.source)
    return f"{value}{whole} for {name}, {days_of(one)}"


def _missed(claim: Claim, rating: Rating, near: Sequence[Reading]) -> str:
    """Say by how much a number that does not hold is over or under what figures give."""
    plain = claim.bound in {None, "~"} and claim.unit in {"people", "applications"}
    if claim.amount is None or not plain or rating not in {"close", "contradicted"}:
        return ""
    deciding = [one for one in near if one.fit != "undecided"]
    sizes = [abs(value) for one in deciding for value in (one.low, one.high) if value]
    missed = sorted(100 * (abs(claim.amount) / size - 1) for size in sizes if math.isfinite(size))
    if not missed or all(abs(miss) < 1 for miss in missed):
        return ""
    low, high = round(missed[0]), round(missed[-1])
    if low >= 0:
        return f", overstated by {low} %" if low == high else f", overstated by {low} to {high} %"
    if high <= 0:
        low, high = -high, -low
        return f", understated by {low} %" if low == high else f", understated by {low} to {high} %"
    return ""


@cache
def _countries() -> dict[str, str]:
    """Give the plain name of each country by its code: the first that the table has."""
    return {row["iso3"]: row["name"] for row in _named_countries()}


@cache
def _by_alpha2() -> dict[str, str]:
    return {row["alpha2"]: row["name"] for row in _named_countries()}


def _named_countries() -> list[dict[str, str]]:
    text = resources.files("waterbed").joinpath("data/nationalities.csv").read_text("utf-8")
    return [*csv.DictReader(text.splitlines())][::-1]


def turn_in_words(found: Displacement, event: Event | None, rating: str) -> str:
    """Say what a displacement between whole routes says of the claim.

    Parameters
    ----------
    found
        The displacement.
    event
        The event that the claim names, None where it names none.
    rating
        As `waterbed.check.estimates.turn_rating` gives it.

    Returns
    -------
    str
        A sentence; where no share fits, with the reason.
    """
    since = f"{event.title} ({event.start})" if event else days(found.start, found.start)
    said = {
        "consistent": "is consistent with some having taken the other way",
        "not consistent": "is not consistent with it",
        "cannot tell": "cannot tell",
    }[rating]
    share = found.receiving[0].share
    if share.standing == "no share fits":
        said = f"{said}: no share fits, as {'; '.join(share.because)}"
    return (
        f"An estimate from {since} on, between the whole routes that hold the two ways, against "
        f"what was to be expected of both, {said}."
    )
