"""Vintages on disk: one small JSON file each, written last, so that it vouches for the rest."""

from __future__ import annotations

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
        Where a file in it does not describe a vintage.
    """
    found = [decode(path.read_bytes(), str(path)) for path in sorted(folder.glob("*.json"))]
    return sorted(found, key=lambda one: (one.retrieved, one.id))


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
