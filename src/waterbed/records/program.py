"""Program: which program this is, to the last letter of its source."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


@cache
def program() -> str:
    """Give the hash of the program's own source: any change of it is another program.

    Returns
    -------
    str
        SHA-256 over every module, in hexadecimal.
    """
    digest = hashlib.sha256()
    for name, content in _sources(files("waterbed"), ""):
        digest.update(f"{name}:{len(content)}:".encode() + content)
    return digest.hexdigest()


def _sources(folder: Traversable, above: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{above}/{one.name}"
        if one.name.endswith(".py"):
            found.append((name, one.read_bytes()))
        elif one.is_dir() and one.name != "__pycache__":
            found += _sources(one, name)
    return found
