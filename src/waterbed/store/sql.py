"""SQL over the rows, read only: the engine sees two tables in memory and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from waterbed.records import InvalidError

if TYPE_CHECKING:
    import datetime as dt

    from waterbed.store.store import Store

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
        Where the statement fails, gives no table, or reaches for files, the network, extensions
        or settings: all of these are switched off before the statement is seen.
    """
    import duckdb  # noqa: PLC0415 - heavy, and few questions are asked in SQL

    with duckdb.connect(":memory:") as connection:
        history = store.history().join(store.vintage_table(), on="vintage", how="left")
        connection.register("history", _Table(history))
        connection.register("figures", _Table(store.rows(as_of=as_of)))
        for setting in _LOCKS:
            connection.execute(setting)
        try:
            relation = connection.sql(query)
            if relation is None:
                raise InvalidError(f"the statement gives no table: {query!r}. Write a SELECT.")
            return pl.DataFrame(relation)
        except duckdb.Error as error:
            raise InvalidError(
                f"SQL: {error}. Tables: figures, history; `waterbed sql 'DESCRIBE figures'` "
                "lists the columns."
            ) from None


class _Table:
    """Hand a frame to the engine without pyarrow."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)
