"""Geography: which counts are made of which, down to the finest corridors."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Whole:
    """A count and the parts that add up to it.

    Parameters
    ----------
    key
        Key of the whole.
    parts
        Keys of the parts; each may be a whole itself.
    by
        What splits it: ``departure`` (attributed by the publisher, and attributed again later) or
        ``landing``.
    source
        Who splits it so.
    """

    key: str
    parts: tuple[str, ...]
    by: str
    source: str


@dataclass(frozen=True, slots=True)
class Geography:
    """Every whole with its parts. A key that no whole names stands alone.

    Parameters
    ----------
    wholes
        The wholes; a key is part of one whole at most.
    """

    wholes: tuple[Whole, ...]

    def leaves(self, key: str) -> frozenset[str]:
        """Give the finest parts of a count.

        Parameters
        ----------
        key
            Key of a series.

        Returns
        -------
        frozenset of str
            The key alone where nothing splits it.
        """
        parts = next((whole.parts for whole in self.wholes if whole.key == key), ())
        return frozenset().union(*map(self.leaves, parts)) if parts else frozenset({key})

    def root(self, key: str) -> str:
        """Give the largest count that a count is part of.

        Parameters
        ----------
        key
            Key of a series.

        Returns
        -------
        str
            The key itself where it is part of nothing.
        """
        above = self._above(key)
        return self.root(above.key) if above else key

    def national(self, key: str) -> str | None:
        """Give the total that publishers split by departure to get a count.

        Parameters
        ----------
        key
            Key of a series.

        Returns
        -------
        str or None
            None where the count is no split by departure.
        """
        above = self._above(key)
        if above is None or above.by != "departure":
            return None
        return self.national(above.key) or above.key

    def _above(self, key: str) -> Whole | None:
        return next((whole for whole in self.wholes if key in whole.parts), None)


@functools.cache
def bundled_geography() -> Geography:
    """Read the geography that comes with the package.

    Returns
    -------
    Geography
        From ``data/geography.toml``.
    """
    text = resources.files("waterbed").joinpath("data/geography.toml").read_text("utf-8")
    wholes = tomllib.loads(text)["whole"]
    return Geography(tuple(Whole(**{**one, "parts": tuple(one["parts"])}) for one in wholes))
