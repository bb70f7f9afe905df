"""The frozen nouns and the errors. Standard library only; every other package builds on these."""

from waterbed.records.dates import PartialDate, Precision, parse_day
from waterbed.records.errors import (
    FetchError,
    IncommensurableError,
    InvalidError,
    LimitError,
    NotFoundError,
    ParseError,
    StoreError,
    WaterbedError,
)
from waterbed.records.measure import MEASURES, Counts, Measure, measure_of, require_same_counts
from waterbed.records.observation import (
    BOUNDS,
    MISSING,
    STATUSES,
    Bound,
    Missing,
    Observation,
    Status,
)
from waterbed.records.series import Figure, Series
from waterbed.records.source import Source
from waterbed.records.vintage import Vintage

__all__ = [
    "BOUNDS",
    "MEASURES",
    "MISSING",
    "STATUSES",
    "Bound",
    "Counts",
    "FetchError",
    "Figure",
    "IncommensurableError",
    "InvalidError",
    "LimitError",
    "Measure",
    "Missing",
    "NotFoundError",
    "Observation",
    "ParseError",
    "PartialDate",
    "Precision",
    "Series",
    "Source",
    "Status",
    "StoreError",
    "Vintage",
    "WaterbedError",
    "measure_of",
    "parse_day",
    "require_same_counts",
]
