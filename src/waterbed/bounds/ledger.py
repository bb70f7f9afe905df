"""Ledger: in each book a cumulative count for each finest part, and a row for each figure."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from waterbed.bounds.program import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from waterbed.bounds.limits import Limits
    from waterbed.bounds.options import BoundsOptions
    from waterbed.records import Quantity

_DAY = dt.timedelta(days=1)


class Count(NamedTuple):
    """The count of one window in one book; both days included, nothing where they are reversed."""

    book: str
    key: str
    start: dt.date
    end: dt.date


class Meeting(NamedTuple):
    """One count is at most a factor times another."""

    one: Count
    factor: float
    other: Count


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns: for each book and atom, the cumulative count at each cut of the calendar.

    Parameters
    ----------
    atoms
        For each book and key, the numbers of its atoms. An atom is a set of finest parts that no
        key of the book tells apart.
    place
        Number of each cut, a first day of a stretch. At cut 0 every cumulative count is zero and
        has no column.
    """

    atoms: Mapping[tuple[str, str], Sequence[int]]
    place: Mapping[dt.date, int]

    @property
    def columns(self) -> int:
        """How many there are."""
        return self._length * (1 + max(n for numbers in self.atoms.values() for n in numbers))

    @property
    def _length(self) -> int:
        return len(self.place) - 1

    def terms(self, count: Count, weight: float = 1.0) -> dict[int, float]:
        """Write a count as two cumulative counts, or one, for each of its atoms.

        Parameters
        ----------
        count
            A count whose book, key and days are in the grid.
        weight
            What it is multiplied by.

        Returns
        -------
        dict
            Coefficient of each column.
        """
        if count.end < count.start:
            return {}
        first, last = self.place[count.start], self.place[count.end + _DAY]
        terms = {}
        for atom in self.atoms[count.book, count.key]:
            zero = atom * self._length - 1
            terms[zero + last] = weight
            if first:
                terms[zero + first] = -weight
        return terms

    def never_fall(self) -> list[Row]:
        """Keep every cumulative count from falling.

        Returns
        -------
        list of Row
            One for each column that has one before it.
        """
        return [
            Row({column: 1.0, column - 1: -1.0}, lower=0.0)
            for column in range(self.columns)
            if column % self._length
        ]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that a set of figures says, as columns and rows.

    Parameters
    ----------
    grid
        Which column stands for what.
    rows
        Counts never fall, figures hold, books meet.
    options
        Geography, books and links.
    """

    grid: Grid
    rows: tuple[Row, ...]
    options: BoundsOptions

    def weights(self, terms: Iterable[tuple[float, Quantity]]) -> dict[int, float]:
        """Write a weighted sum of quantities in columns.

        Parameters
        ----------
        terms
            Weight and quantity; the ledger was made for these quantities.

        Returns
        -------
        dict
            Weight of each column.
        """
        total: dict[int, float] = defaultdict(float)
        for weight, quantity in terms:
            for column, part in self.grid.terms(_asked(quantity, self.options), weight).items():
                total[column] += part
        return dict(total)


def make_ledger(
    limits: Sequence[Limits], quantities: Iterable[Quantity], options: BoundsOptions
) -> Ledger:
    """Write figures, questions and links as columns and rows.

    Parameters
    ----------
    limits
        What each figure says.
    quantities
        What will be asked for.
    options
        Geography, books and links.

    Returns
    -------
    Ledger
        A row names its figure by its place in `limits`.

    Notes
    -----
    The stretches between all window ends are enough: counts may fall on any day within one, so
    days add nothing. Cumulative counts instead of counts of stretches keep the rows short. Links
    are written for the days on which a figure or a question ends, and for the clock's difference
    before them: between two books nothing more follows from the others.
    """
    pairs = [_said(one, options) for one in limits]
    counts = [count for pair in pairs for count in pair if count.start <= count.end]
    counts += [_asked(one, options) for one in quantities]
    meetings = list(_meetings(counts, options))
    counts += [side for meeting in meetings for side in (meeting.one, meeting.other)]
    days = sorted({day for one in counts for day in (one.start, one.end + _DAY)})
    grid = Grid(_atoms(counts, options), {day: number for number, day in enumerate(days)})
    rows = grid.never_fall()
    for number, (one, pair) in enumerate(zip(limits, pairs, strict=True)):
        rows += _figure_rows(grid, number, one, pair)
    for meeting in meetings:
        apart = _sum(grid.terms(meeting.one), grid.terms(meeting.other, -meeting.factor))
        rows.append(Row(apart, upper=0.0))
    return Ledger(grid, tuple(rows), options)


def _said(limits: Limits, options: BoundsOptions) -> tuple[Count, Count]:
    key = limits.figure.key
    book = options.books.book_of(limits.figure)
    return Count(book, key, *limits.inner), Count(book, key, *limits.outer)


def _asked(quantity: Quantity, options: BoundsOptions) -> Count:
    book = options.books.book(quantity.source, quantity.key)
    return Count(book, quantity.key, quantity.start, quantity.end)


def _figure_rows(grid: Grid, number: int, limits: Limits, pair: tuple[Count, Count]) -> list[Row]:
    inner, outer = (grid.terms(count) for count in pair)
    if limits.inner == limits.outer:
        return [Row(inner, limits.at_least, limits.at_most, number)]
    return [
        Row(inner, upper=limits.at_most, figure=number),
        Row(outer, lower=limits.at_least, figure=number),
    ]


def _meetings(counts: Sequence[Count], options: BoundsOptions) -> Iterable[Meeting]:
    present = {(count.book, options.geography.root(count.key)) for count in counts}
    ends = {count.end for count in counts}
    years = {year for one in counts for year in range(one.start.year, one.end.year + 1)}
    for link in options.books.links:
        shift = _DAY * link.days
        days = sorted(day for day in ends | {end - shift for end in ends} if day.year in years)
        for sides in link.directions:
            (book, key), (other_book, other_key) = (
                (options.books.book(source, key), key) for source, key in sides
            )
            roots = {
                (book, options.geography.root(key)),
                (other_book, options.geography.root(other_key)),
            }
            for day in days if roots <= present else ():
                january = dt.date(day.year, 1, 1)
                yield Meeting(
                    Count(book, key, january, day),
                    1.0 + link.tolerance,
                    Count(other_book, other_key, january, day + shift),
                )


def _atoms(
    counts: Iterable[Count], options: BoundsOptions
) -> dict[tuple[str, str], tuple[int, ...]]:
    """Merge the finest parts that are in the same keys of a book, and number what is left."""
    keys = sorted({(count.book, count.key) for count in counts})
    holders: dict[tuple[str, str], list[str]] = defaultdict(list)
    for book, key in keys:
        for leaf in options.geography.leaves(key):
            holders[book, leaf].append(key)
    atoms = sorted({(book, tuple(held)) for (book, _), held in holders.items()})
    return {
        (book, key): tuple(
            number for number, (owner, held) in enumerate(atoms) if owner == book and key in held
        )
        for book, key in keys
    }


def _sum(one: dict[int, float], other: dict[int, float]) -> dict[int, float]:
    return {column: one.get(column, 0.0) + other.get(column, 0.0) for column in {**one, **other}}
