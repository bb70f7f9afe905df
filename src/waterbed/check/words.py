"""Words: the one sentence that goes with each verdict."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from waterbed.records import Claim, Rating, Reading, Statement

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
        ``"8,751"``, ``"−8,751"``, ``"+1,186"``, ``"51.4"``.
    """
    text = f"{abs(value):,.0f}" if float(value).is_integer() else f"{abs(value):,.3g}"
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
        ``"1 January to 7 May 2024"``.
    """
    first = f"{start.day} {start:%B}" + (f" {start.year}" if start.year != end.year else "")
    return f"{first} to {end.day} {end:%B} {end.year}"


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
    return region or _PLACES.get(country, country)


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
    shown = list({(one.key, one.end, one.versus_end): one for one in reversed(near)}.values())[::-1]
    given = "; ".join(_given(one) for one in shown[:3])
    off = _off(claim, near)
    return f"{_RATED[rating]}{off}: {given}."


def explain_none(claim: Claim, source: str) -> str:
    """Say that there is nothing to hold a claim against, and what to do.

    Parameters
    ----------
    claim
        The claim.
    source
        Whose figures could help.

    Returns
    -------
    str
        Ends with a full stop.
    """
    what = (claim.measure or "what is counted").replace("_", " ")
    period = f" for {days(claim.period.start, claim.period.end)}" if claim.period else ""
    return (
        f"The record holds no figure that this can mean ({what}{period}); "
        f"`waterbed pull {source}` may bring one."
    )


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


def _given(one: Reading) -> str:
    versus = ""
    if one.versus_start and one.versus_end:
        versus = f" against {days(one.versus_start, one.versus_end)}"
    value = limits(one.low, one.high, one.shape)
    whole = f" of {one.of}" if one.of else ""
    return f"{value}{whole} for {one.key} ({one.source}), {days(one.start, one.end)}{versus}"


def _off(claim: Claim, near: Sequence[Reading]) -> str:
    if claim.amount is None or claim.unit not in {"people", "applications", "ratio"}:
        return ""
    sizes = [abs(value) for one in near for value in (one.low, one.high) if math.isfinite(value)]
    missed = sorted(100 * (abs(claim.amount) / size - 1) for size in sizes if size)
    if not missed or all(abs(miss) < 1 for miss in missed):
        return ""
    low, high = round(missed[0]), round(missed[-1])
    if low >= 0:
        return f", overstated by {low} %" if low == high else f", overstated by {low} to {high} %"
    if high <= 0:
        low, high = -high, -low
        return f", understated by {low} %" if low == high else f", understated by {low} to {high} %"
    return ""
