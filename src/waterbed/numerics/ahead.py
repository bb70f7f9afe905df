"""Ahead: another process compiles what will be needed, while this one is busy with the rest."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics.compiled import is_kept
from waterbed.numerics.completion import complete
from waterbed.numerics.simplex import on_simplex

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def compiled_ahead() -> Iterator[None]:
    """Have what cross-checks need compiled beside what is done meanwhile.

    Yields
    ------
    None
        Where compiled code is on disk already, nothing happens. Otherwise a process of its own
        compiles it and ends; what comes before it has is compiled here.
    """
    if is_kept(on_simplex) and is_kept(complete):
        yield
        return
    with subprocess.Popen(  # noqa: S603 - this module itself
        [sys.executable, "-m", __name__], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ):
        yield


if __name__ == "__main__":
    one = np.eye(2)
    on_simplex(one, one[0])
    complete(one, 1.0, one.copy(), 1)
