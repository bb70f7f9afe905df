"""Outliers: a month so far above every other that it is a slip of the pen before it is a flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.monthly import date_of, index_of

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

TIMES = 10.0
"""By how much it exceeds every other month. In no series of the record is the largest month more
than four times the next, which `tests/effects/test_outliers.py` holds."""
_LEAST = 100.0


def outlier(counts: NDArray[np.float64], first: dt.date, *, name: str = "") -> str:
    """Name the month that is more than ten times every other, if there is one.

    Parameters
    ----------
    counts
        Counts by month, not a number where missing.
    first
        First day of the first month.
    name
        What they are, for the sentence.

    Returns
    -------
    str
        Why there is no telling, and what to do; empty where there is no such month, or it has 100
        or fewer.
    """
    there = counts[~np.isnan(counts)]
    if len(there) < 2:  # noqa: PLR2004 - one month is above none
        return ""
    next_largest, largest = np.partition(there, -2)[-2:]
    if largest <= max(TIMES * next_largest, _LEAST):
        return ""
    month = date_of(index_of(first) + int(np.nanargmax(counts)))
    of = f" on {name}" if name else ""
    return (
        f"{month:%B %Y} alone has {largest:,.0f}{of}, more than {TIMES:.0f} times any other month; "
        "leave it empty if it is a slip"
    )
