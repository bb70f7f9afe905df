"""Calibration: how often intervals made in the same way held at past dates."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the same method did at past dates on which the event did not happen.

    Parameters
    ----------
    nominal
        What the printed interval promises.
    placebos
        Number of past dates at which the whole estimate was repeated.
    independent
        How many windows among theirs do not overlap.
    coverage
        Share of them whose interval held what was then counted; each was scaled by errors that
        were known on its own date, and no later ones.
    model_coverage
        The same for the model's own interval, before scaling.
    interval_score
        Mean interval score of the logarithm of the window's total (of the total itself on the scale
        of counts), in its own units; less is better.
    stretch
        By what the model's half-width was multiplied.
    as_extreme
        Share of the past dates, the event's own date counted in, at which the error was at least
        as far out as the event's, on either side: each error as a standard normal number by what
        was known on its date, as `waterbed.records.Picture` has them.
    """

    nominal: float
    placebos: int
    independent: float
    coverage: float
    model_coverage: float
    interval_score: float
    stretch: float
    as_extreme: float
