"""Days on which a mark was passed: the year up to them, not the day alone."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.calendar import to_year
from waterbed.read.leads import bare_year
from waterbed.read.lexicon import lexicon, pattern
from waterbed.records.claim import Window

if TYPE_CHECKING:
    from waterbed.read.calendar import Clock
    from waterbed.read.comparisons import Stated
    from waterbed.read.periods import Phrase
    from waterbed.read.scan import Scan


@cache
def _passing(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["passing"]), whole=False)


def passed_number(stated: Stated, scanned: Scan) -> bool:
    """Tell a count that passed a number on a day, "topped 100,000 on Monday", from that day's."""
    return (
        stated.direction == "level"
        and _passing(scanned.language).match(scanned.text, stated.start) is not None
    )


def so_far(main: Window, lead: Phrase, phrases: list[Phrase], scanned: Scan) -> Window:
    """Read the day on which a mark was passed as the year up to it, beside "the same point"."""
    day = lead.kind in {"day", "weekday"} or (lead.kind == "relative" and main.start == main.end)
    passed = _mark_passed(scanned.language).search(scanned.text) is not None
    stage = any(p.kind == "same" and _STAGE.search(scanned.text, p.start, p.end) for p in phrases)
    reached = _reaching(scanned.language).search(scanned.text, 0, lead.start) is not None
    passed = passed or (stage and reached)
    earlier = any(p.kind == "same" for p in phrases) or any(
        _earliest(scanned.language).search(scanned.text, p.end) for p in (lead,)
    )
    return Window(dt.date(main.end.year, 1, 1), main.end) if day and passed and earlier else main


_STAGE = re.compile(r"point|stage|date|time|epoca|momento|punto|data|stade|époque", re.IGNORECASE)


@cache
def _reaching(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["reaching"]))


@cache
def _mark_passed(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    marks = [*words.words("ranks", "mark"), *words.words("ranks", "mark_before")]
    return pattern("|".join([*marks, rf"{words.table('markers')['passing']}\w*"]))


@cache
def _earliest(language: str) -> re.Pattern[str]:
    return pattern(lexicon(language).fragment("ranks", "earliest"))


def to_this_day(
    windows: dict[Phrase, Window | None], scanned: Scan, clock: Clock
) -> dict[Phrase, Window | None]:
    """Read "in 2023 it was 92,000 at this date: today 33,500" as the years up to this day.

    Parameters
    ----------
    windows
        Each phrase of a sentence with its days.
    scanned
        The sentence.
    clock
        The day of publication.

    Returns
    -------
    dict of Phrase to Window or None
        A bare year beside "this date" as the same days of it; "today" beside days of an earlier
        year as this year up to today. Anything else as it was.
    """
    today = clock.published
    if today is None:
        return windows
    stage = [p for p in windows if p.kind == "same" and not p.part("y") and not p.part("z")]
    read = dict(windows)
    for phrase, window in windows.items():
        beside = [p for p in stage if scanned.clause(p.start) == scanned.clause(phrase.start)]
        if window is None:
            continue
        if bare_year(phrase) and beside and window.end.year < today.year:
            same = Window(dt.date(window.end.year, 1, 1), to_year(today, window.end.year))
            read |= dict.fromkeys([phrase, *beside], same)
        now = phrase.kind == "relative" and not phrase.part("u") and window.end == today
        if now and (stage or _years_ago(windows)):
            read[phrase] = Window(dt.date(today.year, 1, 1), today)
    return read


def _years_ago(windows: dict[Phrase, Window | None]) -> bool:
    """Tell whether a sentence speaks of a year ago."""
    return any(
        p.kind == "year" and w and w.start.month == 1 and w.end.month != _DECEMBER
        for p, w in windows.items()
    )


_DECEMBER = 12
