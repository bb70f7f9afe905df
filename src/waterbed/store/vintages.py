"""Vintages on disk: one small JSON file each, written last, so that it vouches for the rest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
import polars as pl

from waterbed.records import InvalidError, PartialDate, StoreError, Vintage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

VINTAGE_SCHEMA = pl.Schema(
    {
        "vintage": pl.String(),
        "document": pl.String(),
        "reported_by": pl.String(),
        "known": pl.Date(),
        "stated": pl.Date(),  # the date of publication, null where the publisher does not say
        "retrieved": pl.Datetime("us", "UTC"),
        "url": pl.String(),
    }
)


def encode(vintage: Vintage) -> bytes:
    """Write a vintage as JSON.

    Parameters
    ----------
    vintage
        Any vintage.

    Returns
    -------
    bytes
        One JSON object, indented, UTF-8.
    """
    return msgspec.json.format(msgspec.json.encode(vintage, enc_hook=_plain), indent=1) + b"\n"


def decode(content: bytes, name: str) -> Vintage:
    """Read a vintage back.

    Parameters
    ----------
    content
        What `encode` wrote.
    name
        Where it came from, for the error.

    Returns
    -------
    Vintage
        Equal to the one encoded.

    Raises
    ------
    StoreError
        Where the content is no vintage.
    """
    try:
        return msgspec.json.decode(content, type=Vintage, dec_hook=_record)
    except (msgspec.DecodeError, InvalidError) as error:
        raise StoreError(
            f"{name} does not describe a vintage: {error}. Move the file away and pull its "
            "document again; the raw bytes are kept under raw/."
        ) from error


def read_folder(folder: Path) -> list[Vintage]:
    """Read every vintage of a store, oldest retrieval first.

    Parameters
    ----------
    folder
        The store's ``vintages`` folder; it need not exist.

    Returns
    -------
    list of Vintage
        Sorted by retrieval, then id.

    Raises
    ------
    StoreError
        Where the folder cannot be read, or a file in it does not describe a vintage.
    """
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".json")
        found = [decode(file.read_bytes(), str(file)) for file in files]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError(
            f"the store at {folder.parent} cannot be read: {error.strerror or error} "
            f"({error.filename}). Mend the rights of the folder, or name another with --home."
        ) from error
    return sorted(found, key=lambda one: (one.retrieved, one.id))


def file_name(vintage: Vintage) -> str:
    """Give the name under which a vintage's files stand, without a suffix.

    Parameters
    ----------
    vintage
        Any vintage.

    Returns
    -------
    str
        Its id, with dots for slashes.
    """
    return vintage.id.replace("/", ".")


def place(vintage: Vintage, held: Iterable[Vintage]) -> tuple[Vintage, bool]:
    """Say as what a vintage is to be kept, and whether that is new to its document.

    Parameters
    ----------
    vintage
        What has come.
    held
        The vintages of the store, by retrieval.

    Returns
    -------
    tuple
        The vintage to keep: itself; the held one with a better date, another parser or other
        options; or a new sighting of bytes that the publisher had replaced. And whether it
        differs from what is held.

    Raises
    ------
    StoreError
        Where the same bytes were stored with a date of publication that contradicts this one.
    """
    siblings = [one for one in held if one.document == vintage.document]
    alike = [one for one in siblings if one.content == vintage.content]
    if not alike:
        return vintage, True
    same = alike[-1]
    latest = max(siblings, key=lambda one: (one.known, one.retrieved))
    undated = same.published is None and vintage.published is None
    if undated and latest.content != vintage.content:
        return replace(vintage, sighting=same.sighting + 1), True
    dated = _with_better_date(same, vintage)
    kept = replace(dated, parser=vintage.parser, options=vintage.options)
    return kept, kept != same


def tabulate(vintages: Iterable[Vintage]) -> pl.DataFrame:
    """Make the table that rows are joined with.

    Parameters
    ----------
    vintages
        Any vintages.

    Returns
    -------
    polars.DataFrame
        One row each, columns of `VINTAGE_SCHEMA`.
    """
    rows = [
        (
            one.id,
            one.document,
            one.reported_by,
            one.known,
            one.published.last if one.published else None,
            one.retrieved,
            one.url,
        )
        for one in vintages
    ]
    return pl.DataFrame(rows, schema=VINTAGE_SCHEMA, orient="row")


def _plain(value: Any) -> Any:  # noqa: ANN401 - msgspec hands over what it cannot encode
    if isinstance(value, PartialDate):
        return value.text
    raise NotImplementedError


def _record(kind: type, value: Any) -> Any:  # noqa: ANN401 - msgspec's protocol
    return kind(value)


def _with_better_date(held: Vintage, new: Vintage) -> Vintage:
    if new.published is None or held.published == new.published:
        return held
    within = held.published is None or (
        held.published.first <= new.published.first and new.published.last <= held.published.last
    )
    if within:
        return replace(held, published=new.published)
    raise StoreError(
        f"{held.id} is stored already, published {held.published}; now {new.published} was given. "
        "One of the two is wrong: check the release's own date. If it is the stored one, delete "
        f"vintages/{file_name(held)}.json in the store and import the file again."
    )
