import math
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from waterbed.numerics import parallel
from waterbed.records import InvalidError


@pytest.mark.parametrize("workers", [1, 2, None])
def test_answers_come_in_the_order_of_the_items(workers):
    items = [4.0, 9.0, 1.0] if workers != 1 else [4.0, 9.0, 1.0] * 10
    assert parallel(math.sqrt, items, workers=workers) == [math.sqrt(item) for item in items]


def test_an_executor_does_the_work_and_stays_open():
    with ThreadPoolExecutor(2) as pool:
        assert parallel(str, range(5), executor=pool) == ["0", "1", "2", "3", "4"]
        assert parallel(str, [1], executor=pool) == ["1"]


def test_nothing_to_do_starts_no_process():
    assert parallel(math.sqrt, []) == []


def test_an_error_in_the_work_is_raised():
    with pytest.raises(ValueError, match="math domain error"):
        parallel(math.sqrt, [1.0, -1.0], workers=2)


def test_no_workers_cannot_be_meant():
    with pytest.raises(InvalidError, match="workers: got 0"):
        parallel(math.sqrt, [1.0], workers=0)


def test_processes_get_one_thread_each_and_the_environment_stays_as_it_was(monkeypatch):
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("OMP_NUM_THREADS", "3")
    before = dict(os.environ)
    names = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"]
    assert parallel(os.getenv, names, workers=2) == ["1", "3"]
    assert dict(os.environ) == before
