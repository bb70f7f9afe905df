"""Cluster: the workers of a Dask scheduler as an executor, held to the same program."""

from __future__ import annotations

import platform
import socket
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar

from waterbed.records import FetchError, InvalidError, program

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future

_Answer = TypeVar("_Answer")
_SHARED = ("numpy", "numba", "distributed")
_PATIENCE = 10.0


@contextmanager
def cluster(address: str, *, patience: float = _PATIENCE) -> Iterator[Executor]:
    """Lend the workers of a Dask scheduler.

    Parameters
    ----------
    address
        Of the scheduler, ``"tcp://10.0.0.5:8786"``.
    patience
        Seconds to wait for the scheduler, and then for its first worker.

    Yields
    ------
    concurrent.futures.Executor
        For `waterbed.numerics.parallel`. The scheduler gives the work of a worker that is lost to
        another, so that a lost worker costs time and changes no answer.

    Raises
    ------
    InvalidError
        Where the extra ``cluster`` is not installed, or a worker runs another program: another
        waterbed, Python, NumPy, Numba or Dask.
    FetchError
        Where no scheduler answers at the address, none of its workers does, or workers were lost
        over and over at the same piece of work.

    Notes
    -----
    Every piece of work says which program it belongs to, and a worker that runs another one, as
    one that joined later may, refuses it.
    """
    if find_spec("distributed") is None:
        raise InvalidError(
            f"--cluster {address}: Dask is not installed. Install it with "
            "`pip install 'waterbed[cluster]'`, on this machine and on each worker."
        )
    import distributed  # noqa: PLC0415 - an extra that few need

    with _connected(address, patience) as client:
        try:
            client.wait_for_workers(1, timeout=patience)
        except TimeoutError:
            raise FetchError(
                f"--cluster {address}: the scheduler answers, but no worker joined it within "
                f"{patience:g} seconds. Start some with `dask worker {address}`."
            ) from None
        _require_same(address, _answers(address, client, patience))
        try:
            yield _Same(client.get_executor(pure=False))
        except distributed.KilledWorker as error:
            raise FetchError(
                f"--cluster {address}: {error.allowed_failures + 1} workers were lost one after "
                f"another at the same piece of work, the last at {error.last_worker.address}. Look "
                "at their memory and their logs."
            ) from None


def _connected(address: str, patience: float) -> Any:  # noqa: ANN401 - Dask has no types
    """Connect, once something listens there: a client that fails can block the next one's start."""
    import distributed  # noqa: PLC0415 - as above
    from distributed.comm.addressing import (  # noqa: PLC0415 - as above
        get_address_host_port,
    )

    try:
        with socket.create_connection(get_address_host_port(address), timeout=patience):
            pass
        return distributed.Client(address, timeout=patience, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FetchError(
            f"--cluster {address}: no scheduler answers there ({reason}). Start one with "
            "`dask scheduler`, which prints its address."
        ) from None


def surroundings() -> dict[str, str]:
    """Say what this process runs.

    Returns
    -------
    dict
        Versions of Python and of what the kernels rest on, and the hash of the program.
    """
    named = {name: version(name) for name in _SHARED}
    return {"python": platform.python_version(), **named, "waterbed": program()[:12]}


def _answers(address: str, client: Any, patience: float) -> dict[str, dict[str, str] | Exception]:  # noqa: ANN401
    """Ask every worker what it runs; one that was lost just now never answers."""
    import distributed  # noqa: PLC0415 - as above

    asked = {
        worker: client.submit(surroundings, workers=worker, pure=False)
        for worker in client.scheduler_info(n_workers=-1)["workers"]
    }
    with client.as_current(), suppress(TimeoutError):
        distributed.wait(list(asked.values()), timeout=patience)  # type: ignore[no-untyped-call]
    found = {
        worker: one.exception() or one.result()
        for worker, one in asked.items()
        if one.status in {"finished", "error"}
    }
    there = {
        worker: answer
        for worker, answer in found.items()
        if not isinstance(answer, distributed.KilledWorker)
    }
    if not there:
        raise FetchError(
            f"--cluster {address}: none of {len(asked)} workers answered within {patience:g} "
            f"seconds. Look at their logs, or start others with `dask worker {address}`."
        )
    return there


def _require_same(address: str, found: dict[str, dict[str, str] | Exception]) -> None:
    own = surroundings()
    for worker, runs in found.items():
        if isinstance(runs, Exception):
            raise InvalidError(
                f"--cluster {address}: the worker {worker} cannot run waterbed ({runs!r}). Install "
                "the same version there."
            )
        other = [
            f"{name} {runs[name]} (here {one})" for name, one in own.items() if runs[name] != one
        ]
        if other:
            raise InvalidError(
                f"--cluster {address}: the worker {worker} runs another program: "
                f"{', '.join(other)}. Install the same versions there; answers could differ."
            )


def _checked(function: Callable[..., _Answer], expected: str, *items: Any) -> _Answer:  # noqa: ANN401
    if program() != expected:
        raise InvalidError(
            f"a worker runs waterbed {program()[:12]}, this is {expected[:12]}. Install the same "
            "version there."
        )
    return function(*items)


class _Same(Executor):
    """An executor whose workers refuse work of another program."""

    def __init__(self, inner: Executor) -> None:
        self._inner = inner

    def submit(  # type: ignore[override]
        self,
        function: Callable[..., _Answer],
        /,
        *items: Any,  # noqa: ANN401
    ) -> Future[_Answer]:
        return self._inner.submit(_checked, function, program(), *items)
