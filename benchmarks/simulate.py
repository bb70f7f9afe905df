"""How long the corridor model takes, how time and memory grow, and what a lost worker changes.

Run it as ``python benchmarks/simulate.py``; with ``--million`` it also runs a million draws of the
Channel on workers of a Dask scheduler of this machine, kills one on the way, and compares.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import resource
import signal
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from waterbed.numerics import stream
from waterbed.records import Lever, Scenario
from waterbed.simulate import PathOptions, draw_prior, network, run, simulate

if TYPE_CHECKING:
    from collections.abc import Callable

START = dt.date(2024, 6, 1)
RUNS = 5


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Give the median wall and processor seconds of several runs after one that is not counted."""
    work()
    walls, busy = [], []
    for _ in range(RUNS):
        wall, processor = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        busy.append(time.process_time() - processor)
    return statistics.median(walls), statistics.median(busy)


def kernel() -> None:
    """Time 1,000 draws of 120 months, beside NumPy drawing as many binomial counts and no more."""
    region = network("mediterranean")
    made = draw_prior(region, 1000)
    asked = Scenario("", region.name, START, 120)
    for threads in (1, 2):
        options = PathOptions(threads=threads)
        wall, busy = seconds(partial(simulate, region, made, asked, options))
        print(f"1,000 draws x 120 months, {threads} threads: {wall:.2f} s, processor {busy:.2f} s")
    each = 5 * len(region.cells) + len(region.moves) + 2 * len(region.ways)
    numbers = stream("benchmark simulate")
    sizes = numbers.integers(50, 3000, each * 1000)
    shares = numbers.uniform(0.01, 0.4, each * 1000)
    wall, busy = seconds(lambda: [numbers.binomial(sizes, shares) for _ in range(12)])
    print(
        f"NumPy alone, {each} binomial counts a draw and month: {10 * wall:.1f} s, processor "
        f"{10 * busy:.1f} s (measured on a tenth)"
    )


def growth() -> None:
    """Print time and largest memory of the process as draws grow."""
    for draws in (1000, 4000, 16_000, 64_000):
        code = (
            "import resource, time, datetime as dt\n"
            "from waterbed.records import Lever, Scenario\n"
            "from waterbed.simulate import network, run\n"
            "start = dt.date(2024, 6, 1)\n"
            "levers = (Lever('control', 'cyrenaica', start, size=(0.5,)),)\n"
            f"asked = Scenario('', 'mediterranean', start, 24, draws={draws}, levers=levers)\n"
            "begun = time.perf_counter(); run(network('mediterranean'), asked)\n"
            "peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024\n"
            f"print(f'{draws} draws x 24 months, twice: {{time.perf_counter() - begun:.1f}} s, '"
            "f'at most {peak:.0f} MB')\n"
        )
        words = [sys.executable, "-c", code]
        done = subprocess.run(words, capture_output=True, text=True, check=True)  # noqa: S603
        print(done.stdout.strip())


def signs() -> None:
    """Count the draws in which more control meant more departures up to some month."""
    region = network("mediterranean")
    made = draw_prior(region, 1000)
    plain = Scenario("", region.name, START, 36)
    broken = 0
    for zone in region.zones:
        ways = [place for place, way in enumerate(region.corridors) if way.zone == zone.id]
        upto = []
        for size in (0.0, 0.3, 0.6, 0.9):
            lever = Lever("control", zone.id, START, size=(size,))
            paths = simulate(region, made, replace(plain, levers=(lever,)))
            upto.append(paths.attempts[:, :, ways].sum(axis=2).cumsum(axis=1))
        broken += sum(int((more > less).any(axis=1).sum()) for less, more in zip(upto, upto[1:]))  # noqa: B905, RUF007
    print(f"more control, more departures up to a month: {broken} of {30 * 1000} pairs of draws")


def million() -> None:
    """Run a million draws of the Channel on three workers, then again killing one of them."""
    import distributed  # noqa: PLC0415 - an extra that few need

    from waterbed.numerics import cluster  # noqa: PLC0415 - as above

    region = network("channel")
    levers = (Lever("control", "dunkirk", START, size=(0.5,)),)
    asked = Scenario("", "channel", START, 12, draws=1_000_000, levers=levers)
    with (
        distributed.LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=3, threads_per_worker=1, dashboard_address=None
        ) as local,
        cluster(local.scheduler_address, patience=60) as executor,
    ):
        begun = time.perf_counter()
        whole = run(region, asked, executor=executor)
        print(
            f"a million draws x 12 months, twice, on 3 workers: {time.perf_counter() - begun:.0f} s"
        )
        victim = next(iter(local.workers.values())).pid
        threading.Timer(3, lambda: os.kill(victim, signal.SIGKILL)).start()
        lost = run(region, asked, executor=executor)
        pids = {one.pid for one in local.workers.values()}
        print(f"the same with worker {'killed' if victim not in pids else 'alive'}: "
              f"{'the same' if lost == whole else 'ANOTHER'} result")  # fmt: skip
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory of this process at most {peak:.0f} MB")


def main() -> None:
    """Print every part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--million", action="store_true")
    chosen = parser.parse_args()
    kernel()
    growth()
    signs()
    if chosen.million:
        million()


if __name__ == "__main__":
    main()
