"""Completion: what few shared patterns say that the last row of a panel would have done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed import numerics
from waterbed.effects.synthetic import Fitted

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

_FOLDS, _QUICK, _LONG = 5, 40, 200
_STRENGTHS = np.geomspace(1.0, 0.03, 6)


def matrix_completion(panel: Floats, known: int, grid: Floats | None = None) -> Fitted:
    """Expect what a height of each row, one of each month and few shared patterns explain.

    Parameters
    ----------
    panel
        Rows by months on the scale of the estimate, the row in question last.
    known
        How many months lie before the event.
    grid
        How strongly to shrink, as `shrinkage` gives it; None to choose anew.

    Returns
    -------
    Fitted
        Without weights: no row stands in for another.

    Notes
    -----
    The patterns' singular values are shrunk (see `waterbed.numerics.complete`) as strongly as
    foretells best the entries that are left out in five random folds of those known.

    References
    ----------
    Athey, Bayati, Doudchenko, Imbens and Khosravi, Matrix Completion Methods for Causal Panel Data
    Models, JASA 116, 2021, sections 4 and 8.
    """
    table, size = _table(panel, known)
    whole = _rough(table)
    for strength in shrinkage(panel, known) if grid is None else grid:
        numerics.complete(table, float(strength), whole, _LONG)
    row = (whole if len(panel) <= panel.shape[1] else whole.T)[-1] * size
    expected = row[known:]
    return Fitted(expected, np.empty(0), float((panel[-1, known:] - expected).mean()))


def shrinkage(panel: Floats, known: int) -> Floats:
    """Choose how strongly to shrink the patterns of a panel.

    Parameters
    ----------
    panel, known
        As for `matrix_completion`.

    Returns
    -------
    numpy.ndarray
        From nothing left down to the choice, in deviations of the panel.
    """
    return strengths(_table(panel, known)[0])


def _table(panel: Floats, known: int) -> tuple[Floats, float]:
    """Take out what came after, and give no more rows than columns, and their deviation."""
    table = panel.copy()
    table[-1, known:] = np.nan
    size = float(np.nanstd(table)) or 1.0
    return table / size if len(table) <= table.shape[1] else table.T / size, size


def strengths(table: Floats) -> Floats:
    """List how strongly to shrink, from nothing left down to what foretells best.

    Parameters
    ----------
    table
        No more rows than columns, not a number where missing.

    Returns
    -------
    numpy.ndarray
        Falling; the last is the choice.
    """
    there = ~np.isnan(table)
    rough = _rough(table)
    left = np.where(there, table - rough, 0.0)
    grid = float(np.linalg.norm(left, 2)) * _STRENGTHS
    if grid[0] == 0.0:
        return grid[:1]
    hidden = _folds(there)
    tables = [np.where(fold, np.nan, table) for fold in hidden]
    found = [_rough(one) for one in tables]
    best, least = 1, np.inf
    for place, strength in enumerate(grid):
        error = 0.0
        for fold, holed, whole in zip(hidden, tables, found, strict=True):
            numerics.complete(holed, float(strength), whole, _QUICK)
            error += float(np.sum((whole - table)[fold] ** 2))
        if error >= least:
            break
        best, least = place + 1, error
    return grid[:best]


def _rough(table: Floats) -> Floats:
    """Begin with what heights of rows and columns alone explain."""
    whole: Floats = np.where(np.isnan(table), np.nanmean(table), table)
    numerics.complete(table, np.inf, whole, _LONG)
    return whole


def _folds(there: Flags) -> list[Flags]:
    places = np.flatnonzero(there)
    shuffled = numerics.stream("folds", *there.shape).permutation(places)
    folds = []
    for fold in range(_FOLDS):
        hidden = np.zeros(there.size, dtype=bool)
        hidden[shuffled[fold::_FOLDS]] = True
        folds.append(hidden.reshape(there.shape))
    return folds
