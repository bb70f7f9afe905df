"""Evidence: the figures that a claim is held against, laid out so that windows are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from waterbed.bounds import bounds, change, share
from waterbed.records import Change, NotFoundError, Quantity, Share

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from waterbed.records import Bounds, Observation, Series, Tiling

Question = Quantity | Change | Share


@dataclass(frozen=True)
class Ledger:
    """One series with its totals worked out once for each first day.

    Parameters
    ----------
    series
        One publisher's figures for one key.
    """

    series: Series

    @property
    def key(self) -> str:
        """Key of the series."""
        return self.series.key

    @property
    def source(self) -> str:
        """Id of the publisher."""
        return self.series.source

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
    series
        All of them.
    as_of
        The day of the figures, None for now.
    """

    def __init__(self, series: Iterable[Series], as_of: dt.date | None = None) -> None:
        self.ledgers = tuple(Ledger(one) for one in series)
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
        figures = self.observations(
            start=min(one.start for one in windows).replace(month=1, day=1),
            end=max(one.end for one in windows).replace(month=12, day=31),
        )
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

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key, sorted."""
        return tuple(sorted(self._by_key))

    def observations(self, *, start: dt.date, end: dt.date) -> tuple[Observation, ...]:
        """Give every figure that touches a stretch of days.

        Parameters
        ----------
        start, end
            First and last day, both included.

        Returns
        -------
        tuple of Observation
            Of every key and publisher.
        """
        return tuple(
            one
            for ledger in self.ledgers
            for one in ledger.series.observations
            if one.start <= end and start <= one.end
        )

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
            Of every key.
        """
        return tuple(
            one
            for ledger in self.ledgers
            if ledger.source in sources
            for one in ledger.series.observations
            if one.start.year in years
        )
