"""Proposals: the one schema that what a reader says must fit, for plug-ins and for endpoints."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the schema is built from the annotations
import math
import re
from functools import cache
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType

from waterbed.read.lexicon import gazetteer
from waterbed.read.places import WIDE
from waterbed.records import InvalidError
from waterbed.records.claim import Causal, Direction, Limit, Unit, Window
from waterbed.records.consulted import Slot  # noqa: TC001 - as above

LONGEST: Final = 1_500

Quote = Annotated[str, Meta(min_length=1, max_length=LONGEST)]
Words = Annotated[str, Meta(max_length=LONGEST)]
Country = Annotated[str, Meta(pattern="^[A-Z]{2}$", max_length=2)]
Countries = Annotated[list[Country], Meta(max_length=20)] | Country | None
Measured = Literal[
    "sea_arrivals",
    "land_arrivals",
    "arrivals",
    "irregular_border_crossings",
    "departures",
    "attempted_crossings",
    "interceptions_at_sea",
    "deaths",
    "missing",
    "deaths_and_missing",
    "asylum_applications",
    "first_time_asylum_applicants",
    "returns",
    "rescues",
    "stock",
]
Way = Literal[
    "central_mediterranean",
    "eastern_mediterranean",
    "western_mediterranean",
    "western_african",
    "western_balkans",
    "eastern_land_border",
    "channel",
]

_PLACED: Final = {"quote", "sentence", "start", "end"}
_UNITS: Final[dict[str, set[str]]] = {
    "level": {"people", "applications"},
    "share": {"percent"},
    "highest": {"rank"},
    "lowest": {"rank"},
    "earliest": {"rank"},
    "up": {"people", "applications", "percent", "ratio"},
    "down": {"people", "applications", "percent", "ratio"},
    "same": {"people", "applications", "percent", "ratio"},
}
_NOT_SENT: Final = {"title", "description", "default", "minLength", "maxLength"}


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """First and last day, both included."""

    start: dt.date
    end: dt.date


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cause, effect and the words that join them, all in the words of the text."""

    cause: Words
    effect: Words
    strength: Words


class Proposal(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One claim as a reader proposes it: the fields of a claim, and the words it is read from.

    A field that is left out was not looked for; null says that the text leaves it empty.
    """

    quote: Quote
    sentence: Words | UnsetType = UNSET
    start: int | UnsetType = UNSET
    end: int | UnsetType = UNSET
    measure: Measured | UnsetType | None = UNSET
    where: Annotated[str, Meta(max_length=200)] | UnsetType | None = UNSET
    route: Annotated[list[Way], Meta(max_length=7)] | Way | UnsetType | None = UNSET
    from_country: Countries | UnsetType = UNSET
    nationality: Countries | UnsetType = UNSET
    period: Days | UnsetType | None = UNSET
    versus: Days | UnsetType | None = UNSET
    direction: Direction | UnsetType = UNSET
    amount: Annotated[float, Meta(ge=0)] | UnsetType | None = UNSET
    unit: Unit | UnsetType | None = UNSET
    approx: bool | UnsetType = UNSET
    bound: Limit | UnsetType | None = UNSET
    attributed_to: Quote | UnsetType | None = UNSET
    via: Quote | UnsetType | None = UNSET
    hedged: bool | UnsetType = UNSET
    causal: Frame | UnsetType | None = UNSET

    def slots(self) -> tuple[tuple[str, Slot], ...]:
        """Give the slots that were filled in, as records."""
        named = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return tuple((n, _record(v)) for n, v in named if n not in _PLACED and v is not UNSET)


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an endpoint must answer: proposals and nothing else."""

    claims: list[Proposal]


def parse_proposal(given: object) -> Proposal:
    """Take what a reader said as a proposal.

    Parameters
    ----------
    given
        A mapping with the fields of `Proposal`.

    Returns
    -------
    Proposal
        Its fields fit the schema and each other.

    Raises
    ------
    InvalidError
        With the first field that does not fit.
    """
    try:
        proposal = msgspec.convert(given, Proposal)
        "".join(_texts(proposal)).encode()
    except (msgspec.ValidationError, UnicodeEncodeError, RecursionError) as error:
        raise InvalidError(f"not of the schema of a claim: {shown(error)}") from None
    for reason in (_no_amount(proposal), _no_place(proposal), _no_days(proposal)):
        if reason:
            raise InvalidError(f"not of the schema of a claim: {reason}")
    return proposal


def answer_schema() -> dict[str, Any]:
    """Give the JSON schema of `Answer`, in the part of JSON Schema that endpoints understand.

    Returns
    -------
    dict
        Every field is required and may be null; offsets are left out, since they are found.

    References
    ----------
    JSON Schema 2020-12; "strict" mode of ``response_format`` in the chat completions interface.
    """
    definitions: dict[str, Any] = _strict(msgspec.json.schema(Answer)["$defs"])
    answer: dict[str, Any] = definitions.pop("Answer")
    return {**answer, "$defs": definitions}


def shown(value: object, most: int = 200) -> str:
    """Show a value that came from outside: cut, and without characters that act on a screen."""
    text = str(value)
    text = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(one if one.isprintable() else "�" for one in text)


def _texts(proposal: Proposal) -> list[str]:
    frame = proposal.causal if isinstance(proposal.causal, Frame) else None
    values = [getattr(proposal, name) for name in proposal.__struct_fields__]
    values += [frame.cause, frame.effect, frame.strength] if frame else []
    return [value for value in values if isinstance(value, str)]


def _no_amount(proposal: Proposal) -> str:
    direction, amount, unit = proposal.direction, proposal.amount, proposal.unit
    stated = isinstance(amount, float)
    if stated and not math.isfinite(amount):  # type: ignore[arg-type]
        return "the amount is no finite number"
    if stated != isinstance(unit, str):
        return "amount and unit go together: both or neither"
    if not stated and direction is UNSET:
        return "it states neither an amount nor a direction"
    if stated and isinstance(direction, str) and unit not in _UNITS[direction]:
        known = ", ".join(sorted(_UNITS[direction]))
        return f"direction {direction} goes with a unit of {known}, not {unit}"
    return ""


def _no_place(proposal: Proposal) -> str:
    where = proposal.where
    if isinstance(where, str) and not _places().fullmatch(where):
        return (
            f"where {shown(where, 60)!r} is no ISO 3166-1 alpha-2 code, region or area that is "
            "known, nor several joined by +"
        )
    return ""


def _no_days(proposal: Proposal) -> str:
    for name, days in (("period", proposal.period), ("versus", proposal.versus)):
        if isinstance(days, Days) and days.end < days.start:
            return f"{name} ends on {days.end}, before it starts on {days.start}"
    return ""


@cache
def _places() -> re.Pattern[str]:
    codes = {place["code"] for place in gazetteer() if ":" in place["code"]} | set(WIDE)
    known = "|".join([*map(re.escape, sorted(codes, key=len, reverse=True)), "[A-Z]{2}"])
    return re.compile(rf"(?:{known})(?:\+(?:{known}))*")


def _record(value: object) -> Slot:
    if isinstance(value, Days):
        return Window(value.start, value.end)
    if isinstance(value, Frame):
        return Causal(value.cause, value.effect, value.strength)
    if isinstance(value, list):
        return tuple(value)
    return value  # type: ignore[return-value] # the schema allows nothing else


def _strict(node: Any) -> Any:  # noqa: ANN401 - any part of a JSON schema
    if isinstance(node, list):
        return [_strict(one) for one in node]
    if not isinstance(node, dict):
        return node
    kept = {name: _strict(part) for name, part in node.items() if name not in _NOT_SENT}
    if "enum" in kept:
        kept["type"] = "string"
    if "quote" in kept.get("properties", {}):
        kept["properties"] = {
            n: p for n, p in kept["properties"].items() if n not in {"start", "end"}
        }
    if "properties" in kept:
        kept["required"] = list(kept["properties"])
    return kept
