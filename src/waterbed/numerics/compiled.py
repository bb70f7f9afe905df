"""Compiled: the one door to the compiler; machine code is kept beside the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

import numba

if TYPE_CHECKING:
    from collections.abc import Callable

_Function = TypeVar("_Function", bound="Callable[..., object]")


def compiled(function: _Function) -> _Function:
    """Compile a function over numbers and arrays to machine code.

    Parameters
    ----------
    function
        Plain loops over floats and NumPy arrays.

    Returns
    -------
    callable
        The same function, compiled on its first call. Later processes load the code from disk; each
        compiles anew where there is no folder to keep it in.
    """
    try:
        return cast("_Function", numba.njit(cache=True)(function))
    except RuntimeError:
        return cast("_Function", numba.njit(function))
