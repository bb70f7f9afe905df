"""Documents: which file of which publisher lies where. Configuration, not code.

The bundled list is ``data/documents.toml``; a ``documents.toml`` in the home folder changes its
entries by id or adds more.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, Literal
from urllib.parse import urlsplit

import msgspec

from waterbed.records import InvalidError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable
    from pathlib import Path

Media = Literal["csv", "json", "xlsx", "ods"]

FILE_NAME: Final = "documents.toml"
_ID = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)*")
_PARSER = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_HEADER_NAME = re.compile(r"[A-Za-z0-9-]+")
_DATE_GROUPS: Final = {"year", "month", "day"}


@dataclass(frozen=True, slots=True)
class Document:
    """One file of a publisher: where it lies and which parser reads it.

    Parameters
    ----------
    id
        Its name in the record, beginning with the source: ``"unhcr/italy-daily"``. Each new
        vintage of it replaces the last as a whole.
    source
        Id of the publishing `waterbed.records.Source`.
    url
        Where it lies; with `discover`, the page that links to it.
    parser
        ``"module.function"`` within `waterbed.sources`, for example ``"unhcr.parse_timeseries"``.
    media
        What it is. An answer that is something else (a web page, say) is refused.
    options
        What the parser must know beyond the bytes, as text.
    headers
        Request headers that this publisher needs instead of the usual ones.
    discover
        Regular expression of the link to look for on the page at `url`; empty where `url` is the
        file itself. Groups named ``year``, ``month`` and ``day`` tell when it was published, and
        the newest link is taken.

    Raises
    ------
    InvalidError
        Where a value cannot be meant; the message names the key.
    """

    id: str
    source: str
    url: str
    parser: str
    media: Media
    options: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    discover: str = ""

    def __post_init__(self) -> None:
        for key, fits, possible in (
            ("id", _ID.fullmatch(self.id), "small letters, digits, - and /, as in 'unhcr/malta'"),
            ("source", _ID.fullmatch(self.source), "the id of a source, as in 'unhcr'"),
            ("url", _is_address(self.url), "a whole http or https address, no password in it"),
            ("parser", _PARSER.fullmatch(self.parser), "'module.function', as in 'uk.parse'"),
            ("headers", _are_headers(self.headers), "plain names and values in printable ASCII"),
            ("discover", _is_link(self.discover), "an expression with year, month and day or none"),
        ):
            if not fits:
                raise InvalidError(f"{key} is {getattr(self, key)!r}. Write {possible}.")


def documents(home: Path | None = None) -> tuple[Document, ...]:
    """Give every document that can be pulled.

    Parameters
    ----------
    home
        The home folder, whose ``documents.toml`` is read over the bundled one; None for the
        bundled list alone.

    Returns
    -------
    tuple of Document
        Bundled ones in their order, then the user's own.

    Raises
    ------
    InvalidError
        Where a file is not such a list; the message names the file, the entry and the key.

    Notes
    -----
    An entry of the user's with a bundled id changes only the keys that it gives, so that
    ``id`` and ``url`` suffice when a publisher has moved a file.
    """
    files: list[Traversable] = [resources.files("waterbed") / "data" / FILE_NAME]
    if home is not None and (own := home / FILE_NAME).exists():
        files.append(own)
    entries: dict[str, dict[str, Any]] = {}
    found: dict[str, Document] = {}
    for file in files:
        for name, entry in _entries(file).items():
            entries[name] = entries.get(name, {}) | entry
            found[name] = _document(entries[name], f"{file}, document {name!r}")
    return tuple(found.values())


def _entries(file: Traversable) -> dict[str, dict[str, Any]]:
    try:
        content = tomllib.loads(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InvalidError(f"{file} is not readable TOML in UTF-8: {error}.") from error
    listed = content.pop("document", [])
    if content or not isinstance(listed, list):
        raise InvalidError(
            f"{file} has {', '.join(content) or 'one [document]'} where only [[document]] entries "
            "are read. Begin each entry with [[document]]."
        )
    entries: dict[str, dict[str, Any]] = {}
    for place, entry in enumerate(listed, start=1):
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str) or name in entries:
            raise InvalidError(
                f"{file}, entry {place}: its id is {name!r}. Give each entry an id of its own."
            )
        entries[name] = entry
    return entries


def _document(entry: dict[str, Any], where: str) -> Document:
    known = [one.name for one in dataclasses.fields(Document)]
    if strangers := set(entry) - set(known):
        raise InvalidError(
            f"{where}: no such key {', '.join(sorted(strangers))!r}. "
            f"The keys are {', '.join(known)}."
        )
    try:
        return msgspec.convert(entry, Document)
    except (msgspec.ValidationError, InvalidError) as error:
        raise InvalidError(f"{where}: {str(error).replace('`$.', '`')}") from error


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if not (url.isascii() and url.isprintable()) or " " in url or parts.username:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _is_link(pattern: str) -> bool:
    try:
        groups = _DATE_GROUPS & set(re.compile(pattern).groupindex)
    except re.error:
        return False
    return groups in (set(), _DATE_GROUPS)


def _are_headers(headers: dict[str, str]) -> bool:
    return all(
        _HEADER_NAME.fullmatch(name) and value.isascii() and value.isprintable()
        for name, value in headers.items()
    )
