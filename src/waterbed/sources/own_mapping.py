"""Own mapping: which column, or which constant, gives each field of a user's own table."""

from __future__ import annotations

import tomllib
from typing import Final, Literal

import msgspec

from waterbed.records import InvalidError

_STRETCHES: Final = ({"day"}, {"month"}, {"start", "end"})


class Fields(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Names of columns, or constants, by field; None where not given."""

    key: str | None = None
    source: str | None = None
    value: str | None = None
    day: str | None = None
    month: str | None = None
    start: str | None = None
    end: str | None = None
    published: str | None = None
    bound: str | None = None
    status: str | None = None
    note: str | None = None

    def given(self) -> dict[str, str]:
        """Give what is set."""
        return {name: text for name, text in msgspec.structs.asdict(self).items() if text}


class Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the cells are written, dates in the signs of ``strftime``; what repeated rows are."""

    date: str = "%Y-%m-%d"
    month: str = "%Y-%m"
    decimal: str = "."
    thousands: str = ""
    encoding: str = "utf-8"
    sheet: str = ""
    repeated: Literal["", "sum"] = ""


class OwnMapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A mapping as its user wrote it.

    Parameters
    ----------
    columns
        Printed names of columns.
    constants
        What is the same for every row.
    format
        How the cells are written.
    """

    columns: Fields
    constants: Fields = Fields()
    format: Format = Format()

    def where(self, field: str) -> str:
        """Name the key of the mapping that gives a field."""
        return f"columns.{field}" if field in self.columns.given() else f"constants.{field}"


def read_mapping(text: str) -> OwnMapping:
    """Read a mapping.

    Parameters
    ----------
    text
        TOML as `waterbed.sources.own_csv` describes it.

    Returns
    -------
    OwnMapping
        The mapping.

    Raises
    ------
    InvalidError
        Where it is empty, no TOML, or contradicts itself; the message names the key.
    """
    if not text.strip():
        raise InvalidError(
            "a table of your own needs a mapping. Give one that says at least [columns] with day "
            "and value, and [constants] with key and source."
        )
    try:
        mapping = msgspec.convert(tomllib.loads(text), OwnMapping)
    except tomllib.TOMLDecodeError as error:
        raise InvalidError(f"the mapping is not TOML: {error}.") from None
    except msgspec.ValidationError as error:
        fields = ", ".join(Fields.__struct_fields__)
        raise InvalidError(
            f"the mapping: {str(error).replace('`$.', '`')}. [columns] and [constants] take "
            f"text for {fields}; [format] for {', '.join(Format.__struct_fields__)}."
        ) from None
    _refuse_contradiction(mapping)
    return mapping


def _refuse_contradiction(mapping: OwnMapping) -> None:
    columns, constants = mapping.columns.given(), mapping.constants.given()
    given = columns.keys() | constants.keys()
    if twice := columns.keys() & constants.keys():
        name = min(twice)
        raise InvalidError(f"the mapping gives columns.{name} and constants.{name}. Keep one.")
    if absent := [name for name in ("key", "source", "value") if name not in given]:
        raise InvalidError(
            f"the mapping lacks {', '.join(absent)}. Give columns.{absent[0]} (the printed name "
            f"of a column) or constants.{absent[0]}."
        )
    stretch = given & {"day", "month", "start", "end"}
    if stretch not in _STRETCHES:
        raise InvalidError(
            f"the mapping gives {', '.join(sorted(stretch)) or 'no date'}. Give columns.day, or "
            "columns.month, or both columns.start and columns.end."
        )
    signs = (mapping.format.decimal, mapping.format.thousands)
    if len(signs[0]) != 1 or len(signs[1]) > 1 or signs[0] == signs[1] or "".join(signs).isalnum():
        raise InvalidError(
            f"format.decimal {signs[0]!r} and format.thousands {signs[1]!r} cannot be meant. Give "
            "two different signs, as '.' and ',', or '' for no sign between thousands."
        )
