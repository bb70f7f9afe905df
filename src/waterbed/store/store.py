"""Store: the one door to everything on disk, with the bundled record beneath it."""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import polars as pl

from waterbed.records import NotFoundError, Series, StoreError, Vintage, WaterbedError
from waterbed.store.asof import in_force, join_vintages
from waterbed.store.bundled import bundled_rows, bundled_vintages
from waterbed.store.home import find_home, write_whole
from waterbed.store.observations import as_series
from waterbed.store.revisions import revisions
from waterbed.store.rows import ROW_SCHEMA, as_rows, pattern
from waterbed.store.vintages import encode, file_name, place, read_folder, tabulate

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Store:
    """Vintages and rows of one home folder, above the bundled record.

    Parameters
    ----------
    home
        The folder. It is made on the first write; reading an empty or absent one is allowed.
    """

    home: Path

    @classmethod
    def at(cls, home: Path | None = None) -> Store:
        """Open the store of a folder.

        Parameters
        ----------
        home
            The folder, or None for ``WATERBED_HOME`` and else the user's data folder.

        Returns
        -------
        Store
            Nothing is read or made yet.
        """
        return cls(find_home(home))

    def add(self, vintage: Vintage, content: bytes, rows: pl.DataFrame) -> bool:
        """Keep a vintage: its bytes, its rows, then the file that vouches for both.

        Parameters
        ----------
        vintage
            What the bytes are. Its `content` must be their hash.
        content
            The raw bytes.
        rows
            What a parser made of them, columns of `ROW_SCHEMA`.

        Returns
        -------
        bool
            False where the store holds this vintage already; what was lost or damaged of it is
            then written again.

        Raises
        ------
        StoreError
            Where hash and bytes differ, where the same vintage was stored with another date of
            publication, or where the folder cannot be written. The store is then as before.

        Notes
        -----
        Bytes that the store holds are the vintage that it holds: a date of publication that was
        not known, or known less precisely, is added, and another parser or other options replace
        its rows. Undated bytes that come again after others did are a new sighting: the publisher
        went back to them.
        """
        if hashlib.sha256(content).hexdigest() != vintage.content:
            raise StoreError(f"{vintage.id}: the bytes do not have this hash. Fetch them again.")
        checked = as_rows(rows)
        kept, new = place(vintage, read_folder(self._vintages))
        if new or not self._holds(kept):
            write_whole(self.raw_path(kept), content)
            self._write_rows(kept, checked)
            write_whole(self._vintage_path(kept), encode(kept))
        return new

    def _holds(self, vintage: Vintage) -> bool:
        """Say whether the bytes and rows of a stored vintage are there and whole."""
        try:
            self.raw(vintage)
            self._read_rows(vintage)
        except StoreError:
            return False
        return True

    def vintages(self, *, bundled: bool = True) -> tuple[Vintage, ...]:
        """List the vintages, the bundled record's first, then by retrieval.

        Parameters
        ----------
        bundled
            Whether those of the bundled record are among them.

        Returns
        -------
        tuple of Vintage
            All of them.
        """
        own = tuple(read_folder(self._vintages))
        return (bundled_vintages() + own) if bundled else own

    def vintage_table(self) -> pl.DataFrame:
        """Tabulate the vintages, the bundled record's among them.

        Returns
        -------
        polars.DataFrame
            One row each, columns of `VINTAGE_SCHEMA`.
        """
        return tabulate(self.vintages())

    def latest(self, document: str) -> Vintage | None:
        """Give the vintage of a document that was retrieved last.

        Parameters
        ----------
        document
            Id of the document.

        Returns
        -------
        Vintage or None
            None where none was ever stored.
        """
        own = [one for one in read_folder(self._vintages) if one.document == document]
        return own[-1] if own else None

    def preceding(self, vintage: Vintage) -> pl.DataFrame:
        """Give the rows of the publication that a vintage follows.

        Parameters
        ----------
        vintage
            A vintage, stored or about to be.

        Returns
        -------
        polars.DataFrame
            Columns of `ROW_SCHEMA` and ``vintage``: the rows of the vintage of the same document
            that was known last before it, none where it is the first.
        """
        earlier = [
            one
            for one in read_folder(self._vintages)
            if one.document == vintage.document
            and (one.known, one.retrieved) < (vintage.known, vintage.retrieved)
            and one.id != vintage.id
        ]
        if not earlier:
            return bundled_rows().clear()
        return self._read_rows(max(earlier, key=lambda one: (one.known, one.retrieved))).collect()

    def raw(self, vintage: Vintage) -> bytes:
        """Give the bytes of a vintage as they came.

        Parameters
        ----------
        vintage
            A vintage of the home folder (the bundled record has no raw bytes).

        Returns
        -------
        bytes
            Checked against their hash.

        Raises
        ------
        StoreError
            Where they are absent or changed.
        """
        path = self.raw_path(vintage)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(
                f"the raw bytes of {vintage.id} cannot be read at {path}: {error.strerror}. "
                f"Pull the document again: `waterbed pull {vintage.document}`."
            ) from error
        if hashlib.sha256(content).hexdigest() != vintage.content:
            raise StoreError(
                f"the raw bytes of {vintage.id} at {path} were changed after they were stored. "
                f"Restore the file, or pull the document again."
            )
        return content

    def raw_path(self, vintage: Vintage) -> Path:
        """Say where the bytes of a vintage stand, whether or not they are there.

        Parameters
        ----------
        vintage
            Any vintage.

        Returns
        -------
        pathlib.Path
            ``raw/<sha256>`` in the home folder.
        """
        return self.home / "raw" / vintage.content

    def history(self, key: str | None = None, source: str | None = None) -> pl.DataFrame:
        """Give the rows of every vintage.

        Parameters
        ----------
        key
            One series key, a pattern with ``*``, or None for all.
        source
            Id of a publisher, or None for all.

        Returns
        -------
        polars.DataFrame
            Columns of `ROW_SCHEMA` and ``vintage``.

        Raises
        ------
        StoreError
            Where the rows of a vintage are absent or cannot be read.
        """
        own = [self._read_rows(one) for one in read_folder(self._vintages)]
        wanted = _wanted(key, source)
        frames = [frame.filter(wanted).collect() for frame in own]
        return pl.concat([bundled_rows().filter(wanted), *frames])

    def rows(
        self, key: str | None = None, source: str | None = None, as_of: dt.date | None = None
    ) -> pl.DataFrame:
        """Give the figures in force on a day.

        Parameters
        ----------
        key, source
            As in `history`.
        as_of
            The day of the question, None for now.

        Returns
        -------
        polars.DataFrame
            As `waterbed.store.asof.in_force` gives it.
        """
        return in_force(self.history(key, source), self.vintage_table(), as_of)

    def known_from(self, key: str, source: str | None = None) -> dt.date | None:
        """Give the day from which a series was known.

        Parameters
        ----------
        key, source
            As in `history`.

        Returns
        -------
        datetime.date or None
            None where the record has no such figures.
        """
        first: dt.date | None = join_vintages(self.history(key, source), self.vintage_table())[
            "known"
        ].min()  # type: ignore[assignment]
        return first

    def revisions(self, key: str | None = None, source: str | None = None) -> pl.DataFrame:
        """List the changes of past figures.

        Parameters
        ----------
        key, source
            As in `history`.

        Returns
        -------
        polars.DataFrame
            As `waterbed.store.revisions.revisions` gives it.
        """
        return revisions(self.history(key, source), self.vintage_table())

    def series(
        self, key: str, source: str | None = None, as_of: dt.date | None = None
    ) -> tuple[Series, ...]:
        """Give every publisher's figures for a key.

        Parameters
        ----------
        key
            One series key.
        source
            Id of a publisher, or None for all.
        as_of
            The day of the question, None for now.

        Returns
        -------
        tuple of Series
            One for each publisher, sorted by its id. Empty where nothing was known by `as_of`.

        Raises
        ------
        NotFoundError
            Where the record holds no such key at all; the nearest keys are named.
        """
        rows = self.rows(key, source, as_of)
        if rows.is_empty() and self.history(key, source).is_empty():
            known = self.keys()["key"].to_list()
            raise NotFoundError.among("series", key, known, "waterbed series")
        return as_series(rows, as_of)

    def all_series(self, as_of: dt.date | None = None) -> tuple[Series, ...]:
        """Give every publisher's figures for every key.

        Parameters
        ----------
        as_of
            The day of the question, None for now.

        Returns
        -------
        tuple of Series
            Sorted by key, then publisher.
        """
        return as_series(self.rows(as_of=as_of), as_of)

    def loaders(
        self, as_of: dt.date | None = None
    ) -> tuple[tuple[str, str, Callable[[], Series]], ...]:
        """Give every publisher's figures for every key, each made when it is asked for.

        Parameters
        ----------
        as_of
            The day of the question, None for now.

        Returns
        -------
        tuple
            Key, source, and what gives the series; sorted by key, then publisher.
        """
        parts = self.rows(as_of=as_of).partition_by("key", "source", as_dict=True)
        return tuple(
            (key, source, partial(_only_series, rows, as_of))
            for (key, source), rows in sorted(parts.items(), key=lambda part: part[0])
        )

    def keys(self, as_of: dt.date | None = None) -> pl.DataFrame:
        """List what is recorded.

        Parameters
        ----------
        as_of
            The day of the question, None for now.

        Returns
        -------
        polars.DataFrame
            Columns key, source, first, last (days), figures (how many in force), vintages;
            sorted by key, source.
        """
        rows = self.rows(as_of=as_of)
        return (
            rows.group_by("key", "source")
            .agg(
                first=pl.col("start").min(),
                last=pl.col("end").max(),
                figures=pl.len(),
                vintages=pl.col("vintage").n_unique(),
            )
            .sort("key", "source")
        )

    def rebuild(self, parse: Callable[[Vintage, bytes], pl.DataFrame]) -> int:
        """Make every row again from raw bytes.

        Parameters
        ----------
        parse
            Gives the rows of a vintage's bytes.

        Returns
        -------
        int
            How many vintages were parsed.

        Raises
        ------
        StoreError
            Where bytes are absent or no longer parse: after all others were parsed, each of these
            is named; its rows stay as they were.
        """
        own, failed = read_folder(self._vintages), []
        for vintage in own:
            try:
                self._write_rows(vintage, as_rows(parse(vintage, self.raw(vintage))))
            except WaterbedError as error:
                failed.append(f"{vintage.id}: {error}")
        if failed:
            raise StoreError(
                f"{len(own) - len(failed)} of {len(own)} vintages were parsed again; these were "
                f"not, and their rows are as before: {' '.join(failed)}"
            )
        return len(own)

    @property
    def _vintages(self) -> Path:
        return self.home / "vintages"

    def _vintage_path(self, vintage: Vintage) -> Path:
        return self._vintages / f"{file_name(vintage)}.json"

    def _rows_path(self, vintage: Vintage) -> Path:
        return self.home / "rows" / f"{file_name(vintage)}.parquet"

    def _write_rows(self, vintage: Vintage, rows: pl.DataFrame) -> None:
        buffer = io.BytesIO()
        ordered = rows.sort("key", "start", "end", "line", maintain_order=True)
        ordered.with_columns(vintage=pl.lit(vintage.id)).write_parquet(buffer)
        write_whole(self._rows_path(vintage), buffer.getvalue())

    def _read_rows(self, vintage: Vintage) -> pl.LazyFrame:
        path = self._rows_path(vintage)
        try:
            frame = pl.scan_parquet(path)
            columns = frame.collect_schema().names()
        except (OSError, pl.exceptions.PolarsError) as error:
            raise StoreError(
                f"the rows of {vintage.id} cannot be read at {path}: {error}. "
                "`waterbed rebuild` makes them again from the raw bytes."
            ) from error
        if columns != [*ROW_SCHEMA.names(), "vintage"]:
            raise StoreError(
                f"the rows of {vintage.id} were written by another version of waterbed. "
                "`waterbed rebuild` makes them again from the raw bytes."
            )
        return frame


def _only_series(rows: pl.DataFrame, as_of: dt.date | None) -> Series:
    (series,) = as_series(rows, as_of)
    return series


def _wanted(key: str | None, source: str | None) -> pl.Expr:
    wanted = pl.lit(value=True)
    if key is not None:
        matches = pl.col("key").str.contains(pattern(key)) if "*" in key else pl.col("key") == key
        wanted = wanted & matches
    if source is not None:
        wanted = wanted & (pl.col("source") == source)
    return wanted
