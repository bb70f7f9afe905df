"""Windows: which days a claim can be about, and which days it compares them with."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.records import Window

if TYPE_CHECKING:
    from collections.abc import Iterable

    from waterbed.records import Claim

_DAY = dt.timedelta(days=1)
_LATER_KNOWN = dt.timedelta(days=31)
_YEARS_BACK = (1, 2, 3)
_DAYS_OFF = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One pair of windows that a claim can be about.

    Parameters
    ----------
    start, end
        The days it is about, both included.
    versus
        The days it compares with, None where it compares with none.
    cost
        How much had to be assumed, 0 for nothing.
    assumed
        Each assumption in words.
    """

    start: dt.date
    end: dt.date
    versus: tuple[dt.date, dt.date] | None
    cost: float
    assumed: tuple[str, ...]


def shift_years(day: dt.date, years: int) -> dt.date:
    """Move a day by whole years.

    Parameters
    ----------
    day
        Any day.
    years
        How many; negative for earlier.

    Returns
    -------
    datetime.date
        The same day of that year; 29 February becomes the 28th where there is none, and the last
        day of a February stays the last.
    """
    year = day.year + years
    last = calendar.monthrange(year, day.month)[1]
    ends_month = (day + _DAY).day == 1 and day.month == 2  # noqa: PLR2004 - February
    return dt.date(year, day.month, last if ends_month else min(day.day, last))


def choices(claim: Claim, published: dt.date | None, ends: Iterable[dt.date]) -> list[Choice]:
    """List the pairs of windows that a claim can be about.

    Parameters
    ----------
    claim
        The claim.
    published
        The day of the article, None where it has none.
    ends
        Days up to which the figures count from the first day of the period.

    Returns
    -------
    list of Choice
        Nearest to the text first.

    Notes
    -----
    A period that the text states costs nothing; figures that end up to three days off cost a
    little. A vague one ("the first few months") is tried up to every day for which there are
    figures and up to the day of publication: the nearer the end to that day, the cheaper. Ends in
    the month after publication are tried as well and say that nobody could know them. A change
    with no stated baseline is read as against the same days a year before.
    """
    spans = _spans(claim, published, sorted(set(ends)))
    found = [
        Choice(start, end, versus, cost + more, tuple(filter(None, (why, more_why))))
        for start, end, cost, why in spans
        for versus, more, more_why in _baselines(claim, start, end)
    ]
    return sorted(found, key=lambda one: (one.cost, one.end))


def first_day(claim: Claim, published: dt.date | None) -> dt.date | None:
    """Say on which day the period of a claim begins.

    Parameters
    ----------
    claim
        The claim.
    published
        The day of the article, None where it has none.

    Returns
    -------
    datetime.date or None
        The stated day, else 1 January of the year of publication; None where neither is known.
    """
    if claim.period is not None:
        return claim.period.start
    return published.replace(month=1, day=1) if published else None


def like_windows(start: dt.date, end: dt.date, since: int) -> list[tuple[dt.date, dt.date]]:
    """List the windows that one is ranked among.

    Parameters
    ----------
    start, end
        The window, both days included.
    since
        First year of the span.

    Returns
    -------
    list of tuple
        Every calendar month of the span up to the window for a month, else the same days of every
        year; the window itself is the last.
    """
    month = start.day == 1 and (end + _DAY).day == 1 and start.month == end.month
    if not month or start.year != end.year:
        backs = range(start.year - since, -1, -1)
        return [(shift_years(start, -back), shift_years(end, -back)) for back in backs]
    months = [
        dt.date(year, number, 1)
        for year in range(since, start.year + 1)
        for number in range(1, 13)
        if (year, number) <= (start.year, start.month)
    ]
    return [(one, one.replace(day=calendar.monthrange(one.year, one.month)[1])) for one in months]


_Span = tuple[dt.date, dt.date, float, str]


def _spans(claim: Claim, published: dt.date | None, ends: list[dt.date]) -> list[_Span]:
    start = first_day(claim, published)
    if start is None:
        return []
    if claim.period is None:
        anchor = published or start
        return _open(start, anchor, ends, 1.0, "the year up to the day of publication is meant")
    if claim.period.vague:
        return _open(start, min(filter(None, (claim.period.end, published))), ends, 0.1, "")
    end = claim.period.end
    near = [day for day in ends if day != end and abs((day - end).days) <= _DAYS_OFF]
    return [(start, end, 0.0, "")] + [
        (start, day, 0.2 + 0.1 * abs((day - end).days), f"counted to {_said(day)}") for day in near
    ]


def _open(
    start: dt.date, anchor: dt.date, ends: list[dt.date], cost: float, why: str
) -> list[_Span]:
    tried = {day for day in ends if start < day <= anchor + _LATER_KNOWN} | {anchor - _DAY}
    return [
        (start, end, cost + _distance(end, anchor), _joined(why, f"counted to {_said(end)}"))
        for end in sorted(tried)
        if end >= start
    ]


def _distance(end: dt.date, anchor: dt.date) -> float:
    days = (anchor - end).days
    return days / 60 if days >= 0 else 1.0 - days / 60


def _baselines(
    claim: Claim, start: dt.date, end: dt.date
) -> list[tuple[tuple[dt.date, dt.date] | None, float, str]]:
    changes = claim.direction in {"up", "down", "same"}
    if claim.direction in {"highest", "lowest"} or (not changes and claim.versus is None):
        return [(None, 0.0, "")]
    given = None if claim.versus == claim.period else claim.versus
    years = _years_back(claim) if given is not None else 1
    if given is not None and years is None:
        return [((given.start, given.end), 0.0, "")]
    stated = years if given is not None else None
    return [
        (
            (shift_years(start, -back), shift_years(end, -back)),
            _baseline_cost(back, stated),
            "" if back == stated else f"compared with the same days of {start.year - back}",
        )
        for back in sorted({*_YEARS_BACK, stated or 1})
    ]


def _baseline_cost(back: int, stated: int | None) -> float:
    if back == stated:
        return 0.0
    return 0.5 if stated is None and back == 1 else 2.0


def _years_back(claim: Claim) -> int | None:
    """Say by how many years the baseline is the period moved, None where it is another stretch."""
    if claim.period is None or claim.versus is None:
        return 1
    back = claim.period.start.year - claim.versus.start.year
    moved = Window(shift_years(claim.period.start, -back), shift_years(claim.period.end, -back))
    alike = abs((moved.end - claim.versus.end).days) <= _DAYS_OFF or claim.versus.vague
    return back if back > 0 and moved.start == claim.versus.start and alike else None


def _said(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
