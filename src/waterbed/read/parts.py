"""What the groups of a phrase of time say: its number, unit, year and points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.read.calendar import Clock, Point, read_point, read_year
from waterbed.read.lexicon import lexicon
from waterbed.read.numbers import word_number
from waterbed.records.claim import Window

if TYPE_CHECKING:
    from waterbed.read.periods import Phrase


def number_of(phrase: Phrase, name: str = "n") -> int:
    """Read the number of a phrase; 0 where it has none."""
    return int(word_number(phrase.part(name), phrase.language) or 0)


def year_of(phrase: Phrase, clock: Clock) -> int | None:
    """Read the year of a phrase, else the year of publication."""
    text = phrase.part("y")
    if text:
        return read_year(text, phrase.language, clock)
    return clock.published.year if clock.published else None


def unit_of(phrase: Phrase) -> str:
    """Say whether a phrase counts days, weeks, months or years."""
    units = lexicon(phrase.language).table("units")
    return str(units.get(phrase.part("u").casefold(), ""))


def capped(window: Window | None, clock: Clock) -> Window | None:
    """Let a window that reaches past the day of publication end on it."""
    if window and clock.published and window.start <= clock.published < window.end:
        return Window(window.start, clock.published, window.vague)
    return window


def placed(point: Point | None, clock: Clock) -> Window | None:
    """Give the days of a point in time: the last that had begun where it names no year."""
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


def point_of(phrase: Phrase, name: str, clock: Clock) -> Point | None:
    """Read one point in time that a phrase names."""
    return read_point(phrase.part(name), phrase.language, clock)
