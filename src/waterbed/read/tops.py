"""The span of a superlative: since 2016, in four years, this year, of 2025."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from waterbed.read.calendar import Clock, read_point
from waterbed.read.numbers import word_number
from waterbed.records.claim import Window

if TYPE_CHECKING:
    from waterbed.read.comparisons import Stated
    from waterbed.read.scan import Scan

_OF_YEAR = re.compile(r"(?:in|of|del|de|nel|en) (20\d\d)$", re.IGNORECASE)
_THIS_YEAR = re.compile(
    r"(?:this|the|quest'|dell'|nell'|de l'|cette) ?(?:year|anno|année)\b", re.IGNORECASE
)


def span_of(
    stated: Stated, scanned: Scan, period: Window | None, published: dt.date | None
) -> Window | None:
    """Give the days over which a rank is compared.

    Parameters
    ----------
    stated
        The rank.
    scanned
        Its sentence.
    period
        The days that it is about.
    published
        The day of publication.

    Returns
    -------
    Window or None
        From the start of what stands behind "since", or the year that is named; None for all time.
    """
    if period is None:
        return None
    if not stated.since:
        named = _OF_YEAR.search(scanned.text, stated.start, stated.reach)
        if named and int(named[1]) == period.end.year:
            last = published or period.end
            year = Window(dt.date(period.end.year, 1, 1), dt.date(period.end.year, 12, 31))
            return Window(year.start, min(year.end, max(last, period.end)))
        span = _THIS_YEAR.search(scanned.text, stated.start, stated.reach)
        last = published or period.end
        return Window(dt.date(last.year, 1, 1), last) if span else None
    end = period.end
    count = re.match(r"-(\w+)", stated.since)
    if count:
        years = word_number(count[1], scanned.language)
        return Window(dt.date(end.year - int(years), 1, 1), end) if years else None
    point = read_point(stated.since, scanned.language, Clock(end, period))
    placed = point.window(point.year or end.year) if point else None
    if placed and point and not point.year and placed.start > end:
        placed = point.window(end.year - 1)
    return Window(placed.start, end) if placed and placed.start <= end else None
