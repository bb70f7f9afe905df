"""A multiverse as a sentence and as tables: how many branches say what, and how past dates did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.context import rivals_in_words
from waterbed.report.digits import percent, rounded, signed
from waterbed.report.effect import unit_of
from waterbed.report.table import Cell, Table
from waterbed.report.words import day

if TYPE_CHECKING:
    from waterbed.records import Branch, JointTest, Multiverse, Tally

_BRANCH_COLUMNS = (
    *("publisher", "data from", "window from", "window to", "left out after the event"),
    *("months of the event among these", "level"),
    *("scale", "season", "memory", "masked", "donors", "counted", "change", "change at least"),
    *("change at most", "answer", "held at past dates", "past dates", "error", "because"),
)
_DIGITS = 3


def multiverse_sentence(found: Multiverse) -> str:
    """Say how many branches find what, and how the whole grid did at past dates.

    Parameters
    ----------
    found
        Any multiverse.

    Returns
    -------
    str
        Three to five sentences. Never that the event is why.
    """
    said = f"{shares_in_words(found.tally)}{_median(found)}"
    parts = [said, narrowed_in_words(found), _jointly(found.test), _answered(found)]
    return " ".join(filter(None, parts))


def narrowed_in_words(found: Multiverse) -> str:
    """Say by which choices the grid was narrowed.

    Parameters
    ----------
    found
        Any multiverse.

    Returns
    -------
    str
        A sentence, empty for the default grid or a wider one.
    """
    if not found.narrowed:
        return ""
    return f"The grid was narrowed: {'; '.join(found.narrowed)}."


def shares_in_words(tally: Tally) -> str:
    """Say how many branches answer what.

    Parameters
    ----------
    tally
        Of all branches.

    Returns
    -------
    str
        A sentence.
    """
    return (
        f"Of {tally.branches:,} ways to estimate it, {percent(tally.fewer)} find fewer than "
        f"expected, {percent(tally.more)} more, and {percent(tally.cannot_tell)} cannot tell."
    )


def multiverse_title(found: Multiverse) -> str:
    """Name the question that a multiverse answers.

    Parameters
    ----------
    found
        Any multiverse.

    Returns
    -------
    str
        Series and event.
    """
    named = f" after {found.event}" if found.event else ""
    which = "a narrowed grid of choices" if found.narrowed else "every choice"
    return f"{found.key or 'series'}{named}, under {which}"


def multiverse_table(found: Multiverse) -> Table:
    """Set out how many branches answer what, in all and by each choice.

    Parameters
    ----------
    found
        Any multiverse.

    Returns
    -------
    Table
        The notes carry the sentence, how past dates did, and the rivals.
    """
    columns = (
        *("choice", "value", "branches", "fewer", "more", "cannot tell"),
        *("median change a month", "held at past dates"),
    )
    rows = tuple(_row(one) for one in (found.tally, *found.tallies))
    notes = [multiverse_sentence(found), _nominal(found), rivals_in_words(found.rivals)]
    return Table(multiverse_title(found), columns, rows, tuple(filter(None, notes)))


def branch_rows(found: Multiverse) -> Table:
    """List every branch with its choices and its figures.

    Parameters
    ----------
    found
        Any multiverse.

    Returns
    -------
    Table
        A row a branch; empty cells where there is no telling.
    """
    return Table("", _BRANCH_COLUMNS, tuple(_branch(one) for one in found.branches))


def _median(found: Multiverse) -> str:
    change = found.tally.median
    if change is None:
        return ""
    unit = unit_of(found.key)
    return f" The median change is {signed(change)}{f' {unit}' if unit else ''} a month."


def _jointly(test: JointTest | None) -> str:
    if test is None:
        return ""
    return (
        f"Repeated at {test.dates} past dates without this event (of which "
        f"{test.independent:.0f} do not overlap), the median branch was at least as far out with "
        f"p = {test.median_p:.3f}, and as large a share of branches excluded no change with "
        f"p = {test.outside_p:.3f}; so few dates allow no p below {test.smallest_p:.3f}."
    )


def _answered(found: Multiverse) -> str:
    reasons = "; ".join(found.because)
    if found.answer == "cannot tell":
        return f"Taken together the figures cannot tell whether anything changed: {reasons}."
    said = f"Taken together, {found.answer} came than expected; that the event is why is not shown."
    return said if not reasons else f"{said} Note: {reasons}."


def _nominal(found: Multiverse) -> str:
    held = found.tally.coverage
    if held is None:
        return ""
    return (
        f"Each branch's interval promises {percent(found.nominal)} and is scaled by its own "
        f"errors at past dates; on average it held {percent(held)} there. Branches share "
        "their data: their number says nothing of how sure the answer is, the joint test does."
    )


def _row(one: Tally) -> tuple[Cell, ...]:
    shares = map(percent, (one.fewer, one.more, one.cannot_tell))
    held = None if one.coverage is None else percent(one.coverage)
    return (one.choice or "all", one.value, one.branches, *shares, _rounded(one.median), held)


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounded(value)


def _branch(one: Branch) -> tuple[Cell, ...]:
    choices, change, past = one.specification, one.change, one.calibration
    ends = (change.point, change.low, change.high) if change else (None, None, None)
    return (
        one.source,
        choices.first,
        one.start,
        one.end,
        choices.gap_months,
        choices.event_months,
        choices.level,
        choices.scale,
        "yes" if choices.season else "no",
        choices.memory,
        "; ".join(f"{day(first)} to {day(last)}" for first, last in choices.masked),
        one.choices["donors"],
        one.observed,
        *map(_rounded, ends),
        one.answer,
        None if past is None else round(past.coverage, _DIGITS),
        None if past is None else past.placebos,
        _rounded(one.out),
        "; ".join(one.because),
    )
