"""Raw bytes by hash, vintages, rows, as-of reads."""

from waterbed.store.rows import ROW_SCHEMA, as_rows

__all__ = ["ROW_SCHEMA", "as_rows"]
