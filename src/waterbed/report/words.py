"""Dates and stretches in words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from waterbed.records.monthly import month_names

if TYPE_CHECKING:
    from waterbed.records import Displacement, Effect


def day(date: dt.date) -> str:
    """Write a day.

    Parameters
    ----------
    date
        A calendar day.

    Returns
    -------
    str
        ``"7 May 2024"``.
    """
    return f"{date.day} {date:%B} {date.year}"


def month(date: dt.date) -> str:
    """Write a month.

    Parameters
    ----------
    date
        Any day of it.

    Returns
    -------
    str
        ``"May 2024"``.
    """
    return f"{date:%B} {date.year}"


def window(start: dt.date, end: dt.date) -> str:
    """Write a stretch of days, both included.

    Parameters
    ----------
    start, end
        First and last day.

    Returns
    -------
    str
        ``"May 2024"`` and ``"2024"`` for whole ones, ``"7 May 2024"`` for one day, else
        ``"1 January to 7 May 2024"`` with both years where they differ.
    """
    if start == end:
        return day(start)
    after = end + dt.timedelta(days=1)
    if start.day == 1 and after.day == 1:
        if (start.year, start.month) == (end.year, end.month):
            return f"{start:%B} {start.year}"
        if start.month == 1 and after.month == 1 and start.year == end.year:
            return str(start.year)
    first = f"{start.day} {start:%B}" if start.year == end.year else day(start)
    return f"{first} to {day(end)}"


def counted_window(found: Effect | Displacement) -> str:
    """Write the window of an estimate, and which of its months are in no sum.

    Parameters
    ----------
    found
        The estimate.

    Returns
    -------
    str
        ``"1 August 2023 to 31 January 2024, without October 2023"``.
    """
    without = f", without {month_names(found.missing)}" if found.missing else ""
    return f"{window(found.start, found.end)}{without}"
