"""Small self-made rows for the rules."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import polars as pl
import pytest

from waterbed.store import as_rows

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    MakeRows = Callable[..., pl.DataFrame]

KEY = "arrivals/sea/italy"
SOURCE = "a-publisher"


def _rows(
    step: str, values: Sequence[float | None], first: dt.date, **same: object
) -> pl.DataFrame:
    """Give one row a step from a first day; None is not reported; `same` holds in every row."""
    start = pl.lit(first).dt.offset_by(pl.int_range(pl.len()).cast(pl.String) + step)
    columns = {"key": KEY, "source": SOURCE, **same}
    return as_rows(
        pl.DataFrame({"value": values}, schema={"value": pl.Float64})
        .with_columns(start=start, line=pl.int_range(pl.len()) + 2)
        .with_columns(
            end=pl.col("start").dt.offset_by(f"1{step}").dt.offset_by("-1d"),
            missing=pl.when(pl.col("value").is_null()).then(pl.lit("not reported")),
            **{name: pl.lit(value) for name, value in columns.items()},
        )
    )


@pytest.fixture(scope="session")
def months() -> MakeRows:
    """Rows by month: ``months(values, first=dt.date(2015, 1, 1), key=…, published=…)``."""

    def make(
        values: Sequence[float | None], first: dt.date = dt.date(2015, 1, 1), **same: object
    ) -> pl.DataFrame:
        return _rows("mo", values, first, **same)

    return make


@pytest.fixture(scope="session")
def days() -> MakeRows:
    """Rows by day, in the same manner."""

    def make(
        values: Sequence[float | None], first: dt.date = dt.date(2015, 1, 1), **same: object
    ) -> pl.DataFrame:
        return _rows("d", values, first, **same)

    return make


@pytest.fixture(scope="session")
def since_january() -> MakeRows:
    """Rows of a running count, one report a month: ``since_january({end: value}, key=…)``."""

    def make(reports: dict[dt.date, float], **same: object) -> pl.DataFrame:
        columns = {"key": KEY, "source": SOURCE, **same}
        ends = pl.DataFrame({"end": list(reports), "value": list(map(float, reports.values()))})
        return as_rows(
            ends.with_columns(
                start=pl.col("end").dt.truncate("1y"),
                published="end",
                line=pl.int_range(pl.len()) + 2,
                **{name: pl.lit(value) for name, value in columns.items()},
            )
        )

    return make
