"""Readings: every way to understand a claim in figures, and what each then gives."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from waterbed.check.profile import profile_of
from waterbed.check.rate import agree, claimed
from waterbed.check.scope import candidates
from waterbed.check.windows import choices, first_day, like_windows
from waterbed.check.words import place
from waterbed.records import Change, Quantity, Reading, measure_of
from waterbed.store import short_name

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from waterbed.check.evidence import Evidence, Ledger
    from waterbed.check.rate import Claimed
    from waterbed.check.scope import Candidate
    from waterbed.check.windows import Choice
    from waterbed.records import Claim, Figure, Observation

_MOST_BOUNDED = 4
_BOUNDED_COST = 0.05
_ABOUT = 0.1
_MIXED = 0.25  # two places by two publishers
_LEAST_RANKED = 3


@dataclass(frozen=True, slots=True)
class _Way:
    """One series, one pair of windows; or one window and the series of another place beside it."""

    candidate: Candidate
    choice: Choice
    beside: Ledger | None = None

    @property
    def distance(self) -> float:
        return round(self.candidate.cost + self.choice.cost, 4)

    @property
    def assumed(self) -> tuple[str, ...]:
        return self.candidate.assumed + self.choice.assumed


def readings(claim: Claim, evidence: Evidence, published: dt.date | None) -> list[Reading]:
    """Form every reading of a claim that the figures allow.

    Parameters
    ----------
    claim
        The claim.
    evidence
        The figures.
    published
        The day of the article, None where it has none.

    Returns
    -------
    list of Reading
        Nearest to the text first.

    Notes
    -----
    Each series that the claim can mean is put together with each pair of windows that it can be
    about. Where the figures give the windows exactly, so does the reading; for the nearest ways
    without such figures the reading carries what the figures guarantee.
    """
    said = claimed(claim)
    found: list[Reading] = []
    open_ways: list[_Way] = []
    for way in _ways(claim, evidence, published):
        if said.shape == "rank":
            found += _ranked(way, said, claim)
            continue
        figures = _exact(way, said, evidence)
        if figures is not None:
            found += _reading(way, said, figures)
        elif said.shape in {"level", "change"}:
            open_ways.append(way)
    found += _bounded(open_ways, said, evidence, found)
    return sorted(found, key=lambda one: (one.distance, one.key, one.source, one.end))


def _ways(claim: Claim, evidence: Evidence, published: dt.date | None) -> Iterator[_Way]:
    start = first_day(claim, published)
    if start is None:
        return
    for candidate in candidates(claim, evidence):
        ends = candidate.ledger.tiling(start).ends
        if claim.than is not None:
            yield from _beside(claim, candidate, evidence, choices(_level(claim), published, ends))
            continue
        for choice in choices(claim, published, ends):
            yield _Way(candidate, choice)


def _level(claim: Claim) -> Claim:
    """Give the claim of one place alone, to find its days: it is compared with no other days."""
    return replace(claim, direction="level", versus=None)


def _beside(
    claim: Claim, candidate: Candidate, evidence: Evidence, days: Iterable[Choice]
) -> Iterator[_Way]:
    """Put the series of the other place beside that of a claim's own.

    One by the same publisher is nearer.
    """
    own = profile_of(candidate.ledger.key)
    if own is None or not own.where:
        return
    wanted = replace(own, where=claim.than or "")
    for other in evidence.ledgers:
        if profile_of(other.key) != wanted:
            continue
        for choice in days:
            if other.source == candidate.ledger.source:
                yield _Way(candidate, choice, other)
            else:
                why = f"{place(wanted.where)} as counted by {short_name(other.source)}"
                more = replace(choice, cost=choice.cost + _MIXED, assumed=(*choice.assumed, why))
                yield _Way(candidate, more, other)


def _exact(way: _Way, said: Claimed, evidence: Evidence) -> tuple[Figure, ...] | None:
    ledger, choice = way.candidate.ledger, way.choice
    new = ledger.tiling(choice.start).figure(choice.end)
    if new is None:
        return None
    if way.beside is not None:
        there = way.beside.tiling(choice.start).figure(choice.end)
        return (new, there) if there else None
    if said.shape == "share":
        whole = _whole(ledger, evidence, choice)
        return (new, whole) if whole else None
    if choice.versus is None:
        return (new,)
    old = ledger.tiling(choice.versus[0]).figure(choice.versus[1])
    return (new, old) if old else None


def _whole(ledger: Ledger, evidence: Evidence, choice: Choice) -> Figure | None:
    kind, _, rest = ledger.key.partition("/")
    keys = {"corridor": f"arrivals/sea/{rest.partition('>')[2]}"}
    key = keys.get(kind, ledger.key.rpartition("/")[0])
    for other in evidence.of(key):
        if other.source == ledger.source:
            return other.tiling(choice.start).figure(choice.end)
    return None


def _reading(way: _Way, said: Claimed, figures: tuple[Figure, ...]) -> list[Reading]:
    value = _form(said.shape, [figure.value for figure in figures])
    if value is None:
        return []
    parts = tuple(part for figure in figures for part in figure.parts)
    limits = (value, value)
    if said.shape == "level":
        limits = _as_meant(figures[0])
    return [_made(way, said, limits, parts, of=figures[-1].key)]


def _as_meant(figure: Figure) -> tuple[float, float]:
    """Give the limits of a count that its publisher means as "about" or "at least"."""
    value = figure.value
    if figure.bound == "about":
        return value * (1 - _ABOUT), value * (1 + _ABOUT)
    return {"at least": (value, math.inf), "at most": (0.0, value)}.get(
        figure.bound, (value, value)
    )


def _ranked(way: _Way, said: Claimed, claim: Claim) -> list[Reading]:
    """Give the rank of a window among like windows, where the series counts all of them.

    "The highest since 2016" says that 2016 was as high: its windows are those after that year.
    """
    series, choice = way.candidate.ledger.series, way.choice
    since = claim.versus.start.year + 1 if claim.versus else series.observations[0].start.year
    spans = like_windows(choice.start, choice.end, since)
    figures = [way.candidate.ledger.tiling(start).figure(end) for start, end in spans]
    if claim.versus is None:
        figures = [one for one in figures if one is not None]
    if None in figures or len(figures) < _LEAST_RANKED:
        return []
    known = [one for one in figures if one is not None]
    now = next((one for one in known if (one.start, one.end) == (choice.start, choice.end)), None)
    if now is None:
        return []
    above = [one.value > now.value for one in known]
    below = [one.value < now.value for one in known]
    rank = 1.0 + sum(above if claim.direction == "highest" else below)
    parts = tuple(part for figure in known for part in figure.parts)
    return [_made(way, said, (rank, rank), parts)]


def _form(shape: str, values: list[float]) -> float | None:
    new, old = values[0], values[-1]
    if shape == "level":
        return new
    if shape == "change":
        return new - old
    if not old:
        return None
    if shape == "percent":
        return 100 * (new - old) / old
    return new / old if shape == "ratio" else 100 * new / old


def _made(
    way: _Way,
    said: Claimed,
    limits: tuple[float, float],
    parts: tuple[Observation, ...],
    *,
    of: str = "",
) -> Reading:
    ledger, choice = way.candidate.ledger, way.choice
    at_most = said.shape == "level" and said.low == -math.inf
    if at_most and measure_of(ledger.key).minimum:
        limits = (limits[0], math.inf)
    fit, off = agree(*limits, said)
    versus = choice.versus or (None, None)
    return Reading(
        key=ledger.key,
        source=ledger.source,
        shape=said.shape,
        start=choice.start,
        end=choice.end,
        versus_start=versus[0],
        versus_end=versus[1],
        low=limits[0],
        high=limits[1],
        distance=way.distance,
        assumed=way.assumed,
        fit=fit,
        off=off,
        figures=parts,
        known=_known(parts),
        of=way.beside.key if way.beside else of if said.shape == "share" else "",
        aside=way.candidate.aside,
    )


def _known(parts: tuple[Observation, ...]) -> dt.date | None:
    dates = [part.published for part in parts]
    return None if None in dates or not dates else max(date for date in dates if date)


def _bounded(
    ways: list[_Way], said: Claimed, evidence: Evidence, exact: list[Reading]
) -> list[Reading]:
    nearest = min((one.distance for one in exact if not one.aside), default=math.inf)
    wanted = sorted(
        (
            way
            for way in ways
            if not way.candidate.aside and way.distance + _BOUNDED_COST <= nearest + 1.0
        ),
        key=lambda way: way.distance,
    )
    found = (_guaranteed(way, said, evidence) for way in wanted[:_MOST_BOUNDED])
    return [one for one in found if one is not None]


def _guaranteed(way: _Way, said: Claimed, evidence: Evidence) -> Reading | None:
    ledger, choice = way.candidate.ledger, way.choice
    new = Quantity(ledger.key, ledger.source, choice.start, choice.end)
    if way.beside is not None:
        there = Quantity(way.beside.key, way.beside.source, choice.start, choice.end)
        found = evidence.guaranteed(Change(new, there))
    elif choice.versus is None:
        found = evidence.guaranteed(new)
    else:
        old = Quantity(ledger.key, ledger.source, *choice.versus)
        found = evidence.guaranteed(Change(new, old))
    limits = found.strict if found else None
    if limits is None or limits.low is None or limits.high is None:
        return None
    return _made(way, said, (limits.low, limits.high), limits.low_by + limits.high_by)
