"""Begun: what had begun by a day. The register dates what happened, not when it became known."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from waterbed.records import PartialDate


def begun(start: PartialDate | None, day: dt.date | None) -> bool:
    """Say whether something may have begun by a day.

    Parameters
    ----------
    start
        When it began, None where that is not known.
    day
        The day, None for any.

    Returns
    -------
    bool
        False only where it began on a later day.
    """
    return start is None or day is None or start.first <= day
