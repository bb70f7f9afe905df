"""Synthetic: weights of other series that together follow one, and what they say came after.

Synthetic control, difference-in-differences and their synthetic mixture on one panel.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed import numerics

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Fitted:
    """What a panel leads one to expect of its last row.

    Parameters
    ----------
    expected
        Values expected after the event, one a month.
    weights
        Of the other rows; they add up to one. Empty where the method gives none.
    change
        Mean of what was seen less what was expected.
    """

    expected: Floats
    weights: Floats
    change: float


def difference_in_differences(panel: Floats, known: int) -> Fitted:
    """Expect the mean of the others, moved by the mean distance before.

    Parameters
    ----------
    panel
        Rows by months on the scale of the estimate, the row in question last.
    known
        How many months lie before the event.

    Returns
    -------
    Fitted
        With equal weights.
    """
    others, own = panel[:-1], panel[-1]
    weights = np.full(len(others), 1.0 / len(others))
    return _moved(others, own, weights, np.full(known, 1.0 / known))


def synthetic_control(panel: Floats, known: int) -> Fitted:
    """Expect the weighted mean of the others that lies nearest before.

    Parameters
    ----------
    panel, known
        As for `difference_in_differences`.

    Returns
    -------
    Fitted
        With weights that are not negative and add up to one, chosen on the months before alone.

    References
    ----------
    Abadie, Diamond and Hainmueller, Synthetic Control Methods for Comparative Case Studies, JASA
    105, 2010; the weights follow the outcome alone, with a ridge that only makes them unique.
    """
    others, own = panel[:-1], panel[-1]
    ridge = (_TINY * _noise(others[:, :known])) ** 2
    weights = _nearest(others[:, :known].T, own[:known], ridge)
    return _fitted(own, weights @ others[:, known:], weights)


def centred_control(panel: Floats, known: int) -> Fitted:
    """Expect what the synthetic control does, heights apart.

    Parameters
    ----------
    panel, known
        As for `difference_in_differences`.

    Returns
    -------
    Fitted
        As `synthetic_control` on each row less its mean before: series of unlike size can follow
        each other.

    References
    ----------
    Ferman and Pinto, Synthetic Controls with Imperfect Pretreatment Fit, Quantitative Economics
    12, 2021.
    """
    height = panel[:, :known].mean(axis=1)
    found = synthetic_control(panel - height[:, None], known)
    return Fitted(found.expected + height[-1], found.weights, found.change)


def synthetic_difference(panel: Floats, known: int) -> Fitted:
    """Expect the weighted mean of the others, moved by the weighted distance before.

    Parameters
    ----------
    panel, known
        As for `difference_in_differences`.

    Returns
    -------
    Fitted
        With weights of series that follow the row up to a constant, and weights of months under
        which the months before are like those after.

    References
    ----------
    Arkhangelsky, Athey, Hirshberg, Imbens and Wager, Synthetic Difference-in-Differences, American
    Economic Review 111, 2021, algorithm 1.
    """
    others, own = panel[:-1], panel[-1]
    before, noise = others[:, :known], _noise(others[:, :known])
    ridge = float(np.sqrt(panel.shape[1] - known)) * noise**2
    weights = _nearest(_centred(before.T), own[:known] - own[:known].mean(), ridge)
    after = others[:, known:].mean(axis=1)
    loose = 1.0 if known > len(others) else _TINY
    months = _nearest(_centred(before), after - after.mean(), (loose * noise) ** 2)
    return _moved(others, own, weights, months)


def placebo_error(
    panel: Floats, known: int, method: Callable[[Floats, int], Fitted]
) -> tuple[float, Floats]:
    """Estimate the same for every other row in turn, the row in question left out.

    Parameters
    ----------
    panel, known
        As for `difference_in_differences`.
    method
        How each is estimated.

    Returns
    -------
    tuple
        The standard deviation of the changes, and the changes.

    References
    ----------
    Arkhangelsky and others 2021, algorithm 4.
    """
    others = panel[:-1]
    order = [
        [*(one for one in range(len(others)) if one != row), row] for row in range(len(others))
    ]
    changes = np.array([method(others[rows], known).change for rows in order])
    return float(changes.std()), changes


def _moved(others: Floats, own: Floats, weights: Floats, months: Floats) -> Fitted:
    known = len(months)
    control = weights @ others
    distance = float(months @ (own[:known] - control[:known]))
    return _fitted(own, control[known:] + distance, weights)


def _fitted(own: Floats, expected: Floats, weights: Floats) -> Fitted:
    return Fitted(expected, weights, float((own[-len(expected) :] - expected).mean()))


def _centred(table: Floats) -> Floats:
    centred: Floats = table - table.mean(axis=0)
    return centred


def _noise(before: Floats) -> float:
    return float(np.diff(before, axis=1).std(ddof=1))


def _nearest(columns: Floats, target: Floats, ridge: float) -> Floats:
    """Weigh columns so that their sum lies nearest to a target, on the simplex."""
    gram: Floats = columns.T @ columns / len(target)
    least = 1e-10 * float(np.trace(gram)) / len(gram)
    right: Floats = columns.T @ target / len(target)
    return numerics.on_simplex(gram + max(ridge, least) * np.eye(len(gram)), right)
