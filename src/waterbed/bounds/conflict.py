"""Conflict: which figures cannot all be true, by how much, and what kind of trouble that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.bounds.group import groups, in_order, shelve
from waterbed.bounds.ledger import make_ledger
from waterbed.bounds.limits import adds_up, is_doubtful, robust_limits, strict_limits
from waterbed.bounds.options import BoundsOptions
from waterbed.bounds.search import LEAST_SIZE, Elastic, Tree
from waterbed.records import Conflict, ConflictKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from waterbed.bounds.search import Numbers
    from waterbed.records import Observation


def conflicts(
    observations: Iterable[Observation], *, options: BoundsOptions | None = None
) -> tuple[Conflict, ...]:
    """Find the smallest sets of figures that cannot all be true.

    Parameters
    ----------
    observations
        Figures of any keys and publishers. Missing values and what does not add up over days
        (wave heights) say nothing here.
    options
        How exactly figures are taken; the default options where None.

    Returns
    -------
    tuple of Conflict
        The largest first.

    Notes
    -----
    All figures that are neither disputed nor marked with a defect are searched together; then
    each other one is put to them, alone, and the sets that contain it are found. An elastic
    linear program gives the least slack, a deletion filter a smallest set, and a hitting-set tree
    all of them.
    """
    options = options or BoundsOptions()
    counts = (one for one in observations if one.value is not None and adds_up(one.key))
    shelf = shelve(counts, options)
    found = [one for group in groups(shelf, options) for one in _of_group(group, options)]
    return tuple(sorted(found, key=_largest_first))


def _of_group(group: Sequence[Observation], options: BoundsOptions) -> Iterator[Conflict]:
    strict = Elastic(make_ledger(strict_limits(group, options), (), options), len(group))
    if strict.slack(frozenset(range(len(group)))).value <= LEAST_SIZE:
        return
    robust = Elastic(make_ledger(robust_limits(group, options), (), options), len(group))
    doubtful = [number for number, one in enumerate(group) if is_doubtful(one)]
    sound = frozenset(range(len(group))) - set(doubtful)
    known: tuple[Numbers, ...] = ()
    for suspect in (None, *doubtful):
        searched = sound if suspect is None else sound | {suspect}
        tree = Tree(strict, searched, suspect, known)
        sets = tuple(tree.sets(options.most_sets))
        known = known or sets
        total = strict.slack(searched).value
        for numbers in sets:
            figures = tuple(group[number] for number in sorted(numbers))
            outlives = robust.contradict(numbers)
            yield Conflict(
                figures,
                size=strict.slack(numbers).value,
                kind=_kind(figures, options, outlives=outlives),
                outlives=outlives,
                total=total,
                complete=tree.complete,
            )


def _kind(
    figures: Iterable[Observation], options: BoundsOptions, *, outlives: bool
) -> ConflictKind:
    if len({options.books.book_of(one) for one in figures}) > 1:
        return "disagreement"
    return "contradiction" if outlives else "revision or window"


def _largest_first(conflict: Conflict) -> tuple[object, ...]:
    return (-conflict.size, len(conflict.figures), [in_order(one) for one in conflict.figures])
