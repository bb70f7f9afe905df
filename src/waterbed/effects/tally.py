"""Tally: how many branches of a multiverse answer what, in all and by each choice."""

from __future__ import annotations

from collections import Counter
from statistics import mean, median
from typing import TYPE_CHECKING

from waterbed.records import Tally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from waterbed.records import Branch


def _months(count: int) -> str:
    return "1 month" if count == 1 else f"{count} months"


def _masked(branch: Branch) -> str:
    stretches = branch.specification.masked
    return ", ".join(f"{first} to {last}" for first, last in stretches) or "nothing"


_CHOICES: dict[str, Callable[[Branch], str]] = {
    "publisher": lambda one: one.source,
    "data from": lambda one: f"{one.specification.first:%B %Y}",
    "window": lambda one: _months(one.specification.window_months),
    "left out after the event": lambda one: _months(one.specification.gap_months),
    "donors": lambda one: "with donors" if one.specification.donors else "without donors",
    "level": lambda one: one.specification.level,
    "scale": lambda one: one.specification.scale,
    "season": lambda one: "with season" if one.specification.season else "without season",
    "memory": lambda one: f"{one.specification.memory:g}",
    "masked": _masked,
}


def tally(branches: Sequence[Branch], choice: str = "", value: str = "") -> Tally:
    """Count answers.

    Parameters
    ----------
    branches
        At least one.
    choice, value
        What they have in common; empty for all.

    Returns
    -------
    Tally
        With the median change a month and the mean coverage of those with an interval.
    """
    answers = Counter(one.answer for one in branches)
    changes = [one.monthly.point for one in branches if one.monthly is not None]
    held = [one.calibration.coverage for one in branches if one.calibration is not None]
    fewer, more = (answers[side] / len(branches) for side in ("fewer", "more"))
    return Tally(
        choice=choice,
        value=value,
        branches=len(branches),
        fewer=fewer,
        more=more,
        cannot_tell=answers["cannot tell"] / len(branches),
        median=median(changes) if changes else None,
        coverage=mean(held) if held else None,
    )


def tallies(branches: Sequence[Branch]) -> tuple[Tally, ...]:
    """Count answers for each value of each choice that was made in more than one way.

    Parameters
    ----------
    branches
        At least one.

    Returns
    -------
    tuple of Tally
        Choice by choice, values in the order in which they first come.
    """
    found: list[Tally] = []
    for choice, name in _CHOICES.items():
        groups: dict[str, list[Branch]] = {}
        for one in branches:
            groups.setdefault(name(one), []).append(one)
        if len(groups) > 1:
            found += [tally(group, choice, value) for value, group in groups.items()]
    return tuple(found)
