"""Tally: how many branches of a multiverse answer what, in all and by each choice."""

from __future__ import annotations

from collections import Counter
from statistics import mean, median
from typing import TYPE_CHECKING

from waterbed.records import Tally

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import Branch


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
    made = [one.choices for one in branches]
    for choice in made[0]:
        groups: dict[str, list[Branch]] = {}
        for one, chosen in zip(branches, made, strict=True):
            groups.setdefault(chosen[choice], []).append(one)
        if len(groups) > 1:
            found += [tally(group, choice, value) for value, group in groups.items()]
    return tuple(found)
