"""The error tree. Every message says what, what was got, what was possible, what to do next.

::

    WaterbedError
    ├── IncommensurableError   two counts that do not add (persons and detections)
    ├── NotFoundError          no such key, source, actor, agreement, event
    ├── InvalidError           a value from the user that cannot be meant
    ├── FetchError             the network: status, time-out, size, wrong kind of content
    ├── ParseError             bytes that are not what their source publishes
    ├── LimitError             refused because larger than a stated limit
    └── StoreError             the store on disk is not as it should be
"""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class WaterbedError(Exception):
    """Root of every error that waterbed raises on purpose."""


class IncommensurableError(WaterbedError):
    """Two counts of different things were about to be added or compared."""


class NotFoundError(WaterbedError):
    """Something was asked for by a name that the record does not hold."""

    @classmethod
    def among(
        cls, what: str, got: str, known: Iterable[str], command: str, *, listed: int | None = None
    ) -> NotFoundError:
        """Build the error with the nearest known names in it.

        Parameters
        ----------
        what
            The kind of thing, for example ``"series"``.
        got
            The name that was asked for.
        known
            Every name that exists.
        command
            The command that lists them all; empty to list them in the message, where they are few.
        listed
            How many it lists, where one thing has several names; None for as many as names.

        Returns
        -------
        NotFoundError
            With up to three near names, found by difflib's ratio on names and on their parts.
        """
        names = sorted(set(known))
        near = difflib.get_close_matches(got, names, n=3, cutoff=0.5)
        near += [name for name in names if got and got.casefold() in name.casefold()]
        hint = list(dict.fromkeys(near))[:3]
        meant = f" Did you mean {' or '.join(repr(name) for name in hint)}?" if hint else ""
        count = len(names) if listed is None else listed
        rest = f"`{command}` lists all {count}." if command else f"Name one of {', '.join(names)}."
        return cls(f"no {what} {got!r}.{meant} {rest}")


class InvalidError(WaterbedError):
    """A value that a user gave cannot be meant: a date, an interval, an option."""


class FetchError(WaterbedError):
    """An address did not give what its source publishes there."""


class ParseError(WaterbedError):
    """Bytes are not what their source publishes."""


class LimitError(WaterbedError):
    """Something is larger than the stated limit and was refused."""


class StoreError(WaterbedError):
    """The store on disk is not as it should be."""
