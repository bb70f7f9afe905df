"""Parts of the people just counted: "among them 1,500 minors", "tra cui 35 minori"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from waterbed.read.comparisons import Stated
    from waterbed.read.scan import Scan

_REACH = 160


def subgroup_of(one: Stated, stated: Sequence[Stated], scanned: Scan) -> Stated | None:
    """Give the number that a subgroup is a part of.

    Parameters
    ----------
    one
        Any amount of a sentence.
    stated
        All its amounts, in order.
    scanned
        The sentence.

    Returns
    -------
    Stated or None
        The number before "among them", where women, children or the like are counted behind it
        and no other fate is told of them; else None.
    """
    if one.direction != "level" or one.group is None:
        return None
    before = [s for s in stated if s.end <= one.start and s.direction == "level"]
    whole = next((s for s in reversed(before) if s.group is None), None)
    if whole is None or one.start - whole.end > _REACH:
        return None
    gap = scanned.text[whole.end : one.start]
    told = any(
        one.end <= m.start and scanned.chunk(m.start) == scanned.chunk(one.start)
        for m in scanned.measures
    )
    return whole if _among(scanned.language).search(gap) and not told else None


@cache
def _among(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["among"]))
