"""Ahead: another process compiles what will be needed, while this one is busy with the rest."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Literal

import numpy as np

from waterbed.numerics.compiled import is_kept
from waterbed.numerics.completion import complete
from waterbed.numerics.forecast import forecast, structure_of
from waterbed.numerics.kernels import weigh, whiten
from waterbed.numerics.sample import sample
from waterbed.numerics.simplex import on_simplex
from waterbed.numerics.structure import Levels, Prior

if TYPE_CHECKING:
    from collections.abc import Iterator

    Need = Literal["checks", "forecast"]

_KERNELS = {"checks": (on_simplex, complete), "forecast": (whiten, weigh, sample)}


@contextlib.contextmanager
def compiled_ahead(need: Need) -> Iterator[None]:
    """Have another process compile what is needed later, while the block runs here.

    Parameters
    ----------
    need
        What is needed: the kernels of an effect's cross-checks, or those of a series' forecast.

    Yields
    ------
    None
        Where compiled code is on disk already, or no second core or program of Python is at hand,
        nothing happens. Otherwise the block ends when the other process has, or ends it where it
        fails; what the block needs before that is compiled here.
    """
    with contextlib.ExitStack() as begun:
        if not all(map(is_kept, _KERNELS[need])) and _cores() > 1 and not _frozen():
            command = f"from waterbed.numerics import ahead; ahead.compile_now({need!r})"
            with contextlib.suppress(OSError):
                other = subprocess.Popen(  # noqa: S603 - this module itself
                    [sys.executable, "-P", "-c", command],
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                begun.enter_context(other)
                begun.push(lambda failed, *_: other.terminate() if failed else None)
        yield


def _cores() -> int:
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def _frozen() -> bool:
    return not sys.executable or getattr(sys, "frozen", False)


def compile_now(need: Need) -> None:
    """Ask small questions of the kernels; each kind of number is as in the real ones.

    Parameters
    ----------
    need
        As for `compiled_ahead`.
    """
    ones = np.ones(2)
    if need == "checks":
        square = np.eye(2)
        on_simplex(square, ones)
        complete(square, 1.0, square.copy(), 1)
    else:
        levels = Levels(0.5 * ones, ones, ones, ones, ones)
        prior = Prior(ones[:1], ones[:1], 1.0, ones[:1], 1.0)
        forecast(np.ones((4, 2)), np.array([3]), 1, structure_of(levels, prior), 2)
