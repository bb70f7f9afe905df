"""Compiled: the one door to the compiler; machine code is kept beside the source."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

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
        The same function, compiled on its first call. Later processes load the code from disk,
        until any module of this package changes; each compiles anew where there is no folder to
        keep it in.
    """
    return _kept(function)


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
    return _kept(function, nogil=True, error_model="numpy")


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
    return _kept(function, error_model="numpy", forceinline=True)


def compiled_inside(function: _Function) -> _Function:
    """Compile a function that only compiled functions call, and becomes part of them.

    Parameters
    ----------
    function
        As for `compiled_within`, with many arrays in tuples.

    Returns
    -------
    callable
        The same function. It has no door to Python, which would take longer to compile than the
        function itself; calling it from there ends the process.
    """
    closed: Any = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
    made = numba.njit(error_model="numpy", forceinline=True, **closed)(function)
    return cast("_Function", made)


def inlined(function: _Function) -> _Function:
    """Make a function a part of the compiled functions that call it.

    Parameters
    ----------
    function
        A small step of others. It is not compiled on its own, which spares a third of the time
        that compiling takes.

    Returns
    -------
    callable
        The same function.
    """
    return cast("_Function", numba.njit(inline="always")(function))


def is_kept(made: object) -> bool:
    """Say whether machine code of a compiled function is on disk.

    Parameters
    ----------
    made
        What `compiled` gave.

    Returns
    -------
    bool
        True as well where there is no folder to keep any in.
    """
    file = _file(made)
    return file is None or bool(file._load_index())  # noqa: SLF001 - as below


def _file(made: object) -> Any:  # noqa: ANN401 - the compiler's
    return getattr(getattr(made, "_cache", None), "_cache_file", None)


def _kept(function: _Function, **options: Any) -> _Function:  # noqa: ANN401 - the compiler's
    try:
        made = numba.njit(cache=True, **options)(function)
    except RuntimeError:
        return cast("_Function", numba.njit(**options)(function))
    _date_by_package(made)
    return cast("_Function", made)


def _date_by_package(made: object) -> None:
    """Keep code for as long as no module of the package changes.

    The compiler itself looks at a function's own module alone, and would go on using code that
    holds old parts from others.
    """
    file = _file(made)
    if file is not None:
        file._source_stamp = _package()  # noqa: SLF001 - the compiler has no other door to it


@cache
def _package() -> str:
    digest = hashlib.sha256()
    for one in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(one.read_bytes())
    return digest.hexdigest()
