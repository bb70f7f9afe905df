import math
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from threadpoolctl import threadpool_info

from waterbed.numerics import one_thread, parallel
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


def test_within_one_thread_no_matrix_is_multiplied_in_more():
    def threads():
        return [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"]

    before = threads()
    assert before
    with one_thread():
        assert set(threads()) == {1}
    assert threads() == before


def test_threads_take_turns_within_one_thread():
    inside = []

    def work(_):
        with one_thread():
            inside.append(1)
            alone = len(inside) == 1
            time.sleep(0.001)
            inside.pop()
        return alone

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(40)))
