"""History: what was counted month by month, for several series side by side."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.records import InvalidError, monthly
from waterbed.records.monthly import date_of, index_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from waterbed.records import Monthly, Series

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class History:
    """Monthly counts of several series over the same months.

    Parameters
    ----------
    first
        First day of the first month.
    counts
        By series key, one count a month; not a number where missing.
    """

    first: dt.date
    counts: Mapping[str, Floats]

    @property
    def months(self) -> int:
        """How many months there are."""
        return max((len(one) for one in self.counts.values()), default=0)

    def month(self, place: int) -> dt.date:
        """Give the first day of a month by its place, 0 for the first."""
        return date_of(index_of(self.first) + place)

    def place(self, day: dt.date) -> int:
        """Give the place of the month of a day."""
        return index_of(day) - index_of(self.first)

    def until(self, months: int) -> History:
        """Give what was counted in the first months alone."""
        return History(self.first, {key: one[:months] for key, one in self.counts.items()})

    @property
    def content(self) -> str:
        """SHA-256 of the figures, in hexadecimal."""
        digest = hashlib.sha256(self.first.isoformat().encode())
        for key, counts in sorted(self.counts.items()):
            figures = np.where(np.isnan(counts), np.nan, counts)
            digest.update(key.encode() + figures.astype("<f8").tobytes())
        return digest.hexdigest()

    def before(self, day: dt.date) -> History:
        """Give what was counted before a day's month, with missing months where figures end."""
        months = max(self.place(day), 0)
        made = {}
        for key, counts in self.counts.items():
            laid = np.full(months, np.nan)
            laid[: len(counts)] = counts[:months]
            made[key] = laid
        return History(self.first, made)

    def only(self, keys: Iterable[str]) -> History:
        """Give some of the series, over the same months."""
        return History(self.first, {key: self.counts[key] for key in keys if key in self.counts})


def history(series: Iterable[Series], sums: Mapping[str, Sequence[str]] | None = None) -> History:
    """Lay series out side by side.

    Parameters
    ----------
    series
        Any; those without a figure for a whole month are passed over.
    sums
        Series to add up from others, by the key of the sum; None for none. A month of a sum is
        missing where a month of a part is.

    Returns
    -------
    History
        From the first month of any of them to the last. Where several publishers count the same
        key, a month is of the one with the most months that has it; so a series may change its
        publisher where the longer one begins.

    Raises
    ------
    InvalidError
        Where no series has a monthly figure.
    """
    found = sorted(_laid(series), key=lambda one: (-_counted(one), one.source))
    if not found:
        raise InvalidError("no series has a monthly figure. `waterbed series` lists what there is.")
    first = min(index_of(one.first) for one in found)
    last = max(index_of(one.first) + len(one.values) for one in found)
    counts: dict[str, Floats] = {}
    for one in found:
        place = index_of(one.first) - first
        laid = np.full(last - first, np.nan)
        laid[place : place + len(one.values)] = one.values
        before = counts.get(one.key, np.full(last - first, np.nan))
        counts[one.key] = np.where(np.isnan(before), laid, before)
    for key, parts in (sums or {}).items():
        if set(parts) <= set(counts):
            counts[key] = np.sum([counts[part] for part in parts], axis=0)
    return History(date_of(first), dict(sorted(counts.items())))


def known_months(counts: Floats) -> int:
    """Count the months from the first figure to the end.

    Parameters
    ----------
    counts
        Not a number where missing.

    Returns
    -------
    int
        None for a series without a figure.
    """
    there = np.flatnonzero(~np.isnan(counts))
    return len(counts) - int(there[0]) if len(there) else 0


def _laid(series: Iterable[Series]) -> list[Monthly]:
    laid = []
    for one in series:
        try:
            laid.append(monthly(one))
        except InvalidError:
            continue
    return laid


def _counted(one: Monthly) -> int:
    return int(np.sum(~np.isnan(one.values)))
