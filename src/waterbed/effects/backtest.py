"""Backtest: what would have been forecast at every past date of a series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.calibration import error_laws
from waterbed.effects.model import to_counts
from waterbed.effects.monthly import Monthly, last_day, monthly
from waterbed.effects.options import EffectOptions
from waterbed.effects.question import counted_after, masked, past_dates, try_out
from waterbed.records import Estimate, Series

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class Trial:
    """What would have been forecast at a past date, and what was then counted.

    Parameters
    ----------
    months
        How many months of the series came before.
    start, end
        First and last day of the window.
    expected
        The count expected, with its interval: the forecast, which knows nothing of what was then
        counted, and so not how much can have been averted.
    observed
        The count.
    """

    months: int
    start: dt.date
    end: dt.date
    expected: Estimate
    observed: float

    @property
    def held(self) -> bool:
        """Whether the interval held the count."""
        return self.expected.low <= self.observed <= self.expected.high


def backtest(
    series: Series | Monthly, *, options: EffectOptions | None = None
) -> tuple[Trial, ...]:
    """Form the interval at every past date, from what was known on it alone.

    Parameters
    ----------
    series
        Monthly counts.
    options
        The choices; None for the defaults.

    Returns
    -------
    tuple of Trial
        One for each month with two years known before it and a whole window known after it; empty
        where there is none. The first ones rest on few errors, and `waterbed.effects.effect` would
        not yet print them.

    Raises
    ------
    InvalidError
        Where the series has no monthly figures.
    """
    choices = options or EffectOptions()
    months = series if isinstance(series, Monthly) else monthly(series)
    known = masked(months, choices)
    gap, window = choices.gap_months, choices.window_months
    kept = np.arange(gap + window) >= gap
    cuts = past_dates(known, kept)
    if not len(cuts):
        return ()
    seen = counted_after(known, cuts, kept)
    totals, placebos = try_out(known, cuts, seen, kept, choices)
    tail = (1 - choices.nominal) / 2
    laws = error_laws(placebos, window=window, span=len(kept))
    errors = np.column_stack([laws.ends(share) for share in (0.5, tail, 1 - tail)])
    values = totals.median[:, None] + totals.spread[:, None] * errors
    return tuple(
        Trial(
            int(cut),
            months.month(int(cut) + gap),
            last_day(months.month(int(cut) + len(kept) - 1)),
            Estimate(*map(float, counts)),
            float(count),
        )
        for cut, counts, count in zip(cuts, to_counts(values, choices.scale), seen, strict=True)
    )
