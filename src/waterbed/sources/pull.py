"""Pull: get documents, make rows, keep them; each document succeeds or fails by itself."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import polars as pl

from waterbed.records import (
    LimitError,
    NotFoundError,
    ParseError,
    PartialDate,
    Vintage,
    WaterbedError,
)
from waterbed.sources.http import NotModified, fetch
from waterbed.sources.parsers import parse
from waterbed.store import differences

if TYPE_CHECKING:
    from collections.abc import Iterable

    import httpx2

    from waterbed.sources.document import Document
    from waterbed.sources.http import Fetched, Progress
    from waterbed.store import Store

Outcome = Literal["new", "unchanged", "failed"]

_MOST_WITHDRAWN = 0.1  # a release that drops more of its past than this was cut off on the way
_MOST_NAMED = 3
_AT = ["key", "source", "start", "end", "published"]


@dataclass(frozen=True, slots=True)
class Pulled:
    """What became of one document.

    Parameters
    ----------
    document
        Its id.
    outcome
        ``new``: a vintage was stored; ``unchanged``: the store has it already; ``failed``: the
        store is as before.
    vintage
        Id of the vintage now in force; empty where there is none.
    figures
        How many rows the vintage holds.
    grown
        How many figures are for stretches after the last one known before.
    changed, withdrawn, added
        How many past figures were changed, left out, put in.
    marked
        How many rows carry a mark of a defect.
    older
        True where a later publication of the document is in force, so that answers about today
        stay as they were.
    error
        What went wrong, empty where nothing.
    """

    document: str
    outcome: Outcome
    vintage: str = ""
    figures: int = 0
    grown: int = 0
    changed: int = 0
    withdrawn: int = 0
    added: int = 0
    marked: int = 0
    older: bool = False
    error: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Bytes on their way into the store.

    Parameters
    ----------
    document
        Which document they are.
    content
        The bytes.
    published
        When the world could know, None where not stated.
    url
        Where they came from, empty for a file from disk.
    media_type, etag, last_modified
        As the server said, empty where it did not.
    """

    document: Document
    content: bytes
    published: PartialDate | None = None
    url: str = ""
    media_type: str = ""
    etag: str = ""
    last_modified: str = ""


def choose(documents: Iterable[Document], names: Iterable[str]) -> tuple[Document, ...]:
    """Pick documents by the names that a user gives.

    Parameters
    ----------
    documents
        All there are.
    names
        Ids of documents or of sources; none for all.

    Returns
    -------
    tuple of Document
        In their order, each once.

    Raises
    ------
    NotFoundError
        Where a name is neither.
    """
    all_of_them, wanted = tuple(documents), tuple(names)
    known = {one.id for one in all_of_them} | {one.source for one in all_of_them}
    for name in wanted:
        if name not in known:
            raise NotFoundError.among("source or document", name, known, "waterbed pull --list")
    if not wanted:
        return all_of_them
    return tuple(one for one in all_of_them if one.id in wanted or one.source in wanted)


def pull(
    store: Store,
    document: Document,
    *,
    client: httpx2.Client | None = None,
    progress: Progress | None = None,
    accept: bool = False,
) -> Pulled:
    """Get one document and keep it, if it is new and whole.

    Parameters
    ----------
    store
        Where to keep it.
    document
        What to get.
    client
        The client to ask with, None for a new one.
    progress
        Called with the bytes that have come and those to come in all.
    accept
        Keep it even where it leaves out much of its own past.

    Returns
    -------
    Pulled
        What became of it. Errors are in it, not raised, so that the next document has its turn.
    """
    try:
        previous = _comparable(store.latest(document.id), document)
        answer = fetch(document, client=client, previous=previous, progress=progress)
        if isinstance(answer, NotModified):
            return Pulled(document.id, "unchanged", previous.id if previous else "")
        return keep(store, _arrival(document, answer), accept=accept)
    except WaterbedError as error:
        return Pulled(document.id, "failed", error=str(error))


def keep(store: Store, arrival: Arrival, *, accept: bool = False) -> Pulled:
    """Make rows of bytes and store both, if they are new and whole.

    Parameters
    ----------
    store
        Where to keep them.
    arrival
        The bytes and what is known of them.
    accept
        Keep them even where they leave out much of the document's own past.

    Returns
    -------
    Pulled
        Outcome ``new`` or ``unchanged``.

    Raises
    ------
    ParseError
        Where the bytes are not what the parser reads, or leave out more than a tenth of the
        figures that the vintage before held, as a file cut off on the way would.
    StoreError
        Where they cannot be stored, or were stored under another date of publication.
    """
    document = arrival.document
    vintage = _vintage(arrival)
    rows = _parsed(arrival)
    before = store.preceding(vintage)
    _refuse_cut_off(document, before, rows, accept=accept)
    if not store.add(vintage, arrival.content, rows):
        return Pulled(document.id, "unchanged", vintage.id, rows.height)
    last = before["end"].max()
    grown = rows.height if last is None else rows.filter(pl.col("end") > last).height
    kinds = dict(differences(before, rows, at=_AT).group_by("kind").len().iter_rows())
    return Pulled(
        document=document.id,
        outcome="new",
        vintage=vintage.id,
        figures=rows.height,
        grown=grown,
        changed=kinds.get("changed", 0),
        withdrawn=kinds.get("withdrawn", 0),
        added=kinds.get("added", 0),
        marked=rows.filter(pl.col("marks").list.len() > 0).height,
        older=any(
            one.document == document.id and one.known > vintage.known for one in store.vintages()
        ),
    )


def rebuild(store: Store) -> int:
    """Make every row of a store again from its raw bytes.

    Parameters
    ----------
    store
        The store.

    Returns
    -------
    int
        How many vintages were parsed.
    """
    return store.rebuild(lambda one, content: parse(one.parser, content, dict(one.options)))


def _comparable(previous: Vintage | None, document: Document) -> Vintage | None:
    parsed_alike = previous is not None and (previous.parser, previous.options) == (
        document.parser,
        tuple(sorted(document.options.items())),
    )
    return previous if parsed_alike else None


def _arrival(document: Document, answer: Fetched) -> Arrival:
    return Arrival(
        document=document,
        content=answer.content,
        published=answer.published,
        url=answer.url,
        media_type=answer.media_type,
        etag=answer.etag,
        last_modified=answer.last_modified,
    )


def _parsed(arrival: Arrival) -> pl.DataFrame:
    document = arrival.document
    try:
        return parse(document.parser, arrival.content, document.options)
    except (ParseError, LimitError) as error:
        came = f"{len(arrival.content):,} bytes from {arrival.url or 'a file'}"
        raise type(error)(f"{document.id}: {came}: {error} The store is as before.") from error


def _vintage(arrival: Arrival) -> Vintage:
    return Vintage(
        source=arrival.document.source,
        document=arrival.document.id,
        content=hashlib.sha256(arrival.content).hexdigest(),
        retrieved=dt.datetime.now(dt.UTC),
        published=arrival.published,
        url=arrival.url,
        media_type=arrival.media_type,
        parser=arrival.document.parser,
        options=tuple(sorted(arrival.document.options.items())),
        etag=arrival.etag,
        last_modified=arrival.last_modified,
    )


def _refuse_cut_off(
    document: Document, before: pl.DataFrame, rows: pl.DataFrame, *, accept: bool
) -> None:
    """Refuse a file without much of what was printed before; a total may grow to a later day."""
    printed = before.filter(pl.col("line") > 0)
    gone = printed.join(rows, on=["key", "source", "start"], how="anti", nulls_equal=True)
    if accept or gone.height <= _MOST_WITHDRAWN * printed.height:
        return
    keys = gone["key"].unique().sort().to_list()
    named = ", ".join(keys[:_MOST_NAMED]) + (", …" if len(keys) > _MOST_NAMED else "")
    raise ParseError(
        f"{document.id}: {gone.height:,} of {printed.height:,} figures that the vintage before "
        f"printed are not in this one ({named}), as in a file cut off on the way. The store is as "
        "before. Get the file again; if the publisher did withdraw them, add --accept; if it is "
        "another table, give it another id."
    )
