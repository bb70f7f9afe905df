"""Windows: which days a phrase of time means, against publication and the window in view."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.read.calendar import (
    Clock,
    Point,
    before,
    month_end,
    months,
    read_point,
    read_year,
    shift_months,
    shift_years,
    to_year,
)
from waterbed.read.lexicon import lexicon
from waterbed.read.parts import capped, number_of, placed, point_of, unit_of, year_of
from waterbed.read.periods import Phrase
from waterbed.read.recent import last_few, last_n, relative, season, weekday, weekdays, weekend
from waterbed.records.claim import Window

if TYPE_CHECKING:
    from collections.abc import Callable


def resolve(phrase: Phrase, clock: Clock) -> Window | None:
    """Say which days a phrase means.

    Parameters
    ----------
    phrase
        From `phrases`.
    clock
        The day of publication and the window in view.

    Returns
    -------
    Window or None
        None where it cannot be told: no date of publication, no window in view.

    Notes
    -----
    A window that reaches past the day of publication, and that says nothing of the future, ends
    on it. "The same period of 2023" is the window in view, moved to 2023; "the first few
    months" runs from 1 January to publication and is marked vague.
    """
    try:
        window = _RESOLVERS[phrase.kind](phrase, clock)
    except (KeyError, ValueError, OverflowError):
        return None
    if window is None or window.end < window.start:
        return None
    return window


def _range(phrase: Phrase, clock: Clock) -> Window | None:
    a, b = _ends(phrase, clock)
    if a is None or b is None:
        return None
    if b.month is None and a.month is not None:
        return None
    if b.year is None and a.year is not None:
        b = Point(a.year, b.month, b.day, b.edge)
    end = placed(b, clock)
    if end is None:
        return None
    if a.year and b.year == a.year and (b.month or 0) < (a.month or 0):
        end = Point(a.year + 1, b.month, b.day, b.edge).window(a.year + 1) or end
    start = a.window(a.year or end.start.year)
    if start and start.start > end.end and a.year is None:
        start = a.window(end.start.year - 1)
    if start is None:
        return None
    first = start.end if a.edge == "end" else start.start
    last = end.start if b.edge == "start" else end.end
    return Window(first, last) if a.year or b.day else capped(Window(first, last), clock)


def _ends(phrase: Phrase, clock: Clock) -> tuple[Point | None, Point | None]:
    """Give both ends of a range; "10 to 16 November" and "June 10-16" name the month once."""
    a, b = point_of(phrase, "a", clock), point_of(phrase, "b", clock)
    if b and phrase.part("f"):
        return Point(b.year, b.month, int(phrase.part("f"))), b
    if a and phrase.part("l"):
        year = a.year or (year_of(phrase, clock) if phrase.part("y") else None)
        return replace(a, year=year), replace(a, year=year, day=int(phrase.part("l")))
    return a, b


def _first_n(phrase: Phrase, clock: Clock) -> Window | None:
    year, count, unit = year_of(phrase, clock), number_of(phrase), unit_of(phrase)
    count = count or 1
    if phrase.part("s"):
        return _past_months(count, clock)
    if year is None:
        return None
    if unit == "month" and phrase.part("h"):
        start, half = dt.date(year, 1, 1), months(year, count + 1, count + 1)
        return Window(start, half.start.replace(day=15)) if half else None
    if unit == "month" and phrase.part("e"):
        return months(year, 13 - count, 12)
    if unit in {"month", "quarter"}:
        return months(year, 1, count * (3 if unit == "quarter" else 1))
    days = count * (7 if unit == "week" else 1)
    return Window(dt.date(year, 1, 1), dt.date(year, 1, 1) + dt.timedelta(days=days - 1))


def _past_months(count: int, clock: Clock) -> Window | None:
    """Read "in four months", said in May: the months of the year that are over."""
    today = clock.published
    if today is None:
        return None
    whole = months(today.year, 1, count)
    near = dt.timedelta(days=6)
    if whole is None or not whole.end - near <= today <= shift_months(whole, 1).end:
        return None
    return capped(whole, clock)


def _first_days(phrase: Phrase, clock: Clock) -> Window | None:
    month = placed(point_of(phrase, "p", clock), clock)
    count = (number_of(phrase) or 1) * (7 if unit_of(phrase) == "week" else 1)
    if month is None:
        return None
    if phrase.part("h"):
        middle = month.start.replace(day=15)
        later = not phrase.part("h").casefold().startswith(("first", "prim", "prem"))
        half = Window(middle + dt.timedelta(days=1), month.end)
        return capped(half if later else Window(month.start, middle), clock)
    if phrase.part("e") or _is_last(phrase):
        return Window(month.end - dt.timedelta(days=count - 1), month.end)
    skipped = dt.timedelta(days=count * (_order(phrase, "1") - 1) if phrase.part("o") else 0)
    first = month.start + skipped
    return capped(Window(first, first + dt.timedelta(days=count - 1)), clock)


def _is_last(phrase: Phrase) -> bool:
    """Tell "the last week of April": the lexicon has the last as the fourth quarter."""
    word = phrase.part("o").casefold()
    return bool(word) and (word not in _ordinals(phrase) or word.startswith(("ultim", "dern")))


def _ordinals(phrase: Phrase) -> dict[str, int]:
    return {k: int(v) for k, v in lexicon(phrase.language).table("ordinals").items()}


def _order(phrase: Phrase, default: str) -> int:
    """Read an ordinal: "first", "2nd"."""
    text = (phrase.part("k") or phrase.part("o")).casefold()
    digit = re.match(r"\d", text)
    return int(digit[0]) if digit else _ordinals(phrase).get(text, int(default))


def _first_few(phrase: Phrase, clock: Clock) -> Window | None:
    year = year_of(phrase, clock)
    if year is None:
        return None
    published = clock.published
    end = to_year(published, year) if published else dt.date(year, 4, 30)
    return Window(dt.date(year, 1, 1), end, vague=True)


def _part(phrase: Phrase, clock: Clock) -> Window | None:
    year = year_of(phrase, clock)
    if year is None:
        return None
    sizes = lexicon(phrase.language).table("parts")
    size = int(sizes[phrase.part("u").casefold()])
    order = _order(phrase, str(12 // size))
    return capped(months(year, (order - 1) * size + 1, order * size), clock)


def _ytd(phrase: Phrase, clock: Clock) -> Window | None:
    year = year_of(phrase, clock)
    if year is None:
        return None
    return capped(Window(dt.date(year, 1, 1), dt.date(year, 12, 31)), clock)


def _until(phrase: Phrase, clock: Clock) -> Window | None:
    if phrase.part("w"):
        day = weekday(phrase, clock)
        return Window(dt.date(day.end.year, 1, 1), day.end) if day else None
    if phrase.part("r"):
        last = clock.published - dt.timedelta(days=1) if clock.published else None
        return Window(dt.date(last.year, 1, 1), last) if last else None
    if not phrase.part("p"):
        return _ytd(phrase, clock)
    point = point_of(phrase, "p", clock)
    if point is None or (point.month is None and point.edge != "end"):
        return None
    days = placed(point, clock)
    if days is None:
        return None
    end = days.start if point.edge == "start" else days.end
    return Window(dt.date(end.year, 1, 1), end)


def _since(phrase: Phrase, clock: Clock) -> Window | None:
    if phrase.part("w"):
        day = weekday(phrase, clock)
        return Window(day.start, clock.published) if day and clock.published else None
    point = point_of(phrase, "p", clock)
    days = placed(point, clock)
    if days is None or clock.published is None or point is None:
        return None
    first = days.end if point.edge == "end" else days.start
    return Window(first, clock.published)


def _ending(phrase: Phrase, clock: Clock) -> Window | None:
    days = placed(point_of(phrase, "p", clock), clock)
    if days is None:
        return None
    end = days.end
    count = number_of(phrase) if phrase.part("n") else 0
    if unit_of(phrase) in {"week", "day"}:
        return Window(end - dt.timedelta(days=(count or 1) * _DAYS[unit_of(phrase)] - 1), end)
    if count and unit_of(phrase) == "year":
        count *= _YEAR
    if count and count != _YEAR and end == month_end(end.year, end.month):
        first = end.year * 12 + end.month - count
        return Window(dt.date(first // 12, first % 12 + 1, 1), end)
    if end == month_end(end.year, end.month):
        return Window(end.replace(day=1, year=end.year - 1), end) and Window(
            _next_month(end.year - 1, end.month), end
        )
    return Window(dt.date(end.year, 1, 1), end)


_DAYS = {"day": 1, "week": 7}
_YEAR = 12


def _next_month(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1)


def _same(phrase: Phrase, clock: Clock) -> Window | None:
    main = clock.main or _ytd(Phrase(0, 0, "ytd", (), phrase.language), clock)
    if main is None:
        return None
    if phrase.part("m"):
        point = read_point(f"{phrase.part('m')} {phrase.part('y')}", phrase.language, clock)
        return placed(point, clock)
    words = phrase.part("y") or phrase.part("z")
    year = read_year(words, phrase.language, Clock(clock.published, main)) if words else None
    if year is None:
        year = main.start.year - 1
    return shift_years(main, year - main.start.year)


def _yoy(_phrase: Phrase, clock: Clock) -> Window | None:
    return shift_years(clock.main, -1) if clock.main else None


def _prior(phrase: Phrase, clock: Clock) -> Window | None:
    main = clock.main
    if main is None:
        return last_n(phrase, clock) if phrase.part("n") else None
    unit = unit_of(phrase) or ("month" if phrase.part("u") or phrase.part("n") else "day")
    if unit == "day" and not phrase.part("n"):
        eve = main.start - dt.timedelta(days=1)
        return Window(eve, eve)
    if phrase.part("n"):
        return before(main, number_of(phrase), unit)
    if unit == "week":
        week = dt.timedelta(weeks=1)
        return Window(main.start - week, main.end - week)
    return shift_months(main, -3 if unit == "quarter" else -1)


def _whole(phrase: Phrase, clock: Clock) -> Window | None:
    if phrase.part("p"):
        return placed(point_of(phrase, "p", clock), clock)
    year = year_of(phrase, clock)
    if year is None:
        return None
    return Window(dt.date(year, 1, 1), dt.date(year, 12, 31))


def _day(phrase: Phrase, clock: Clock) -> Window | None:
    return placed(point_of(phrase, "p", clock), clock)


def _month(phrase: Phrase, clock: Clock) -> Window | None:
    here = placed(point_of(phrase, "p", clock), clock)
    today = clock.published
    if here and phrase.part("v") and here == clock.main:
        here = shift_years(here, -1)
    if here and today and phrase.part("w").strip() == "last" and here.start <= today <= here.end:
        here = shift_years(here, -1)
    return capped(here, clock)


_AGO = re.compile(r"\bago\b|\bfa$|^il y a", re.IGNORECASE)


def _plain_year(phrase: Phrase, clock: Clock) -> Window | None:
    year = year_of(phrase, clock)
    if year is None:
        return None
    today = clock.published
    if today and year == today.year - 1 and _AGO.search(phrase.part("y")):
        base = clock.main or Window(dt.date(today.year, 1, 1), today)
        return shift_years(base, year - base.start.year)
    return capped(Window(dt.date(year, 1, 1), dt.date(year, 12, 31)), clock)


_RESOLVERS: dict[str, Callable[[Phrase, Clock], Window | None]] = {
    "range": _range,
    "first_n": _first_n,
    "first_days": _first_days,
    "first_few": _first_few,
    "part": _part,
    "ytd": _ytd,
    "until": _until,
    "since": _since,
    "ending": _ending,
    "last_n": last_n,
    "last_few": last_few,
    "relative": relative,
    "same": _same,
    "yoy": _yoy,
    "prior": _prior,
    "whole": _whole,
    "season": season,
    "previous_years": last_few,
    "day": _day,
    "weekday": weekday,
    "weekdays": weekdays,
    "weekend": weekend,
    "month": _month,
    "year": _plain_year,
}
