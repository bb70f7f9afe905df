"""Cache: answers that took long, kept by the content of their question; any of them may be lost."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from waterbed.records import StoreError, WaterbedError, program
from waterbed.store.home import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable

_Answer = TypeVar("_Answer")
_DIGEST = 32
_log = logging.getLogger(__name__)


def find_cache(given: Path | None = None) -> Path:
    """Say where answers are kept.

    Parameters
    ----------
    given
        A folder, or None.

    Returns
    -------
    pathlib.Path
        The folder given, else ``WATERBED_CACHE``, else the user's cache folder as platformdirs
        knows it. It need not exist, and may be removed at any time.
    """
    named = given or os.environ.get("WATERBED_CACHE")
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs  # noqa: PLC0415 - only where no folder is named

    return Path(platformdirs.user_cache_dir("waterbed", appauthor=False))


def remembered(
    question: object,
    kind: type[_Answer],
    make: Callable[[], _Answer],
    *,
    folder: Path | None = None,
) -> _Answer:
    """Give an answer that was kept, or make and keep it.

    Parameters
    ----------
    question
        Everything that the answer depends on but the program itself: records, numbers, text.
    kind
        The record that answers.
    make
        Works it out.
    folder
        Where answers are kept; None for `find_cache`.

    Returns
    -------
    The answer
        The same whether it was kept or made.

    Notes
    -----
    The name of a file is the hash of the question and of the program's own source, so that neither
    other data nor another version finds it. The file begins with the hash of the rest; one that was
    cut short, changed or written by other code does not fit, and the answer is made anew. Where the
    folder cannot be written, the log says so and the answer is given all the same.
    """
    name = f"{kind.__name__.lower()}-{_named(question)}"
    path = find_cache(folder) / name
    kept = _read(path, kind)
    if kept is not None:
        return kept
    made = make()
    content = msgspec.msgpack.encode(made)
    try:
        write_whole(path, hashlib.sha256(content).digest() + content)
    except StoreError as error:
        _log.warning("an answer is not kept for the next time: %s", error)
    return made


def _named(question: object) -> str:
    content = msgspec.msgpack.encode([program(), question], enc_hook=str)
    return hashlib.sha256(content).hexdigest()


def _read(path: Path, kind: type[_Answer]) -> _Answer | None:
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
        _log.warning("%s is damaged; its answer is made anew", path)
        return None
    try:
        return msgspec.msgpack.decode(content[_DIGEST:], type=kind)
    except (msgspec.MsgspecError, WaterbedError):
        _log.warning("%s cannot be read; its answer is made anew", path)
        return None
