"""Article: a report as it was read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from waterbed.records.claim import Claim, EventMention, Note, Role, Statement


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence or heading.

    Parameters
    ----------
    text
        Verbatim.
    start, end
        Offsets in the text that it comes from.
    heading
        True for a line of its own that ends without a stop.
    """

    text: str
    start: int
    end: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A report with everything that was found in it.

    Parameters
    ----------
    text
        The whole text; every offset points into it.
    title, outlet
        As given, empty where not.
    published
        The day of publication, None where not given.
    language
        Language of the text: ``en``, ``it`` or ``fr``.
    url
        Where it stands, empty where it came from a file.
    statements
        In the order of the text.
    claims
        In the order of the text; each names its statement.
    events
        What the text says happened.
    roles
        The titles that it gives to persons.
    notes
        Where it does not fit with itself.
    sentences
        Every sentence and heading, in order.
    """

    text: str
    title: str = ""
    outlet: str = ""
    published: dt.date | None = None
    language: str = "en"
    url: str = ""
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[EventMention, ...] = ()
    roles: tuple[Role, ...] = ()
    notes: tuple[Note, ...] = ()
    sentences: tuple[Sentence, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Give everything as JSON-ready fields, without the text itself."""
        return {
            "title": self.title,
            "outlet": self.outlet,
            "published": self.published.isoformat() if self.published else None,
            "language": self.language,
            "url": self.url,
            "statements": [one.as_dict() for one in self.statements],
            "claims": [one.as_dict() for one in self.claims],
            "events": [one.as_dict() for one in self.events],
            "roles": [one.as_dict() for one in self.roles],
            "notes": [one.as_dict() for one in self.notes],
        }
