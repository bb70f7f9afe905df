"""Span: from a date to a date, each as precisely as it is known, both days included."""

from __future__ import annotations

import datetime as dt

from waterbed.records.dates import PartialDate
from waterbed.records.errors import InvalidError


def covers(start: PartialDate | None, end: PartialDate | None, day: dt.date) -> bool:
    """Say whether a day can lie in the span.

    Parameters
    ----------
    start, end
        First and last date; None where the span is open on that side. A date known to the month
        counts with its whole month, so that nothing that may hold is left out.
    day
        The day.

    Returns
    -------
    bool
        True where the day may lie in the span.
    """
    return overlaps(start, end, day, day)


def overlaps(
    start: PartialDate | None,
    end: PartialDate | None,
    first: dt.date | None,
    last: dt.date | None,
) -> bool:
    """Say whether two stretches can share a day.

    Parameters
    ----------
    start, end
        The span, None where it is open on that side.
    first, last
        The other stretch, None where it is open on that side.

    Returns
    -------
    bool
        True where they may share a day.
    """
    ended = end is not None and first is not None and end.last < first
    not_yet = start is not None and last is not None and last < start.first
    return not (ended or not_yet)


def require_order(what: str, start: PartialDate | None, end: PartialDate | None) -> None:
    """Refuse a span that ends before it starts.

    Parameters
    ----------
    what
        The fact, to name it in the error.
    start, end
        Its first and last date.

    Raises
    ------
    InvalidError
        Where the end lies before the start.
    """
    if start is not None and end is not None and end.last < start.first:
        raise InvalidError(f"{what} ends on {end} before it starts on {start}.")
