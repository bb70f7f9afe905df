"""Guarantee: what a set of figures guarantees about a count, a change or a share."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed.bounds.group import bearing, shelve
from waterbed.bounds.ledger import make_ledger
from waterbed.bounds.limits import adds_up, is_doubtful, robust_limits, strict_limits
from waterbed.bounds.options import BoundsOptions
from waterbed.bounds.program import Optimum, Program, Row
from waterbed.bounds.search import LEAST_SIZE, Elastic, smallest_set
from waterbed.records import (
    Bounds,
    Change,
    Interval,
    InvalidError,
    NotFoundError,
    Quantity,
    Share,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from waterbed.bounds.group import Shelf
    from waterbed.bounds.ledger import Ledger
    from waterbed.records import Observation

_DIGITS = 6


def bounds(
    observations: Iterable[Observation],
    quantity: Quantity,
    *,
    options: BoundsOptions | None = None,
) -> Bounds:
    """Say between which two numbers a count must lie.

    Parameters
    ----------
    observations
        Any figures; those that bear on the question are selected. Missing and disputed ones and
        those marked with a defect are left out.
    quantity
        The count: a key, a publisher's book and a window, printed or not.
    options
        How exactly figures are taken; the default options where None.

    Returns
    -------
    Bounds
        Strict and robust limits, in what the key counts, with the figures that guarantee them.

    Raises
    ------
    NotFoundError
        Where no figure of the book is about the key, its parts or its whole.
    InvalidError
        Where the key is not a count that adds up over days.

    Notes
    -----
    Every figure is a linear statement about counts that are never negative, one book for each
    publisher and definition; books meet only where a `Link` says so. Two linear programs give
    the least and the greatest value that all statements allow. Where other books contradict
    this one, or themselves, the links are left out and the publisher's own book answers alone.

    References
    ----------
    C. F. Manski, Partial Identification of Probability Distributions (2003).
    """
    return _answer(observations, quantity, options or BoundsOptions())


def change(
    observations: Iterable[Observation],
    of: Quantity,
    versus: Quantity,
    *,
    options: BoundsOptions | None = None,
) -> Bounds:
    """Say between which two numbers one count less another must lie.

    Parameters
    ----------
    observations
        As for `bounds`.
    of
        The count, for a rise the later window.
    versus
        What is taken away, for a rise the earlier window.
    options
        As for `bounds`.

    Returns
    -------
    Bounds
        As for `bounds`; the limits of the difference, not the difference of the limits.

    Raises
    ------
    NotFoundError, InvalidError
        As for `bounds`.
    IncommensurableError
        Where the two count different things.
    """
    return _answer(observations, Change(of, versus), options or BoundsOptions())


def share(
    observations: Iterable[Observation],
    part: Quantity | Change,
    whole: Quantity | Change,
    *,
    options: BoundsOptions | None = None,
) -> Bounds:
    """Say between which two numbers one count or change divided by another must lie.

    Parameters
    ----------
    observations
        As for `bounds`.
    part
        What stands above the line.
    whole
        What stands below it; for a fall, the earlier window less the later one.
    options
        As for `bounds`.

    Returns
    -------
    Bounds
        As for `bounds`, as parts of one. No limits where the figures allow the whole to be zero
        or less: then the share has none.

    Raises
    ------
    NotFoundError, InvalidError
        As for `bounds`.
    IncommensurableError
        Where the two count different things.

    References
    ----------
    A. Charnes and W. W. Cooper, Programming with linear fractional functionals, Naval Research
    Logistics Quarterly 9 (1962).
    """
    return _answer(observations, Share(part, whole), options or BoundsOptions())


def _answer(
    observations: Iterable[Observation], asked: Quantity | Change | Share, options: BoundsOptions
) -> Bounds:
    quantities = _quantities(asked)
    usable = (one for one in observations if one.value is not None and not is_doubtful(one))
    shelf = shelve(usable, options)
    for one in quantities:
        _require_known(one, shelf, options)
    together = _solve(shelf, asked, options)
    if together.strict is None:
        unlinked = replace(options, books=replace(options.books, links=()))
        alone = _solve(shelf, asked, unlinked)
        if alone.strict is not None:
            return replace(alone, against=together.against, alone=True)
    return together


def _solve(shelf: Shelf, asked: Quantity | Change | Share, options: BoundsOptions) -> Bounds:
    quantities = _quantities(asked)
    figures = bearing(shelf, quantities, options)
    ledger = make_ledger(strict_limits(figures, options), quantities, options)
    strict = _interval(ledger, asked, figures)
    against: tuple[Observation, ...] = ()
    if strict is None:
        elastic = Elastic(ledger, len(figures))
        numbers = smallest_set(elastic, frozenset(range(len(figures)))) or frozenset()
        against = tuple(figures[number] for number in sorted(numbers))
    relaxed = make_ledger(robust_limits(figures, options), quantities, options)
    return Bounds(asked, strict, _interval(relaxed, asked, figures), against)


def _quantities(asked: Quantity | Change | Share) -> list[Quantity]:
    sides = (asked.part, asked.whole) if isinstance(asked, Share) else (asked,)
    return [quantity for side in sides for _, quantity in side.terms]


def _require_known(quantity: Quantity, shelf: Shelf, options: BoundsOptions) -> None:
    if not adds_up(quantity.key):
        raise InvalidError(
            f"{quantity.key} does not add up over days, so figures guarantee no sum of it. Ask for "
            "a count: arrivals, corridor, detections, interceptions, deaths."
        )
    root = options.geography.root(quantity.key)
    near = sorted(node for node in shelf if options.geography.root(node[1]) == root)
    book = options.books.book(quantity.source, quantity.key)
    if book not in {owner for owner, _ in near}:
        listed = ", ".join(f"{key} by {owner}" for owner, key in near) or "none by anyone"
        raise NotFoundError(
            f"no figure of {quantity.source!r} is about {quantity.key!r}, its parts or its whole. "
            f"There are: {listed}. `waterbed series` lists all."
        )


def _interval(
    ledger: Ledger, asked: Quantity | Change | Share, figures: Sequence[Observation]
) -> Interval | None:
    program = Program(ledger.grid.columns, ledger.rows)
    if isinstance(asked, Share):
        return _ratio(program, ledger, asked, figures)
    return _between(program, ledger.weights(asked.terms), figures)


def _ratio(
    program: Program, ledger: Ledger, asked: Share, figures: Sequence[Observation]
) -> Interval | None:
    """Scale the whole to its own least value, so that the share becomes a weighted sum."""
    whole = ledger.weights(asked.whole.terms)
    least = program.least(whole)
    if least is None:
        return None
    if least.value <= LEAST_SIZE:
        return Interval(None, None)
    scale = ledger.grid.columns
    rows = [scaled for row in ledger.rows for scaled in _homogeneous(row, scale)]
    rows.append(Row(whole, least.value, least.value))
    part = ledger.weights(asked.part.terms)
    weights = {column: weight / least.value for column, weight in part.items()}
    return _between(Program(scale + 1, rows), weights, figures)


def _homogeneous(row: Row, scale: int) -> list[Row]:
    rows = []
    if row.upper < math.inf:
        rows.append(Row({**row.terms, scale: -row.upper}, upper=0.0, figure=row.figure))
    if row.lower > -math.inf:
        rows.append(Row({**row.terms, scale: -row.lower}, lower=0.0, figure=row.figure))
    return rows


def _between(
    program: Program, weights: Mapping[int, float], figures: Sequence[Observation]
) -> Interval | None:
    low = program.least(weights)
    high = program.least({column: -weight for column, weight in weights.items()})
    if low is None or high is None:
        return None
    return Interval(
        _finite(low.value),
        _finite(-high.value),
        _named(low, figures),
        _named(high, figures),
    )


def _finite(value: float) -> float | None:
    """Round the solver's noise away; minus zero is zero."""
    return round(value, _DIGITS) + 0.0 if math.isfinite(value) else None


def _named(optimum: Optimum, figures: Sequence[Observation]) -> tuple[Observation, ...]:
    return tuple(figures[number] for number in sorted(optimum.by))
