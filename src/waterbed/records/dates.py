"""Dates as precise as they are known: a year, a month, a week or a day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Literal

from waterbed.records.errors import InvalidError

Precision = Literal["day", "week", "month", "year"]

_SHAPE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~)?")


class PartialDate:
    """A date whose precision is the length of its text.

    Parameters
    ----------
    text
        ``"2024"``, ``"2024-05"``, ``"2024-05-07"``; a trailing ``~`` after a day means that
        week around the day (``"2011-02-12~"``).

    Raises
    ------
    InvalidError
        Where the text is no such date, or the day does not exist.

    Notes
    -----
    Immutable, equal and hashed by its text. Not a dataclass, so that readers and writers of TOML
    and JSON treat it as the one text that it is.
    """

    __slots__ = ("text",)

    text: str

    def __init__(self, text: str) -> None:
        _bounds(text)
        object.__setattr__(self, "text", text)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a date cannot be changed; got {name} = {value!r}. Make a new one.")

    def __reduce__(self) -> tuple[type[PartialDate], tuple[str]]:
        return PartialDate, (self.text,)

    def __eq__(self, other: object) -> bool:
        return self.text == other.text if isinstance(other, PartialDate) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.text)

    def __repr__(self) -> str:
        return f"PartialDate({self.text!r})"

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.text.endswith("~"):
            return "week"
        return {4: "year", 7: "month"}.get(len(self.text), "day")  # type: ignore[return-value]

    @property
    def first(self) -> dt.date:
        """The earliest day that it can be."""
        return _bounds(self.text)[0]

    @property
    def last(self) -> dt.date:
        """The latest day that it can be."""
        return _bounds(self.text)[1]

    def __str__(self) -> str:
        return f"about {self.text[:-1]}" if self.text.endswith("~") else self.text


def _bounds(text: str) -> tuple[dt.date, dt.date]:
    shape = _SHAPE.fullmatch(text)
    if shape is None or (shape[4] and not shape[3]):
        raise InvalidError(
            f"not a date: {text!r}. Write 2024, 2024-05 or 2024-05-07 (2024-05-07~ for the week)."
        )
    year, month, day = int(shape[1]), int(shape[2] or 0), int(shape[3] or 0)
    try:
        first = dt.date(year, month or 1, day or 1)
        last = dt.date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    except ValueError as error:
        raise InvalidError(f"no such day in the calendar: {text!r} ({error}).") from None
    if shape[4]:
        return first - dt.timedelta(days=3), last + dt.timedelta(days=3)
    return first, last


def parse_day(text: str, what: str) -> dt.date:
    """Read one calendar day.

    Parameters
    ----------
    text
        ``YYYY-MM-DD``.
    what
        What the day is for, to name it in the error, for example ``"--from"``.

    Returns
    -------
    datetime.date
        The day.

    Raises
    ------
    InvalidError
        Where the text is not one existing day.
    """
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InvalidError(
            f"{what}: got {text!r}, which is not a calendar day. Write it as 2024-05-07."
        ) from None
