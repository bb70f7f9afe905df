"""Parsers by name: from a document's bytes to rows with their defects marked."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from waterbed.records import NotFoundError, ParseError
from waterbed.sources.checks import mark

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

PARSERS = (
    "crossings.parse",
    "eurostat.parse",
    "frontex.parse",
    "italy.parse_daily",
    "italy.parse_nationality",
    "missing_migrants.parse",
    "own_csv.parse",
    "uk.parse",
    "unhcr.parse_sublocation",
    "unhcr.parse_timeseries",
)


def parse(name: str, content: bytes, options: Mapping[str, str]) -> pl.DataFrame:
    """Make rows of a document's bytes and mark the defects found within them.

    Parameters
    ----------
    name
        One of `PARSERS`.
    content
        The bytes as they came.
    options
        What the parser must know beyond the bytes.

    Returns
    -------
    polars.DataFrame
        Columns of `waterbed.store.ROW_SCHEMA`, at least one row.

    Raises
    ------
    NotFoundError
        Where there is no such parser.
    ParseError, LimitError
        Where the bytes are not what the parser reads, hold no figure, or are too many.
    """
    if name not in PARSERS:
        raise NotFoundError.among("parser", name, PARSERS, "waterbed pull --list")
    module, function = name.split(".")
    rows = getattr(importlib.import_module(f"waterbed.sources.{module}"), function)(
        content, options
    )
    if rows.is_empty():
        raise ParseError(
            f"{name} found no figure in {len(content):,} bytes. Look at the file; if the publisher "
            "changed its form, the parser must follow."
        )
    marked: pl.DataFrame = mark(rows)
    return marked
