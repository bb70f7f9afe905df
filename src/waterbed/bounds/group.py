"""Group: the figures that can bear on each other, through a whole, a link or a shared year."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waterbed.bounds.options import BoundsOptions
    from waterbed.records import Observation, Quantity

Family = frozenset[tuple[str, str]]


def groups(
    figures: Iterable[Observation], options: BoundsOptions
) -> Iterator[tuple[Observation, ...]]:
    """Divide figures into groups that cannot bear on each other.

    Parameters
    ----------
    figures
        Figures with a value.
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
    for (source, key), ours in _by_series(figures).items():
        families[_family(source, key, options)] += ours
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
    figures: Iterable[Observation], quantities: Sequence[Quantity], options: BoundsOptions
) -> list[Observation]:
    """Select the figures that can bear on a question.

    Parameters
    ----------
    figures
        Figures with a value.
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
        family = _family(one.source, one.key, options)
        asked[family].update(range(one.start.year, one.end.year + 1))
    found: list[Observation] = []
    by_series = _by_series(figures)
    for family, years in asked.items():
        ours = [
            one
            for (source, key), some in by_series.items()
            if _family(source, key, options) == family
            for one in some
        ]
        for group in groups(ours, options):
            last = max(one.end.year for one in group)
            if not years.isdisjoint(range(group[0].start.year, last + 1)):
                found += group
    return found


def in_order(figure: Observation) -> tuple[object, ...]:
    """Sort figures by window, then by key, publisher, value and outlet."""
    return (figure.start, figure.end, figure.key, figure.source, figure.value, figure.reported_by)


def _by_series(figures: Iterable[Observation]) -> dict[tuple[str, str], list[Observation]]:
    series: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in figures:
        series[one.source, one.key].append(one)
    return series


def _family(source: str, key: str, options: BoundsOptions) -> Family:
    """All books with a root key that links join to this one, its own among them."""
    geography, books = options.geography, options.books

    def node(source: str, key: str) -> tuple[str, str]:
        return books.book(source, key), geography.root(key)

    edges = [
        {node(link.source, link.key), node(link.other_source, link.other_key)}
        for link in books.links
    ]
    family = {node(source, key)}
    while more := set().union(*(edge for edge in edges if family & edge)) - family:
        family |= more
    return frozenset(family)
