"""Cost: deaths and returns in a window and a year earlier, per attempt and with an interval."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import compress
from math import isnan
from typing import TYPE_CHECKING

import numpy as np

from waterbed.effects.monthly import date_of, index_of, last_day, month_names, monthly
from waterbed.numerics import stream
from waterbed.records import Deadliness, Estimate, HumanCost, InvalidError, NotFoundError, Toll
from waterbed.register import load

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping

    from numpy.typing import NDArray

    from waterbed.records import Base, Series

    Months = Mapping[int, float]

_FILE = "human_cost.toml"
_HELD_FILE = "cost_measured.toml"
_MEASURED_LEVEL = 0.95
_YEAR = 12
_DRAWS = 20_000
_LEAST_BLOCKS = 2
_JEFFREYS = 0.5
_THOUSAND = 1000.0
_INCOMPARABLE = (
    "No month of the window has every figure both now and a year earlier, so that deaths per "
    "attempt cannot be compared."
)


@dataclass(frozen=True, slots=True)
class CostSeries:
    """Which series tell who died, who was taken back and who crossed on a route.

    Parameters
    ----------
    id
        The route.
    dead, returned
        Keys, all of which are needed; `returned` is empty where nobody publishes returns.
    crossed
        Lists of keys, the preferred one first.
    named
        Each of these lists in words.
    note
        What they leave out.
    """

    id: str
    dead: tuple[str, ...]
    returned: tuple[str, ...]
    crossed: tuple[tuple[str, ...], ...]
    named: tuple[str, ...] = ()
    note: str = ""

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, once."""
        crossed = (key for keys in self.crossed for key in keys)
        return tuple(dict.fromkeys((*self.dead, *self.returned, *crossed)))


@dataclass(frozen=True, slots=True)
class _Counts:
    """Counts by month for each part of an attempt; a month without every key is absent.

    What counts those who crossed: in words, and by which publishers.
    """

    dead: Months
    returned: Months | None
    crossed: Months
    named: str
    publishers: tuple[str, ...]

    @property
    def parts(self) -> tuple[Months, ...]:
        return tuple(one for one in (self.dead, self.returned, self.crossed) if one is not None)

    @property
    def known(self) -> set[int]:
        first, *others = (set(one) for one in self.parts)
        return first.intersection(*others)

    def base(self, month: int) -> float:
        return sum(one[month] for one in self.parts)

    def toll(self, months: Collection[int], start: dt.date, end: dt.date) -> Toll:
        dead, returned, crossed = (
            sum(one[month] for month in months)
            if one is not None and set(months) <= set(one)
            else None
            for one in (self.dead, self.returned, self.crossed)
        )
        return Toll(start, end, dead, returned, crossed)


@cache
def _all() -> Mapping[str, CostSeries]:
    text = (files("waterbed") / "data" / _FILE).read_text("utf-8")
    return {one.id: one for one in load.parse(text, CostSeries, _FILE)}


def cost_series(route: str) -> CostSeries:
    """Say which series tell of deaths and returns on a route.

    Parameters
    ----------
    route
        Id of a route, or of a corridor within one.

    Returns
    -------
    CostSeries
        From ``data/human_cost.toml``; for a corridor, those of the route around it. Without keys
        where none are named.

    Raises
    ------
    NotFoundError
        Where there is no such route.
    """
    routes, named = load.routes(), route
    if route not in routes:
        raise NotFoundError.among("route", route, routes, "")
    while named and named not in _all():
        named = routes[named].within
    return _all().get(named) or CostSeries(route, (), (), ())


def human_cost(
    route: str, series: Iterable[Series], start: dt.date, end: dt.date, *, level: float = 0.95
) -> HumanCost:
    """Set deaths and returns in a window beside those in the same months a year earlier.

    Parameters
    ----------
    route
        Id of a route, or of a corridor within one: deaths are recorded by route.
    series
        The record's series of the keys that `cost_series` names; others are not used. Of several
        publishers of a key, the one with the most whole months is taken.
    start, end
        First and last day of the window: whole months.
    level
        What the intervals promise.

    Returns
    -------
    HumanCost
        What is missing is said, not guessed.

    Raises
    ------
    InvalidError
        Where the window is not made of whole months.
    NotFoundError
        Where there is no such route.

    Notes
    -----
    Attempts are arrivals (or detected crossings), returns and deaths together. Deaths per thousand
    are formed over the months of the window for which every figure is known both now and a year
    earlier. Deaths come in shipwrecks, so counts vary far more than if each person had died alone:
    by a factor that is measured as the Pearson dispersion of monthly deaths around a constant rate
    within windows of as many months, over the whole series. A count divided by it is taken as
    Poisson; its rate is Gamma distributed (Jeffreys prior), and the ratio of two rates is drawn
    from both. `benchmarks/cost.py` says how often such intervals hold.
    """
    if start.day != 1 or end != last_day(end) or end < start:
        raise InvalidError(f"{start} to {end} is not made of whole months. Give some that are.")
    named = cost_series(route)
    months = range(index_of(start), index_of(end) + 1)
    years = -(-len(months) // _YEAR)
    held, publishers = _by_key(series, named)
    past = [month - years * _YEAR for month in months]
    then = (date_of(past[0]), last_day(date_of(past[-1])))
    if not named.dead:
        none = "The record has no series of deaths there."
        now, before = (Toll(*days, None, None, None) for days in ((start, end), then))
        return HumanCost(route, now, before, years, (), missing=(none,))
    tried = _tried(named, held, publishers)
    counts = max(tried, key=lambda one: len(_comparable(one, months, years)))
    cost, reasons = _deadliness(counts, months, years, level)
    return HumanCost(
        route=named.id,
        now=counts.toll(months, start, end),
        before=counts.toll(past, *then),
        years=years,
        series=tuple(key for key in named.keys if key in held),
        deadliness=cost,
        missing=(*_missing(named, held, (*past, *months)), *reasons),
    )


def _by_key(
    series: Iterable[Series], named: CostSeries
) -> tuple[dict[str, Months], dict[str, str]]:
    """Take the months of each key, and who published them."""
    found: dict[str, Months] = {}
    publishers: dict[str, str] = {}
    for one in series:
        if one.key not in named.keys:
            continue
        try:
            laid = monthly(one)
        except InvalidError:
            continue
        first = index_of(laid.first)
        there = (not isnan(count) for count in laid.values)
        counted = dict(compress(enumerate(laid.values, start=first), there))
        if len(counted) > len(found.get(one.key, {})):
            found[one.key], publishers[one.key] = counted, one.source
    return found, publishers


def _add(keys: Collection[str], held: Mapping[str, Months]) -> Months:
    each = [held.get(key, {}) for key in keys]
    shared = set(each[0]).intersection(*each[1:])
    return {month: sum(one[month] for one in each) for month in sorted(shared)}


def _tried(
    named: CostSeries, held: Mapping[str, Months], publishers: Mapping[str, str]
) -> list[_Counts]:
    """Add up each list of crossings, the preferred one first."""
    dead = _add(named.dead, held)
    returned = _add(named.returned, held) if named.returned else None
    found = []
    for keys, words in zip(named.crossed, named.named, strict=True):
        by = tuple(dict.fromkeys(publishers[key] for key in keys if key in publishers))
        found.append(_Counts(dead, returned, _add(keys, held), words, by))
    return found


def _comparable(counts: _Counts, months: Collection[int], years: int) -> list[int]:
    known = counts.known
    return [month for month in months if {month, month - years * _YEAR} <= known]


def _deadliness(
    counts: _Counts, months: Collection[int], years: int, level: float
) -> tuple[Deadliness | None, tuple[str, ...]]:
    used = _comparable(counts, months, years)
    if not used:
        return None, (_INCOMPARABLE,)
    past = [month - years * _YEAR for month in used]
    clustering = _clustering(counts, len(months))
    if clustering is None:
        return None, ("There are too few months to see how deaths cluster in shipwrecks.",)
    now, before = (
        counts.toll(part, date_of(part[0]), last_day(date_of(part[-1]))) for part in (used, past)
    )
    sizes = [sum(map(counts.base, part)) for part in (used, past)]
    if not all(sizes):
        return None, ("Nobody was recorded on the route in these months.",)
    pair = (now.dead or 0.0, before.dead or 0.0)
    rates, ratio = _rates(pair, (sizes[0], sizes[1]), clustering, level)
    first_days = tuple(map(date_of, used))
    base: Base = "crossings" if counts.returned is None else "attempts"
    held = _held() if level == _MEASURED_LEVEL else (None, None)
    found = Deadliness(base, first_days, now, before, level, *rates, ratio, clustering, *held)
    return replace(found, crossed=counts.named, publishers=counts.publishers), ()


@cache
def _held() -> tuple[float, float]:
    """Read how often such intervals held on made-up shipwrecks."""
    text = (files("waterbed") / "data" / _HELD_FILE).read_text("utf-8")
    measured = tomllib.loads(text)
    return measured["held"], measured["lowest"]


def _clustering(counts: _Counts, length: int) -> float | None:
    """Measure by how much monthly deaths vary more than a constant rate within windows allows."""
    known = sorted(counts.known)
    blocks = [known[place : place + length] for place in range(0, len(known), length)]
    apart = freedom = 0.0
    used = 0
    for block in blocks:
        dead = np.array([counts.dead[month] for month in block])
        size = np.array([counts.base(month) for month in block])
        if len(block) < 2 or not dead.sum() or not size.all():  # noqa: PLR2004 - one varies from none
            continue
        due = size * dead.sum() / size.sum()
        apart += float(((dead - due) ** 2 / due).sum())
        freedom += len(block) - 1
        used += 1
    return max(1.0, apart / freedom) if used >= _LEAST_BLOCKS else None


def _rates(
    dead: tuple[float, float], sizes: tuple[float, float], clustering: float, level: float
) -> tuple[tuple[Estimate, Estimate], Estimate | None]:
    tails = np.array([(1 - level) / 2, (1 + level) / 2])
    numbers = stream("human cost", _DRAWS)
    drawn = [
        numbers.gamma(count / clustering + _JEFFREYS, size=_DRAWS) * clustering / size * _THOUSAND
        for count, size in zip(dead, sizes, strict=True)
    ]
    points = [count / size * _THOUSAND for count, size in zip(dead, sizes, strict=True)]
    rates = [
        _around(point, np.minimum(np.quantile(one, tails), _THOUSAND))
        for point, one in zip(points, drawn, strict=True)
    ]
    if not points[1]:
        return (rates[0], rates[1]), None
    ratio = _around(points[0] / points[1], np.quantile(drawn[0] / drawn[1], tails))
    return (rates[0], rates[1]), ratio


def _around(point: float, ends: NDArray[np.float64]) -> Estimate:
    low, high = map(float, ends)
    return Estimate(point, min(low, point), max(high, point))


def _missing(
    named: CostSeries, held: Mapping[str, Months], months: Iterable[int]
) -> tuple[str, ...]:
    wanted = list(months)
    lines = []
    for key in (*named.dead, *named.returned):
        absent = [month for month in wanted if month not in held.get(key, {})]
        if absent:
            lines.append(f"{key} has no figure for {_listed(absent)}.")
    return tuple(lines)


def _listed(months: list[int]) -> str:
    days = [date_of(month) for month in months]
    if len(days) > 4:  # noqa: PLR2004 - more are not read
        return f"{days[0]:%B %Y} and {len(days) - 1} other months to {days[-1]:%B %Y}"
    return month_names(days)
