"""References: what published studies found about an event, to set beside our own figure."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from waterbed.records import Reference
from waterbed.register import load

_FILE = "references.toml"


@cache
def _all() -> tuple[Reference, ...]:
    text = (files("waterbed") / "data" / _FILE).read_text("utf-8")
    return load.parse(text, Reference, _FILE)


def references(event: str) -> tuple[Reference, ...]:
    """List what published studies found about an event.

    Parameters
    ----------
    event
        Id of the event.

    Returns
    -------
    tuple of Reference
        In the order of ``data/references.toml``; empty where we know of none.
    """
    return tuple(one for one in _all() if event in one.events)
