"""Donors: other series that help to say what was to be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.model import to_scale
from waterbed.records import InvalidError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waterbed.effects.monthly import Monthly
    from waterbed.records import Scale

    Floats = NDArray[np.float64]

MOST_DONORS = 10
"""Every set of donors is weighed, and ten make 1,024."""
_COPY = 0.9999


def align(
    donors: Sequence[Monthly], series: Monthly, *, cut: int, months: int, scale: Scale
) -> Floats:
    """Lay donors beside a series.

    Parameters
    ----------
    donors
        The other series.
    series
        The series that they help to foresee.
    cut
        How many of its months are known.
    months
        How many months are needed, the window included.
    scale
        The model's scale.

    Returns
    -------
    numpy.ndarray
        Months by donors, with mean 0 and deviation 1 over the known months.

    Raises
    ------
    InvalidError
        Where there are too many, one lacks a month, never changes, or is a copy of the series.
    """
    if len(donors) > MOST_DONORS:
        raise InvalidError(f"{len(donors)} donors; at most {MOST_DONORS} are weighed. Choose some.")
    known = to_scale(np.array(series.values)[:cut], scale)
    columns = [_column(one, series, months, scale) for one in donors]
    for one, column in zip(donors, columns, strict=True):
        _refuse_useless(one, column[:cut], known)
    laid: Floats = np.zeros((months, len(columns)))
    for place, column in enumerate(columns):
        laid[:, place] = (column - column[:cut].mean()) / column[:cut].std()
    return laid


def _column(donor: Monthly, series: Monthly, months: int, scale: Scale) -> Floats:
    first = donor.place(series.first)
    counts = np.array(donor.values)[max(first, 0) : max(first, 0) + months]
    if first < 0 or len(counts) < months or np.isnan(counts).any():
        absent = [
            place
            for place in range(months)
            if not 0 <= first + place < len(donor.values) or np.isnan(donor.values[first + place])
        ]
        others = len(absent) - 1
        more = f" and {others} other {'month' if others == 1 else 'months'}" if others else ""
        raise InvalidError(
            f"donor {donor.key or 'series'} has no figure for {series.month(absent[0]):%B %Y}"
            f"{more}; a donor needs one for each month from "
            f"{series.first:%B %Y} to {series.month(months - 1):%B %Y}. Leave it out."
        )
    return to_scale(counts, scale)


def _refuse_useless(donor: Monthly, column: Floats, known: Floats) -> None:
    name = donor.key or "series"
    if np.ptp(column) == 0:
        raise InvalidError(f"donor {name} never changes before the event. Leave it out.")
    there = ~np.isnan(known)
    if np.ptp(known[there]) == 0:
        return
    alike = np.corrcoef(np.array([column[there], known[there]]))
    if abs(float(np.asarray(alike)[0, 1])) > _COPY:
        raise InvalidError(
            f"donor {name} is a copy of the series that it should foresee; it would carry the "
            "effect into what is expected. Leave it out."
        )
