"""What stands beside an estimate, in words: rivals in the window and published values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from waterbed.report.register import event_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from waterbed.records import Event, Reference


def rivals_in_words(rivals: Sequence[Event]) -> str:
    """List what else was expected to change crossings in the same months.

    Parameters
    ----------
    rivals
        Events of the register.

    Returns
    -------
    str
        One sentence, empty where there are none. An accusation has its accuser and the reply.
    """
    if not rivals:
        return ""
    listed = "; ".join(f"{_days(one)}, {event_title(one)}" for one in rivals)
    return f"Expected to change crossings here in the same months, and not separated: {listed}."


def _days(event: Event) -> str:
    return f"{event.start} to {event.end}" if event.end else f"{event.start}"


def reference_in_words(one: Reference) -> str:
    """Say what a published study found, how it measured, and why ours differs.

    Parameters
    ----------
    one
        What a study found.

    Returns
    -------
    str
        Three sentences and an address.
    """
    return (
        f"Published: {one.study}: {one.value}. Measured: {one.definition}. "
        f"Why ours differs: {one.differs}. {one.url}"
    )
