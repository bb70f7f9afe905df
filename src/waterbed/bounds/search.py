"""Search: the smallest sets of figures that cannot all be true, by an elastic linear program."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from waterbed.bounds.program import Optimum, Program, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from waterbed.bounds.ledger import Ledger

Numbers = frozenset[int]

LEAST_SIZE = 0.001  # far above the solver's own tolerance, far below one person
_MOST_NODES = 5000


class Elastic:
    """A ledger in which each figure may be missed, at a price of one for each person.

    Parameters
    ----------
    ledger
        The ledger.
    figures
        How many figures it was made of.
    """

    def __init__(self, ledger: Ledger, figures: int) -> None:
        self._columns = ledger.grid.columns
        rows = [self._stretch(row) for row in ledger.rows]
        self._program = Program(self._columns + 2 * figures, rows)

    def slack(self, figures: Numbers) -> Optimum:
        """Give the least number by which some figures must be wrong, all others left out.

        Parameters
        ----------
        figures
            Numbers of the figures that count.

        Returns
        -------
        Optimum
            The least slack, and those of the figures that alone have as much.
        """
        prices = {self._columns + 2 * one + side: 1.0 for one in figures for side in (0, 1)}
        optimum = self._program.least(prices)
        return Optimum(optimum.value, optimum.by & figures) if optimum else Optimum(math.inf)

    def contradict(self, figures: Numbers) -> bool:
        """Say whether some figures, all others left out, cannot all be true.

        Parameters
        ----------
        figures
            Numbers of the figures that count.

        Returns
        -------
        bool
            True where they miss each other by more than the solver's own tolerance.
        """
        return self.slack(figures).value > LEAST_SIZE

    def _stretch(self, row: Row) -> Row:
        if row.figure is None:
            return row
        terms = dict(row.terms)
        if row.upper < math.inf:
            terms[self._columns + 2 * row.figure] = -1.0
        if row.lower > -math.inf:
            terms[self._columns + 2 * row.figure + 1] = 1.0
        return Row(terms, row.lower, row.upper, row.figure)


def smallest_set(elastic: Elastic, figures: Numbers) -> Numbers | None:
    """Find one set of figures that cannot all be true, and can without any one of them.

    Parameters
    ----------
    elastic
        The ledger.
    figures
        Numbers of the figures to search.

    Returns
    -------
    frozenset of int or None
        None where all can be true.

    Notes
    -----
    The figures with a dual value contradict each other. Half of them, then a quarter, down to each
    one alone, are left out in turn, and stay out where the others still contradict each other
    (deletion filter).
    """
    whole = elastic.slack(figures)
    if whole.value <= LEAST_SIZE:
        return None
    kept = whole.by
    length = len(kept)
    while length > 1:
        length = (length + 1) // 2
        for first in sorted(kept)[::length]:
            out = frozenset(sorted(one for one in kept if one >= first)[:length])
            if out and (rest := elastic.slack(kept - out)).value > LEAST_SIZE:
                kept = rest.by
    return kept


class Tree:
    """The hitting-set tree: take a set, leave out each of its figures in turn, look again.

    Parameters
    ----------
    elastic
        The ledger.
    figures
        Numbers of the figures to search.
    suspect
        The figure that every wanted set contains; None for all sets.
    known
        Sets that were found before.

    References
    ----------
    R. Reiter, A theory of diagnosis from first principles, Artificial Intelligence 32 (1987).
    """

    def __init__(
        self,
        elastic: Elastic,
        figures: Numbers,
        suspect: int | None = None,
        known: tuple[Numbers, ...] = (),
    ) -> None:
        self._elastic = elastic
        self._figures = figures
        self._suspect = suspect
        self._known = list(known)
        self._mends: list[Numbers] = []
        self.complete = False

    def sets(self, most: int) -> Iterator[Numbers]:
        """Find the smallest sets, those near the root first.

        Parameters
        ----------
        most
            At how many the search stops.

        Yields
        ------
        frozenset of int
            A set, each once. Afterwards `complete` says whether these are all.

        Notes
        -----
        No set is missed: where the figures left out so far miss a set, any other set met there
        has a figure outside it, and leaving that one out leads on to it.
        """
        queue: deque[Numbers] = deque([frozenset()])
        seen = set(queue)
        while queue and most > 0 and len(seen) <= _MOST_NODES:
            out = queue.popleft()
            before = len(self._known)
            here = self._meet(out)
            if len(self._known) > before and (self._suspect is None or self._suspect in here):
                most -= 1
                yield here
            children = {out | {one} for one in here if one != self._suspect} - seen
            seen |= children
            queue.extend(sorted(children, key=sorted))
        self.complete = not queue

    def _meet(self, out: Numbers) -> Numbers:
        """Give a set without the figures left out, a known one if there is one; empty if none."""
        if any(mend <= out for mend in self._mends):
            return frozenset()
        here = next((one for one in self._known if one.isdisjoint(out)), None)
        if here is None and (here := smallest_set(self._elastic, self._figures - out)) is None:
            self._mends.append(out)
            return frozenset()
        if here not in self._known:
            self._known.append(here)
        return here
