"""What figures guarantee, and which of them contradict each other, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.table import Cell, Table, as_text
from waterbed.report.words import day, window
from waterbed.store import publisher_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import Bounds, Conflict, Interval, Observation


def bounds_table(title: str, found: Sequence[tuple[str, Bounds]]) -> Table:
    """Say between which numbers counts must lie, and by which figures.

    Parameters
    ----------
    title
        What was asked.
    found
        A name for each question (a publisher, "change") and its bounds.

    Returns
    -------
    Table
        A row for the strict and one for the robust bounds of each; the figures that guarantee the
        strict ones stand in the notes.
    """
    rows: list[tuple[Cell, ...]] = []
    notes: list[str] = []
    for name, bounds in found:
        rows += [_row(name, "as printed", bounds.strict), _row(name, "robust", bounds.robust)]
        if bounds.strict is None:
            listed = "; ".join(figure_in_words(one) for one in bounds.against)
            notes.append(f"{name}: as printed these cannot all be true: {listed}.")
        else:
            notes += [
                f"{name}: {side} by {'; '.join(figure_in_words(one) for one in by)}."
                for side, by in (("least", bounds.strict.low_by), ("most", bounds.strict.high_by))
                if by
            ]
    notes.append(
        "Robust allows a day on windows relayed by an outlet, 0.1 % on totals, and 0.5 % of the "
        "national total on splits by departure."
    )
    return Table(title, ("of", "figures taken", "at least", "at most"), tuple(rows), tuple(notes))


def conflict_table(conflicts: Sequence[Conflict]) -> Table:
    """List the smallest sets of figures that cannot all be true.

    Parameters
    ----------
    conflicts
        Any conflicts.

    Returns
    -------
    Table
        A row for each, with its size in what the figures count.
    """
    rows = tuple(
        (one.size, one.kind, " / ".join(figure_in_words(seen) for seen in one.figures))
        for one in conflicts
    )
    return Table("Figures that cannot all be true", ("size", "kind", "figures"), rows)


def figure_in_words(seen: Observation) -> str:
    """Write one figure with its window, publisher and outlet.

    Parameters
    ----------
    seen
        Any observation.

    Returns
    -------
    str
        ``"corridor/libya>italy 1 January to 6 May 2024: 9,271 (Italian Ministry of the Interior,
        quoted by Agenzia Nova, 7 May 2024)"``.
    """
    via = f", quoted by {seen.reported_by}" if seen.reported_by else ""
    on = f", {day(seen.published)}" if seen.published else ""
    bound = "" if seen.bound == "exact" else f"{seen.bound} "
    return (
        f"{seen.key} {window(seen.start, seen.end)}: {bound}{as_text(seen.value)} "
        f"({publisher_of(seen.source)}{via}{on})"
    )


def _row(name: str, taken: str, interval: Interval | None) -> tuple[Cell, ...]:
    if interval is None:
        return name, taken, "contradict each other", ""
    low, high = (
        "not bounded" if value is None else value for value in (interval.low, interval.high)
    )
    return name, taken, low, high
