"""Cells: a month as a table or a row writes it, where it can be read in one way only."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

_MONTH = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2})(?:[T ][\d:.]+Z?)?)?")
_PERIODS = {"M", "D"}
"""Spans that a period of pandas may have: whoever gives a quarter names no month."""


def month_of(value: Any) -> dt.date | None:  # noqa: ANN401 - any cell of any frame
    """Read a month.

    Parameters
    ----------
    value
        A date, a text such as ``"2024-01"`` or ``"2024-01-31"``, or a monthly or daily period of
        pandas.

    Returns
    -------
    datetime.date or None
        A day of it; None for what is no month, or could be read in two ways.
    """
    if getattr(value, "freqstr", None) in _PERIODS:
        return dt.date(value.year, value.month, 1)
    found = _MONTH.fullmatch(value.strip()) if isinstance(value, str) else None
    try:
        if isinstance(value, dt.datetime):
            return value.date()
        if found:
            return dt.date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:  # 2024-13, and what pandas has for no time
        return None
    return value if isinstance(value, dt.date) else None
