"""Located: a TOML text as tables that know their lines; an error names key, line and choice."""

from __future__ import annotations

import difflib
import math
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from waterbed.records import InvalidError, NotFoundError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

_Path = tuple[str | int, ...]
_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*("[^"]+"|'[^']+'|[\w\-]+)\s*=""")
_STRINGS = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")


def read_text(path: Path, what: str, instead: str) -> str:
    """Read a file of text.

    Parameters
    ----------
    path
        The file.
    what
        What it should be and how it was named, for the error: ``"scenario 'mine.toml'"``.
    instead
        What to name instead.

    Returns
    -------
    str
        Its text.

    Raises
    ------
    NotFoundError
        Where there is no such file, or it cannot be read as text.
    """
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        why = "there is no such file"
    except IsADirectoryError:
        why = "that is a folder"
    except UnicodeDecodeError:
        why = "the file is no text in UTF-8"
    except (OSError, ValueError):
        why = "the system does not let it be read"
    raise NotFoundError(f"no {what}: {why}. Name {instead}.")


@dataclass(frozen=True, slots=True)
class Located:
    """One table of a TOML text.

    Parameters
    ----------
    file
        Name of the file, for the errors.
    content
        The table.
    path
        Where in the text it is.
    lines
        The line of every key of the text.
    """

    file: str
    content: Mapping[str, object]
    path: _Path
    lines: Mapping[_Path, int]

    def error(self, key: str, said: str) -> InvalidError:
        """Make the error of one key: file, line, table, key and what is wrong."""
        where = next(
            (self.lines[one] for one in ((*self.path, key), self.path) if one in self.lines), None
        )
        line = f", line {where}" if where else ""
        return InvalidError(f"{self.file}{line}, {_named((*self.path, key))}: {said}")

    def only(self, known: Collection[str]) -> None:
        """Refuse a key that is not among the known ones."""
        for key in self.content:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                meant = f" Did you mean {near[0]!r}?" if near else ""
                raise self.error(key, f"no such key.{meant} Allowed: {', '.join(known)}.")

    def text(self, key: str, default: str | None = None) -> str:
        """Give a text; without a default the key is needed."""
        value = self.content.get(key, default)
        if not isinstance(value, str):
            raise self._needs(key, "a text", value)
        return value

    def one_of(self, key: str, allowed: Collection[str]) -> str:
        """Give one of some allowed texts."""
        return self.among(key, self.text(key), allowed)

    def among(self, key: str, value: str, allowed: Collection[str]) -> str:
        """Refuse a text of this key that is not among the allowed ones."""
        if value not in allowed:
            near = difflib.get_close_matches(value, allowed, n=1)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            raise self.error(key, f"got {value!r}.{meant} Allowed: {', '.join(allowed)}.")
        return value

    def number(self, key: str, least: float, most: float, default: float | None = None) -> float:
        """Give a number within its limits, both included; without a default the key is needed."""
        return self.within(key, self.content.get(key, default), least, most)

    def within(self, key: str, value: object, least: float, most: float) -> float:
        """Refuse a value of this key that is no number within its limits."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._needs(key, f"a number from {least:g} to {most:g}", value)
        if not (math.isfinite(value) and least <= value <= most):
            raise self.error(key, f"got {value:g}. Allowed: a number from {least:g} to {most:g}.")
        return float(value)

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Give a whole number within its limits, both included."""
        value = self.content.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise self._needs(key, f"a whole number from {least} to {most}", value)
        return value

    def flag(self, key: str) -> bool:
        """Give true or false, false where it is left out."""
        value = self.content.get(key, False)
        if not isinstance(value, bool):
            raise self._needs(key, "true or false", value)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Give a list of texts, not empty."""
        value = self.content.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(v, str) for v in value):
            raise self._needs(key, "a list of texts", value)
        return tuple(value)

    def table(self, key: str) -> Located:
        """Give a table within this one."""
        value = self.content.get(key)
        if not isinstance(value, dict):
            raise self._needs(key, "a table", value)
        return Located(self.file, value, (*self.path, key), self.lines)

    def tables(self, key: str) -> Iterator[tuple[str, Located]]:
        """Give each table within a table, with its name."""
        inner = self.table(key)
        for name in inner.content:
            yield name, inner.table(name)

    def entries(self, key: str) -> Iterator[Located]:
        """Give each entry of an array of tables; none where it is left out."""
        value = self.content.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self._needs(key, f"entries, each under [[{key}]]", value)
        for place, one in enumerate(value):
            yield Located(self.file, one, (*self.path, key, place), self.lines)

    def _needs(self, key: str, what: str, value: object) -> InvalidError:
        got = "is missing" if value is None else f"got {value!r}"
        return self.error(key, f"{got}. Give {what}.")


def located(text: str, file: str) -> Located:
    """Read a TOML text.

    Parameters
    ----------
    text
        The text.
    file
        Its name, for the errors.

    Returns
    -------
    Located
        The whole text as one table.

    Raises
    ------
    InvalidError
        Where it is no TOML; line and column are named.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidError(f"{file} is not TOML: {error}. Mend that line.") from None
    lines: dict[_Path, int] = {}
    for path, line in _lines(text):
        for length in range(1, len(path) + 1):
            lines.setdefault(path[:length], line)
    return Located(file, content, (), lines)


def _lines(text: str) -> Iterator[tuple[_Path, int]]:
    """Find the line of each header and key; brackets tell where a value runs over several lines."""
    path: _Path = ()
    counts: dict[str, int] = {}
    depth = 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = _STRINGS.sub("", line)
        if depth == 0 and (header := _HEADER.match(line)):
            path = _parts(header[2])
            if header[1] == "[[":
                counts[header[2]] = counts.get(header[2], -1) + 1
                path = (*path, counts[header[2]])
            yield path, number
            continue
        if depth == 0 and (key := _KEY.match(line)):
            yield (*path, key[1].strip("\"'")), number
        depth = max(0, depth + sum(bare.count(c) for c in "[{") - sum(bare.count(c) for c in "]}"))


def _parts(header: str) -> _Path:
    return tuple(part.strip().strip("\"'") for part in re.findall(r'"[^"]+"|[^.]+', header))


def _named(path: _Path) -> str:
    """Write a path as people say it: ``lever 2, key on`` or ``zones.tunisia, key attempt``."""
    words = ""
    for part in path[:-1]:
        words += f" {part + 1}" if isinstance(part, int) else f"{'.' if words else ''}{part}"
    return f"{words}, key {path[-1]}" if words else f"key {path[-1]}"
