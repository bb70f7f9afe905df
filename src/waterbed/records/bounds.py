"""Bounds: what was asked of a set of figures, what they guarantee, and which of them disagree."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, get_args

from waterbed.records.errors import InvalidError
from waterbed.records.measure import require_same_counts
from waterbed.records.observation import Observation

ConflictKind = Literal["contradiction", "revision or window", "disagreement"]

CONFLICT_KINDS: tuple[ConflictKind, ...] = get_args(ConflictKind)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count that is asked for, whether or not anyone printed it.

    Parameters
    ----------
    key
        Key of the series.
    source
        Id of the publisher in whose book it is asked: publishers count different things.
    start, end
        First and last day of the window, both included.

    Raises
    ------
    InvalidError
        Where the window is reversed.
    """

    key: str
    source: str
    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidError(
                f"{self.key}: the window ends {self.end} before it starts {self.start}. "
                "Swap the two."
            )

    @property
    def terms(self) -> tuple[tuple[float, Quantity], ...]:
        """Itself once: every question is a weighted sum of quantities."""
        return ((1.0, self),)


@dataclass(frozen=True, slots=True)
class Change:
    """One quantity less another. A fall is the earlier window less the later one.

    Parameters
    ----------
    of
        What is counted positive: for a rise, the later window.
    versus
        What is taken away: for a rise, the earlier window.

    Raises
    ------
    IncommensurableError
        Where the two count different things.
    """

    of: Quantity
    versus: Quantity

    def __post_init__(self) -> None:
        require_same_counts(self.of.key, self.versus.key)

    @property
    def terms(self) -> tuple[tuple[float, Quantity], ...]:
        """The first once, the second taken away once."""
        return ((1.0, self.of), (-1.0, self.versus))


@dataclass(frozen=True, slots=True)
class Share:
    """One quantity or change divided by another.

    Parameters
    ----------
    part
        What stands above the line.
    whole
        What stands below the line; it need not contain the part.

    Raises
    ------
    IncommensurableError
        Where the two count different things.
    """

    part: Quantity | Change
    whole: Quantity | Change

    def __post_init__(self) -> None:
        require_same_counts(*(one.key for _, one in (*self.part.terms, *self.whole.terms)))


@dataclass(frozen=True, slots=True)
class Interval:
    """Between which two values something must lie, and by which figures.

    Parameters
    ----------
    low, high
        The guaranteed limits, included; None where the figures give none.
    low_by, high_by
        The figures that together guarantee each limit; empty where there is none, or where it
        holds without any figure (no count is below zero).
    """

    low: float | None
    high: float | None
    low_by: tuple[Observation, ...] = ()
    high_by: tuple[Observation, ...] = ()


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a set of figures guarantees about one question.

    Parameters
    ----------
    asked
        The question.
    strict
        With every figure as printed; None where the figures cannot all be true.
    robust
        With the allowances for clocks and revisions; it contains `strict`. None where the figures
        contradict each other even so.
    against
        One smallest set of figures that cannot all be true; empty where all can.
    alone
        True where that set is not in the book asked about alone: then `strict` and `robust` come
        from this book only, without its links to others.
    """

    asked: Quantity | Change | Share
    strict: Interval | None
    robust: Interval | None
    against: tuple[Observation, ...] = ()
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest set of figures that cannot all be true: without any one of them, the rest can.

    Parameters
    ----------
    figures
        The set, by start, end and key.
    size
        The least number, in what the figures count, by which they must be wrong in all.
    kind
        ``contradiction`` (one book, and no allowance for clocks and revisions mends it),
        ``revision or window`` (one book, and an allowance mends it), ``disagreement`` (two books
        or more).
    outlives
        True where the set contradicts itself with every allowance made.
    total
        The least number by which all the figures that were searched together must be wrong. It is
        larger than `size` where the figures miss each other by more than this set needs.
    complete
        True where every such set was found; False where the search stopped at its limit.
    """

    figures: tuple[Observation, ...]
    size: float
    kind: ConflictKind
    outlives: bool
    total: float
    complete: bool
