"""Container: gzip and zip envelopes, opened only once their real size is counted and allowed."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from typing import IO, Final

from waterbed.records import LimitError, ParseError
from waterbed.sources.extent import refuse_wide

MAX_EXPANDED: Final = 512 * 2**20

_CHUNK: Final = 2**20
_BROKEN = (
    OSError,
    EOFError,
    IndexError,  # a member whose name begins with a NUL byte
    zlib.error,
    zipfile.BadZipFile,
    RuntimeError,
    ValueError,
)


def gunzip(content: bytes) -> bytes:
    """Expand gzip, after its size has been counted.

    Parameters
    ----------
    content
        A gzip file.

    Returns
    -------
    bytes
        What is inside.

    Raises
    ------
    LimitError
        Where it expands beyond `MAX_EXPANDED` bytes.
    ParseError
        Where it is cut off or damaged.
    """
    try:
        with gzip.open(io.BytesIO(content)) as stream:
            _count(stream, 0)
        return gzip.decompress(content)
    except _BROKEN as error:
        raise ParseError(f"the gzip file is cut off or damaged ({error}). Get it again.") from None


def repack(content: bytes) -> tuple[bytes, frozenset[str]]:
    """Expand a zip archive, after its size has been counted, and store it again uncompressed.

    Parameters
    ----------
    content
        A zip archive: a workbook, for example.

    Returns
    -------
    tuple of bytes and frozenset of str
        The same members, none compressed, so that no reader after this one expands anything; and
        their names.

    Raises
    ------
    LimitError
        Where it expands beyond `MAX_EXPANDED` bytes or its cells span too much
        (`waterbed.sources.extent`).
    ParseError
        Where it is cut off or damaged.

    Notes
    -----
    The sizes that the archive declares are not believed: every member is streamed through a
    counter first.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _count_members(archive, members)
            expanded = {member.filename: archive.read(member) for member in members}
    except _BROKEN as error:
        raise ParseError(
            f"the zip archive (an XLSX or ODS file is one) is cut off or damaged ({error}). "
            "Get it again."
        ) from None
    for name, data in expanded.items():
        refuse_wide(name, data)
    return _stored(expanded), frozenset(expanded)


def _count_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    total = 0
    for member in members:
        member.file_size = MAX_EXPANDED + 2 * _CHUNK  # else reading stops at the declared size
        with archive.open(member) as stream:
            total = _count(stream, total)


def _count(stream: IO[bytes] | gzip.GzipFile, total: int) -> int:
    while chunk := stream.read(_CHUNK):
        total += len(chunk)
        if total > MAX_EXPANDED:
            raise LimitError(
                f"refused: it expands to more than {MAX_EXPANDED:,} bytes, the most that is "
                "allowed. A publisher's table is far smaller; look at where it came from."
            )
    return total


def _stored(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()
