"""The frozen nouns and the errors. Standard library only; every other package builds on these."""

from waterbed.records.actor import Actor, Control, Office, Place, Recognition
from waterbed.records.agreement import WEIGHTS, Agreement, Renewal, Weight
from waterbed.records.bounds import (
    CONFLICT_KINDS,
    Bounds,
    Change,
    Conflict,
    ConflictKind,
    Interval,
    Quantity,
    Share,
)
from waterbed.records.citation import Citation
from waterbed.records.dates import PartialDate, Precision, parse_day
from waterbed.records.engagement import Engagement, Leg, Membership, WorkingGroup
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
from waterbed.records.event import EVENT_KINDS, Allegation, Deaths, Event, Expectation, Route
from waterbed.records.measure import MEASURES, Counts, Measure, measure_of, require_same_counts
from waterbed.records.money import STAGES, Money, Stage
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
from waterbed.records.span import covers, overlaps
from waterbed.records.vintage import Vintage

__all__ = [
    "BOUNDS",
    "CONFLICT_KINDS",
    "EVENT_KINDS",
    "MEASURES",
    "MISSING",
    "STAGES",
    "STATUSES",
    "WEIGHTS",
    "Actor",
    "Agreement",
    "Allegation",
    "Bound",
    "Bounds",
    "Change",
    "Citation",
    "Conflict",
    "ConflictKind",
    "Control",
    "Counts",
    "Deaths",
    "Engagement",
    "Event",
    "Expectation",
    "FetchError",
    "Figure",
    "IncommensurableError",
    "Interval",
    "InvalidError",
    "Leg",
    "LimitError",
    "Measure",
    "Membership",
    "Missing",
    "Money",
    "NotFoundError",
    "Observation",
    "Office",
    "ParseError",
    "PartialDate",
    "Place",
    "Precision",
    "Quantity",
    "Recognition",
    "Renewal",
    "Route",
    "Series",
    "Share",
    "Source",
    "Stage",
    "Status",
    "StoreError",
    "Vintage",
    "WaterbedError",
    "Weight",
    "WorkingGroup",
    "covers",
    "measure_of",
    "overlaps",
    "parse_day",
    "require_same_counts",
]
