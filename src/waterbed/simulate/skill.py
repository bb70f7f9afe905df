"""Skill: forecasts made at past dates from what came before, scored by what was then counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from waterbed.numerics import stream
from waterbed.records import InvalidError, Rival, Score, TrackRecord
from waterbed.simulate import scores
from waterbed.simulate.history import History, known_months

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Forecaster = Callable[[History, int, int], Mapping[str, "NDArray[np.float64]"]]
"""From the past, months ahead and a seed: drawn counts by series, draws by months ahead."""

STRETCHES = ((1, 3), (4, 6), (7, 12))
"""Months ahead that are also scored together."""


@dataclass(frozen=True, slots=True)
class Trials:
    """Which forecasts are made and scored.

    Parameters
    ----------
    first, last
        First and last month that is the last one known at an origin.
    step_months
        Months from one origin to the next.
    horizon
        Months ahead.
    least_months
        Months that a series must have before an origin.
    nominal
        What the interval promises.
    seed
        Of the draws.
    keys
        The series that are scored and that rivals are given; none for all.

    Raises
    ------
    InvalidError
        Where the origins are reversed, or a number is not positive.
    """

    first: dt.date
    last: dt.date
    step_months: int = 1
    horizon: int = 12
    least_months: int = 48
    nominal: float = 0.9
    seed: int = 1
    keys: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidError(f"origins from {self.first} to {self.last} are reversed. Swap them.")
        if min(self.step_months, self.horizon, self.least_months) < 1:
            raise InvalidError(
                f"step, horizon and least months are 1 or more, got {self.step_months}, "
                f"{self.horizon} and {self.least_months}."
            )


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of one series: origins by months ahead, not a number where nothing was counted.

    Parameters
    ----------
    crps
        By method; only months that every method forecast.
    held, error, seen
        Of the model: whether the interval held, the median's error, and the count.
    places
        Month of each origin.
    """

    crps: Mapping[str, Floats]
    held: Floats
    error: Floats
    seen: Floats
    places: NDArray[np.int64]


def try_out(
    counted: History,
    model: Forecaster,
    rivals: Mapping[str, Forecaster],
    trials: Trials,
) -> Mapping[str, Scored]:
    """Make every forecast from what came before its origin, and score it by what came after.

    Parameters
    ----------
    counted
        What was counted, before the origins and after.
    model
        Forecasts the series; it is given nothing after the origin.
    rivals
        Other methods, by name.
    trials
        Which forecasts.

    Returns
    -------
    mapping of str to Scored
        By series: those that every method forecast at least once.
    """
    wanted = counted.only(trials.keys or counted.counts)
    rows: dict[str, list[tuple[int, Floats]]] = {}
    for place in _origins(counted, trials):
        past, at = wanted.until(place + 1), (trials.horizon, trials.seed + place)
        made = [model(counted.until(place + 1), *at)]
        made += [method(past, *at) for method in rivals.values()]
        for key, counts in wanted.counts.items():
            enough = known_months(past.counts[key]) >= trials.least_months
            drawn = [one[key] for one in made if key in one]
            if enough and len(drawn) == len(made):
                seen = _after(counts, place, trials.horizon)
                rows.setdefault(key, []).append((place, _row(drawn, seen, trials.nominal)))
    return {key: _scored(found, list(rivals)) for key, found in sorted(rows.items())}


def summary(tried: Mapping[str, Scored], horizon: int, step_months: int) -> tuple[Score, ...]:
    """Sum up scores by series, single months ahead and stretches of months ahead.

    Parameters
    ----------
    tried
        As `try_out` gives it; the first rival is the reference.
    horizon
        Months ahead that were scored.
    step_months
        Months from one origin to the next.

    Returns
    -------
    tuple of Score
        Series by series; stretches first, then single months. Where nothing was counted after any
        origin there is none.
    """
    single = [(ahead, ahead) for ahead in range(1, horizon + 1)]
    stretches = [one for one in STRETCHES if one[1] <= horizon]
    return tuple(
        score
        for key, one in tried.items()
        for first, last in stretches + single
        if (score := _score(key, one, (first, last), step_months)) is not None
    )


def measure(
    counted: History,
    named: tuple[str, Forecaster],
    rivals: Mapping[str, Forecaster],
    trials: Trials,
    *,
    chosen_until: dt.date,
    record: str = "",
) -> TrackRecord:
    """Measure how good a model's forecasts were at past dates.

    Parameters
    ----------
    counted
        What was counted.
    named
        What the model is, in words, and the model.
    rivals
        Other methods, by name, the reference first.
    trials
        Which forecasts.
    chosen_until
        Last month of the figures on which anything was chosen.
    record
        Content hash of the figures.

    Returns
    -------
    TrackRecord
        With what it does not show.

    Raises
    ------
    InvalidError
        Where no forecast could be made.
    """
    tried = try_out(counted, named[1], rivals, trials)
    found = summary(tried, trials.horizon, trials.step_months)
    if not found:
        raise InvalidError(
            f"no series has {trials.least_months} months before an origin between {trials.first} "
            f"and {trials.last} and a figure after it. Choose other origins."
        )
    places = [int(one.places[index]) for one in tried.values() for index in (0, -1)]
    return TrackRecord(
        model=named[0],
        record=record,
        first=counted.month(min(places)),
        last=counted.month(max(places)),
        step_months=trials.step_months,
        chosen_until=chosen_until,
        nominal=trials.nominal,
        scores=found,
        caveats=tuple(_CAVEATS),
    )


_CAVEATS = (
    "The figures are those of today: corrections made after an origin are in them, and the last "
    "month before an origin counts as published at once.\n"
    "Forecasts from neighbouring origins overlap: the number that are separate stands beside each."
).splitlines()


def _origins(counted: History, trials: Trials) -> Iterator[int]:
    first = max(counted.place(trials.first), trials.least_months - 1)
    last = min(counted.place(trials.last), counted.months - 2)
    yield from range(first, last + 1, trials.step_months)


def _after(counts: Floats, place: int, horizon: int) -> Floats:
    seen = np.full(horizon, np.nan)
    after = counts[place + 1 : place + 1 + horizon]
    seen[: len(after)] = after
    return seen


def _row(drawn: list[Floats], seen: Floats, nominal: float) -> Floats:
    """Give the score of each method, the model first, then held or not, the error, the count."""
    held = np.where(np.isnan(seen), np.nan, scores.held(drawn[0], seen, nominal))
    kept = [scores.crps(one, seen) for one in drawn]
    return np.array([*kept, held, scores.median_error(drawn[0], seen), seen])


def _scored(found: list[tuple[int, Floats]], rivals: list[str]) -> Scored:
    stacked = np.array([row for _, row in found])
    crps = {name: stacked[:, index] for index, name in enumerate(["", *rivals])}
    held, error, seen = (stacked[:, index] for index in (-3, -2, -1))
    return Scored(crps, held, error, seen, np.array([place for place, _ in found]))


def _score(key: str, one: Scored, ahead: tuple[int, int], step: int) -> Score | None:
    wanted = slice(ahead[0] - 1, ahead[1])
    there = ~np.isnan(one.seen[:, wanted])
    used = there.any(axis=1)
    if not used.any():
        return None
    by_origin = {name: np.nansum(each[used, wanted], axis=1) for name, each in one.crps.items()}
    count = int(there.sum())
    (ours, *others) = by_origin.values()
    length = max(1, 12 // step)
    low, high = scores.skill_range(ours, others[0], length, stream("skill", key, *ahead))
    places = one.places[used]
    apart = (int(places[-1] - places[0]) + ahead[1]) / ahead[1]
    return Score(
        key=key,
        first_ahead=ahead[0],
        last_ahead=ahead[1],
        origins=int(used.sum()),
        independent=min(apart, float(used.sum())),
        crps=float(ours.sum()) / count,
        rivals=tuple(
            Rival(name, float(each.sum()) / count)
            for name, each in zip(list(by_origin)[1:], others, strict=True)
        ),
        coverage=float(np.nanmean(one.held[:, wanted])),
        bias=_share(np.nansum(one.error[:, wanted]), np.nansum(one.seen[:, wanted])),
        skill_low=None if np.isnan(low) else low,
        skill_high=None if np.isnan(high) else high,
    )


def _share(part: float, whole: float) -> float | None:
    return float(part / whole) if whole > 0 else None
