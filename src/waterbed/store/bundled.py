"""The bundled reference record: published figures that answer with no network and no home."""

from __future__ import annotations

import datetime as dt
import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import msgspec
import polars as pl

from waterbed.records import PartialDate, Source, Vintage
from waterbed.store.asof import BUNDLED
from waterbed.store.rows import as_rows

_DATA = resources.files("waterbed") / "data"
_PARSER = "bundled"


@dataclass(frozen=True, slots=True)
class Definition:
    """What exactly a publisher counts under keys that begin alike.

    Parameters
    ----------
    source
        Id of the publisher.
    key
        Beginning of the keys that it holds for.
    text
        The publisher's sense, in words.
    """

    source: str
    key: str
    text: str


@cache
def sources() -> dict[str, Source]:
    """Give every publisher that the record knows.

    Returns
    -------
    dict of str to Source
        By id, in the order of ``data/sources.toml``.
    """
    entries = _toml("sources.toml")["source"]
    return {one.id: one for one in msgspec.convert(entries, list[Source])}


def publisher_of(source: str) -> str:
    """Give the name of a publisher.

    Parameters
    ----------
    source
        Its id.

    Returns
    -------
    str
        Its own name where the record knows it, else the id (a user's own source).
    """
    known = sources().get(source)
    return known.publisher if known else source


def short_name(source: str) -> str:
    """Give the name of a publisher without what follows a comma, where that names just one.

    Parameters
    ----------
    source
        Its id.

    Returns
    -------
    str
        ``"UNHCR"``; the whole name where several sources share what stands before the comma:
        ``"International Organization for Migration, Libya mission"``.
    """
    name = publisher_of(source)
    short = name.partition(",")[0]
    alike = [one for one in sources().values() if one.publisher.partition(",")[0] == short]
    return name if len(alike) > 1 else short


def definition_of(key: str, source: str) -> str:
    """Say what a publisher counts under a key.

    Parameters
    ----------
    key
        A series key.
    source
        Id of the publisher.

    Returns
    -------
    str
        The definition with the longest fitting beginning, empty where none is recorded.
    """
    fitting = [one for one in _definitions() if one.source == source and key.startswith(one.key)]
    return max(fitting, key=lambda one: len(one.key)).text if fitting else ""


@cache
def bundled_vintages() -> tuple[Vintage, ...]:
    """Give the vintages of the bundled record.

    Returns
    -------
    tuple of Vintage
        Tables first, then quoted figures in the order of the file.
    """
    return tuple(
        [_table_vintage(entry) for entry in _toml("record/monthly.toml")["vintage"]]
        + [_quote_vintage(quote) for quote in _quotes()]
    )


@cache
def bundled_rows() -> pl.DataFrame:
    """Give the rows of the bundled record.

    Returns
    -------
    polars.DataFrame
        Columns of `ROW_SCHEMA` and ``vintage``.
    """
    return pl.concat([_monthly_rows(), _quoted_rows()])


@cache
def _definitions() -> tuple[Definition, ...]:
    entries = _toml("sources.toml")["definition"]
    return tuple(msgspec.convert(entries, list[Definition]))


@cache
def _quotes() -> list[dict[str, Any]]:
    quotes: list[dict[str, Any]] = _toml("record/quoted.toml")["quote"]
    return quotes


def _table_vintage(entry: dict[str, str]) -> Vintage:
    published = entry.get("published")
    return Vintage(
        source=entry["source"],
        document=f"{BUNDLED}{entry['id']}",
        content=_hash("record/monthly.csv"),
        retrieved=_midnight(entry["retrieved"]),
        published=PartialDate(published) if published else None,
        url=entry["url"],
        media_type="text/csv",
        parser=_PARSER,
        note=entry["note"],
    )


def _quote_vintage(quote: dict[str, Any]) -> Vintage:
    published = quote.get("published")
    return Vintage(
        source=quote["source"],
        document=f"{BUNDLED}{quote['id']}",
        content=_hash("record/quoted.toml"),
        retrieved=_midnight(_toml("record/quoted.toml")["retrieved"]),
        published=PartialDate(published) if published else None,
        url=quote.get("url", ""),
        media_type="application/toml",
        parser=_PARSER,
        reported_by=quote.get("reported_by", ""),
        note=quote.get("note", ""),
    )


def _monthly_rows() -> pl.DataFrame:
    names = {one.document.removeprefix(BUNDLED): one for one in bundled_vintages()}
    vintage = pl.col("vintage").cast(pl.String)
    table = (
        pl.read_csv(_bytes("record/monthly.csv"), schema_overrides={"value": pl.Float64})
        .with_row_index("line", offset=2)
        .with_columns(
            start=pl.col("month").str.to_date("%Y-%m"),
            source=vintage.replace_strict({name: one.source for name, one in names.items()}),
            vintage=vintage.replace_strict({name: one.id for name, one in names.items()}),
            note=pl.col("note").fill_null(""),
        )
        .with_columns(end=pl.col("start").dt.month_end())
        .drop("month")
    )
    return as_rows(table.drop("vintage")).with_columns(table["vintage"])


def _quoted_rows() -> pl.DataFrame:
    figures = [
        {
            **figure,
            "source": quote["source"],
            "slack": quote.get("slack", 0),
            "vintage": _quote_vintage(quote).id,
        }
        for quote in _quotes()
        for figure in quote["figures"]
    ]
    frame = pl.DataFrame(figures, schema=_QUOTED).with_columns(
        pl.col("start", "end").str.to_date(),
        pl.col("bound").fill_null("exact"),
        pl.col("status").fill_null("final"),
        pl.col("note").fill_null(""),
    )
    return as_rows(frame.drop("vintage")).with_columns(frame["vintage"])


_QUOTED = {
    "key": pl.String,
    "start": pl.String,
    "end": pl.String,
    "value": pl.Float64,
    "bound": pl.String,
    "status": pl.String,
    "note": pl.String,
    "source": pl.String,
    "slack": pl.UInt8,
    "vintage": pl.String,
}


def _bytes(name: str) -> bytes:
    return _DATA.joinpath(name).read_bytes()


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(_bytes(name).decode())


@cache
def _hash(name: str) -> str:
    return hashlib.sha256(_bytes(name)).hexdigest()


def _midnight(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
