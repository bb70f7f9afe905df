"""Raw bytes by hash, vintages, rows, as-of reads. Knows no publisher and no network."""

from waterbed.store.asof import in_force
from waterbed.store.bundled import definition_of, publisher_of, short_name, sources
from waterbed.store.cache import find_cache, remembered
from waterbed.store.home import find_home
from waterbed.store.observations import as_series
from waterbed.store.revisions import differences, revisions
from waterbed.store.rows import ROW_SCHEMA, as_rows, pattern
from waterbed.store.sql import run_sql
from waterbed.store.store import Store
from waterbed.store.vintages import VINTAGE_SCHEMA

__all__ = [
    "ROW_SCHEMA",
    "VINTAGE_SCHEMA",
    "Store",
    "as_rows",
    "as_series",
    "definition_of",
    "differences",
    "find_cache",
    "find_home",
    "in_force",
    "pattern",
    "publisher_of",
    "remembered",
    "revisions",
    "run_sql",
    "short_name",
    "sources",
]
