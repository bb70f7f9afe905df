"""Cross-checks of an effect in words and as rows: other methods, other series, who disagrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.digits import about, percent, rounded, signed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import CrossCheck, Effect, Elsewhere, Uncompared
    from waterbed.report.table import Cell


def checks_sentence(effect: Effect) -> str:
    """Say what other methods and other series say.

    Parameters
    ----------
    effect
        Any effect.

    Returns
    -------
    str
        One or two sentences; empty where none were asked.
    """
    said = []
    if effect.checks:
        points = sorted(one.change.point for one in effect.checks)
        outside = sum(one.outside for one in effect.checks)
        where = f"{outside} of them outside" if outside else "all of them inside"
        said.append(
            f"{len(points)} other methods, against {len(effect.checks[0].parts)} other series, put "
            f"the change between {signed(points[0])} and {signed(points[-1])}, {where} this "
            "interval."
        )
    if effect.in_space is not None:
        further, count = effect.in_space.rank - 1, len(effect.in_space.others)
        said.append(
            f"At the same date {further} of {count} other series were further from what their own "
            "past led one to expect."
        )
    return " ".join(said)


def check_rows(effect: Effect) -> list[tuple[Cell, ...]]:
    """Set out the cross-checks as rows of the effect's table.

    Parameters
    ----------
    effect
        Any effect.

    Returns
    -------
    list of tuple
        One a method: counted, expected with its interval, change.
    """
    return [_row(effect.observed or 0.0, one) for one in effect.checks]


def check_notes(effect: Effect) -> list[str]:
    """Say what the cross-checks rest on, and which series were left out.

    Parameters
    ----------
    effect
        Any effect.

    Returns
    -------
    list of str
        Notes for under the table; empty where none were asked.
    """
    notes = [_method(one) for one in effect.checks]
    if effect.in_space is not None:
        listed = "; ".join(_elsewhere(one) for one in effect.in_space.others)
        notes.append(
            "The same estimate on other series at the same date, with how many of each one's own "
            "past dates and this one had an error as far out: here "
            f"{percent(effect.in_space.chance)}; {listed}."
        )
    if effect.unchecked:
        notes.append(f"No cross-checks: {effect.unchecked}.")
    if effect.left_out:
        notes.append(f"Not compared with: {_by_reason(effect.left_out)}.")
    if effect.despite:
        listed = _by_reason(effect.despite)
        notes.append(f"Compared with by choice, although it could hide or enlarge it: {listed}.")
    return notes


def _by_reason(series: Sequence[Uncompared]) -> str:
    grouped: dict[str, list[str]] = {}
    for one in series:
        grouped.setdefault(one.why, []).append(one.key)
    return "; ".join(f"{', '.join(keys)}: {why}" for why, keys in grouped.items())


def _row(seen: float, one: CrossCheck) -> tuple[Cell, ...]:
    change = one.change
    expected = (seen - change.point, seen - change.high, seen - change.low)
    return (f"by {one.method}", seen, *map(rounded, expected), rounded(change.point))


def _method(one: CrossCheck) -> str:
    record = one.calibration
    given = [f"{part.key} {part.part:.2f}" for part in one.parts if part.part >= 0.005]  # noqa: PLR2004 - less is printed as 0.00
    of = ", ".join(given) or ", ".join(part.key for part in one.parts)
    return (
        f"{one.method.capitalize()}: {signed(one.change.point)}, between {signed(one.change.low)} "
        f"and {signed(one.change.high)}; from {of}. Its interval held {percent(record.coverage)} "
        f"of {record.placebos} past dates, mean interval score {record.interval_score:.2f}; made "
        f"for each of those series in turn it strayed by {one.elsewhere:.2f} (one standard "
        "deviation, on the scale of the estimate)."
    )


def _elsewhere(one: Elsewhere) -> str:
    change = f"{about(abs(one.change.point))} {_word(one.change.point)}"
    return f"{one.key} {percent(one.chance)} ({change})"


def _word(change: float) -> str:
    return "fewer" if change < 0 else "more"
