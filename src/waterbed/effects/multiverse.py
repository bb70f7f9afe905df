"""Multiverse: an effect under every defensible choice, and the same grid at past dates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from waterbed import numerics
from waterbed.effects.branches import Tried, branches
from waterbed.effects.grid import Grid, bundles, narrowed
from waterbed.effects.jointly import joint_test
from waterbed.effects.tally import tallies, tally
from waterbed.effects.telling import unheld
from waterbed.records import Event, InvalidError, Monthly, Multiverse, Series, monthly

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from concurrent.futures import Executor

    from waterbed.effects.grid import Bundle
    from waterbed.records import Answer, JointTest, PartialDate, Tally

MANY_BRANCHES = 1000
"""From here on processes are worth their start."""


def multiverse(
    series: Series | Monthly | Sequence[Series | Monthly],
    event: Event | PartialDate | dt.date,
    *,
    donors: Sequence[Series | Monthly] = (),
    grid: Grid | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
) -> Multiverse:
    """Estimate an effect under every defensible choice, and try the whole grid at past dates.

    Parameters
    ----------
    series
        Monthly counts; several where several publishers count the same.
    event
        An event, or when it began.
    donors
        As for `waterbed.effects.effect`; every branch is tried with all of them and with none.
    grid
        The choices; None for the defaults.
    workers
        Processes of this machine. None for one a core where there are a thousand branches or more,
        and for this process alone below. A script that starts processes guards its own start with
        ``if __name__ == "__main__"``.
    executor
        Runs the work instead, for example `waterbed.numerics.cluster`.

    Returns
    -------
    Multiverse
        Its branches are the same, in the same order, wherever they were worked out.

    Raises
    ------
    InvalidError
        As for `waterbed.effects.effect`, where no publisher has figures for the event.
    """
    chosen = grid or Grid()
    counts, uncounted = _counts([series] if isinstance(series, (Series, Monthly)) else series)
    name, start = (event.id, event.start) if isinstance(event, Event) else ("", event)
    todo = bundles(counts, [_monthly(one) for one in donors], (name, start), chosen)
    size = len(todo) * len(chosen.window_months) * len(chosen.gap_months)
    most = 1 if workers is None and size < MANY_BRANCHES else workers
    worked = numerics.parallel(branches, todo, workers=most, executor=executor)
    tried = [one for some in worked for one in some.tried]
    unformed: dict[str, list[str]] = {}
    for bundle, some in zip(todo, worked, strict=True):
        unformed.setdefault(bundle.series.source, []).extend(some.missing)
    if not tried:
        reasons = [*uncounted, *(why for some in worked for why in some.missing)]
        raise InvalidError(reasons[0] if reasons else "no series was given. Give at least one.")
    found = _composed(todo[0], tried, (*uncounted, *_summed_up(unformed)))
    return replace(found, narrowed=narrowed(chosen))


def _monthly(series: Series | Monthly) -> Monthly:
    return series if isinstance(series, Monthly) else monthly(series)


def _counts(series: Sequence[Series | Monthly]) -> tuple[list[Monthly], tuple[str, ...]]:
    """Take the months of each publisher, and say of those without any that they have none."""
    counts, uncounted = [], []
    for one in series:
        try:
            counts.append(_monthly(one))
        except InvalidError as error:
            uncounted.append(str(error))
    return counts, tuple(uncounted)


def _summed_up(unformed: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Say for each publisher how many branches cannot be formed, and why the first cannot."""
    return tuple(
        f"{len(reasons)} ways with {source or 'the series'} cannot be formed ({reasons[0]})"
        for source, reasons in unformed.items()
        if reasons
    )


def _composed(first: Bundle, tried: Sequence[Tried], missing: tuple[str, ...]) -> Multiverse:
    grown = tuple(one.branch for one in tried)
    nominal = first.options.nominal
    whole, test = tally(grown), joint_test(tried, nominal)
    answer, doubts = answered(whole, test, nominal)
    return Multiverse(
        key=first.series.key,
        event=first.event,
        nominal=nominal,
        branches=grown,
        tally=whole,
        tallies=tallies(grown),
        answer=answer,
        test=test,
        because=(*doubts, *missing),
        as_of=first.series.as_of,
    )


def answered(
    whole: Tally, test: JointTest | None, nominal: float
) -> tuple[Answer, tuple[str, ...]]:
    """Answer whether fewer or more came, where the whole grid at past dates bears it out.

    Parameters
    ----------
    whole
        What all branches say.
    test
        The joint test, None where there is none.
    nominal
        What each interval promises.

    Returns
    -------
    tuple
        The answer, and why there is none.
    """
    if test is None:
        return "cannot tell", ("too few past dates are had by half of the branches",)
    if test.smallest_p > 1.0 - nominal:
        few = f"{test.independent:.0f} separate past windows allow no p below {test.smallest_p:.3f}"
        return "cannot tell", (f"{few}, and {1 - nominal:.2g} is asked for",)
    if test.median_p > 1.0 - nominal:
        return "cannot tell", (f"the joint test gives p {test.median_p:.3f}",)
    failed = unheld(whole.coverage, nominal) if whole.coverage is not None else ""
    if failed:
        return "cannot tell", (f"on average {failed}",)
    side: Answer = "fewer" if test.median < 0 else "more"
    other = whole.more if side == "fewer" else whole.fewer
    if (whole.fewer if side == "fewer" else whole.more) <= other:
        return "cannot tell", ("the branches that answer do not agree with the joint test",)
    return side, ()
