"""How long effects take: one fit beside other programs, a multiverse, the first call, memory.

Run it as ``python benchmarks/effects_speed.py``, on an idle machine. ``make peers`` sets up an
environment with `bsts-causalimpact` and statsmodels and runs it there; without them their lines are
left out, and it says so. Every fit has 160 months, the last 40 after the event, ten controls of
which two matter, and 1,000 draws. Times of one fit are seconds of processor time, so that other
work on the machine counts as little as it can; all others are seconds on the clock.
"""

from __future__ import annotations

import datetime as dt
import importlib
import importlib.util
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
import warnings
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Protocol

import numpy as np

from waterbed.effects import EffectOptions, Grid, Monthly, multiverse
from waterbed.effects.model import predict
from waterbed.numerics import stream

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Made = tuple[Floats, Floats]

    class Fit(Protocol):
        """A fit of one series: the effect, and the ends of its 95 % interval."""

        def __call__(self, data: Made, *, season: bool) -> tuple[float, float, float]:
            """Fit one series."""


MONTHS, KNOWN, CONTROLS, DRAWS, YEAR = 160, 120, 10, 1000, 12
TAILS = (0.5, 0.025, 0.975)
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1"}
COUNT = EffectOptions(window_months=MONTHS - KNOWN, scale="count")
WIDE = Grid(
    window_months=tuple(range(3, 13)),
    gap_months=tuple(range(5)),
    scale=("log", "count"),
    season=(True, False),
    memory=(0.94, 0.95, 0.96, 0.97, 1.0),
    skipped_months=(0, 6, 12, 18, 24),
)
HELPED = Grid(
    window_months=(3, 6, 9, 10, 12),
    gap_months=tuple(range(5)),
    scale=("log", "count"),
    season=(True, False),
    memory=(0.94, 0.95, 0.96, 0.97, 1.0),
    skipped_months=(0, 6, 12, 18, 24),
)


def made(number: int) -> Made:
    """Make a series of 160 months with a drifting level and a season, and ten controls."""
    numbers = stream("speed", number)
    controls = numbers.standard_normal((MONTHS, CONTROLS)).cumsum(axis=0) * 0.3
    level = numbers.standard_normal(MONTHS).cumsum() * 0.15
    season = np.sin(2 * np.pi * np.arange(MONTHS) / YEAR)
    noise = 0.5 * numbers.standard_normal(MONTHS)
    series = 20 + level + season + controls[:, 0] - 0.7 * controls[:, 1] + noise
    series[KNOWN:] -= 1.5
    return series, controls


def ours(data: Made, *, season: bool) -> tuple[float, float, float]:
    """Fit with waterbed: damped level, two waves of a year, every set of controls weighed."""
    series, controls = data
    scaled = (controls - controls[:KNOWN].mean(axis=0)) / controls[:KNOWN].std(axis=0)
    kept = np.ones(MONTHS - KNOWN, dtype=np.bool_)
    options = EffectOptions(window_months=len(kept), scale="count", season=season)
    found = predict(series[:KNOWN], np.array([KNOWN]), kept, options, scaled)
    totals = series[KNOWN:].sum() - found.paths.sum(axis=1)
    return _three(np.quantile(totals, TAILS))


def bsts(data: Made, *, season: bool) -> tuple[float, float, float]:
    """Fit with bsts-causalimpact: local level, spike and slab, Gibbs sampling."""
    peer = importlib.import_module("causal_impact")

    chosen = peer.ModelOptions(niter=DRAWS, nseasons=YEAR if season else None)
    table = np.column_stack(data)
    found = peer.CausalImpact(table, [0, KNOWN - 1], [KNOWN, MONTHS - 1], model_args=chosen)
    return _three(np.array([found.inferences[name].iloc[-1] for name in _BOUNDS]))


_BOUNDS = ("cumulative_effect", "cumulative_effect_lower", "cumulative_effect_upper")


def unobserved(data: Made, *, season: bool) -> tuple[float, float, float]:
    """Fit with statsmodels: local level, seasonal, all controls, maximum likelihood."""
    peer = importlib.import_module("statsmodels.tsa.statespace.structural")
    series, controls = data
    model = peer.UnobservedComponents(
        series[:KNOWN], "llevel", seasonal=YEAR if season else None, exog=controls[:KNOWN]
    )
    with warnings.catch_warnings(action="ignore"):
        fitted = model.fit(disp=0)
    drawn = fitted.simulate(
        MONTHS - KNOWN,
        anchor="end",
        repetitions=DRAWS,
        exog=controls[KNOWN:],
        rng=np.random.default_rng(1),
    )
    totals = series[KNOWN:].sum() - np.asarray(drawn).reshape(MONTHS - KNOWN, DRAWS).sum(axis=0)
    return _three(np.quantile(totals, TAILS))


def _three(ends: Floats) -> tuple[float, float, float]:
    middle, low, high = map(float, ends)
    return middle, low, high


def seconds(fit: Fit, count: int, *, season: bool) -> float:
    """Give the median processor time of a fit, after one that is not counted."""
    fit(made(0), season=season)
    times = []
    for number in range(count):
        data = made(number)
        begun = time.process_time()
        fit(data, season=season)
        times.append(time.process_time() - begun)
    return median(times)


def one_fit() -> None:
    """Print one fit of each program side by side, in turns."""
    fits: dict[str, tuple[Fit, int]] = {"waterbed": (ours, 60)}
    for name, package, fit in (
        ("bsts-causalimpact", "causal_impact", bsts),
        ("statsmodels", "statsmodels", unobserved),
    ):
        if importlib.util.find_spec(package):
            fits[name] = (fit, 12)
        else:
            print(f"{name} is not installed: `make peers` sets it up. Its lines are left out.")
    for season in (True, False):
        print(f"\nOne fit {'with' if season else 'without'} a season of 12 months")
        rounds = {
            name: [seconds(*each, season=season) for _ in range(3)] for name, each in fits.items()
        }
        own = median(rounds["waterbed"])
        for name, times in rounds.items():
            middle, low, high = fits[name][0](made(0), season=season)
            print(
                f"{name:18} {1000 * median(times):8.2f} ms, {median(times) / own:6.1f} times ours; "
                f"effect {middle:7.1f} ({low:.1f} to {high:.1f})"
            )


def some_fits(numbers: range) -> int:
    """Fit several series, for a worker."""
    for number in numbers:
        ours(made(number), season=True)
    return len(numbers)


def many_fits(pool: Executor, count: int = 2000) -> None:
    """Print fits a second in two processes that are already there."""
    parts = [range(first, first + 50) for first in range(0, count, 50)]
    list(pool.map(some_fits, parts[:4]))
    begun = time.perf_counter()
    done = sum(pool.map(some_fits, parts))
    print(f"\n{done / (time.perf_counter() - begun):.0f} fits a second in two processes")


def route(months: int = 172) -> Monthly:
    """Make a route of 172 monthly counts."""
    numbers = stream("speed", "route").standard_normal((2, months))
    season = 0.8 * np.sin(2 * np.pi * np.arange(months) / YEAR)
    rate = np.exp(8 + season + 0.12 * numbers[0].cumsum() + 0.35 * numbers[1])
    return Monthly(dt.date(2010, 1, 1), tuple(map(float, rate.round())), "arrivals/made-up")


def donors() -> list[Monthly]:
    """Make ten other routes."""
    series = route()
    return [
        Monthly(
            series.first, tuple(map(float, np.exp(9 + 0.2 * column).round())), f"donor/{number}"
        )
        for number, column in enumerate(made(1)[1].T)
    ]


def _on_clock(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begun = clock()
    work()
    return clock() - begun


def grids() -> None:
    """Print the time of 10,000 specifications, starts of processes included, and its growth."""
    series, event = route(), dt.date(2019, 1, 1)
    size = len(multiverse(series, event, grid=WIDE, workers=2).branches)
    took = _on_clock(lambda: multiverse(series, event, grid=WIDE, workers=2))
    print(f"\n{size:,} specifications, two processes: {took:.1f} s")
    others = donors()[:5]
    long = Monthly(series.first, series.values[:160], series.key)
    took = _on_clock(lambda: multiverse(long, event, donors=others, grid=HELPED, workers=2))
    print(f"10,000 of which half have five donors: {took:.1f} s")
    for share in (1, 2, 4):
        memory = tuple(0.9 + 0.01 * step for step in range(2 * share))
        part = Grid(memory=memory, scale=("log", "count"))
        size = len(multiverse(series, event, grid=part, workers=1).branches)
        work = partial(multiverse, series, event, grid=part, workers=1)
        each = median(_on_clock(work, time.process_time) for _ in range(3))
        print(
            f"{size:6,} specifications, one process: {1000 * each / size:.2f} ms of processor each"
        )


FIRST = """
import time
begun = time.perf_counter()
import datetime as dt
from waterbed.effects import Monthly, effect
counts = tuple(float(1000 + 300 * (month % 12) + 37 * (month % 7)) for month in range(160))
effect(Monthly(dt.date(2010, 1, 1), counts), dt.date(2020, 1, 1))
print(time.perf_counter() - begun, time.process_time())
"""


def first_call() -> None:
    """Print the time of a first effect in a new process, without and with compiled code."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NUMBA_CACHE_DIR": folder}
        for name in ("the first ever, compiled on the way", "the first in a later process"):
            done = subprocess.run(  # noqa: S603 - this program itself
                [sys.executable, "-c", FIRST],
                env=environment,
                capture_output=True,
                text=True,
                check=True,
            )
            clock, processor = map(float, done.stdout.split())
            print(f"effect, {name}: {clock:.1f} s on the clock, {processor:.1f} s of processor")


HELD = """
import sys
sys.path[:0] = PATH
import effects_speed as speed
if __name__ == "__main__":
    speed.hold()
"""


def most() -> float:
    """Give the most memory that this process ever had, in MB."""
    with Path("/proc/self/status").open(encoding="utf-8") as lines:
        (peak,) = (line.split()[1] for line in lines if line.startswith("VmHWM"))
    return int(peak) / 1024


def _most(_: int) -> float:
    time.sleep(0.2)
    return most()


def hold() -> None:
    """Print the memory of a multiverse of 10,000, here and in two processes."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        found = multiverse(route(), dt.date(2019, 1, 1), grid=WIDE, executor=pool)
        others = ", ".join(f"{one:.0f}" for one in sorted(set(pool.map(_most, range(8)))))
    print(f"{len(found.branches):,} specifications: {most():.0f} MB here, {others} MB in others")


def memory() -> None:
    """Print the most memory of processes of their own."""
    with tempfile.TemporaryDirectory() as folder:
        program = Path(folder) / "held.py"
        program.write_text(HELD.replace("PATH", repr(sys.path)), encoding="utf-8")
        done = subprocess.run(  # noqa: S603 - this program itself
            [sys.executable, program], capture_output=True, text=True, check=True
        )
    print(f"\nmost memory: {done.stdout.strip()}")


def main() -> None:
    """Print everything; each program has one thread."""
    if not ONE_THREAD.items() <= os.environ.items():
        os.environ.update(ONE_THREAD)
        os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606 - this program itself
    warnings.simplefilter("ignore")
    os.environ["PYTHONWARNINGS"] = "ignore"
    one_fit()
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        many_fits(pool)
    grids()
    first_call()
    memory()


if __name__ == "__main__":
    main()
