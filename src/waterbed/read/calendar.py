"""Days, months and years as words: one point in time, and the arithmetic of windows."""

from __future__ import annotations

import calendar as _calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from waterbed.read.lexicon import Lexicon, either, lexicon
from waterbed.records.claim import Window

YEAR = r"(?:(?:19|20)\d{2}(?!\d|\w|[.,]\d))"
_DAY = r"(?:\d{1,2}(?!\d|[.,' ]\d{3}(?!\d))(?:st|nd|rd|th|°|er)?|primo|premier)"
_MONTHS, _FEBRUARY = 12, 2
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Clock:
    """What a phrase of time is read against.

    Parameters
    ----------
    published
        The day of publication, None where it is not known.
    main
        The window that the text is about at this place, None where none was named yet.
    """

    published: dt.date | None = None
    main: Window | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A day, month or year that may lack its year.

    Parameters
    ----------
    year, month, day
        As far as stated.
    edge
        ``start``, ``middle``, ``end`` of it, or empty for the whole.
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    edge: str = ""

    def window(self, year: int) -> Window | None:
        """Give the days of the point in a year; None where the day does not exist."""
        month, day = self.month, self.day
        try:
            if month is None:
                return Window(dt.date(year, 1, 1), dt.date(year, 12, 31))
            if day is not None:
                return Window(dt.date(year, month, day), dt.date(year, month, day))
        except ValueError:
            return None
        first, last = dt.date(year, month, 1), month_end(year, month)
        return Window(first, first.replace(day=15) if self.edge == "middle" else last)


@dataclass(frozen=True, slots=True)
class Words:
    """Fragments for the words of time of one language, to be put into templates."""

    places: dict[str, str]
    months: dict[str, int]
    years: dict[str, int]
    edges: tuple[tuple[re.Pattern[str], str], ...]
    day: re.Pattern[str]
    month: re.Pattern[str]


@cache
def time_words(language: str) -> Words:
    """Build the fragments of a language.

    Parameters
    ----------
    language
        One that is read.

    Returns
    -------
    Words
        With a table from placeholder to fragment: ``{p}``, ``{d}``, ``{m}``, ``{y}`` and so on.
    """
    words = lexicon(language)
    months = {k: int(v) for k, v in words.table("months").items()}
    years = {k: int(v) for k, v in words.table("years").items()}
    month = rf"(?<!\w){either(list(months))}(?!\w)\.?"
    of = r"(?:,? ?(?:of |in |di |del |dell'|de |d'|nel |en )?(?:the |l')?)"
    year = rf"{either([YEAR, *(re.escape(k) for k in years)])}(?![ -](?:on|over)[ -]year)"
    day_of = r"(?: (?:of )?)"
    dated = (
        rf"(?:(?:the |il |l'|le |lo )?{_DAY}{day_of}{month}(?:{of}{year})?"
        rf"|{month} {_DAY}(?:,?(?: of)? {year})?|\d{{4}}-\d{{2}}-\d{{2}})"
    )
    monthly = rf"(?:{month}(?:{of}{year})?)"
    edge = either(list(words.table("edges")))
    point = rf"(?:(?:{edge} ?)?(?:{dated}|{monthly}|{YEAR}))"
    number = either([r"\d{1,3}", *words.table("numerals")])
    return Words(
        places={
            "{p}": point,
            "{d}": dated,
            "{mp}": rf"(?:(?:{edge} ?)?{monthly})",
            "{m}": month,
            "{y}": year,
            "{year}": YEAR,
            "{n}": number,
            "{u}": either(list(words.table("units"))),
            "{o}": either([r"[1-6](?:st|nd|rd|th|°|er|e|ème)", *words.table("ordinals")]),
            "{s}": either(list(words.table("seasons"))),
            "{wd}": either(list(words.table("weekdays"))),
        },
        months=months,
        years=years,
        edges=tuple(
            (re.compile(k, re.IGNORECASE), str(v)) for k, v in words.table("edges").items()
        ),
        day=re.compile(rf"(?:({_DAY}){day_of}({month})|({month}) ({_DAY}))", re.IGNORECASE),
        month=re.compile(month, re.IGNORECASE),
    )


def read_point(text: str, language: str, clock: Clock) -> Point | None:
    """Read one point in time.

    Parameters
    ----------
    text
        What a template's ``{p}``, ``{d}`` or ``{mp}`` matched.
    language
        Of the words.
    clock
        For "August last year".

    Returns
    -------
    Point or None
        None where the text is none.
    """
    words = time_words(language)
    edge = next((v for p, v in words.edges if p.match(text.strip())), "")
    iso = _ISO.search(text)
    if iso:
        return Point(int(iso[1]), int(iso[2]), int(iso[3]))
    year = read_year(text, language, clock)
    dated = words.day.search(text)
    if dated:
        number, name = (dated[1], dated[2]) if dated[1] else (dated[4], dated[3])
        digits = re.match(r"\d+", number)
        return Point(year, _month(name, words), int(digits[0]) if digits else 1)
    named = words.month.search(text)
    if named:
        return Point(year, _month(named[0], words), None, edge)
    return Point(year, None, None, edge) if year else None


def read_year(text: str, language: str, clock: Clock) -> int | None:
    """Read a year: four digits, or words such as "last year".

    Parameters
    ----------
    text
        The words.
    language
        Of the words.
    clock
        "Last year" counts from publication; "the previous year" from the window in view.

    Returns
    -------
    int or None
        None where no year is named, or where it cannot be told.
    """
    printed = re.search(YEAR, text)
    if printed:
        return int(printed[0])
    lowered = text.casefold()
    years = time_words(language).years
    name = next((k for k in sorted(years, key=len, reverse=True) if k in lowered), None)
    if name is None:
        return None
    base = _base_year(name, lexicon(language), clock)
    return None if base is None else base + years[name]


def _base_year(name: str, words: Lexicon, clock: Clock) -> int | None:
    relative = words.sections.get("relative_years", [])
    if clock.main and name in relative:
        return clock.main.start.year
    if clock.published:
        return clock.published.year
    return clock.main.start.year if clock.main else None


def _month(name: str, words: Words) -> int:
    return words.months[name.strip(" .").casefold()]


def month_end(year: int, month: int) -> dt.date:
    """Give the last day of a month."""
    return dt.date(year, month, _calendar.monthrange(year, month)[1])


def months(year: int, first: int, last: int) -> Window | None:
    """Give a window of whole months of one year; None where there are no such months."""
    if not 1 <= first <= last <= _MONTHS:
        return None
    return Window(dt.date(year, first, 1), month_end(year, last))


def to_year(day: dt.date, year: int) -> dt.date:
    """Move a day to another year; 29 February becomes 28, the last of February stays the last."""
    last = month_end(day.year, day.month) == day
    top = month_end(year, day.month)
    return top if last and day.month == _FEBRUARY else day.replace(year=year)


def shift_years(window: Window, years: int) -> Window:
    """Move a window by whole years.

    Parameters
    ----------
    window
        Any window.
    years
        How many, negative for back.

    Returns
    -------
    Window
        The same days of the other year; 29 February becomes 28.
    """
    start = to_year(window.start, window.start.year + years)
    end = to_year(window.end, window.end.year + years)
    return Window(start, end, window.vague)


def shift_months(window: Window, count: int) -> Window:
    """Move a window of months by whole months, to whole months."""
    index = window.start.year * 12 + window.start.month - 1 + count
    length = (window.end.year - window.start.year) * 12 + window.end.month - window.start.month
    last = index + length
    return Window(dt.date(index // 12, index % 12 + 1, 1), month_end(last // 12, last % 12 + 1))


def before(main: Window, count: int, unit: str) -> Window:
    """Give so many days, weeks, months or years that end the day before a window.

    Parameters
    ----------
    main
        The window.
    count, unit
        As in "the 12 months before": 12 and ``"month"``.

    Returns
    -------
    Window
        It ends on the day before the window starts.
    """
    end = main.start - dt.timedelta(days=1)
    if unit in {"day", "week"}:
        days = count * (7 if unit == "week" else 1)
        return Window(main.start - dt.timedelta(days=days), end)
    size = {"quarter": 3, "year": 12}.get(unit, 1) * count
    index = main.start.year * 12 + main.start.month - 1 - size
    last = month_end(index // 12, index % 12 + 1).day
    return Window(dt.date(index // 12, index % 12 + 1, min(main.start.day, last)), end)
