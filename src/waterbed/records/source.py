"""Source: a publisher of figures and what it lets others do with them."""

from __future__ import annotations

from dataclasses import dataclass

from waterbed.records.errors import InvalidError


@dataclass(frozen=True, slots=True)
class Source:
    """A publisher of figures.

    Parameters
    ----------
    id
        Short name in lower case, as used on the command line: ``"unhcr"``.
    publisher
        The publisher's own name.
    title
        What it publishes.
    url
        Where a person reads it.
    licence
        The terms of reuse in words; ``"not stated"`` where there are none. Never empty.
    licence_url
        Where the terms stand, or an empty string where they are not stated.
    cadence
        How often new figures come, in words.
    language
        Language of the publication as a BCP 47 tag.
    caveats
        What a reader must know before using its figures, one sentence each.

    Raises
    ------
    InvalidError
        Where the licence statement is empty.
    """

    id: str
    publisher: str
    title: str
    url: str
    licence: str
    licence_url: str
    cadence: str
    language: str
    caveats: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.licence.strip():
            raise InvalidError(
                f"source {self.id!r} has no licence statement. Write the terms, or 'not stated'."
            )
