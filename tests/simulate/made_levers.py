"""Levers of the two coasts, as literals and as drawn values."""

from __future__ import annotations

import datetime as dt

from hypothesis import strategies as st

from waterbed.records import Lever

ON = {
    "control": ["west", "east"],
    "interception": ["west", "east"],
    "rescue": ["sea"],
    "closure": ["west>north", "east>isle"],
    "demand": ["AAA", "BBB"],
    "transfer": ["east>west", "AAA>east"],
}


def lever(kind, on, size=None, *, multiplier=None, start=0):
    if size is None and multiplier is None:
        size = 0.5
    month = dt.date(2024 + (6 + start) // 12, (6 + start) % 12 + 1, 1)
    return Lever(
        kind,
        on,
        month,
        size=None if size is None else (size,),
        multiplier=None if multiplier is None else (multiplier,),
    )


@st.composite
def levers(draw):
    kinds = draw(st.lists(st.sampled_from(sorted(ON)), max_size=3))
    return [
        lever(
            kind,
            draw(st.sampled_from(ON[kind])),
            draw(st.floats(0, 1)),
            start=draw(st.integers(0, 20)),
        )
        for kind in kinds
    ]
