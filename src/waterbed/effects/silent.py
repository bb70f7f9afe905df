"""Silent: nationalities whose rows on a route end before the window does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from waterbed.records import percent

if TYPE_CHECKING:
    from waterbed.effects.panel import Panel

LEAST = 0.01
"""Share of the route in the year before that makes a nationality worth naming."""
LARGE = 0.05
"""Share of the route, all that are named together, from which on a missing upload shows."""
_YEAR = 12
_NAMED = 20


def silent(panel: Panel, route: str, cut: int, stop: int) -> tuple[str, ...]:
    """Name nationalities that came on a route before an event and have no row at the window's end.

    Parameters
    ----------
    panel
        The counts; without knowledge of what was taken as zero, nothing is said.
    route
        The route.
    cut, stop
        Months known before the event, and months up to the end of the window.

    Returns
    -------
    tuple of str
        One sentence with the last month that each has a row for and its share of the route in the
        year before, the largest first; none where each has a row in the last month that any has.
    """
    if panel.taken is None:
        return ()
    own = panel.route(route)
    counts = panel.counts[:, own, :stop]
    known = ~np.isnan(counts).all(axis=0)
    there = known & ~panel.taken[:, own, :stop]
    before = np.nansum(counts[:, max(cut - _YEAR, 0) : cut], axis=1)
    if not before.sum() or not known.any():
        return ()
    shares = before / before.sum()
    last = np.where(there, np.arange(stop), -1).max(axis=1)
    ended = (last < np.flatnonzero(known)[-1]) & (shares >= LEAST)
    places = [int(one) for one in np.argsort(-shares, kind="stable") if ended[one]]
    if not places:
        return ()
    named = ", ".join(
        f"{panel.nationalities[one]} ({panel.month(int(last[one])):%B %Y}, {percent(shares[one])})"
        for one in places[:_NAMED]
    )
    more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
    said = (
        f"without a row on {route} at the end of the window though others have one, and taken as "
        f"zero (last row, share of the route in the year before): {named}{more}"
    )
    together = float(shares[places].sum())
    if together >= LARGE:
        said += f"; a missing upload of {percent(together)} of a route looks like a fall"
    return (said,)
