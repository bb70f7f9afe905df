"""The prototype of the displacement estimator, kept to measure the estimator against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics import stream

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CENTRE = np.array([0.4, -0.4, -0.3, 0.1, -0.1, 0.2, 0.0])
TAIL = 0.05
GRID = np.arange(-3.0, 5.0001, 0.01)


def prototype(
    counts: Floats, pair: tuple[int, int], start: int, horizon: int
) -> tuple[float, float, str]:
    """Give the ends of the 90 % set of the overlap-weighted totals, and its standing."""
    y = np.nan_to_num(counts[:, :, : start + horizon])
    dates = np.append(np.arange(24, start - horizon + 1), start)
    expected, seen = _expected(y, dates, horizon)
    own, other = pair
    least = 0.5 * horizon
    sums = np.concatenate([np.zeros((len(y), 1)), y[:, own].cumsum(axis=1)], axis=1)
    recent = (sums[:, dates] - sums[:, np.maximum(dates - 24, 0)]).T
    exposed = (recent >= 0.01 * recent.sum(axis=1, keepdims=True)) & (recent > 0)
    cf_own, cf_other = expected[..., own], expected[..., other]
    weight = np.where(exposed, cf_own**2 / (cf_own**2 + cf_other**2 + least**2), 0.0)
    cf = np.stack([(weight * cf_own).sum(1), (weight * cf_other).sum(1)], axis=1)
    obs = np.stack([(weight * seen[..., one]).sum(1) for one in pair], axis=1)
    return _set(cf, obs, horizon)


def _expected(y: Floats, dates: NDArray[np.int64], horizon: int) -> tuple[Floats, Floats]:
    sums = np.concatenate([np.zeros((*y.shape[:2], 1)), y.cumsum(axis=2)], axis=2)
    totals = sums.sum(axis=0)

    def level(of: Floats, months: int) -> Floats:
        first = np.maximum(dates - months, 0)
        mean: Floats = np.log(0.5 + (of[..., dates] - of[..., first]) / (dates - first))
        return mean

    l3, l12, l36, ever = (level(sums, months) for months in (3, 12, 36, 10**6))
    r3, r12, r36 = (level(totals, months) for months in (3, 12, 36))
    ago, ended = dates - 12, np.minimum(dates - 12 + horizon, dates)
    season = np.log(0.5 + (totals[..., ended] - totals[..., ago]) / (ended - ago))
    route = [np.broadcast_to(one, l3.shape) for one in (r3 - r12, r12 - r36, season - r12)]
    x = np.stack([l3 - l12, l12 - l36, l36 - ever, *route, np.ones_like(l3)], axis=-1)
    seen = sums[..., np.minimum(dates + horizon, y.shape[2])] - sums[..., dates]
    grown = np.log(0.5 + seen / horizon) - l12
    weight = np.exp(l12) / (np.exp(l12) + 3)
    rows, w = x[:, :, :-1].reshape(-1, 7), weight[:, :, :-1].ravel()
    held = 40 * horizon * w.mean() * np.eye(7)
    left = (rows * w[:, None]).T @ rows + held
    slopes = np.linalg.solve(left, (rows * w[:, None]).T @ grown[:, :, :-1].ravel() + held @ CENTRE)
    expected = np.maximum(horizon * (np.exp(l12 + x @ slopes) - 0.5), 0.0)
    return np.moveaxis(expected, 2, 0), np.moveaxis(seen, 2, 0)


def _set(cf: Floats, obs: Floats, horizon: int) -> tuple[float, float, str]:
    least = 0.5 * horizon
    errors = np.log((obs + least) / (cf + least))[:-1]
    windows = max(2.0, len(errors) / horizon)
    centre = errors.mean(axis=0) * windows / (windows + 4)
    spread = (windows * np.cov(errors.T) + 5 * np.eye(2)) / (windows + 5) * (1 + 1 / (windows + 4))
    numbers = stream("prototype")
    freedom = windows + 4
    off = numbers.standard_normal((2000, 2)) @ np.linalg.cholesky(spread).T
    off *= np.sqrt(freedom / numbers.chisquare(freedom, (2000, 1)))
    would = np.maximum((cf[-1] + least) * np.exp(centre + off) - least, 0.0)
    averted, excess = would[:, 0] - obs[-1, 0], obs[-1, 1] - would[:, 1]
    below = (excess[:, None] <= GRID * averted[:, None]).mean(axis=0)
    within = np.flatnonzero((below >= TAIL) & (below <= 1 - TAIL))
    if not len(within):
        return 0.0, 0.0, "identified"
    low, high = float(GRID[within[0]]), float(GRID[within[-1]])
    if np.quantile(averted, TAIL) <= 0 or within[0] == 0 or within[-1] == len(GRID) - 1:
        low = low if within[0] else -np.inf
        high = high if within[-1] < len(GRID) - 1 else np.inf
        return low, high, "not identified"
    return low, high, "uninformative" if low <= 0 and high >= 1 else "identified"
