"""Table: a user's own frame as monthly counts or as a panel; nothing is mended or guessed.

Any frame that narwhals knows is taken: Polars, pandas, PyArrow and others.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from waterbed.effects.cells import month_of
from waterbed.effects.monthly import index_of, monthly_from
from waterbed.effects.panel import ALL, panel_from
from waterbed.effects.sums import require_distinct, require_parts
from waterbed.records import InvalidError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from waterbed.effects.monthly import Monthly
    from waterbed.effects.panel import Absent, Panel

_COUNT = re.compile(r"\d{1,15}(\.0*)?")
_NOTHING = {"", "na", "nan", "null", "none"}
_MONTH_NAMES = ("month", "date", "period")
_COUNT_NAMES = ("count", "value")
_NAME_NAMES = ("route", "series")
_NATIONALITY_NAMES = ("nationality", "citizenship")


@dataclass(frozen=True, slots=True)
class _Frame:
    """Columns of a frame as lists, found by name."""

    columns: dict[str, list[Any]]

    @property
    def listed(self) -> str:
        return ", ".join(self.columns) or "none"

    def named(self, name: str, what: str) -> list[Any]:
        if name not in self.columns:
            raise InvalidError(
                f"no column {name!r} for {what}; the table has {self.listed}. Name one of these."
            )
        return self.columns[name]

    def only(self, names: Sequence[str], what: str) -> str:
        """Give the one column that goes by one of these names, in any case."""
        found = self.maybe(names, what)
        if found is None:
            raise InvalidError(
                f"no column for {what}; the table has {self.listed}. Call it {names[0]!r}."
            )
        return found

    def maybe(self, names: Sequence[str], what: str) -> str | None:
        found = [one for one in self.columns if one.strip().casefold() in names]
        if len(found) > 1:
            raise InvalidError(
                f"several columns could be {what}: {', '.join(found)}. Keep one of them."
            )
        return found[0] if found else None


def read_monthly(frame: object, column: str) -> Monthly:
    """Take one series of monthly counts from a frame.

    Parameters
    ----------
    frame
        Wide: a column ``month`` (or ``date``, ``period``) and one for each series. Long: ``month``,
        ``route`` (or ``series``) and ``count`` (or ``value``), with ``nationality`` or without.
    column
        The series: name of a column of a wide frame, else a route of a long one; nationalities are
        then added up, and a month in which one of them has no count is missing.

    Returns
    -------
    Monthly
        From the first month to the last; rows may come in any order, and a month without a row or
        with an empty cell is missing.

    Raises
    ------
    InvalidError
        Where a column is unknown, a month cannot be read or comes twice, or a count is negative, a
        fraction or no number; row and cell are named. Where names of a long table differ only in
        case, or a nationality is the sum of the others.
    """
    table = _open(frame)
    month = table.only(_MONTH_NAMES, "the month")
    if column in table.columns and column != month:
        return _from_wide(table, month, column)
    if table.maybe(_NAME_NAMES, "the route") is None:
        raise InvalidError(
            f"no column {column!r}; the table has {table.listed}. Name one of these, or give a "
            "long table with the columns month, route and count."
        )
    return _from_long(table, column)


def read_panel(frame: object, *, absent: Absent = "zero") -> Panel:
    """Take a panel of monthly counts from a long frame.

    Parameters
    ----------
    frame
        Columns ``route`` (or ``series``), ``nationality`` (or ``citizenship``; without it, the
        counts are route totals), ``month`` (or ``date``, ``period``) and ``count`` (or ``value``).
    absent
        What a combination without a row is: ``"zero"``, as publishers leave zeros out, or
        ``"missing"``. An empty cell is missing.

    Returns
    -------
    Panel
        By nationality and route.

    Raises
    ------
    InvalidError
        As for `read_monthly`, and where a route or nationality has no name, or a route is the sum
        of the others.
    """
    table = _open(frame)
    rows = list(_long_rows(table))
    if not rows:
        raise InvalidError("the table has no rows. Give route, nationality, month and count.")
    _require_names(rows)
    panel = panel_from((one[:4] for one in rows), absent=absent)
    require_parts(panel)
    return panel


def _open(frame: Any) -> _Frame:  # noqa: ANN401 - any frame that narwhals knows
    try:
        eager = nw.from_native(frame, eager_only=True)
    except TypeError as error:
        raise InvalidError(
            f"got {type(frame).__name__}, which is no frame. Give one of Polars, pandas or "
            "PyArrow; collect a lazy one first."
        ) from error
    columns = {}
    for name in eager.columns:
        column = eager.get_column(name)
        empty = column.is_null().to_list()
        values = column.to_list()
        columns[str(name)] = [
            None if nothing else value for value, nothing in zip(values, empty, strict=True)
        ]
    return _Frame(columns)


def _from_wide(table: _Frame, month: str, column: str) -> Monthly:
    seen: dict[tuple[Any, ...], int] = {}
    pairs = []
    for row, (when, value) in enumerate(
        zip(table.columns[month], table.columns[column], strict=True), start=1
    ):
        day = _month(when, month, row)
        _refuse_twice(seen, (index_of(day),), row, day)
        pairs.append((day, _count(value, column, row)))
    return _laid(pairs, column)


def read_route(frame: object, column: str) -> Panel | None:
    """Take one route of a long frame by nationality.

    Parameters
    ----------
    frame
        As for `read_monthly`.
    column
        The series.

    Returns
    -------
    Panel or None
        Of the one route; None where the series is a column of a wide frame.

    Raises
    ------
    InvalidError
        As for `read_monthly`.
    """
    table = _open(frame)
    return None if column in table.columns else panel_from(_rows_of(table, column))


def _from_long(table: _Frame, route: str) -> Monthly:
    counts: dict[dt.date, float] = {}
    own = _rows_of(table, route)
    for _, _, day, count in own:
        first = day.replace(day=1)
        counts[first] = counts.get(first, 0.0) + (math.nan if count is None else count)
    require_parts(panel_from(own))
    return _laid(list(counts.items()), route)


def _rows_of(table: _Frame, route: str) -> list[tuple[str, str, dt.date, float | None]]:
    rows = list(_long_rows(table))
    _require_names(rows)
    own = [one[:4] for one in rows if one[0] == route]
    if not own:
        routes = list(dict.fromkeys(where for where, *_ in rows))
        raise InvalidError(
            f"no column and no route {route!r}; the table has the columns {table.listed} and the "
            f"routes {', '.join(routes[:20])}. Name one of these."
        )
    return own


def _laid(pairs: list[tuple[dt.date, float | None]], name: str) -> Monthly:
    if not pairs:
        raise InvalidError("the table has no rows. Give a row for each month.")
    ordered = sorted(pairs, key=lambda pair: pair[0])
    return monthly_from(*zip(*ordered, strict=True), name=name)


def _long_rows(table: _Frame) -> Iterator[tuple[str, str, dt.date, float | None, int]]:
    """Give route, nationality, month, count and row; two rows of one cell are refused."""
    month = table.only(_MONTH_NAMES, "the month")
    route = table.only(_NAME_NAMES, "the route")
    count = table.only(_COUNT_NAMES, "the count")
    who = table.maybe(_NATIONALITY_NAMES, "the nationality")
    length = len(table.columns[month])
    people = table.columns[who] if who else [ALL] * length
    columns = (table.columns[route], people, table.columns[month], table.columns[count])
    seen: dict[tuple[Any, ...], int] = {}
    for row, (where, whom, when, value) in enumerate(zip(*columns, strict=True), start=1):
        day = _month(when, month, row)
        names = (_name(where, route, row), _name(whom, who or "", row))
        _refuse_twice(seen, (*names, index_of(day)), row, day)
        yield *names, day, _count(value, count, row), row


def _require_names(rows: Sequence[tuple[str, str, dt.date, float | None, int]]) -> None:
    require_distinct((one[0] for one in rows), "route")
    require_distinct((one[1] for one in rows), "nationality")


def _refuse_twice(
    seen: dict[tuple[Any, ...], int], cell: tuple[Any, ...], row: int, day: dt.date
) -> None:
    if cell in seen:
        what = ", ".join((*cell[:-1], f"{day:%B %Y}"))
        raise InvalidError(
            f"row {row}: {what} comes twice, first in row {seen[cell]} (rows count from 1 below "
            "the header). Give one count for each month; add them up first where they are parts."
        )
    seen[cell] = row


def _name(value: object, column: str, row: int) -> str:
    text = "" if value is None else str(value).strip()
    if not text:
        raise InvalidError(f"row {row}: {column} is empty. Name it, or leave the row out.")
    return text


def _month(value: object, column: str, row: int) -> dt.date:
    day = month_of(value)
    if day is None:
        raise InvalidError(
            f"row {row}: {column} is {value!r}, which is no month. Write 2024-01 or 2024-01-31; "
            "other forms can be read in two ways."
        )
    return day


def _count(value: object, column: str, row: int) -> float | None:
    if value is None or (isinstance(value, str) and value.strip().casefold() in _NOTHING):
        return None
    if isinstance(value, str) and _COUNT.fullmatch(value.strip()):
        return float(value)
    try:
        number = math.inf if isinstance(value, str | bool) else float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        number = math.inf
    if math.isnan(number):
        return None
    if math.isinf(number) or number < 0 or not number.is_integer():
        raise InvalidError(
            f"row {row}: {column} is {value!r}, which is no count. Write a whole number from 0 on "
            "without signs between thousands, or leave the cell empty where it is missing."
        )
    return number
