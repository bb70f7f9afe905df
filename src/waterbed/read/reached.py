"""Days on which a mark was passed: the year up to them, not the day alone."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING

from waterbed.read.lexicon import lexicon, pattern
from waterbed.records.claim import Window

if TYPE_CHECKING:
    from waterbed.read.comparisons import Stated
    from waterbed.read.periods import Phrase
    from waterbed.read.scan import Scan


@cache
def _passing(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["passing"]), whole=False)


def passed_number(stated: Stated, scanned: Scan) -> bool:
    """Tell a count that passed a number on a day, "topped 100,000 on Monday", from that day's."""
    return (
        stated.direction == "level"
        and _passing(scanned.language).match(scanned.text, stated.start) is not None
    )


def so_far(main: Window, lead: Phrase, phrases: list[Phrase], scanned: Scan) -> Window:
    """Read the day on which a mark was passed as the year up to it, beside "the same point"."""
    day = lead.kind in {"day", "weekday"} or (lead.kind == "relative" and main.start == main.end)
    passed = _mark_passed(scanned.language).search(scanned.text) is not None
    stage = any(p.kind == "same" and _STAGE.search(scanned.text, p.start, p.end) for p in phrases)
    reached = _reaching(scanned.language).search(scanned.text, 0, lead.start) is not None
    passed = passed or (stage and reached)
    earlier = any(p.kind == "same" for p in phrases) or any(
        _earliest(scanned.language).search(scanned.text, p.end) for p in (lead,)
    )
    return Window(dt.date(main.end.year, 1, 1), main.end) if day and passed and earlier else main


_STAGE = re.compile(r"point|stage|date|time|epoca|momento|punto|data|stade|époque", re.IGNORECASE)


@cache
def _reaching(language: str) -> re.Pattern[str]:
    return pattern(str(lexicon(language).table("markers")["reaching"]))


@cache
def _mark_passed(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    marks = [*words.words("ranks", "mark"), *words.words("ranks", "mark_before")]
    return pattern("|".join([*marks, rf"{words.table('markers')['passing']}\w*"]))


@cache
def _earliest(language: str) -> re.Pattern[str]:
    return pattern(lexicon(language).fragment("ranks", "earliest"))
