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


def compiled_free(function: _Function) -> _Function:
    """Compile a function that lets other threads of the process run beside it.

    Parameters
    ----------
    function
        As for `compiled`; threads that call it at once write to different rows.

    Returns
    -------
    callable
        The same function, compiled on its first call.
    """
    try:
        return cast("_Function", numba.njit(cache=True, nogil=True, error_model="numpy")(function))
    except RuntimeError:
        return cast("_Function", numba.njit(nogil=True)(function))


def compiled_within(function: _Function) -> _Function:
    """Compile a function that becomes part of whatever calls it.

    Parameters
    ----------
    function
        As for `compiled`; small, or called in one place. A division by zero gives infinity or not
        a number, as NumPy has it.

    Returns
    -------
    callable
        The same function, compiled on its first call. Passing it a tuple of arrays costs nothing.
    """
    try:
        within = numba.njit(cache=True, error_model="numpy", forceinline=True)
        return cast("_Function", within(function))
    except RuntimeError:
        return cast("_Function", numba.njit(error_model="numpy", forceinline=True)(function))
