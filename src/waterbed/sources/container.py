"""Container: gzip and zip envelopes, opened only once their real size is counted and allowed."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
import zlib
from typing import IO, Final

from waterbed.records import LimitError, ParseError

MAX_EXPANDED: Final = 512 * 2**20
MAX_CELLS: Final = 16 * 2**20

_CHUNK: Final = 2**20
_BROKEN = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, ValueError)
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{0,9})(\d{1,9})""")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")


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
        Where it expands beyond `MAX_EXPANDED` bytes or its cells span more than `MAX_CELLS`.
    ParseError
        Where it is cut off or damaged.

    Notes
    -----
    The sizes that the archive declares are not believed: every member is streamed through a
    counter first. A cell's address is not believed either: readers lay a sheet out as a full
    rectangle, so two cells far apart in a file of 2 KB would ask for 550 GB.

    References
    ----------
    https://github.com/tafia/calamine/issues/693
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
        _refuse_sparse(name, data)
    return _stored(expanded), frozenset(expanded)


def _count_members(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    total = 0
    for member in members:
        member.file_size = MAX_EXPANDED + 1  # else reading would stop at the declared size
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


def _refuse_sparse(name: str, data: bytes) -> None:
    references = set(_REFERENCE.findall(data))
    if not references and not _ROW.search(data):
        return
    cells_a_row = [len(_CELL.findall(row)) for row in _ROW.split(data)]
    rows = len(cells_a_row) + max((int(row) for _, row in references), default=0)
    columns = max(cells_a_row) + max(
        (_column_number(letters) for letters, _ in references), default=0
    )
    if rows * columns > MAX_CELLS:
        raise LimitError(
            f"refused: the cells of {name} span up to {rows:,} rows and {columns:,} columns, more "
            f"than {MAX_CELLS:,} cells together. Delete the stray cells far from the table."
        )


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _stored(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()
