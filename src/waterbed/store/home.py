"""Home: where the store lives on this machine, and writing there without ever losing a byte."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from waterbed.records import InvalidError, StoreError


def find_home(given: Path | None = None) -> Path:
    """Say where the store is.

    Parameters
    ----------
    given
        A folder that the user named (``--home``), or None.

    Returns
    -------
    pathlib.Path
        The folder given, else ``WATERBED_HOME``, else the user's data folder as platformdirs
        knows it. It need not exist.

    Raises
    ------
    InvalidError
        Where the folder is under the home of a user who is not known.
    """
    named = given or os.environ.get("WATERBED_HOME")
    if named:
        return _whole(Path(named))
    import platformdirs  # noqa: PLC0415 - only where no folder is named

    return Path(platformdirs.user_data_dir("waterbed", appauthor=False))


def _whole(path: Path) -> Path:
    try:
        return path.expanduser().absolute()
    except RuntimeError as error:
        raise InvalidError(
            f"the store's folder {str(path)!r}: {error}. Write it in full."
        ) from error


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that it is there whole, or not at all.

    Parameters
    ----------
    path
        Where it shall stand; parent folders are made.
    content
        Its bytes.

    Raises
    ------
    StoreError
        Where the folder cannot be written.

    Notes
    -----
    Bytes go to a temporary file beside it, are flushed to disk, and the file is renamed over
    `path`; then the folder is flushed. A process killed on the way leaves a ``.part`` file that
    nothing reads.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part"
        )
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)
    except OSError as error:
        raise StoreError(
            f"cannot write {path}: {error.strerror or error}. The store is as before. Free some "
            "space, mend the rights of the folder, or name another with --home."
        ) from error


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
