"""SQL over the rows, read only: the engine sees two tables in memory and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from polars import selectors

from waterbed.records import InvalidError

if TYPE_CHECKING:
    import datetime as dt

    import duckdb

    from waterbed.store.store import Store

_FOREIGN = ("INTERVAL", "UNION")
_LOCKS = (
    "SET memory_limit = '1GB'",
    "SET python_enable_replacements = false",
    "SET enable_external_access = false",
    "SET lock_configuration = true",
)


def run_sql(store: Store, query: str, as_of: dt.date | None = None) -> pl.DataFrame:
    """Run one query over the tables ``figures`` (in force) and ``history`` (every vintage).

    Parameters
    ----------
    store
        The store to read.
    query
        One SQL statement in DuckDB's dialect.
    as_of
        The day on which ``figures`` are in force, None for now.

    Returns
    -------
    polars.DataFrame
        The result.

    Raises
    ------
    InvalidError
        Where there are several statements, where the statement fails, or gives no table or one
        with columns that cannot be told apart or written, or where it reaches for files, the
        network, extensions or settings: all of these are switched off before it is seen.

    Notes
    -----
    Decimals, and whole numbers of more than 64 bits (DuckDB's sum of whole numbers), come as
    floats.
    """
    import duckdb  # noqa: PLC0415 - heavy, and few questions are asked in SQL

    with duckdb.connect(":memory:") as connection:
        history = store.history().join(store.vintage_table(), on="vintage", how="left")
        connection.register("history", _Table(history))
        connection.register("figures", _Table(store.rows(as_of=as_of)))
        for setting in _LOCKS:
            connection.execute(setting)
        try:
            return _answer(connection, query)
        except (duckdb.Error, pl.exceptions.PolarsError, pl.exceptions.PanicException) as error:
            said = " ".join(str(error).split())
            raise InvalidError(
                f"SQL: {said}. Tables: figures, history; `waterbed sql 'DESCRIBE figures'` "
                "lists the columns."
            ) from None


def _answer(connection: duckdb.DuckDBPyConnection, query: str) -> pl.DataFrame:
    statements = connection.extract_statements(query)
    if len(statements) > 1:
        raise InvalidError(f"got {len(statements)} statements. Ask one at a time.")
    relation = connection.sql(query)
    if relation is None:
        raise InvalidError(f"the statement gives no table: {query!r}. Write a SELECT.")
    _refuse_columns(relation)
    return pl.DataFrame(relation).with_columns(selectors.decimal().cast(pl.Float64))


def _refuse_columns(relation: duckdb.DuckDBPyRelation) -> None:
    """Refuse columns that no table can hold: two of one name, and kinds unknown to polars."""
    names = relation.columns
    for name, kind in zip(names, map(str, relation.types), strict=True):
        if names.count(name) > 1:
            raise InvalidError(f"two columns are called {name!r}. Name them apart with AS.")
        if found := next((one for one in _FOREIGN if one in kind), None):
            raise InvalidError(
                f"column {name!r} holds {found} values; a table holds texts, numbers and dates. "
                f"Write CAST(… AS VARCHAR)."
            )


class _Table:
    """Hand a frame to the engine without pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)
