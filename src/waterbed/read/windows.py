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
from waterbed.read.numbers import word_number
from waterbed.read.periods import Phrase
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


def _number(phrase: Phrase, name: str = "n") -> int:
    return int(word_number(phrase.part(name), phrase.language) or 0)


def _year(phrase: Phrase, clock: Clock) -> int | None:
    text = phrase.part("y")
    if text:
        return read_year(text, phrase.language, clock)
    return clock.published.year if clock.published else None


def _unit(phrase: Phrase) -> str:
    units = lexicon(phrase.language).table("units")
    return str(units.get(phrase.part("u").casefold(), ""))


def _capped(window: Window | None, clock: Clock) -> Window | None:
    if window and clock.published and window.start <= clock.published < window.end:
        return Window(window.start, clock.published, window.vague)
    return window


def _placed(point: Point | None, clock: Clock) -> Window | None:
    if point is None:
        return None
    if point.year:
        return point.window(point.year)
    if clock.published is None:
        return point.window(clock.main.start.year) if clock.main else None
    here = point.window(clock.published.year)
    if here and here.start <= clock.published:
        return here
    return point.window(clock.published.year - 1)


def _point(phrase: Phrase, name: str, clock: Clock) -> Point | None:
    return read_point(phrase.part(name), phrase.language, clock)


def _range(phrase: Phrase, clock: Clock) -> Window | None:
    a, b = _ends(phrase, clock)
    if a is None or b is None:
        return None
    if b.month is None and a.month is not None:
        return None
    if b.year is None and a.year is not None:
        b = Point(a.year, b.month, b.day, b.edge)
    end = _placed(b, clock)
    if end is None:
        return None
    start = a.window(a.year or end.start.year)
    if start and start.start > end.end and a.year is None:
        start = a.window(end.start.year - 1)
    if start is None:
        return None
    first = start.end if a.edge == "end" else start.start
    last = end.start if b.edge == "start" else end.end
    return Window(first, last) if a.year or b.day else _capped(Window(first, last), clock)


def _ends(phrase: Phrase, clock: Clock) -> tuple[Point | None, Point | None]:
    """Give both ends of a range; "10 to 16 November" and "June 10-16" name the month once."""
    a, b = _point(phrase, "a", clock), _point(phrase, "b", clock)
    if b and phrase.part("f"):
        return Point(b.year, b.month, int(phrase.part("f"))), b
    if a and phrase.part("l"):
        year = a.year or (_year(phrase, clock) if phrase.part("y") else None)
        return replace(a, year=year), replace(a, year=year, day=int(phrase.part("l")))
    return a, b


def _first_n(phrase: Phrase, clock: Clock) -> Window | None:
    year, count, unit = _year(phrase, clock), _number(phrase), _unit(phrase)
    count = count or 1
    if year is None:
        return None
    if unit == "month" and phrase.part("h"):
        start, half = dt.date(year, 1, 1), months(year, count + 1, count + 1)
        return Window(start, half.start.replace(day=15)) if half else None
    if unit in {"month", "quarter"}:
        return months(year, 1, count * (3 if unit == "quarter" else 1))
    days = count * (7 if unit == "week" else 1)
    return Window(dt.date(year, 1, 1), dt.date(year, 1, 1) + dt.timedelta(days=days - 1))


def _first_days(phrase: Phrase, clock: Clock) -> Window | None:
    month = _placed(_point(phrase, "p", clock), clock)
    count = (_number(phrase) or 1) * (7 if _unit(phrase) == "week" else 1)
    if month is None:
        return None
    if phrase.part("e") or _is_last(phrase):
        return Window(month.end - dt.timedelta(days=count - 1), month.end)
    skipped = dt.timedelta(days=count * (_order(phrase, "1") - 1) if phrase.part("o") else 0)
    first = month.start + skipped
    return _capped(Window(first, first + dt.timedelta(days=count - 1)), clock)


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
    year = _year(phrase, clock)
    if year is None:
        return None
    published = clock.published
    end = to_year(published, year) if published else dt.date(year, 4, 30)
    return Window(dt.date(year, 1, 1), end, vague=True)


def _part(phrase: Phrase, clock: Clock) -> Window | None:
    year = _year(phrase, clock)
    if year is None:
        return None
    sizes = lexicon(phrase.language).table("parts")
    size = int(sizes[phrase.part("u").casefold()])
    order = _order(phrase, str(12 // size))
    return _capped(months(year, (order - 1) * size + 1, order * size), clock)


def _ytd(phrase: Phrase, clock: Clock) -> Window | None:
    year = _year(phrase, clock)
    if year is None:
        return None
    return _capped(Window(dt.date(year, 1, 1), dt.date(year, 12, 31)), clock)


def _until(phrase: Phrase, clock: Clock) -> Window | None:
    if phrase.part("w"):
        day = _weekday(phrase, clock)
        return Window(dt.date(day.end.year, 1, 1), day.end) if day else None
    if not phrase.part("p"):
        return _ytd(phrase, clock)
    point = _point(phrase, "p", clock)
    if point is None or (point.month is None and point.edge != "end"):
        return None
    placed = _placed(point, clock)
    if placed is None:
        return None
    end = placed.start if point.edge == "start" else placed.end
    return Window(dt.date(end.year, 1, 1), end)


def _since(phrase: Phrase, clock: Clock) -> Window | None:
    if phrase.part("w"):
        day = _weekday(phrase, clock)
        return Window(day.start, clock.published) if day and clock.published else None
    point = _point(phrase, "p", clock)
    placed = _placed(point, clock)
    if placed is None or clock.published is None or point is None:
        return None
    first = placed.end if point.edge == "end" else placed.start
    return Window(first, clock.published)


def _ending(phrase: Phrase, clock: Clock) -> Window | None:
    placed = _placed(_point(phrase, "p", clock), clock)
    if placed is None:
        return None
    end = placed.end
    count = _number(phrase) if phrase.part("n") else 0
    if _unit(phrase) in {"week", "day"}:
        return Window(end - dt.timedelta(days=(count or 1) * _DAYS[_unit(phrase)] - 1), end)
    if count and count != _YEAR and end == month_end(end.year, end.month):
        first = end.year * 12 + end.month - count
        return Window(dt.date(first // 12, first % 12 + 1, 1), end)
    if end == month_end(end.year, end.month):
        return Window(end.replace(day=1, year=end.year - 1), end) and Window(
            _next_month(end.year - 1, end.month), end
        )
    return Window(to_year(end, end.year - 1) + dt.timedelta(days=1), end)


_DAYS = {"day": 1, "week": 7}
_YEAR = 12


def _next_month(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1)


def _last_n(phrase: Phrase, clock: Clock) -> Window | None:
    if clock.published is None:
        return None
    count, unit, end = _number(phrase) or 1, _unit(phrase), clock.published
    if unit == "year":
        return Window(dt.date(end.year - count, 1, 1), end, vague=True)
    if unit == "month":
        index = end.year * 12 + end.month - 1 - count
        start = dt.date(index // 12, index % 12 + 1, min(end.day, 28)) + dt.timedelta(days=1)
        return Window(start, end, vague=True)
    days = -(-count // 24) if unit == "hour" else count * (7 if unit == "week" else 1)
    return Window(end - dt.timedelta(days=days), end, vague=True)


def _last_few(_phrase: Phrase, _clock: Clock) -> Window | None:
    return None


def _relative(phrase: Phrase, clock: Clock) -> Window | None:
    today = clock.published
    if today is None:
        return None
    words = lexicon(phrase.language).table("relative")
    back = int(words[phrase.part("w").casefold()])
    unit = _unit(phrase) or "day"
    if unit == "day":
        day = today + dt.timedelta(days=back)
        return Window(day, day)
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=back)
        return _capped(Window(monday, monday + dt.timedelta(days=6)), clock)
    if unit == "month":
        here = Window(today.replace(day=1), month_end(today.year, today.month))
        return _capped(shift_months(here, back), clock)
    if unit == "quarter":
        first = (today.month - 1) // 3 * 3 + 1
        here = Window(today.replace(day=1, month=first), month_end(today.year, first + 2))
        return _capped(shift_months(here, 3 * back), clock)
    year = today.year + back
    return _capped(Window(dt.date(year, 1, 1), dt.date(year, 12, 31)), clock)


def _same(phrase: Phrase, clock: Clock) -> Window | None:
    main = clock.main or _ytd(Phrase(0, 0, "ytd", (), phrase.language), clock)
    if main is None:
        return None
    if phrase.part("m"):
        point = read_point(f"{phrase.part('m')} {phrase.part('y')}", phrase.language, clock)
        return _placed(point, clock)
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
        return _last_n(phrase, clock) if phrase.part("n") else None
    unit = _unit(phrase) or "month"
    if phrase.part("n"):
        return before(main, _number(phrase), unit)
    if unit == "week":
        week = dt.timedelta(weeks=1)
        return Window(main.start - week, main.end - week)
    return shift_months(main, -3 if unit == "quarter" else -1)


def _whole(phrase: Phrase, clock: Clock) -> Window | None:
    if phrase.part("p"):
        return _placed(_point(phrase, "p", clock), clock)
    year = _year(phrase, clock)
    if year is None:
        return None
    return Window(dt.date(year, 1, 1), dt.date(year, 12, 31))


_THIS = {"this", "quest'", "questa", "questo", "cet", "ce"}


def _season(phrase: Phrase, clock: Clock) -> Window | None:
    first = int(lexicon(phrase.language).table("seasons")[phrase.part("s").casefold()])
    year = _year(phrase, clock)
    if year is None:
        return None
    start = dt.date(year, first, 1)
    if phrase.part("w").strip().casefold() in _THIS and not phrase.part("y"):
        return _capped(Window(start, _season_end(start)), clock)
    if not phrase.part("y") and clock.published and _season_end(start) > clock.published:
        start = start.replace(year=year - 1)
    return Window(start, _season_end(start))


def _season_end(start: dt.date) -> dt.date:
    return shift_months(Window(start, start), 2).end


def _day(phrase: Phrase, clock: Clock) -> Window | None:
    return _placed(_point(phrase, "p", clock), clock)


def _month(phrase: Phrase, clock: Clock) -> Window | None:
    return _capped(_placed(_point(phrase, "p", clock), clock), clock)


def _weekday(phrase: Phrase, clock: Clock) -> Window | None:
    return _weekday_named(phrase.part("w"), phrase, clock)


def _weekday_named(name: str, phrase: Phrase, clock: Clock) -> Window | None:
    if clock.published is None:
        return None
    wanted = int(lexicon(phrase.language).table("weekdays")[name.casefold()])
    day = clock.published - dt.timedelta(days=(clock.published.weekday() - wanted) % 7)
    return Window(day, day)


def _weekdays(phrase: Phrase, clock: Clock) -> Window | None:
    last = _weekday_named(phrase.part("b"), phrase, clock)
    if last is None:
        return None
    first = _weekday_named(phrase.part("a"), phrase, Clock(last.end))
    return Window(first.start, last.end) if first else None


def _weekend(_phrase: Phrase, clock: Clock) -> Window | None:
    if clock.published is None:
        return None
    saturday = clock.published - dt.timedelta(days=(clock.published.weekday() - 5) % 7)
    return _capped(Window(saturday, saturday + dt.timedelta(days=1)), clock)


def _plain_year(phrase: Phrase, clock: Clock) -> Window | None:
    year = _year(phrase, clock)
    if year is None:
        return None
    return _capped(Window(dt.date(year, 1, 1), dt.date(year, 12, 31)), clock)


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
    "last_n": _last_n,
    "last_few": _last_few,
    "relative": _relative,
    "same": _same,
    "yoy": _yoy,
    "prior": _prior,
    "whole": _whole,
    "season": _season,
    "previous_years": _last_few,
    "day": _day,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "weekend": _weekend,
    "month": _month,
    "year": _plain_year,
}
