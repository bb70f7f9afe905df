"""Published: which series are scored, and the skill that was last measured, good or bad."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from waterbed.records import TrackRecord
from waterbed.simulate.baselines import BASELINES
from waterbed.simulate.calibrate import forecaster
from waterbed.simulate.demand import structural
from waterbed.simulate.network_file import network
from waterbed.simulate.skill import Forecaster, Trials, measure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from waterbed.simulate.history import History

_DATA = files("waterbed") / "data"

SCORED = (
    "arrivals/sea/italy",
    "arrivals/sea/greece",
    "arrivals/sea/spain",
    "arrivals/sea/cyprus",
    "arrivals/sea/malta",
    "interceptions/libya",
    "interceptions/tunisia",
    "interceptions/turkiye",
    "interceptions/algeria",
    "deaths/central-mediterranean",
    "deaths/eastern-mediterranean",
    "deaths/western-mediterranean",
    "deaths/western-african",
    "detections/central-mediterranean",
    "detections/eastern-mediterranean",
    "detections/western-mediterranean",
    "detections/western-african",
)
"""The series that are scored."""

SUMS = {
    "arrivals/sea/spain": (
        "arrivals/sea/spain-mainland-balearics",
        "arrivals/sea/spain-canaries",
    )
}
"""Series that are added up from others before they are scored."""


CHOSEN_UNTIL = dt.date(2019, 12, 1)
"""Last month of the figures on which anything of the model was chosen."""

_AFTERWARDS = (
    "One idea came later: forecasts are stretched by their errors at past dates since the band was "
    "seen to hold 96 % of the months after 2019. How it is done was chosen on months up to 2019."
)


def measure_model(
    counted: History, trials: Trials, rivals: Mapping[str, Forecaster] | None = None
) -> TrackRecord:
    """Measure how good the Mediterranean network's forecasts were at past dates.

    Parameters
    ----------
    counted
        What was counted; series that are not scored help to calibrate.
    trials
        Which forecasts.
    rivals
        Methods beside the baselines and each series alone, by name.

    Returns
    -------
    TrackRecord
        Calibrated anew at every origin, on what came before it alone.
    """
    model = ("the corridor model", forecaster(network("mediterranean"), SUMS))
    others = {**BASELINES, "series alone": structural, **(rivals or {})}
    chosen = replace(trials, keys=SCORED)
    found = measure(
        counted, model, others, chosen, record=counted.content, chosen_until=CHOSEN_UNTIL
    )
    return replace(found, caveats=(*found.caveats, _AFTERWARDS))


@cache
def published() -> TrackRecord:
    """Give the skill that was last measured on the bundled record.

    Returns
    -------
    TrackRecord
        As ``benchmarks/skill.py`` wrote it.
    """
    return msgspec.json.decode((_DATA / "skill.json").read_bytes(), type=TrackRecord)
