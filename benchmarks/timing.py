"""Timing: the median of several runs after a warm-up."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RUNS = 7


def median_seconds(work: Callable[[], object], runs: int = RUNS) -> float:
    """Time a piece of work.

    Parameters
    ----------
    work
        What to time.
    runs
        How often, after one run that is not counted.

    Returns
    -------
    float
        Median seconds of wall time.
    """
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
