"""Posterior: a network as calibrated before a scenario begins, with what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.simulate.ensemble import Ensemble
from waterbed.simulate.kept import calibrated
from waterbed.simulate.published import published

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from waterbed.records import Skill
    from waterbed.simulate.calibrate import Calibrated, CalibrationOptions
    from waterbed.simulate.history import History
    from waterbed.simulate.network import Network

_SCORED_NETWORK = "mediterranean"
_LEADS = ((1, 3), (4, 6), (7, 12))


def posterior(
    network: Network,
    counted: History,
    start: dt.date,
    options: CalibrationOptions | None = None,
    folder: Path | None = None,
) -> Ensemble | None:
    """Calibrate a network on what was counted before a month, and say what is known of that.

    Parameters
    ----------
    network
        The network.
    counted
        What was counted; nothing from the first month of the scenario on is used.
    start
        First day of the scenario.
    options, folder
        As for `calibrated`.

    Returns
    -------
    Ensemble or None
        With the skill that was measured, where it was measured for this network; None where no
        series of the network was counted before, so that only first guesses are left.
    """
    past = counted.before(start)
    there = [one.key for one in network.observed if _counted(past, one.key)]
    if not there:
        return None
    found = calibrated(network, past, options, folder)
    last = past.month(max(_last(past, key) for key in there))
    on = f"{len(there)} series of monthly figures up to {last:%B %Y}"
    return Ensemble(found.parameters, on, _skill(network), tuple(_notes(past, found)), last)


def _counted(past: History, key: str) -> bool:
    return key in past.counts and not np.isnan(past.counts[key]).all()


def _last(past: History, key: str) -> int:
    return int(np.flatnonzero(~np.isnan(past.counts[key]))[-1])


def _skill(network: Network) -> tuple[Skill, ...]:
    if network.name != _SCORED_NETWORK:
        return ()
    return tuple(line for first, last in _LEADS for line in published().lines(first, last))


def _notes(past: History, found: Calibrated) -> list[str]:
    if not found.pinned:
        return ["No series is long enough to lead the first months: they rest on first guesses."]
    notes = []
    ended = [
        f"{key} ({past.month(last):%B %Y})"
        for key in found.pinned
        if (last := _last(past, key)) < past.months - 1
    ]
    if ended:
        notes.append(f"These figures end before the scenario begins: {', '.join(ended)}.")
    months = sum(one.months for one in found.checks)
    share = sum(one.months * one.coverage for one in found.checks) / months
    held = f"held {share:.0%} of {months} figures"
    notes.append(
        f"On its way through the record the ensemble's own 90 % band, a month ahead, {held}."
    )
    return notes
