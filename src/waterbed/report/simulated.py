"""A simulated run as a sentence and as a table; each says first that nobody counted any of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.records.monthly import index_of
from waterbed.report.digits import about
from waterbed.report.table import Cell, Table
from waterbed.report.words import month

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from waterbed.records import Controller, CorridorRun, Estimate, Run, Skill, Totals

MARK = "Simulated, not counted"
"""Stands in every picture, file and sentence of a run."""
_ROWS = (("landed", "landed"), ("returned", "returned"), ("dead", "dead or missing, at least"))
_ASSUMED = (
    "published figures hardly tell how readily people turn, so this rests on what was assumed"
)
_DIGITS = 3
_LONG = 12
_UNTRIED = "What a lever does was not tried in this way: no past date shows it alone."
_GAIN = 0.05


def simulated_sentence(run: Run) -> str:
    """Say what a run found, how sure that is of the model, and how good the model was.

    Parameters
    ----------
    run
        Any run.

    Returns
    -------
    str
        A few sentences. Never that something will happen.
    """
    parts = [_question(run), *_changed(run), *_moved(run), skill_line(run)]
    return " ".join(parts)


def simulated_table(run: Run) -> Table:
    """Set a run out, corridor by corridor.

    Parameters
    ----------
    run
        Any run.

    Returns
    -------
    Table
        Landed, returned, dead or missing on all corridors and on each: without the levers, with
        them and the difference, each with its interval. The notes carry the sentence, who holds
        the coasts, the calibration and the caveats.
    """
    ends = (f"{run.nominal:.0%} from", "to")
    columns = ("corridor", "people", "without", *ends, "with", *ends, "change", *ends)
    return Table(
        f"{MARK}: {run.scenario.title}. {run.region}, {_span(run)}",
        columns,
        tuple(_rows((run.total, *run.flows))),
        tuple(_notes(run)),
    )


def simulated_rows(run: Run) -> Table:
    """Set a run out for a spreadsheet, month by month as well.

    Parameters
    ----------
    run
        Any run.

    Returns
    -------
    Table
        One row for each corridor, month (or the whole horizon) and kind of count; every row says
        that it is simulated.
    """
    columns = ("simulated", "corridor", "month", "people", "which", "median", "low", "high")
    return Table(run.scenario.title, columns, tuple(_long(run)))


def sweep_table(lever: str, runs: Sequence[tuple[float, Run]]) -> Table:
    """Set runs out that differ in the size of one lever.

    Parameters
    ----------
    lever
        Kind and target of the lever.
    runs
        Its size and the run, in the order of the sizes.

    Returns
    -------
    Table
        The changes of all corridors together, and the share of averted landings that reappear;
        the notes say who holds the coasts.
    """
    first = runs[0][1]
    ends = (f"{first.nominal:.0%} from", "to")
    columns = (lever, "landed: change", *ends, "returned: change", *ends, "dead: change", *ends)
    notes = [*map(_held, first.controllers), *_caveats(first), skill_line(first)]
    if any(run.displacement for _, run in runs):
        notes.append(f"The share that reappears: {_ASSUMED}.")
    return Table(
        f"{MARK}: {first.scenario.title}, by size of {lever}. {first.region}, {_span(first)}",
        (*columns, "reappear", *ends),
        tuple((size, *_changes(run), *_share_cells(run)) for size, run in runs),
        tuple(notes),
    )


def sweep_rows(lever: str, runs: Sequence[tuple[float, Run]]) -> Table:
    """Set runs out for a spreadsheet that differ in the size of one lever.

    Parameters
    ----------
    lever
        Kind and target of the lever.
    runs
        Its size and the run, in the order of the sizes.

    Returns
    -------
    Table
        As `sweep_table`; every row says that it is simulated, and no two columns have one name.
    """
    shown = sweep_table(lever, runs)
    names = ("landed change", "returned change", "dead change", "share that reappears")
    columns = [f"{name}{end}" for name in names for end in (": median", ": low", ": high")]
    rows = tuple(("yes", *row) for row in shown.rows)
    return Table(shown.title, ("simulated", lever, *columns), rows, shown.notes)


def skill_line(run: Run) -> str:
    """Say how good the model behind a run was at past dates.

    Parameters
    ----------
    run
        Any run.

    Returns
    -------
    str
        One or two sentences, whether good or bad.
    """
    if not run.calibration:
        return (
            "The model is not calibrated here: its numbers are first guesses, and no size of a "
            "change should be quoted from it."
        )
    if not run.skill:
        unknown = f"Calibrated on {run.calibration}; how well it foretells was not measured."
        return " ".join((unknown, *_early(run)))
    return " ".join((f"Calibrated on {run.calibration}.", *_early(run), *_measured(run), _UNTRIED))


def _measured(run: Run) -> Iterator[str]:
    """Say how close forecasts were as far ahead as the run goes, or as far as was measured."""
    lead = run.scenario.horizon + _gap(run)
    leads = sorted({one.months_ahead for one in run.skill})
    first, last = next((one for one in leads if lead <= one[1]), leads[-1])
    near = [one for one in run.skill if one.months_ahead == (first, last)]
    better = [one for one in near if one.skill >= _GAIN]
    held = sum(one.coverage for one in near) / len(near)
    dates = near[0].between
    when = f", {month(dates[0])} to {month(dates[1])}," if dates else ""
    yield (
        f"At past dates{when} its forecasts {first} to {last} months ahead were closer than last "
        f"year's same months, by {_GAIN:.0%} or more, for {len(better)} of {len(near)} "
        f"series{_but(near)}; the {near[0].nominal:.0%} band held {held:.0%}."
    )
    if lead > last:
        yield f"Beyond {last} months ahead it was not measured."
    if dates and index_of(run.scenario.start) - 1 < index_of(dates[0]):
        yield f"Forecasts from before {month(dates[0])}, as this one, were not measured this early."
    if dates and index_of(run.scenario.start) - 1 > index_of(dates[1]):
        yield f"Forecasts from after {month(dates[1])}, as this one, were not measured."


def _early(run: Run) -> Iterator[str]:
    gap = _gap(run)
    if gap:
        yield f"The figures end {gap} month{'s' * (gap > 1)} before the start."
    if gap > _LONG:
        yield (
            "Warning: nothing was counted for more than a year before the start, so even how "
            "things stood then is foretold. Quote no number of people from this run."
        )


def _gap(run: Run) -> int:
    """Count the months between the last figure and the start."""
    if run.figures_to is None:
        return 0
    return max(0, index_of(run.scenario.start) - index_of(run.figures_to) - 1)


def _but(near: Sequence[Skill]) -> str:
    worse = [one.key for one in near if one.skill < _GAIN]
    return f" (not for {', '.join(worse)})" if worse else ""


def _span(run: Run) -> str:
    months = run.fans[0].months
    return f"{month(months[0])} to {month(months[-1])}"


def _question(run: Run) -> str:
    landed = run.total.baseline.landed
    said = f"{_of(landed, run)} people would land without any lever"
    return f"{MARK}. {run.region}, {_span(run)}: {said}."


def _of(estimate: Estimate, run: Run) -> str:
    ends = f"{about(estimate.low)} to {about(estimate.high)}"
    return f"{about(estimate.point)} ({ends} in {run.nominal:.0%} of the draws)"


def _changed(run: Run) -> Iterator[str]:
    if not run.scenario.levers:
        yield "No lever is moved."
        return
    change = run.total.change
    yield (
        f"With “{run.scenario.title}” {_more(change.landed)} would land, {_more(change.returned)} "
        f"be taken back, and {_more(change.dead)} be recorded dead or missing."
    )


def _more(change: Estimate) -> str:
    if change.low == change.high == 0:
        return "as many"
    if change.low < 0 < change.high:
        ends = f"between {about(-change.low)} fewer and {about(change.high)} more"
        return f"{ends} (median {_signed(change.point)})"
    sign = "fewer" if change.point < 0 else "more"
    least, most = sorted((abs(change.low), abs(change.high)))
    return f"{about(abs(change.point))} {sign} ({about(least)} to {about(most)})"


def _signed(change: float) -> str:
    if round(change) == 0:
        return "as many"
    return f"{about(abs(change))} {'fewer' if change < 0 else 'more'}"


def _moved(run: Run) -> Iterator[str]:
    moved = run.displacement
    if moved is None:
        return
    if moved.share is None:
        yield "Too few landings are averted to say what share of them reappears elsewhere."
        return
    share = moved.share
    yield (
        f"Of the {about(moved.averted.point)} landings averted where the lever works, "
        f"{share.point:.0%} ({share.low:.0%} to {share.high:.0%}) would reappear on other "
        f"corridors; {_ASSUMED}."
    )
    if share.high > 1:
        which = "half or more" if share.point > 1 else "some"
        yield f"In {which} of the draws more people reappeared elsewhere than were averted."


def _rows(flows: Sequence[CorridorRun]) -> Iterator[tuple[Cell, ...]]:
    for flow in flows:
        for name, words in _ROWS:
            parts = (getattr(which, name) for which in (flow.baseline, flow.scenario, flow.change))
            yield (flow.title, words, *(cell for part in parts for cell in _cells(part)))


def _cells(estimate: Estimate) -> tuple[Cell, ...]:
    return tuple(_rounded(one) for one in (estimate.point, estimate.low, estimate.high))


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")


def _changes(run: Run) -> Iterator[Cell]:
    for name, _ in _ROWS:
        yield from _cells(getattr(run.total.change, name))


def _share_cells(run: Run) -> tuple[Cell, ...]:
    share = run.displacement.share if run.displacement else None
    return _cells(share) if share else (None, None, None)


def _notes(run: Run) -> Iterator[str]:
    yield simulated_sentence(run)
    yield from (_held(one) for one in run.controllers)
    yield from _caveats(run)


def _caveats(run: Run) -> Iterator[str]:
    if run.scenario.note:
        yield f"The scenario: {run.scenario.note}"
    yield (
        f"{run.scenario.draws:,} draws, seed {run.scenario.seed}. Intervals are of the model's "
        "draws, not of the world. Deaths are those that would be recorded, a minimum."
    )
    yield from run.notes


def _held(one: Controller) -> str:
    if not one.holders:
        return f"Who holds {one.zone} in {month(one.on)}, the register does not say."
    return f"{one.zone} in {month(one.on)} is held by: {'; '.join(one.holders)}."


def _long(run: Run) -> Iterator[tuple[Cell, ...]]:
    whole = f"{run.fans[0].months[0]:%Y-%m} to {run.fans[0].months[-1]:%Y-%m}"
    for flow in (run.total, *run.flows):
        for which, totals in _whiches(flow):
            for name, _ in _ROWS:
                spread = _spread(getattr(totals, name))
                yield ("yes", flow.corridor or "all", whole, name, which, *spread)
    for fan in run.fans:
        for which, path in (("without", fan.baseline), ("with", fan.scenario)):
            for start, estimate in zip(fan.months, path, strict=True):
                row = ("yes", fan.corridor or "all", f"{start:%Y-%m}", "landed", which)
                yield (*row, *_spread(estimate))


def _whiches(flow: CorridorRun) -> tuple[tuple[str, Totals], ...]:
    return (("without", flow.baseline), ("with", flow.scenario), ("change", flow.change))


def _spread(estimate: Estimate) -> tuple[float, float, float]:
    return estimate.point, estimate.low, estimate.high
