"""Monthly: one figure for each calendar month."""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import math
from dataclasses import dataclass
from numbers import Real
from typing import TYPE_CHECKING

from waterbed.records.errors import InvalidError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from waterbed.records.series import Series

_YEAR = 12


@dataclass(frozen=True, slots=True)
class Monthly:
    """A count for each calendar month, from the first with a figure to the last.

    Parameters
    ----------
    first
        First day of the first month.
    values
        The counts; not a number where a month has none.
    key, source
        The series and its publisher, empty for numbers of the caller's own.
    as_of
        The day of the question, None for now.

    Raises
    ------
    InvalidError
        Where the first day does not begin a month, or a count is negative, infinite or no number.
    """

    first: dt.date
    values: tuple[float, ...]
    key: str = ""
    source: str = ""
    as_of: dt.date | None = None

    def __post_init__(self) -> None:
        if self.first.day != 1:
            raise InvalidError(
                f"{self.key or 'series'}: the first month is given by its first day, "
                f"got {self.first}. Write {self.first.replace(day=1)}."
            )
        for place, value in enumerate(self.values):
            if not _is_count(value):
                raise InvalidError(
                    f"{self.key or 'series'}: {value!r} in {self.month(place):%B %Y}; a count is a "
                    "finite number not below zero. Mend it, or leave the month missing: "
                    "float('nan')."
                )

    def month(self, place: int) -> dt.date:
        """Give the first day of a month by its place, 0 for the first; any integer."""
        return date_of(index_of(self.first) + place)

    def place(self, day: dt.date) -> int:
        """Give the place of the month of a day; negative before the series."""
        return index_of(day) - index_of(self.first)


def _is_count(value: object) -> bool:
    """Say whether a value can be a count, or not a number where a month has none."""
    return isinstance(value, Real) and not math.isinf(value) and not value < 0


def index_of(day: dt.date) -> int:
    """Count the months up to a day's month.

    Parameters
    ----------
    day
        Any day.

    Returns
    -------
    int
        Months since the year 0.
    """
    return day.year * _YEAR + day.month - 1


def date_of(index: int) -> dt.date:
    """Give the first day of a numbered month.

    Parameters
    ----------
    index
        As `index_of` numbers it.

    Returns
    -------
    datetime.date
        The month's first day.
    """
    return dt.date(index // _YEAR, index % _YEAR + 1, 1)


def last_day(month: dt.date) -> dt.date:
    """Give the last day of a month.

    Parameters
    ----------
    month
        Any day of it.

    Returns
    -------
    datetime.date
        The last day.
    """
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def in_months(count: int) -> str:
    """Write how many months.

    Parameters
    ----------
    count
        0 or more.

    Returns
    -------
    str
        ``"1 month"``, ``"6 months"``.
    """
    return "1 month" if count == 1 else f"{count} months"


def month_names(months: Sequence[dt.date]) -> str:
    """Write some months in a row.

    Parameters
    ----------
    months
        A day of each; one at least.

    Returns
    -------
    str
        ``"May 2017, June 2017 and August 2017"``.
    """
    *before, last = (f"{month:%B %Y}" for month in months)
    return f"{', '.join(before)} and {last}" if before else last


def monthly(series: Series) -> Monthly:
    """Take the months of a series.

    Parameters
    ----------
    series
        The figures of one publisher. Those for other stretches than whole months are not used, nor
        are those that are disputed or not exact (about, at least, at most).

    Returns
    -------
    Monthly
        From the first month with a figure to the last; months without one are missing.

    Raises
    ------
    InvalidError
        Where no figure is for a whole month, or two are for the same.
    """
    whole = [
        (one.start, one.value)
        for one in series.observations
        if one.value is not None
        and one.status != "disputed"
        and one.bound == "exact"
        and one.start.day == 1
        and one.end == last_day(one.start)
    ]
    if not whole:
        raise InvalidError(
            f"{series.key}, {series.source}: no figure is for a whole month. An effect needs "
            f"monthly figures; `waterbed show {series.key}` lists what there is."
        )
    named = f"{series.key}, {series.source}"
    made = monthly_from(*zip(*sorted(whole), strict=True), name=named)
    return Monthly(made.first, made.values, series.key, series.source, series.as_of)


def monthly_from(
    months: Sequence[dt.date], values: Iterable[float | None], *, name: str = ""
) -> Monthly:
    """Lay counts out by month.

    Parameters
    ----------
    months
        A day of each month, in order.
    values
        The counts; None or not a number where missing.
    name
        What they are, for errors and as the key.

    Returns
    -------
    Monthly
        With months between that were not given as missing.

    Raises
    ------
    InvalidError
        Where there are none, months are not in order, one comes twice, or the two lists differ in
        length.
    """
    counts = [math.nan if value is None else float(value) for value in values]
    what = name or "series"
    if not months or len(months) != len(counts):
        raise InvalidError(f"{what}: {len(months)} months and {len(counts)} counts. Give as many.")
    numbers = [index_of(month) for month in months]
    for before, after in itertools.pairwise(numbers):
        if after <= before:
            fault = "comes twice" if after == before else "is out of order"
            raise InvalidError(
                f"{what}: {date_of(after):%B %Y} {fault}. Give each month once, the first first."
            )
    laid = [math.nan] * (numbers[-1] - numbers[0] + 1)
    for number, count in zip(numbers, counts, strict=True):
        laid[number - numbers[0]] = count
    return Monthly(date_of(numbers[0]), tuple(laid), name)
