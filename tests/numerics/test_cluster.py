"""Real scheduler and worker processes on this machine; one of them is killed on the way."""

import datetime as dt
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from lost_workers import Killing, killed_always
from waterbed.effects import Grid, Monthly, multiverse
from waterbed.numerics import cluster, parallel
from waterbed.numerics.cluster import _checked
from waterbed.records import FetchError, InvalidError, Lever, Scenario, program
from waterbed.simulate import network
from waterbed.simulate import run as simulated

distributed = pytest.importorskip("distributed", reason="Dask is not installed: no extra [cluster]")
TESTS = Path(__file__).resolve().parents[1]
SMALL = Grid(window_months=(3, 6), gap_months=(0,), memory=(0.97,), skipped_months=(0, 6))


def started(*words):
    command = [sys.executable, "-m", *words, "--no-dashboard"]
    path = os.pathsep.join(filter(None, (str(TESTS), os.environ.get("PYTHONPATH"))))
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def scheduler(folder):
    """Start a scheduler on a free port and read its address."""
    file = folder / "scheduler.json"
    words = ("--host", "127.0.0.1", "--port", "0", "--scheduler-file", file)
    process = started("distributed.cli.dask_scheduler", *map(str, words))
    until = time.monotonic() + 60
    while not file.exists() or not file.read_text("utf-8"):
        assert time.monotonic() < until, "the scheduler did not start"
        time.sleep(0.05)
    return process, json.loads(file.read_text("utf-8"))["address"]


def ended(processes):
    for process in processes:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    head, found = scheduler(tmp_path_factory.mktemp("scheduler"))
    words = ("distributed.cli.dask_worker", found, "--no-nanny", "--nthreads", "1")
    workers = [started(*words, "--name", f"worker {number}") for number in range(3)]
    try:
        yield found
    finally:
        ended([*workers, head])


def route():
    counts = [1000 + 300 * math.sin(month / 2) + 91 * (month * 7 % 13) for month in range(90)]
    return Monthly(SERIES_START, tuple(map(round, counts)), "arrivals/sea/nowhere", "made-up")


SERIES_START = dt.date(2010, 1, 1)
EVENT = SERIES_START.replace(year=2016, month=7)


def test_workers_of_a_cluster_answer_in_order(address):
    with cluster(address, patience=60) as executor:
        assert parallel(math.sqrt, [4.0, 9.0, 1.0] * 5, executor=executor) == [2.0, 3.0, 1.0] * 5


def test_an_error_in_the_work_comes_back(address):
    with (
        cluster(address, patience=60) as executor,
        pytest.raises(ValueError, match="math domain error"),
    ):
        parallel(math.sqrt, [1.0, -1.0], executor=executor)


def test_a_multiverse_is_the_same_when_a_worker_is_killed_on_the_way(address, tmp_path):
    alone = multiverse(route(), EVENT, grid=SMALL, workers=1)
    with cluster(address, patience=60) as executor:
        whole = multiverse(route(), EVENT, grid=SMALL, executor=executor)
        marker = tmp_path / "killed"
        killing = Killing(executor, str(marker))
        lost = multiverse(route(), EVENT, grid=SMALL, executor=killing)
    assert marker.exists()
    assert whole == alone
    assert lost == alone


def test_an_ensemble_is_the_same_when_a_worker_is_killed_on_the_way(address, tmp_path):
    region = network("channel")
    month = dt.date(2024, 6, 1)
    control = Lever("control", "dunkirk", month, size=(0.5,))
    asked = Scenario("half", "channel", month, 3, draws=20_000, levers=(control,))
    alone = simulated(region, asked)
    with cluster(address, patience=60) as executor:
        whole = simulated(region, asked, executor=executor)
        marker = tmp_path / "killed"
        lost = simulated(region, asked, executor=Killing(executor, str(marker)))
    assert marker.exists()
    assert whole == alone
    assert lost == alone


def test_work_that_kills_every_worker_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    head, found = scheduler(tmp_path)
    words = ("distributed.cli.dask_worker", found, "--no-nanny", "--nthreads", "1")
    workers = [started(*words) for _ in range(2)]
    try:
        with (
            pytest.raises(FetchError, match="2 workers were lost one after another"),
            cluster(found, patience=60) as executor,
        ):
            parallel(killed_always, [1], executor=executor)
    finally:
        ended([*workers, head])


def test_a_scheduler_without_workers_is_named(tmp_path):
    head, found = scheduler(tmp_path)
    try:
        with pytest.raises(FetchError, match="no worker joined it within 0.5 seconds"):
            cluster(found, patience=0.5).__enter__()
    finally:
        ended([head])


@pytest.mark.parametrize("wrong", ["tcp://127.0.0.1:9", "nonsense://x", "127.0.0.1"])
def test_an_address_where_no_scheduler_answers_is_named(wrong):
    with pytest.raises(FetchError, match="no scheduler answers there"):
        cluster(wrong, patience=0.5).__enter__()


def test_a_worker_of_another_program_is_refused(address, monkeypatch):
    monkeypatch.setattr(sys.modules[cluster.__module__], "version", lambda _: "0.1")
    with pytest.raises(InvalidError, match=r"runs another program: numpy .* \(here 0\.1\)"):
        cluster(address, patience=60).__enter__()


def test_a_worker_that_joined_later_refuses_work_of_another_program():
    assert _checked(math.sqrt, program(), 4.0) == 2.0
    with pytest.raises(InvalidError, match="a worker runs waterbed"):
        _checked(math.sqrt, "f" * 64, 4.0)


def test_without_the_extra_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setattr(sys.modules[cluster.__module__], "find_spec", lambda _: None)
    with pytest.raises(InvalidError, match=r"pip install 'waterbed\[cluster\]'"):
        cluster("tcp://127.0.0.1:8786").__enter__()
