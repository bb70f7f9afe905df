"""An effect as a sentence and as a table, its calibration and its rivals always beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records import MEASURES
from waterbed.records.monthly import in_months
from waterbed.register import expects_change, load, routes_of
from waterbed.report.context import reference_in_words, rivals_in_words
from waterbed.report.cost import cost_sentence
from waterbed.report.crosscheck import check_notes, check_rows, checks_sentence
from waterbed.report.digits import about, percent, rounded, signed
from waterbed.report.table import Cell, Table, as_text
from waterbed.report.words import counted_window, window
from waterbed.store import publisher_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import Calibration, Effect, Estimate, Path, Reference

_COLUMNS = (
    *("", "counted", "expected", "at least", "at most", "change"),
    "interval tried at past dates",
)
_NOT_ADDED = "medians of months do not add up to that of the whole window"


def effect_sentence(effect: Effect) -> str:
    """Say what was counted, what was expected, how sure that is, and what it does not show.

    Parameters
    ----------
    effect
        Any effect.

    Returns
    -------
    str
        Two to six sentences. Never that the event is why.
    """
    if effect.change is None or effect.expected is None or effect.calibration is None:
        return f"{_counted(effect)} There is no telling what to expect: {_reasons(effect)}."
    expected, nominal = effect.expected, percent(effect.calibration.nominal)
    said = (
        f"{_counted(effect)} Without a break {about(expected.point)} were to be expected "
        f"({nominal} interval {about(expected.low)} to {about(expected.high)}), so that "
        f"{_difference(effect.change)}."
    )
    checked = [calibration_sentence(effect.calibration), checks_sentence(effect)]
    return " ".join(filter(None, [said, _answered(effect), *checked]))


def calibration_sentence(calibration: Calibration) -> str:
    """Say how the same method did at past dates.

    Parameters
    ----------
    calibration
        Of any effect.

    Returns
    -------
    str
        One sentence.
    """
    return (
        f"Tried at {calibration.placebos} past dates without this event (of which "
        f"{calibration.independent:.0f} do not overlap), the interval held "
        f"{percent(calibration.coverage)} of the time, against {percent(calibration.nominal)} "
        "promised."
    )


def effect_table(effect: Effect, references: Sequence[Reference] = ()) -> Table:
    """Set out an effect: the totals, then month by month.

    Parameters
    ----------
    effect
        Any effect.
    references
        What published studies found about the same event.

    Returns
    -------
    Table
        Counted, expected and change with their intervals; the notes carry the sentence, the
        calibration, the rivals, the choices, deaths and returns, and the published values.
    """
    notes = [
        effect_answer(effect),
        effect_sentence(effect),
        _uncalibrated(effect),
        _unexpected(effect),
        *_measured(effect),
        _choices(effect),
        rivals_in_words(effect.rivals),
    ]
    notes += check_notes(effect)
    notes += [cost_sentence(one) for one in effect.costs]
    notes += [reference_in_words(one) for one in references]
    if effect.event and not references:
        notes.append(f"No published estimate of {effect.event} is known to this record.")
    return Table(effect_title(effect), _COLUMNS, tuple(_rows(effect)), tuple(filter(None, notes)))


def effect_rows(effect: Effect) -> Table:
    """List the same for a spreadsheet, with what each row is about beside it.

    Parameters
    ----------
    effect
        Any effect.

    Returns
    -------
    Table
        The rows of `effect_table`; then series, publisher, event, what the interval promises, and
        what a reader must know of the row.
    """
    level = effect.calibration.nominal if effect.calibration else None
    about_all = (effect.key, effect.source, effect.event, level)
    first, *others = _rows(effect)
    rows = [(*first, *about_all, _reasons(effect))]
    rows += [(*row, *about_all, _NOT_ADDED if row[-1] == "no" else "") for row in others]
    return Table("", (*_COLUMNS, "series", "source", "event", "level", "note"), tuple(rows))


def effect_answer(effect: Effect) -> str:
    """Say first what the answer is.

    Parameters
    ----------
    effect
        Any effect.

    Returns
    -------
    str
        How many more or fewer, or that there is no telling, and why.
    """
    if effect.change is None or effect.answer == "cannot tell":
        return f"Cannot tell: {_reasons(effect)}."
    return f"{effect.answer.capitalize()} came than expected: {_difference_alone(effect.change)}."


def effect_title(effect: Effect) -> str:
    """Name the question that an effect answers.

    Parameters
    ----------
    effect
        Any effect.

    Returns
    -------
    str
        Series, publisher, event and window.
    """
    named = f" after {effect.event}" if effect.event else ""
    by = f", {publisher_of(effect.source)}" if effect.source else ""
    return f"{effect.key or 'series'}{by}{named}, {counted_window(effect)}"


def _counted(effect: Effect) -> str:
    if effect.observed is None:
        return f"{window(effect.start, effect.end)}: nothing counted."
    unit = unit_of(effect.key) or "counted"
    return f"{counted_window(effect)}: {as_text(effect.observed)} {unit}."


def unit_of(key: str) -> str:
    """Say what a series counts.

    Parameters
    ----------
    key
        Its key, or the name of a column of a user's own.

    Returns
    -------
    str
        ``"persons"``; empty where the name is of no measure.
    """
    measure = MEASURES.get(key.partition("/")[0]) if "/" in key else None
    return measure.counts if measure else ""


def _difference(change: Estimate) -> str:
    return (
        f"{signed(change.point)} came than that, between {signed(change.low)} and "
        f"{signed(change.high)}"
    )


def _answered(effect: Effect) -> str:
    if effect.answer == "cannot tell":
        return f"The figures cannot tell whether anything changed: {_reasons(effect)}."
    said = f"{effect.answer.capitalize()} came than expected; that the event is why is not shown."
    return said if not effect.because else f"{said} Note: {_reasons(effect)}."


def _difference_alone(change: Estimate) -> str:
    low, high = signed(change.low), signed(change.high)
    return f"{signed(change.point)}, between {low} and {high}"


def _reasons(effect: Effect) -> str:
    return "; ".join(effect.because)


def _rows(effect: Effect) -> list[tuple[Cell, ...]]:
    name = counted_window(effect)
    if effect.expected is None or effect.change is None or effect.path is None:
        return [(name, effect.observed, None, None, None, None, None)]
    whole = map(rounded, _spread(effect.expected))
    total = (name, effect.observed, *whole, rounded(effect.change.point))
    rows: list[tuple[Cell, ...]] = [(*row, "yes") for row in (total, *check_rows(effect))]
    path = effect.path
    if path.calibrated:
        return rows
    for month, seen, *spread in zip(
        path.months, path.observed, path.expected, path.low, path.high, strict=True
    ):
        change = None if seen is None else rounded(seen - spread[0])
        rows.append((f"{month:%B %Y}", seen, *map(rounded, spread), change, "no"))
    return rows


def _spread(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.point, estimate.low, estimate.high


def _measured(effect: Effect) -> list[str]:
    if effect.calibration is None or effect.record is None:
        return []
    one = effect.calibration
    line = (
        f"The model's own interval held {percent(one.model_coverage)} of the past dates and was "
        f"made {one.stretch:.2f} times as wide; mean interval score {one.interval_score:.2f}. Of "
        f"{one.placebos} past dates and this one, {percent(one.as_extreme)} had an error as far "
        "out, in standard deviations of what was known on each."
    )
    lines = [line]
    if effect.beyond >= 0.01:  # noqa: PLR2004 - below a percent it changes no figure shown
        lines.append(
            f"At most {as_text(effect.record)} were counted in as many months before; the model "
            f"gave {percent(effect.beyond)} to more than that being averted, which was left out. "
            "The interval held as often with and without that; its width beside the model's and "
            "its score are without."
        )
    return lines


def _unexpected(effect: Effect) -> str:
    """Say where the register expects no change of the event on the routes of the series."""
    event = load.events().get(effect.event or "")
    routes = routes_of(effect.key)
    if event is None or not routes or any(expects_change(event, one) for one in routes):
        return ""
    titles = ", ".join(f'"{load.routes()[one].title}"' for one in routes)
    return f"The register does not expect {effect.event} to change crossings on {titles}."


def _uncalibrated(effect: Effect) -> str:
    path, change = effect.path, effect.change
    if path is None or change is None or path.calibrated:
        return ""
    return (
        "Only intervals of the whole window were tried at past dates; those of single months were "
        "not, and how often they hold is not known. Medians do not add up: those of the months "
        f"come to {signed(_sum_of_months(path))}, that of the whole window is "
        f"{signed(change.point)}."
    )


def _sum_of_months(path: Path) -> float:
    return sum(seen or 0.0 for seen in path.observed) - sum(path.expected)


def _choices(effect: Effect) -> str:
    one = effect.specification
    season = "season" if one.season else "no season"
    gap = f", {one.left_out} left out in between" if one.gap_months else ""
    masked = f", {len(one.masked)} stretches masked" if one.masked else ""
    donors = ", ".join(f"{donor.key} ({percent(donor.included)})" for donor in one.donors)
    helped = (
        f" Helped by, with the probability that it has a part: {donors}. A series to which people "
        "may have turned hides or enlarges the change."
        if donors
        else ""
    )
    return (
        f"{in_months(one.months_before)} before, {one.window_months} in the window{gap}{masked}; "
        f"{one.scale} scale, {one.level} level, {season}, memory {one.memory:g}.{helped}"
    )
