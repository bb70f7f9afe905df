"""Any record as plain values: what `--json` prints, stable across versions."""

from __future__ import annotations

from typing import Any

import msgspec

from waterbed.records import PartialDate


def as_json(value: object) -> str:
    """Write records as JSON.

    Parameters
    ----------
    value
        A record, or lists, tuples and dicts of records. Dates become ISO text, a `PartialDate`
        its own text, so that the precision shows.

    Returns
    -------
    str
        Indented JSON with a line end; keys in the order of the record's fields.
    """
    return (
        msgspec.json.format(msgspec.json.encode(value, enc_hook=_plain), indent=2).decode() + "\n"
    )


def _plain(value: object) -> Any:  # noqa: ANN401 - msgspec's protocol
    if isinstance(value, PartialDate):
        return value.text
    raise NotImplementedError(f"no JSON form for {type(value).__name__}")
