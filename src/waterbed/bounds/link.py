"""Link: how the books of two publishers meet, and which publishers keep one book."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waterbed.records import Observation


@dataclass(frozen=True, slots=True)
class Link:
    """Two cumulative counts since 1 January that follow each other.

    Parameters
    ----------
    source, key
        The one count.
    other_source, other_key
        The other count.
    days
        How far the clocks can differ, in days.
    tolerance
        How far the counts can differ beyond that, as a part of one.
    both
        True where each limits the other; False where the other contains the one.
    because
        Why, and how it is known.

    Notes
    -----
    On every day the one count is at most ``1 + tolerance`` times the other count as it stands
    `days` later; with `both`, the same holds with the two exchanged.
    """

    source: str
    key: str
    other_source: str
    other_key: str
    days: int
    tolerance: float
    both: bool
    because: str

    @property
    def directions(self) -> tuple[tuple[tuple[str, str], tuple[str, str]], ...]:
        """Which count (source and key) is at most which."""
        one, other = (self.source, self.key), (self.other_source, self.other_key)
        return ((one, other), (other, one)) if self.both else ((one, other),)


@dataclass(frozen=True, slots=True)
class Same:
    """Publishers that print the figures of one count.

    Parameters
    ----------
    measure
        First part of the keys that this is about.
    sources
        Ids of the publishers. The first gives the book its name.
    because
        Why, and how it is known.
    """

    measure: str
    sources: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Apart:
    """Figures of short windows that a publisher counts in another way than its totals.

    Parameters
    ----------
    source, key
        The count.
    days
        The longest window that is meant.
    book
        Name of the book that they stand in.
    because
        Why, and how it is known.
    """

    source: str
    key: str
    days: int
    book: str
    because: str


@dataclass(frozen=True, slots=True)
class Books:
    """Which figures bind each other: those of one publisher, unless something else is said here.

    Parameters
    ----------
    same
        The books with several publishers.
    apart
        The publishers with several books.
    links
        How books meet.
    """

    same: tuple[Same, ...] = ()
    apart: tuple[Apart, ...] = ()
    links: tuple[Link, ...] = ()

    def book_of(self, figure: Observation) -> str:
        """Name the book that a figure stands in.

        Parameters
        ----------
        figure
            A figure.

        Returns
        -------
        str
            Name of the book.
        """
        for one in self.apart:
            if (one.source, one.key) == (figure.source, figure.key) and figure.days <= one.days:
                return one.book
        return self.book(figure.source, figure.key)

    def book(self, source: str, key: str) -> str:
        """Name the book that a publisher's totals stand in.

        Parameters
        ----------
        source
            Id of the publisher.
        key
            Key of the series.

        Returns
        -------
        str
            Id of the book's first publisher.
        """
        measure = key.partition("/")[0]
        for one in self.same:
            if one.measure == measure and source in one.sources:
                return one.sources[0]
        return source

    def linked(self, book: str, key: str) -> frozenset[str]:
        """Name the books whose count of a key follows a book's own, that book among them.

        Parameters
        ----------
        book
            Name of a book.
        key
            Key of a series.

        Returns
        -------
        frozenset of str
            The book, and those that a link in both directions joins to it.
        """
        joined = {book}
        for link in self.links:
            if link.both and link.key == link.other_key == key:
                sides = {self.book(link.source, key), self.book(link.other_source, key)}
                joined |= sides if book in sides else set()
        return frozenset(joined)


@functools.cache
def bundled_books() -> Books:
    """Read the books that come with the package.

    Returns
    -------
    Books
        From ``data/books.toml``.
    """
    text = resources.files("waterbed").joinpath("data/books.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    same = tuple(Same(**{**one, "sources": tuple(one["sources"])}) for one in tables["same"])
    apart = tuple(Apart(**one) for one in tables["apart"])
    return Books(same, apart, tuple(Link(**one) for one in tables["meet"]))
