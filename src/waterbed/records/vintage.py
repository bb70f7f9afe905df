"""Vintage: one publication as it was on the day it was retrieved. Immutable."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from waterbed.records.dates import PartialDate
from waterbed.records.errors import InvalidError


@dataclass(frozen=True, slots=True)
class Vintage:
    """One publication, its bytes named by their hash.

    Parameters
    ----------
    source
        Id of the publishing `Source`.
    document
        Which of the source's documents, for example ``"frontex/detections"``. A later vintage of
        a document replaces the earlier one as a whole.
    content
        SHA-256 of the bytes, 64 hexadecimal digits.
    retrieved
        When the bytes were got, with time zone.
    published
        When the world could know, as precisely as it is known; None where the publisher does not
        say. A figure without a date of publication counts as known from `retrieved`.
    url
        Where the bytes came from, empty for a file from disk.
    media_type
        As the server said, or guessed from the file's name.
    parser
        Name of the parser that makes rows of the bytes, for example ``"frontex.detections"``.
    options
        The parser's options as pairs, so that the bytes can be parsed again.
    reported_by
        The outlet that quotes the publisher; empty where the publisher speaks itself.
    etag, last_modified
        What the server gave for a conditional request; empty where nothing.
    note
        Anything a reader must know, empty where nothing.
    sighting
        1 for bytes that are new to the document; 2 and more where the publisher went back to bytes
        that it had replaced.

    Raises
    ------
    InvalidError
        Where the hash is no SHA-256, the time of retrieval has no time zone, or the date of
        publication is later than the retrieval.
    """

    source: str
    document: str
    content: str
    retrieved: dt.datetime
    published: PartialDate | None = None
    url: str = ""
    media_type: str = ""
    parser: str = ""
    options: tuple[tuple[str, str], ...] = ()
    reported_by: str = ""
    etag: str = ""
    last_modified: str = ""
    note: str = ""
    sighting: int = 1

    def __post_init__(self) -> None:
        if len(self.content) != 64 or set(self.content) - set("0123456789abcdef"):  # noqa: PLR2004
            raise InvalidError(f"a vintage is named by a SHA-256, got {self.content!r}.")
        if self.retrieved.tzinfo is None:
            raise InvalidError(f"retrieved must carry a time zone, got {self.retrieved!r}.")
        if self.published and self.published.first > self.retrieved.date():
            raise InvalidError(
                f"{self.document}: published {self.published}, but retrieved before that, on "
                f"{self.retrieved.date()}. Give the day on which it was published."
            )

    @property
    def id(self) -> str:
        """Readable and unique: the document, the first 12 digits of the hash, a later sighting."""
        again = f"+{self.sighting}" if self.sighting > 1 else ""
        return f"{self.document}@{self.content[:12]}{again}"

    @property
    def known(self) -> dt.date:
        """The first day on which the record can show that its figures were known."""
        seen = self.retrieved.date()
        return min(self.published.last, seen) if self.published else seen
