"""Jointly: whether the whole grid is further out at the event than at past dates without it."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.calibration import separate
from waterbed.effects.telling import LEAST_PLACEBOS
from waterbed.records import JointTest
from waterbed.records.monthly import index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from waterbed.effects.branches import Tried

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

_LEAST_SHARE = 0.5


def joint_test(tried: Sequence[Tried], nominal: float) -> JointTest | None:
    """Compare the grid at the event with the same grid at past dates.

    Parameters
    ----------
    tried
        Every branch with its past dates.
    nominal
        What each interval promises.

    Returns
    -------
    JointTest or None
        None where fewer than 20 past dates are had by half of the branches.

    Notes
    -----
    Each branch says how far out its error is, at the event and at each past date, by what was known
    then. The median over the branches, and the share of them that exclude no change, are compared
    with the same figures at past dates. Past dates overlap, so they count as no more than the
    separate windows they stand for, each as long as all the branches' windows together: with n
    of these and a share s of the dates at least as far out, p is (1 + n s) / (1 + n), and cannot be
    below 1 / (1 + n).

    References
    ----------
    Simonsohn, Simmons and Nelson, Specification Curve Analysis, Nature Human Behaviour 4, 2020, for
    the joint test; Abadie, Diamond and Hainmueller, JASA 105, 2010, for past dates in the place of
    a law of chance.
    """
    told = [one for one in tried if one.branch.out is not None]
    dates, past = _table(told)
    enough = len(told) > 0 and np.mean(~np.isnan(past), axis=0) >= _LEAST_SHARE
    dates, past = dates[enough], past[:, enough]
    if len(dates) < LEAST_PLACEBOS:
        return None
    limit = NormalDist().inv_cdf((1.0 + nominal) / 2.0)
    own = np.array([one.branch.out for one in told], dtype=np.float64)
    medians = np.nanmedian(past, axis=0)
    outside = np.mean(np.abs(past) > limit, axis=0, where=~np.isnan(past))
    median, share = float(np.median(own)), float(np.mean(np.abs(own) > limit))
    windows = separate(dates.tolist(), _reach(told))
    as_far = float(np.mean(np.abs(medians) >= abs(median)))
    as_many = float(np.mean(outside >= share))
    return JointTest(
        dates=len(dates),
        independent=float(windows),
        median=median,
        outside=share,
        median_p=(1.0 + windows * as_far) / (1.0 + windows),
        outside_p=(1.0 + windows * as_many) / (1.0 + windows),
        smallest_p=1.0 / (1.0 + windows),
        placebos=tuple(map(float, medians)),
    )


def _table(told: Sequence[Tried]) -> tuple[Integers, Floats]:
    """Lay the errors out, branches by dates, not a number where a branch lacks a date."""
    dates = np.unique(np.concatenate([np.empty(0, np.int64), *(one.dates for one in told)]))
    past = np.full((len(told), len(dates)), np.nan)
    for row, one in zip(past, told, strict=True):
        row[np.searchsorted(dates, one.dates)] = one.out
    return dates.astype(np.int64), past


def _reach(told: Sequence[Tried]) -> int:
    """Count the months that the windows of all branches cover together."""
    first = min(index_of(one.branch.start) for one in told)
    return max(index_of(one.branch.end) for one in told) - first + 1
