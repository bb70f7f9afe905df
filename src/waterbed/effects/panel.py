"""Panel: monthly counts by nationality and route, from series of the record or a table."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np

from waterbed.effects.cells import month_of
from waterbed.effects.monthly import date_of, index_of, monthly
from waterbed.records import InvalidError, Series

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Absent = Literal["zero", "missing"]
ABSENT: tuple[Absent, ...] = get_args(Absent)

ALL = "all"
"""The one nationality of a panel of route totals."""
_TOTALS, _PARTS = 2, 3


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Counts of every nationality on every route in every month.

    Parameters
    ----------
    first
        First day of the first month.
    nationalities, routes
        Their names; ``("all",)`` for route totals.
    counts
        Nationalities by routes by months, not a number where missing.
    source
        The publisher, empty for numbers of the caller's own.
    filled
        How many cells had no figure and were taken as zero, since their publisher leaves zeros out.
    as_of
        The day of the question, None for now.
    taken
        Which cells were taken as zero, of the shape of the counts; None where this is not known.

    Raises
    ------
    InvalidError
        Where names repeat, the shape does not fit, the first day does not begin a month, or a count
        is negative or infinite.
    """

    first: dt.date
    nationalities: tuple[str, ...]
    routes: tuple[str, ...]
    counts: Floats = field(repr=False)
    source: str = ""
    filled: int = 0
    as_of: dt.date | None = None
    taken: NDArray[np.bool_] | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if self.first.day != 1:
            raise InvalidError(
                f"panel: the first month is given by its first day, got {self.first}. "
                f"Write {self.first.replace(day=1)}."
            )
        for what, names in (("nationality", self.nationalities), ("route", self.routes)):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise InvalidError(f"panel: the {what} {twice[0]!r} comes twice. Name each once.")
        shape = (len(self.nationalities), len(self.routes))
        if self.counts.ndim != _PARTS or self.counts.shape[:2] != shape or not self.counts.size:
            raise InvalidError(
                f"panel: counts of shape {self.counts.shape} do not fit {shape[0]} nationalities "
                f"by {shape[1]} routes by months. Give one month at least, in that order."
            )
        wrong = np.argwhere((self.counts < 0) | np.isinf(self.counts))
        if len(wrong):
            who, route, month = (int(one) for one in wrong[0])
            raise InvalidError(
                f"panel: {self.counts[who, route, month]} for {self.nationalities[who]} on "
                f"{self.routes[route]} in {self.month(month):%B %Y}; a count is finite and not "
                "below zero. Leave the month missing (NaN) or mend it."
            )

    @property
    def months(self) -> int:
        """How many months there are."""
        return int(self.counts.shape[2])

    def month(self, place: int) -> dt.date:
        """Give the first day of a month by its place, 0 for the first."""
        return date_of(index_of(self.first) + place)

    def place(self, day: dt.date) -> int:
        """Give the place of the month of a day; negative before the panel."""
        return index_of(day) - index_of(self.first)

    def route(self, name: str) -> int:
        """Give the place of a route.

        Raises
        ------
        InvalidError
            Where there is none of that name.
        """
        if name not in self.routes:
            raise InvalidError(
                f"panel: no route {name!r}. It holds {', '.join(self.routes)}; name one of them."
            )
        return self.routes.index(name)


def panel_from(
    rows: Iterable[tuple[str, str, dt.date | str, float | None]],
    *,
    source: str = "",
    absent: Absent = "zero",
) -> Panel:
    """Lay out a long table.

    Parameters
    ----------
    rows
        Route, nationality, month (a day of it, or a text such as ``"2017-01"``) and the count (None
        or not a number where missing), in any order.
    source
        Who published them.
    absent
        What a combination without a row is: ``"zero"``, as publishers leave zeros out, or
        ``"missing"``. A month without a row on a whole route is missing under either.

    Returns
    -------
    Panel
        From the first month to the last; names in the order in which they come first.

    Raises
    ------
    InvalidError
        Where there are no rows, or two for the same route, nationality and month, or one that has
        not these four, no month or no count.
    """
    if absent not in ABSENT:
        raise InvalidError(f"absent is one of {', '.join(ABSENT)}; got {absent!r}.")
    cells = _cells(rows)
    nationalities = tuple(dict.fromkeys(one[0] for one in cells))
    routes = tuple(dict.fromkeys(one[1] for one in cells))
    first = min(one[2] for one in cells)
    months = max(one[2] for one in cells) - first + 1
    counts = np.full((len(nationalities), len(routes), months), math.nan)
    given = np.zeros(counts.shape, dtype=np.bool_)
    who = {name: place for place, name in enumerate(nationalities)}
    where = {name: place for place, name in enumerate(routes)}
    for (nationality, route, month), count in cells.items():
        counts[who[nationality], where[route], month - first] = count
        given[who[nationality], where[route], month - first] = True
    left = ~given & given.any(axis=0) if absent == "zero" else np.zeros_like(given)
    counts[left] = 0.0
    filled = int(left.sum())
    return Panel(date_of(first), nationalities, routes, counts, source, filled, taken=left)


def _cells(rows: Iterable[Any]) -> Mapping[tuple[str, str, int], float]:
    cells: dict[tuple[str, str, int], float] = {}
    for row in rows:
        route, nationality, day, count = _parts(row)
        place = (nationality, route, index_of(day))
        if place in cells:
            raise InvalidError(
                f"panel: {nationality} on {route} in {day:%B %Y} comes twice. Give one count for "
                "each route, nationality and month; add them up first where they are parts."
            )
        cells[place] = count
    if not cells:
        raise InvalidError("panel: the table has no rows. Give route, nationality, month, count.")
    return cells


def _parts(row: Any) -> tuple[str, str, dt.date, float]:  # noqa: ANN401 - whatever was given
    try:
        route, nationality, month, count = row
    except (TypeError, ValueError) as error:
        raise InvalidError(
            f"panel: got the row {row!r}. Give route, nationality, month and count, "
            f"{ALL!r} as the nationality where they are totals."
        ) from error
    day = month_of(month)
    if day is None:
        raise InvalidError(
            f"panel: got {month!r} for {nationality} on {route}, which is no month. Give a date, "
            "or write '2024-01' or '2024-01-31'."
        )
    try:
        return route, nationality, day, math.nan if count is None else float(count)
    except (TypeError, ValueError) as error:
        raise InvalidError(
            f"panel: got {count!r} for {nationality} on {route} in {day:%B %Y}, which is no count. "
            "Give a number, or None where it is missing."
        ) from error


def panel(series: Sequence[Series], *, absent: Absent = "zero") -> Panel:
    """Take the months of the series of several routes, or of their nationalities.

    Parameters
    ----------
    series
        All of one publisher and measure: ``detections/<route>`` for totals, or
        ``detections/<route>/<nationality>``, not both.
    absent
        What a nationality without a figure is, in a month in which its route has figures of others.

    Returns
    -------
    Panel
        Routes named by the second part of the key, nationalities by the third.

    Raises
    ------
    InvalidError
        Where they mix publishers or measures, totals and nationalities, or a key comes twice.
    """
    sources = sorted({one.source for one in series})
    depths = {one.key.count("/") + 1 for one in series}
    measures = sorted({one.key.split("/")[0] for one in series})
    if len(sources) != 1 or len(measures) != 1 or depths not in ({_TOTALS}, {_PARTS}):
        raise InvalidError(
            f"a panel is made of series of one publisher and measure, either all route totals or "
            f"all by nationality; got publishers {', '.join(sources) or 'none'}, measures "
            f"{', '.join(measures) or 'none'}, keys of {sorted(depths)} parts."
        )
    rows = []
    for one in series:
        _, route, *rest = one.key.split("/")
        months = monthly(one)
        named = rest[0] if rest else ALL
        rows += [
            (route, named, months.month(place), count) for place, count in enumerate(months.values)
        ]
    laid = panel_from(rows, source=sources[0], absent=absent)
    days = {one.as_of for one in series}
    as_of = days.pop() if len(days) == 1 else None
    return replace(laid, as_of=as_of)
