"""Evidence: the figures that a claim is held against, laid out so that windows are looked up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from waterbed.bounds import bounds, change, share
from waterbed.check.profile import profile_of
from waterbed.records import Change, NotFoundError, Quantity, Series, Share, counts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator

    from waterbed.records import Bounds, Observation, Tiling

Question = Quantity | Change | Share

_WHOLES = {
    "arrivals/sea/spain": ("arrivals/sea/spain-mainland-balearics", "arrivals/sea/spain-canaries"),
}


@dataclass(frozen=True)
class Ledger:
    """One publisher's figures for one key, with its totals worked out once for each first day.

    Parameters
    ----------
    key
        A series key.
    source
        Id of the publisher.
    load
        Gives the series; called once, when it is first needed.
    """

    key: str
    source: str
    load: Callable[[], Series]

    @cached_property
    def series(self) -> Series:
        """The figures."""
        return self.load()

    @cached_property
    def _tilings(self) -> dict[dt.date, Tiling]:
        return {}

    def tiling(self, start: dt.date) -> Tiling:
        """Give the counts for every window that begins on a day.

        Parameters
        ----------
        start
            The first day.

        Returns
        -------
        Tiling
            Worked out once.
        """
        if start not in self._tilings:
            self._tilings[start] = self.series.tiling(start)
        return self._tilings[start]


class Evidence:
    """Every series of a record, as known on a day.

    Parameters
    ----------
    loaders
        Key, publisher, and what gives the series, as `waterbed.store.Store.loaders` lists them.
    as_of
        The day of the figures, None for now.
    """

    def __init__(
        self,
        loaders: Iterable[tuple[str, str, Callable[[], Series]]],
        as_of: dt.date | None = None,
    ) -> None:
        held = tuple(Ledger(*one) for one in loaders)
        self.ledgers = (*held, *_sums(held))
        self.as_of = as_of
        self._by_key: dict[str, list[Ledger]] = {}
        self._guaranteed: dict[Question, Bounds | None] = {}
        for ledger in self.ledgers:
            self._by_key.setdefault(ledger.key, []).append(ledger)

    def guaranteed(self, asked: Question) -> Bounds | None:
        """Say what all figures together guarantee about a count, a change or a share.

        Parameters
        ----------
        asked
            The question.

        Returns
        -------
        Bounds or None
            Worked out once; None where no figure bears on it.
        """
        if asked not in self._guaranteed:
            self._guaranteed[asked] = self._bound(asked)
        return self._guaranteed[asked]

    def _bound(self, asked: Question) -> Bounds | None:
        parts = (asked.part, asked.whole) if isinstance(asked, Share) else (asked,)
        windows = [quantity for part in parts for _, quantity in part.terms]
        kinds = {_kind(one.key) for one in windows}
        first = min(one.start for one in windows).replace(month=1, day=1)
        last = max(one.end for one in windows).replace(month=12, day=31)
        figures = [
            one
            for ledger in self.ledgers
            if _kind(ledger.key) in kinds and not _of_part(ledger.key)
            for one in ledger.series.observations
            if one.start <= last and first <= one.end
        ]
        try:
            if isinstance(asked, Quantity):
                return bounds(figures, asked)
            if isinstance(asked, Share):
                return share(figures, asked.part, asked.whole)
            return change(figures, asked.of, asked.versus)
        except NotFoundError:
            return None

    def of(self, key: str) -> tuple[Ledger, ...]:
        """Give every publisher's ledger for a key.

        Parameters
        ----------
        key
            A series key.

        Returns
        -------
        tuple of Ledger
            Empty where there is none.
        """
        return tuple(self._by_key.get(key, ()))

    def observations_of(
        self, sources: Collection[str], years: Collection[int]
    ) -> tuple[Observation, ...]:
        """Give the counted windows of some publishers that begin in some years.

        Parameters
        ----------
        sources
            Ids of publishers.
        years
            Years in which the windows begin.

        Returns
        -------
        tuple of Observation
            Of every key that counts everyone.
        """
        return tuple(
            one
            for ledger in self.ledgers
            if ledger.source in sources and not _of_part(ledger.key)
            for one in ledger.series.observations
            if one.start.year in years
        )


def _kind(key: str) -> str:
    """Give what is counted; corridors are parts of arrivals."""
    name = key.partition("/")[0]
    return "arrivals" if name == "corridor" else name


def _of_part(key: str) -> bool:
    """Say whether a series counts one nationality or half of a route only."""
    profile = profile_of(key)
    return profile is not None and bool(profile.nationality or profile.part)


def _sums(held: Collection[Ledger]) -> Iterator[Ledger]:
    """Make the wholes that no publisher prints and whose parts one publisher counts."""
    for whole, parts in _WHOLES.items():
        for source in {one.source for one in held if one.key in parts}:
            of = [one for one in held if one.key in parts and one.source == source]
            printed = any((one.key, one.source) == (whole, source) for one in held)
            if len(of) == len(parts) and not printed:
                yield Ledger(whole, source, partial(_add, whole, of))


def _add(key: str, parts: Collection[Ledger]) -> Series:
    """Add series window by window; a window that one part does not count is left out."""
    windows: dict[tuple[dt.date, dt.date], list[Observation]] = {}
    for part in parts:
        for seen in filter(counts, part.series.observations):
            windows.setdefault((seen.start, seen.end), []).append(seen)
    summed = [
        replace(of[0], key=key, value=sum(one.value or 0.0 for one in of), note="a sum of parts")
        for of in windows.values()
        if len(of) == len(parts)
    ]
    source = next(iter(parts)).source
    return Series(key, source, tuple(sorted(summed, key=lambda one: one.start)))
