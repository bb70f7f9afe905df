"""A report to check: its text, and what it says of itself, from a file, standard input or the web.

HTML and network libraries are loaded only where a page or an address is really there.
"""

from __future__ import annotations

import datetime as dt
import re
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from waterbed.check.decode import decode
from waterbed.check.extract import extract
from waterbed.check.walls import refuse_walls
from waterbed.check.wrapped import unwrap
from waterbed.read.text import clean_text
from waterbed.records import FetchError, InvalidError, LimitError, WaterbedError
from waterbed.sources.address import Address
from waterbed.sources.http import MEBIBYTE, Limits, visit

if TYPE_CHECKING:
    import httpx2

    from waterbed.check.extract import Markup
    from waterbed.check.markup import Said

MAX_BYTES: Final = 5 * MEBIBYTE
PATIENCE: Final = Limits(bytes=MAX_BYTES, connect=5.0, read=10.0, total=30.0, attempts=2)

_SHOWN: Final = 120
_ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|(?:data|file|javascript|mailto):")
_CHARSET: Final = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_LOOKS_LIKE_HTML: Final = re.compile(
    r"\s*<(?:!--|\?xml|(?:!doctype\s+html|html|head|body|main|article|div)\b)", re.IGNORECASE
)
_MARKUPS: Final[dict[str, Markup]] = {
    "text/html": "HTML",
    "application/xhtml+xml": "HTML",
    ".html": "HTML",
    ".htm": "HTML",
    ".xhtml": "HTML",
    "text/markdown": "Markdown",
    ".md": "Markdown",
    ".markdown": "Markdown",
}
_PERHAPS_TEXT: Final = re.compile(r"text/.*|application/(xhtml\+xml|xml|octet-stream)|")
_RETYPE: Final = "Save its text in a file and check that."
_OTHER_KINDS: Final = (
    (b"%PDF-", "a PDF", "Save its text (`pdftotext report.pdf`) and check that."),
    (b"PK\x03\x04", "an office document or an archive", _RETYPE),
    (b"\xd0\xcf\x11\xe0", "an office document", _RETYPE),
    (b"{\\rtf", "an RTF document", _RETYPE),
    (b"\x1f\x8b", "a compressed file", "Unpack it and check what is in it."),
    (b"\x89PNG", "an image", _RETYPE),
    (b"\xff\xd8\xff", "an image", _RETYPE),
    (b"GIF8", "an image", _RETYPE),
)


@dataclass(frozen=True, slots=True)
class Page:
    """A report to check.

    Parameters
    ----------
    text
        What is checked: one line a paragraph or heading, the title first where there is one.
        All offsets refer to it.
    title
        As the document gives it; None for plain text.
    outlet
        Who publishes it, as the document or its address says.
    published
        The day that the document declares; never guessed from its text.
    language
        Two or three small letters, where the document declares it.
    url
        Where it came from at last, after redirects.
    notes
        What had to be assumed to read it, as sentences.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    published: dt.date | None = None
    language: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Given:
    name: str
    content: bytes
    path: str = ""
    url: str | None = None
    media_type: str = ""


def load(what: str, *, allow_local: bool = False, client: httpx2.Client | None = None) -> Page:
    """Load a report to check.

    Parameters
    ----------
    what
        The path of a file with plain text, Markdown or HTML; ``-`` for standard input; or an http
        or https address.
    allow_local
        True where an address may lead to this machine or a private network.
    client
        The client to ask with; where None, one that reaches public hosts alone unless
        `allow_local`. What a given client connects to is its owner's affair: names are checked
        before each request, but not pinned.

    Returns
    -------
    Page
        The text, with what the document says of itself.

    Raises
    ------
    InvalidError
        Where there is no such file, or it holds no text: a PDF, an image, an unknown encoding.
    FetchError
        Where an address cannot be reached, refuses, lies in a private network, or holds no
        article: a consent wall, a robot check, an empty page.
    LimitError
        For more than `MAX_BYTES`, for text longer than `waterbed.read.text.LIMIT`, and for markup
        that takes too long.
    ParseError
        Where the text is mostly control characters.

    Notes
    -----
    Takes at most the `PATIENCE` for an address, and `waterbed.check.extract.SECONDS` for markup.
    What begins like HTML is HTML whatever its name; Markdown is told by name or media type.
    """
    what = what.strip() if _ADDRESS.match(what.strip()) else what
    if what == "-":
        given = _from_standard_input()
    elif _ADDRESS.match(what):
        given = _from_address(Address(what, allow_local), client)
    else:
        given = _from_file(what)
    try:
        return _page(given)
    except WaterbedError as error:
        fetched = given.url is not None and isinstance(error, InvalidError)
        raise (FetchError if fetched else type(error))(f"{given.name}: {error}") from error


def _from_standard_input() -> _Given:
    try:
        return _Given("standard input", sys.stdin.buffer.read(MAX_BYTES + 1))
    except (AttributeError, OSError) as error:
        raise InvalidError(
            f"standard input cannot be read ({error}). Pipe a text in, or give a path."
        ) from error


def _from_file(what: str) -> _Given:
    name = repr(what) if len(what) <= _SHOWN else f"{what[:_SHOWN]!r}…"
    path = Path(what)
    try:
        if not what or not path.exists():
            raise InvalidError(
                f"there is no file {name}. Give a path, - for standard input, or an address with "
                "https:// in front."
            )
        if path.is_dir():
            raise InvalidError(f"{name} is a folder. Give one file of it.")
        if not path.is_file():
            raise InvalidError(f"{name} is not a plain file. Pipe it in: `waterbed check -`.")
        with path.open("rb") as file:
            return _Given(name, file.read(MAX_BYTES + 1), path=what)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InvalidError(f"{name} cannot be read ({reason}). Give another path.") from error


def _from_address(address: Address, client: httpx2.Client | None) -> _Given:
    found = visit(address, client=client, limits=PATIENCE)
    path = urlsplit(found.url).path
    name = ascii(found.url)[1:-1]
    return _Given(name, found.content, path=path, url=found.url, media_type=found.media_type)


def _page(given: _Given) -> Page:
    _refuse_other_kinds(given)
    text, assumed = decode(given.content, _declared_encoding(given))
    markup, joined = _markup(given, text), ""
    if markup is None:
        text, joined = unwrap(text)
    said: Said = extract(text, markup, url=given.url) if markup else {"text": text}
    if markup == "HTML":
        refuse_walls(said)
    title, published = said.get("title"), said.get("published")
    return Page(
        text=clean_text(_titled(said["text"] or "", title)),
        title=title,
        outlet=said.get("outlet"),
        published=dt.date.fromisoformat(published) if published else None,
        language=said.get("language"),
        url=given.url,
        notes=tuple(filter(None, (assumed, joined))),
    )


def _refuse_other_kinds(given: _Given) -> None:
    if len(given.content) > MAX_BYTES:
        raise LimitError(
            f"it holds more than {MAX_BYTES // MEBIBYTE} MiB, and was not read. "
            "Cut out the report and check that."
        )
    if not given.content.strip():
        raise InvalidError("there is no text in it. Give the text of a report.")
    media = _media(given)
    for beginning, kind, advice in _OTHER_KINDS:
        if given.content.lstrip().startswith(beginning):
            raise InvalidError(f"it is {kind}, not text. {advice}")
    if not _PERHAPS_TEXT.fullmatch(media):
        raise InvalidError(f"it is {media!r}, not text. {_RETYPE}")


def _media(given: _Given) -> str:
    return given.media_type.partition(";")[0].strip().casefold()


def _declared_encoding(given: _Given) -> str:
    declared = _CHARSET.search(given.media_type.encode()) or _CHARSET.search(given.content, 0, 4096)
    return declared[1].decode("ascii", "replace") if declared else ""


def _markup(given: _Given, text: str) -> Markup | None:
    if _LOOKS_LIKE_HTML.match(text):
        return "HTML"
    suffix = PurePosixPath(given.path).suffix.casefold()
    return _MARKUPS.get(_media(given)) or _MARKUPS.get(suffix)


def _titled(text: str, title: str | None) -> str:
    if not title or title.casefold() in (line.strip().casefold() for line in text.splitlines()):
        return text
    return f"{title}\n{text}"
