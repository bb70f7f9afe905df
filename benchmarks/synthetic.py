"""Cross-checks at past dates of the route totals, and beside a peer on the California panel.

Run it as ``python benchmarks/synthetic.py``. The panel is read from ``../shared/data``; the peer is
in the dependency group ``bench`` (``pip install --group bench``) and is left out where absent.
"""

from __future__ import annotations

import csv
import importlib
import subprocess
import sys
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import TYPE_CHECKING, Any

import numpy as np
from timing import median_seconds

from waterbed.effects import EffectOptions, effect, monthly, synthetic
from waterbed.effects.completion import matrix_completion
from waterbed.store import Store

if TYPE_CHECKING:
    from numpy.typing import NDArray

FILE = Path(__file__).resolve().parents[1].parent / "shared/data/synthetic_control"
KNOWN, RISE = 19, 1989
METHODS = {
    "difference-in-differences": synthetic.difference_in_differences,
    "synthetic control": synthetic.synthetic_control,
    "synthetic difference-in-differences": synthetic.synthetic_difference,
    "matrix completion": matrix_completion,
}


def rows() -> list[dict[str, str]]:
    """Read the panel."""
    with (FILE / "california_prop99.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def panel(table: list[dict[str, str]]) -> NDArray[np.float64]:
    """Lay it out, states by years, California last."""
    states = sorted({row["State"] for row in table}, key=lambda one: (one == "California", one))
    years = sorted({row["Year"] for row in table})
    values = np.empty((len(states), len(years)))
    for row in table:
        place = states.index(row["State"]), years.index(row["Year"])
        values[place] = float(row["PacksPerCapita"])
    return values


def fitted(estimator: Any, asked: dict[str, Any]) -> Any:  # noqa: ANN401 - the peer has no types
    """Fit the peer."""
    return estimator(asked).fit()


def peer(table: list[dict[str, str]]) -> None:
    """Print the same by mlsynth, where it is installed."""
    try:
        mlsynth: Any = importlib.import_module("mlsynth")
        pandas: Any = importlib.import_module("pandas")
    except ModuleNotFoundError:
        print("mlsynth is not installed: pip install --group bench")
        return
    frame = pandas.DataFrame(table).astype({"Year": int, "PacksPerCapita": float})
    frame["treated"] = ((frame.State == "California") & (frame.Year >= RISE)).astype(int)
    asked = {
        "df": frame,
        "outcome": "PacksPerCapita",
        "treat": "treated",
        "unitid": "State",
        "time": "Year",
        "display_graphs": False,
    }
    for name in ("SDID", "MCNNM"):
        estimator = getattr(mlsynth, name)
        seconds = median_seconds(partial(fitted, estimator, asked), runs=3)
        found = fitted(estimator, asked)
        draws = getattr(getattr(found.inference, "details", None), "n_placebo", 0)
        print(f"mlsynth {name:30} {found.att:8.3f} {1000 * seconds:8.1f} ms, {draws} placebos")
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import mlsynth"], check=True)
    print(f"import mlsynth: {time.perf_counter() - start:.1f} s")


def past_dates() -> None:
    """Print how often each check held at past dates of the six route totals, beside the effect."""
    store = Store.at()
    routes = [
        replace(monthly(one), key=one.key.rpartition("/")[2] + " ")
        for one in store.all_series()
        if one.source == "frontex" and one.key.count("/") == 1
    ]
    for window in (6, 12):
        options = EffectOptions(window_months=window)
        start = routes[0].month(len(routes[0].values) - window)
        begun = time.perf_counter()
        found = [effect(one, start, others=routes, options=options) for one in routes]
        seconds = (time.perf_counter() - begun) / len(found)
        records = {"effect itself": [one.calibration for one in found if one.calibration]}
        for one in found:
            for check in one.checks:
                records.setdefault(check.method, []).append(check.calibration)
        print(f"\nSix route totals, window of {window} months, {1000 * seconds:.0f} ms an effect")
        for name, listed in records.items():
            held = fmean(one.coverage for one in listed)
            score = fmean(one.interval_score for one in listed)
            print(f"{name:38} held {held:.3f}, score {score:.2f}, dates {listed[0].placebos}")


def main() -> None:
    """Print how the checks did at past dates, then the California panel, then the peer's."""
    past_dates()
    if not FILE.exists():
        print("../shared/data is absent: the California panel is not ours to copy")
        return
    table = rows()
    laid = panel(table)
    for name, method in METHODS.items():
        change = method(laid, KNOWN).change
        error, changes = synthetic.placebo_error(laid, KNOWN, method)
        one = median_seconds(partial(method, laid, KNOWN))
        print(
            f"{name:38} {change:8.3f} {1000 * one:8.2f} ms, error {error:.2f} of {len(changes)} "
            "placebos"
        )
    peer(table)


if __name__ == "__main__":
    main()
