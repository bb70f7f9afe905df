"""Sisters: publishers that count the same people, or nearly so, as configured in sisters.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import polars as pl

from waterbed.records import InvalidError
from waterbed.sources.checks.stretches import monthly, positioned

_FILE = "data/sisters.toml"


@dataclass(frozen=True, slots=True)
class Member:
    """One publisher's figures among sisters.

    Parameters
    ----------
    source
        Id of the publisher.
    keys
        Keys of the series that are added; all must have a figure.
    beside
        Keys that are added where they have a figure.
    """

    source: str
    keys: tuple[str, ...]
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sisters:
    """Publishers of the same count.

    Parameters
    ----------
    name
        What they count, as it stands in a sentence.
    why
        What they have in common and what they do not.
    members
        At least two, from the one nearest to the registration to the one furthest from it.
    """

    name: str
    why: str
    members: tuple[Member, ...]


@cache
def bundled_sisters() -> tuple[Sisters, ...]:
    """Give the sisters that the package knows.

    Returns
    -------
    tuple of Sisters
        As in ``data/sisters.toml``.
    """
    return read_sisters((resources.files("waterbed") / _FILE).read_text("utf-8"))


def read_sisters(text: str) -> tuple[Sisters, ...]:
    """Read a configuration of sisters.

    Parameters
    ----------
    text
        TOML as in ``data/sisters.toml``.

    Returns
    -------
    tuple of Sisters
        In the order of the file.

    Raises
    ------
    InvalidError
        Where it is not TOML, or an entry lacks a name, a reason or a second member.
    """
    try:
        entries = tomllib.loads(text).get("sisters", [])
    except tomllib.TOMLDecodeError as error:
        raise InvalidError(f"the configuration of sisters is not TOML: {error}.") from None
    return tuple(_sisters(entry) for entry in entries)


def _sisters(entry: dict[str, Any]) -> Sisters:
    try:
        members = tuple(
            Member(one["source"], tuple(one["keys"]), tuple(one.get("beside", ())))
            for one in entry["members"]
        )
        read = Sisters(entry["name"], entry["why"], members)
    except (KeyError, TypeError) as error:
        raise InvalidError(
            f"sisters need name, why and members, each of these a source and keys; got {entry!r} "
            f"({error!r})."
        ) from None
    if len(members) < 2:  # noqa: PLR2004
        raise InvalidError(f"{read.name!r} has {len(members)} members; sisters are two or more.")
    return read


def by_member(rows: pl.DataFrame, sisters: tuple[Sisters, ...]) -> pl.DataFrame:
    """Give the months of every member.

    Parameters
    ----------
    rows
        Columns of `ROW_SCHEMA`.
    sisters
        The configuration.

    Returns
    -------
    polars.DataFrame
        Columns sisters (name), why, member (place among them), source, key (keys joined by
        " + "), month, end, value, line, rows. A month without a figure of every key is left out.
    """
    wanted = _wanted(sisters)
    known = positioned(rows).join(wanted, on=["source", "key"], how="semi")
    return (
        monthly(known)
        .join(wanted.rename({"label": "joined"}), on=["source", "key"])
        .group_by("sisters", "why", "member", "source", "joined", "needed", "month")
        .agg(
            pl.col("end").first(),
            pl.col("value").sum(),
            pl.col("line").max(),
            pl.col("rows").explode(),
            had=pl.col("required").sum(),
        )
        .filter(pl.col("had") == pl.col("needed"))
        .rename({"joined": "key"})
        .drop("needed", "had")
        .sort("sisters", "member", "month")
    )


def kin(key: str, sisters: tuple[Sisters, ...]) -> tuple[str, ...]:
    """Give the keys that a series is compared with.

    Parameters
    ----------
    key
        One series key.
    sisters
        The configuration.

    Returns
    -------
    tuple of str
        The key and those of every sister, each once.
    """
    groups = [
        [one for member in group.members for one in (*member.keys, *member.beside)]
        for group in sisters
    ]
    related = (one for group in groups if key in group for one in group)
    return tuple(dict.fromkeys((key, *related)))


def _wanted(sisters: tuple[Sisters, ...]) -> pl.DataFrame:
    entries = [
        {
            "sisters": group.name,
            "why": group.why,
            "member": place,
            "source": member.source,
            "key": key,
            "required": key in member.keys,
            "needed": len(member.keys),
            "label": " + ".join((*member.keys, *member.beside)),
        }
        for group in sisters
        for place, member in enumerate(group.members)
        for key in (*member.keys, *member.beside)
    ]
    schema = {"sisters": pl.String, "why": pl.String, "member": pl.UInt32, "source": pl.String}
    schema |= {"key": pl.String, "required": pl.UInt32, "needed": pl.UInt32, "label": pl.String}
    return pl.DataFrame(entries, schema=schema)
