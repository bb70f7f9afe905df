"""How good forecasts were at past dates; writes what `waterbed skill` prints.

Run it as ``python benchmarks/skill.py FOLDER`` with the dependency group ``bench`` installed.
Origins are every third month from December 2019 on, so that nothing is scored on which anything was
chosen. Beside the baselines of the package stand AutoETS and AutoARIMA of statsforecast, on the
logarithm of one more than the count and on the count itself; missing months are interpolated for
them. Their forecasts take half an hour and are kept in FOLDER, so that another run is quick.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
import time
import warnings
from functools import partial
from importlib.resources import files
from pathlib import Path
from statistics import geometric_mean
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from waterbed import simulate
from waterbed.report import skill_table
from waterbed.simulate.published import CHOSEN_UNTIL, SUMS
from waterbed.store import Store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from waterbed.records import TrackRecord

    Floats = NDArray[np.float64]

LEVELS = (10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 99)
RECENT = 120
LEAST = 36


def kept(
    name: str, folder: Path, past: simulate.History, horizon: int, seed: int
) -> Mapping[str, Floats]:
    """Take a forecast from the folder, or make and keep it."""
    del seed
    figures = np.concatenate([past.counts[key] for key in sorted(past.counts)]).tobytes()
    path = folder / f"{name} {horizon} {hashlib.sha256(figures).hexdigest()[:20]}.npz"
    if not path.exists():
        np.savez(path, allow_pickle=False, **automatic(name, past, horizon))
    with np.load(path) as found:
        return {key: found[key] for key in found.files}


def automatic(name: str, past: simulate.History, horizon: int) -> dict[str, Floats]:
    """Forecast with a model of statsforecast: "AutoETS, log", say."""
    kind, scale = name.split(", ")
    made = {}
    for key, counts in past.counts.items():
        known = np.flatnonzero(~np.isnan(counts))
        if len(known) >= LEAST:
            months = np.arange(max(known[0], len(counts) - RECENT), len(counts))
            filled = np.interp(months, known, counts[known])
            values = np.log1p(filled) if scale == "log" else filled
            drawn = quantiles(fitted(kind, values, horizon))
            made[key] = np.maximum(np.expm1(drawn) if scale == "log" else drawn, 0.0)
    return made


def fitted(kind: str, values: Floats, horizon: int) -> dict[str, Floats]:
    """Fit one model; statsforecast is loaded here, as only this benchmark needs it."""
    from statsforecast import models  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model: Any = getattr(models, kind)(season_length=12)
        found: dict[str, Floats] = model.forecast(y=values, h=horizon, level=list(LEVELS))
    return found


def quantiles(found: Mapping[str, Floats]) -> Floats:
    """Take 500 evenly spaced quantiles from printed intervals, straight between their ends."""
    shares = [0.5, *(0.5 - one / 200 for one in LEVELS), *(0.5 + one / 200 for one in LEVELS)]
    ends = [found["mean"], *(found[f"lo-{one}"] for one in LEVELS)]
    ends += [found[f"hi-{one}"] for one in LEVELS]
    order = np.argsort(shares)
    even = (np.arange(500) + 0.5) / 500
    sorted_shares, sorted_ends = np.array(shares)[order], np.array(ends)[order]
    return np.array([np.interp(even, sorted_shares, one) for one in sorted_ends.T]).T


def rivals(folder: Path) -> dict[str, simulate.Forecaster]:
    """Name the methods of statsforecast."""
    names = ("AutoETS, log", "AutoETS, count", "AutoARIMA, log", "AutoARIMA, count")
    return {name: partial(kept, name, folder) for name in names}


def summaries(found: TrackRecord) -> None:
    """Print the mean skill over series against the best variant of each method, and coverage."""
    methods = dict.fromkeys(one.name.split(", ")[0] for one in found.scores[0].rivals)
    for first, last in ((1, 3), (4, 6), (7, 12)):
        lines = [s for s in found.scores if (s.first_ahead, s.last_ahead) == (first, last)]
        for method in methods:
            left = [
                1 - min(s.skill(r.name) for r in s.rivals if r.name.split(", ")[0] == method)
                for s in lines
            ]
            mean = 1 - geometric_mean(left)
            print(f"{first} to {last} months ahead, {method}: {mean:.2f} over {len(left)} series")
    single = [s for s in found.scores if s.first_ahead == s.last_ahead]
    for measure in dict.fromkeys(s.key.split("/")[0] for s in single):
        lines = [s for s in single if s.key.startswith(measure)]
        held = sum(s.coverage * s.origins for s in lines) / sum(s.origins for s in lines)
        print(f"{measure}: the band held {held:.3f}")


def main() -> None:
    """Measure, print, and write the data file."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    counted = simulate.history(Store.at().all_series(), SUMS)
    trials = simulate.Trials(CHOSEN_UNTIL, dt.date(2026, 1, 1), step_months=3)
    found = simulate.measure_model(counted, trials, rivals(folder))
    table = skill_table(found)
    print(table.title, table.columns, *table.rows, *table.notes, sep="\n")
    summaries(found)
    path = Path(str(files("waterbed") / "data" / "skill.json"))
    path.write_bytes(msgspec.json.encode(found) + b"\n")
    begun = time.perf_counter()
    calibrated = simulate.calibrate(simulate.network("mediterranean"), counted)
    print(f"calibrated on the whole record in {time.perf_counter() - begun:.1f} s")
    print("held by the ensemble's own 90 % band, a month ahead, on its way through the record:")
    for one in calibrated.checks:
        print(f"{one.key:40} {one.coverage:.2f} of {one.months} months")


if __name__ == "__main__":
    main()
