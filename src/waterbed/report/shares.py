"""Shares displaced in words and as cells: standing, ends and point say the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.digits import percent
from waterbed.report.held import held_in_short, held_in_words
from waterbed.report.named import route_in_sentence

if TYPE_CHECKING:
    from waterbed.records import Receiving, ShareSet
    from waterbed.report.table import Cell


def share_sentence(one: Receiving, nominal: float) -> str:
    """Say which share of the averted went to a route, or why that cannot be told.

    Parameters
    ----------
    one
        The route.
    nominal
        What the set promises.

    Returns
    -------
    str
        With the ends of the set, as far as it has them.
    """
    name, share = route_in_sentence(one.excess.key), one.share
    why = "; ".join(share.because)
    if share.standing == "not identified":
        return f"The share that went to {name} is not identified: {why}{_open_set(share)}."
    low, high = percent(share.low or 0.0), percent(share.high or 0.0)
    if share.standing == "uninformative":
        return (
            f"The share that went to {name} cannot be told: nothing from {low} to {high} is "
            f"ruled out, neither none nor all of it ({held_in_words(one.measured, nominal)})."
        )
    if share.standing == "no share fits":
        return f"No share fits for {name}, with a set from {low} to {high}: {why}."
    return (
        f"The share of the averted that went to {name} is between {low} and {high}, about "
        f"{percent(share.point or 0.0)} ({held_in_words(one.measured, nominal)})."
    )


def share_in_short(one: Receiving, nominal: float) -> str:
    """Say the same in a few words.

    Parameters
    ----------
    one
        The route.
    nominal
        What the set promises.

    Returns
    -------
    str
        ``"20 % (−4 % to 45 %; nominal 90 %, measured 85 %)"``, else standing and ends.
    """
    share, ends = one.share, ends_in_short(one.share)
    if share.standing == "identified":
        return f"{percent(share.point or 0.0)} ({ends}; {held_in_short(one.measured, nominal)})"
    return f"{share.standing} ({ends})" if ends else share.standing


def share_cells(share: ShareSet) -> tuple[Cell, Cell, Cell]:
    """Set out a share.

    Parameters
    ----------
    share
        Any set.

    Returns
    -------
    tuple
        Point, else standing; the ends, None on a side without one.
    """
    low, high = (None if end is None else percent(end) for end in (share.low, share.high))
    return share.standing if share.point is None else percent(share.point), low, high


def ends_in_short(share: ShareSet) -> str:
    """Write the ends of a set of shares.

    Parameters
    ----------
    share
        Any set.

    Returns
    -------
    str
        ``"−4 % to 45 %"``, ``"−180 % to …"`` without an upper end, empty without any.
    """
    ends = (share.low, share.high)
    if ends == (None, None):
        return ""
    return " to ".join("…" if end is None else percent(end) for end in ends)


def _open_set(share: ShareSet) -> str:
    """Say where a set begins and ends that tells no share, as far as it does."""
    low, high = share.low, share.high
    if low is not None and high is not None:
        return f"; the set runs from {percent(low)} to {percent(high)}"
    if low is not None:
        return f"; the set begins at {percent(low)}"
    return f"; the set ends at {percent(high)}" if high is not None else ""
