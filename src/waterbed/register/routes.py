"""Routes of a series: the one in its key, else those that meet its place."""

from __future__ import annotations

from waterbed.register import load


def routes_of(key: str) -> list[str]:
    """Name the routes of a series.

    Parameters
    ----------
    key
        A series key.

    Returns
    -------
    list of str
        Id of the route in its key, else of those that begin or end in its place; empty for others.
    """
    parts, routes = key.split("/")[1:], load.routes()
    named = [part for part in parts if part in routes]
    ends = [one.id for one in routes.values() if {one.departure, one.landing} & set(parts)]
    return named or ends
