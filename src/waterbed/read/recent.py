"""Windows told from the day of publication: last month, on Monday, at the weekend, this summer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from waterbed.read.calendar import Clock, month_end, shift_months, to_year
from waterbed.read.lexicon import lexicon
from waterbed.read.parts import capped, number_of, unit_of, year_of
from waterbed.records.claim import Window

if TYPE_CHECKING:
    from waterbed.read.periods import Phrase


def last_n(phrase: Phrase, clock: Clock) -> Window | None:
    """Read the last N days, weeks or months to publication; marked vague."""
    if clock.published is None:
        return None
    count, unit, end = number_of(phrase) or 1, unit_of(phrase), clock.published
    if unit == "year" and count == 1:
        return Window(to_year(end, end.year - 1) + dt.timedelta(days=1), end, vague=True)
    if unit == "year":
        return Window(dt.date(end.year - count, 1, 1), end, vague=True)
    if unit == "month":
        index = end.year * 12 + end.month - 1 - count
        start = dt.date(index // 12, index % 12 + 1, min(end.day, 28)) + dt.timedelta(days=1)
        return Window(start, end, vague=True)
    days = -(-count // 24) if unit == "hour" else count * (7 if unit == "week" else 1)
    return Window(end - dt.timedelta(days=days), end, vague=True)


def last_few(_phrase: Phrase, _clock: Clock) -> Window | None:
    """Leave open days that the words do not count."""
    return None


def relative(phrase: Phrase, clock: Clock) -> Window | None:
    """Read "last month", "this week", "yesterday"."""
    today = clock.published
    if today is None:
        return None
    words = lexicon(phrase.language).table("relative")
    back = int(words[phrase.part("w").casefold()])
    unit = unit_of(phrase) or "day"
    if unit == "day":
        day = today + dt.timedelta(days=back)
        return Window(day, day)
    if unit == "week":
        monday = today - dt.timedelta(days=today.weekday()) + dt.timedelta(weeks=back)
        return capped(Window(monday, monday + dt.timedelta(days=6)), clock)
    if unit == "month":
        here = Window(today.replace(day=1), month_end(today.year, today.month))
        return capped(shift_months(here, back), clock)
    if unit == "quarter":
        first = (today.month - 1) // 3 * 3 + 1
        here = Window(today.replace(day=1, month=first), month_end(today.year, first + 2))
        return capped(shift_months(here, 3 * back), clock)
    year = today.year + back
    return capped(Window(dt.date(year, 1, 1), dt.date(year, 12, 31)), clock)


_THIS = {"this", "quest'", "questa", "questo", "cet", "ce"}


def season(phrase: Phrase, clock: Clock) -> Window | None:
    """Read "last summer", "the summer of 2023"."""
    first = int(lexicon(phrase.language).table("seasons")[phrase.part("s").casefold()])
    year = year_of(phrase, clock)
    if year is None:
        return None
    start = dt.date(year, first, 1)
    if phrase.part("w").strip().casefold() in _THIS and not phrase.part("y"):
        return capped(Window(start, _season_end(start)), clock)
    if not phrase.part("y") and clock.published and _season_end(start) > clock.published:
        start = start.replace(year=year - 1)
    return Window(start, _season_end(start))


def _season_end(start: dt.date) -> dt.date:
    return shift_months(Window(start, start), 2).end


def weekday(phrase: Phrase, clock: Clock) -> Window | None:
    """Read a day of the week: the last before publication, or that day itself."""
    return _weekday_named(phrase.part("w"), phrase, clock)


def _weekday_named(name: str, phrase: Phrase, clock: Clock) -> Window | None:
    if clock.published is None:
        return None
    wanted = int(lexicon(phrase.language).table("weekdays")[name.casefold()])
    day = clock.published - dt.timedelta(days=(clock.published.weekday() - wanted) % 7)
    return Window(day, day)


def weekdays(phrase: Phrase, clock: Clock) -> Window | None:
    """Read "from Friday to Sunday"."""
    last = _weekday_named(phrase.part("b"), phrase, clock)
    if last is None:
        return None
    first = _weekday_named(phrase.part("a"), phrase, Clock(last.end))
    return Window(first.start, last.end) if first else None


def weekend(_phrase: Phrase, clock: Clock) -> Window | None:
    """Read the last Saturday and Sunday."""
    if clock.published is None:
        return None
    saturday = clock.published - dt.timedelta(days=(clock.published.weekday() - 5) % 7)
    return capped(Window(saturday, saturday + dt.timedelta(days=1)), clock)
