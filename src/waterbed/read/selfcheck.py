"""What a text says against itself: words and ratio, parts and whole, percentage and figures."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from typing import TYPE_CHECKING

from waterbed.records.claim import Claim, Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ROUNDING = 0.5
_SLOTS = ("measure", "where", "from_country", "nationality", "group")


def self_check(claims: Sequence[Claim]) -> tuple[Note, ...]:
    """Compare the claims of a text with each other; no data is needed.

    Parameters
    ----------
    claims
        Of one text, in order.

    Returns
    -------
    tuple of Note
        Rules ``percent-of-figures``, ``ratio-of-figures``, ``parts-of-whole``,
        ``cumulative-falls`` and ``difference-of-figures``, each with the arithmetic in words.

    Notes
    -----
    A percentage may differ from its two figures by one half of its last printed digit plus half
    a point; a hedged one by two points. "More than doubled" needs a ratio above 2, "nearly" one
    below.
    """
    notes = list(_cumulative(claims))
    for near in _by_sentence(claims).values():
        notes += [*_changes(near), *_parts(near)]
    return tuple(sorted(set(notes), key=lambda note: (note.start, note.rule)))


def _levels(claims: Sequence[Claim]) -> list[Claim]:
    return [c for c in claims if c.direction == "level" and c.amount is not None and c.period]


def _alike(a: Claim, b: Claim) -> bool:
    return all(getattr(a, slot) == getattr(b, slot) for slot in _SLOTS)


def _pair(change: Claim, near: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """Find the new and the old level of a change among the levels of its sentence."""
    alike = [c for c in near if _alike(c, change)]
    new = [c for c in alike if c.period == change.period]
    old = [c for c in alike if c.period == change.versus]
    if len(new) != 1 or len(old) != 1 or change.period == change.versus:
        return None
    return new[0], old[0]


def _by_sentence(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        grouped[claim.sentence].append(claim)
    return grouped


def _changes(near: Sequence[Claim]) -> Iterator[Note]:
    levels = _levels(near)
    for change in near:
        if change.direction not in {"up", "down"} or change.amount is None:
            continue
        pair = _pair(change, levels)
        if pair is None or not pair[1].amount or pair[0].amount is None:
            continue
        note = _one_change(change, pair[0].amount, pair[1].amount)
        if note:
            yield note


def _one_change(change: Claim, new: float, old: float) -> Note | None:
    sign = 1 if change.direction == "up" else -1
    if sign * (new - old) < 0:
        word = "rise" if sign > 0 else "fall"
        return _note(
            change,
            "direction-of-figures",
            f"the text says a {word}, but its figures go from {old:,.0f} to {new:,.0f}.",
        )
    if change.unit == "percent":
        return _percent(change, new, old, sign)
    if change.unit == "ratio":
        return _ratio(change, new, old)
    difference = sign * (new - old)
    low = -math.inf if change.low is None else change.low - _ROUNDING
    high = math.inf if change.high is None else change.high + _ROUNDING
    if not low <= difference <= high:
        return _note(
            change,
            "difference-of-figures",
            f"{old:,.0f} and {new:,.0f} differ by {difference:,.0f}, not by {change.amount:,.0f}.",
        )
    return None


def _percent(change: Claim, new: float, old: float, sign: int) -> Note | None:
    actual = sign * 100 * (new - old) / old
    room = 2.0 if change.bound == "~" else _ROUNDING
    low = -math.inf if change.low is None else change.low - room
    high = math.inf if change.high is None else change.high + room
    if low <= actual <= high:
        return None
    return _note(
        change,
        "percent-of-figures",
        f"from {old:,.0f} to {new:,.0f} is {actual:.1f} %, not {change.amount:g} %.",
    )


def _ratio(change: Claim, new: float, old: float) -> Note | None:
    actual = new / old
    stated = change.amount or 0.0
    if change.bound == "gt":
        fits = actual > stated
    elif change.bound == "lt":
        fits = actual < stated
    else:
        fits = abs(actual - stated) <= (0.15 if change.bound is None else 0.25) * stated
    if fits:
        return None
    words = {"gt": "more than ", "lt": "nearly ", "~": "about "}.get(change.bound or "", "")
    return _note(
        change,
        "ratio-of-figures",
        f"from {old:,.0f} to {new:,.0f} is {actual:.2f} times, not {words}{stated:g} times.",
    )


def _parts(near: Sequence[Claim]) -> Iterator[Note]:
    """Find parts of one whole that exceed it: groups of one kind, one after the other."""
    levels = _levels(near)
    for whole in levels:
        if whole.group or whole.nationality or whole.unit != "people":
            continue
        parts = [
            c
            for c in levels
            if (c.measure, c.period) == (whole.measure, whole.period)
            and (c.group or c.nationality)
            and c.start > whole.start
        ]
        total = sum(c.low or c.amount or 0 for c in parts)
        if parts and whole.amount and total > (whole.high or whole.amount * 1.1):
            yield _note(
                whole,
                "parts-of-whole",
                f"the parts that the text gives add up to {total:,.0f}, "
                f"more than the whole of {whole.amount:,.0f}.",
            )


def _cumulative(claims: Sequence[Claim]) -> Iterator[Note]:
    """Find a count that is lower on a later day though it starts on the same."""
    runs: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in _levels(claims):
        if claim.unit in {"people", "applications"} and claim.period:
            key = (
                *(getattr(claim, slot) for slot in _SLOTS),
                claim.route,
                claim.attributed_to,
                claim.period.start,
            )
            runs[key].append(claim)
    for run in runs.values():
        ordered = sorted(run, key=lambda c: c.period.end if c.period else dt.date.min)
        top: Claim | None = None
        for claim in ordered:
            note = _fall(top, claim) if top else None
            if note:
                yield note
            if top is None or (claim.low or 0) > (top.low or 0):
                top = claim


def _fall(early: Claim, late: Claim) -> Note | None:
    if early.period is None or late.period is None or early.period.end == late.period.end:
        return None
    if early.low is None or late.high is None or late.high >= early.low:
        return None
    return _note(
        late,
        "cumulative-falls",
        f"{early.amount:,.0f} to {early.period.end} but {late.amount:,.0f} to {late.period.end}: "
        f"a count from {late.period.start} cannot fall.",
    )


def _note(claim: Claim, rule: str, message: str) -> Note:
    return Note(rule, message[0].upper() + message[1:], claim.start, claim.end)
