"""Monthly: which calendar months an event leaves untouched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import InvalidError, PartialDate
from waterbed.records.monthly import (
    Monthly,
    date_of,
    in_months,
    index_of,
    last_day,
    month_names,
    monthly,
    monthly_from,
)

if TYPE_CHECKING:
    import datetime as dt

__all__ = [
    "Monthly",
    "date_of",
    "in_months",
    "index_of",
    "last_day",
    "month_names",
    "monthly",
    "monthly_from",
    "untouched",
]


def untouched(start: PartialDate | dt.date) -> tuple[dt.date, dt.date]:
    """Say which month is the first touched by an event, and which the first wholly after it began.

    Parameters
    ----------
    start
        When it began, as precisely as it is known.

    Returns
    -------
    tuple of datetime.date
        The first month not known to be untouched, and the first month of the window. They are the
        same only where it began on the first day of a month.

    Raises
    ------
    InvalidError
        Where the date leaves more than two months open.
    """
    first, last = (start.first, start.last) if isinstance(start, PartialDate) else (start, start)
    if index_of(last) - index_of(first) > 1:
        raise InvalidError(
            f"the date {start} leaves open which month it was. Give a day or a month to count from."
        )
    begun = first.day == 1 and last == first
    return first.replace(day=1), date_of(index_of(last) + (0 if begun else 1))
