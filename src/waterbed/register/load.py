"""Load: the register's TOML files as records. What does not fit names file, entry and key."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from waterbed.records import (
    Actor,
    Agreement,
    Control,
    Engagement,
    Event,
    InvalidError,
    Money,
    Office,
    ParseError,
    PartialDate,
    Place,
    Recognition,
    Route,
    WorkingGroup,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Record = TypeVar("_Record")


def parse(text: str, kind: type[_Record], file: str) -> tuple[_Record, ...]:
    """Read the entries of one TOML file.

    Parameters
    ----------
    text
        The file's text. An entry is a table named by its id, or one of an array of tables.
    kind
        The record that every entry is.
    file
        The file's name, for the errors.

    Returns
    -------
    tuple
        The records in the order of the file.

    Raises
    ------
    ParseError
        Where the text is no TOML, or an entry does not fit; file, entry and key are named.
    """
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ParseError(f"{file} is not TOML: {error}.") from None
    return tuple(_record(raw, kind, f"{file}, {entry}") for entry, raw in _entries(content))


def _entries(content: Mapping[str, Any]) -> Iterator[tuple[str, object]]:
    for name, value in content.items():
        if isinstance(value, list):
            for number, raw in enumerate(value, start=1):
                yield f"{name} number {number}", raw
        else:
            yield name, {"id": name, **value} if isinstance(value, dict) else value


def _record(raw: object, kind: type[_Record], where: str) -> _Record:
    try:
        record = msgspec.convert(raw, kind, dec_hook=_date)
    except msgspec.ValidationError as error:
        raise ParseError(f"{where}: {str(error).replace('`$.', '`')}.") from None
    except InvalidError as error:
        raise ParseError(f"{where}: {error}") from None
    unknown = sorted(_unknown_keys(raw, record))
    if unknown:
        raise ParseError(f"{where}: unknown key {', '.join(unknown)}.")
    return record


def _date(kind: type, value: object) -> object:
    if kind is not PartialDate:
        raise NotImplementedError(kind)
    try:
        return PartialDate(str(value))
    except InvalidError as error:
        raise ValueError(str(error)) from None


def _unknown_keys(raw: object, record: object) -> Iterator[str]:
    if not (isinstance(raw, dict) and is_dataclass(record)):
        return
    known = {field.name for field in fields(record)}
    for key, value in raw.items():
        if key not in known:
            yield key
            continue
        parts = value if isinstance(value, list) else [value]
        held = getattr(record, key)
        for part, one in zip(parts, held if isinstance(held, tuple) else [held], strict=False):
            yield from (f"{key}.{inner}" for inner in _unknown_keys(part, one))


def _listed(name: str, kind: type[_Record]) -> tuple[_Record, ...]:
    return parse(_text(name), kind, f"{name}.toml")


def _text(name: str) -> str:
    file = files("waterbed") / "data" / "register" / f"{name}.toml"
    return file.read_text(encoding="utf-8")


def _keyed(name: str, kind: type[_Record]) -> Mapping[str, _Record]:
    return MappingProxyType({record.id: record for record in _listed(name, kind)})  # type: ignore[attr-defined]


@cache
def kept_to() -> dt.date:
    """Give the day to which the register was kept: it knows nothing of later days."""
    return msgspec.convert(tomllib.loads(_text("register"))["kept_to"], dt.date)


@cache
def actors() -> Mapping[str, Actor]:
    """Give every actor by id."""
    return _keyed("actors", Actor)


@cache
def places() -> Mapping[str, Place]:
    """Give every place by id."""
    return _keyed("places", Place)


@cache
def routes() -> Mapping[str, Route]:
    """Give every route by id."""
    return _keyed("routes", Route)


@cache
def offices() -> tuple[Office, ...]:
    """Give every holding of an office."""
    return _listed("offices", Office)


@cache
def recognitions() -> tuple[Recognition, ...]:
    """Give every stance on a claim to govern."""
    return _listed("recognition", Recognition)


@cache
def controls() -> tuple[Control, ...]:
    """Give every stretch of control of a place."""
    return _listed("control", Control)


@cache
def agreements() -> Mapping[str, Agreement]:
    """Give every agreement by id."""
    return _keyed("agreements", Agreement)


@cache
def engagements() -> Mapping[str, Engagement]:
    """Give every engagement by id."""
    return _keyed("engagements", Engagement)


@cache
def groups() -> Mapping[str, WorkingGroup]:
    """Give every working group by id."""
    return _keyed("groups", WorkingGroup)


@cache
def money() -> Mapping[str, Money]:
    """Give every amount by id."""
    return _keyed("money", Money)


@cache
def events() -> Mapping[str, Event]:
    """Give every event by id."""
    return _keyed("events", Event)
