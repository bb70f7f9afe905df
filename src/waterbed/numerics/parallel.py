"""The parallel map: one function over many items, in order, here or wherever an executor runs."""

from __future__ import annotations

import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from threadpoolctl import ThreadpoolController

from waterbed.records import InvalidError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Executor

_Item = TypeVar("_Item")
_Answer = TypeVar("_Answer")

_LOCK = Lock()


def parallel(
    function: Callable[[_Item], _Answer],
    items: Iterable[_Item],
    *,
    workers: int | None = None,
    executor: Executor | None = None,
) -> list[_Answer]:
    """Apply a function to every item, in parallel.

    Parameters
    ----------
    function
        Named at the top of a module, so that another process finds it.
    items
        What it is applied to, one by one.
    workers
        How many processes of this machine; None for one a core. One means none: here, in turn.
    executor
        Runs the work instead of processes of this machine; it stays open.

    Returns
    -------
    list
        The answers in the order of the items.

    Raises
    ------
    InvalidError
        Where fewer than one worker is asked for.
    """
    if workers is not None and workers < 1:
        raise InvalidError(f"workers: got {workers}, which is less than one. Ask for 1 or more.")
    todo = list(items)
    if executor is not None:
        return list(executor.map(function, todo))
    most = min(workers or os.cpu_count() or 1, len(todo))
    if most <= 1:
        return [function(item) for item in todo]
    clean = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(most, mp_context=clean) as pool:
        return list(pool.map(function, todo, chunksize=max(1, len(todo) // (4 * most))))


@contextmanager
def one_thread() -> Iterator[None]:
    """Multiply matrices in one thread within the block.

    Yields
    ------
    None
        Once no other thread of this process is within it. A product then has the same last digit
        wherever it is made, and processes side by side don't wait for each other's threads.
    """
    with _LOCK, _libraries().limit(limits=1, user_api="blas"):
        yield


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
