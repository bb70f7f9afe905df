"""Citation: where a fact of the register comes from, and how much of it the source shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from waterbed.records.errors import InvalidError

Verified = Literal["yes", "partial"]


@dataclass(frozen=True, slots=True)
class Citation:
    """One source of one fact.

    Parameters
    ----------
    url
        Address of the page, with ``http://`` or ``https://``.
    verified
        ``"yes"`` where the source states the fact and its date; ``"partial"`` where a part of it
        (often the day) rests on general knowledge, which the row's note names.
    title
        Title of the page, empty where it adds nothing.
    publisher
        Who published it, empty where the address shows it.

    Raises
    ------
    InvalidError
        Where the address is none.
    """

    url: str
    verified: Verified = "yes"
    title: str = ""
    publisher: str = ""

    def __post_init__(self) -> None:
        if not self.url.startswith(("http://", "https://")):
            raise InvalidError(f"a source needs a web address, got {self.url!r}.")


def require_sources(what: str, sources: Sequence[Citation]) -> None:
    """Refuse a fact without a source.

    Parameters
    ----------
    what
        The fact, to name it in the error.
    sources
        Its sources.

    Raises
    ------
    InvalidError
        Where there are none.
    """
    if not sources:
        raise InvalidError(f"{what} has no source. Give at least one, or leave the fact out.")
