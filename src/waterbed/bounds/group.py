"""Group: the figures that can bear on each other, through a whole, a link or a shared year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from waterbed.records import Observation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from waterbed.bounds.options import BoundsOptions
    from waterbed.records import Quantity

Node = tuple[str, str]
Family = frozenset[Node]
Shelf = Mapping[Node, Sequence[Observation]]


def shelve(figures: Iterable[Observation], options: BoundsOptions) -> Shelf:
    """Put figures in their books.

    Parameters
    ----------
    figures
        Figures with a value.
    options
        The books.

    Returns
    -------
    mapping
        For each book and key, its figures.
    """
    shelf: dict[Node, list[Observation]] = defaultdict(list)
    for one in figures:
        shelf[options.books.book_of(one), one.key].append(one)
    return shelf


def groups(shelf: Shelf, options: BoundsOptions) -> Iterator[tuple[Observation, ...]]:
    """Divide figures into groups that cannot bear on each other.

    Parameters
    ----------
    shelf
        What `shelve` gives.
    options
        Geography, books and links.

    Yields
    ------
    tuple of Observation
        The figures of one group, by window, key and publisher.

    Notes
    -----
    Two figures bear on each other where geography and links join their books and keys, and where
    they share a calendar year or are joined by windows that run over the turn of a year.
    """
    families: dict[Family, list[Observation]] = defaultdict(list)
    for node, ours in shelf.items():
        families[_family(node, options)] += ours
    for family in families.values():
        run: list[Observation] = []
        last_year = 0
        for one in sorted(family, key=in_order):
            if run and one.start.year > last_year:
                yield tuple(run)
                run = []
            run.append(one)
            last_year = max(last_year, one.end.year)
        yield tuple(run)


def bearing(
    shelf: Shelf, quantities: Sequence[Quantity], options: BoundsOptions
) -> list[Observation]:
    """Select the figures that can bear on a question.

    Parameters
    ----------
    shelf
        What `shelve` gives.
    quantities
        What is asked for.
    options
        Geography, books and links.

    Returns
    -------
    list of Observation
        The groups that share a year with a quantity of their own books and keys.
    """
    asked: dict[Family, set[int]] = defaultdict(set)
    for one in quantities:
        family = _family((options.books.book(one.source, one.key), one.key), options)
        asked[family].update(range(one.start.year, one.end.year + 1))
    found: list[Observation] = []
    for family, years in asked.items():
        ours = {node: some for node, some in shelf.items() if _family(node, options) == family}
        for group in groups(ours, options):
            last = max(one.end.year for one in group)
            if not years.isdisjoint(range(group[0].start.year, last + 1)):
                found += group
    return found


def in_order(figure: Observation) -> tuple[object, ...]:
    """Sort figures by window, then by key, publisher, value and outlet."""
    return (figure.start, figure.end, figure.key, figure.source, figure.value, figure.reported_by)


def _family(node: Node, options: BoundsOptions) -> Family:
    """All books with a root key that links join to this one, its own among them."""
    geography, books = options.geography, options.books

    def root(source: str, key: str) -> Node:
        return books.book(source, key), geography.root(key)

    edges = [
        {root(link.source, link.key), root(link.other_source, link.other_key)}
        for link in books.links
    ]
    family = {(node[0], geography.root(node[1]))}
    while more := set().union(*(edge for edge in edges if family & edge)) - family:
        family |= more
    return frozenset(family)
