"""Which words of time a sentence is about, and which only go with others."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from waterbed.read.bases import BASE_KINDS, REACH
from waterbed.read.calendar import Clock, shift_years
from waterbed.read.intervals import is_relative_year
from waterbed.read.lexicon import either, lexicon, pattern
from waterbed.read.windows import resolve
from waterbed.records.claim import Window

if TYPE_CHECKING:
    from waterbed.read.comparisons import Stated
    from waterbed.read.periods import Phrase
    from waterbed.read.scan import Scan


def leans(phrase: Phrase, clock: Clock) -> bool:
    """Tell words that only make sense beside other days: "a year earlier" after "in April"."""
    return phrase.shifted or (clock.main is not None and is_relative_year(phrase))


def mirrored(versus: set[Phrase], clock: Clock) -> Window | None:
    """Read "compared with the first nine months of 2022" as about those months of this year."""
    today = clock.published
    dated = [p for p in versus if p.kind in _PARTS_OF_YEARS and (p.part("y") or _has_year(p))]
    if today is None or len(dated) != 1:
        return None
    base = resolve(dated[0], Clock(today))
    if base is None or base.start.year >= today.year:
        return None
    begun = (base.start.month, base.start.day) <= (today.month, today.day)
    year = today.year if begun else today.year - 1
    moved = shift_years(base, year - base.start.year)
    if moved.start <= base.start:
        return None
    return Window(moved.start, min(moved.end, today), moved.vague)


def _has_year(phrase: Phrase) -> bool:
    return any(re.search(r"(?:19|20)\d\d|year|anno|année", text) for _, text in phrase.parts)


_PARTS_OF_YEARS = {"first_n", "first_days", "part", "month", "range"}


def spelt_out(lead: Phrase, phrases: list[Phrase], scanned: Scan) -> Phrase:
    """Prefer the days of "in the last week, from 22 to 28 May" to the words before them."""
    after = [p for p in phrases if p.start >= lead.end and p.kind == "range"]
    rough = lead.kind in {"last_n", "last_few", "relative"}
    apart = rough and after and scanned.text[lead.end : after[0].start].strip() in {",", "("}
    return after[0] if apart else lead


def is_base_year(lead: Phrase, versus: set[Phrase], clock: Clock) -> bool:
    """Tell "in 2022 it was …" where the sentence compares with the same days of 2022."""
    if not bare_year(lead) or clock.published is None:
        return False
    bases = [resolve(p, Clock(clock.published)) for p in versus if p.kind == "same"]
    year = resolve(lead, clock)
    return year is not None and any(b and b.start.year == year.start.year for b in bases)


def yearly(phrase: Phrase) -> bool:
    """Tell words that mean the same days of another year."""
    return phrase.kind in {"same", "yoy"} or bare_year(phrase)


@cache
def _speech(language: str) -> re.Pattern[str]:
    words = lexicon(language)
    counting = str(words.table("attribution").get("counting", ""))
    verbs = [one for one in words.words("attribution", "verbs") if one not in counting]
    return pattern(either([*verbs, *words.words("markers", "published")]))


def of_speech(phrase: Phrase, scanned: Scan) -> bool:
    """Tell the day of saying from the days that are spoken of: "said on Friday"."""
    units = lexicon(phrase.language).table("units")
    short = units.get(phrase.part("u").casefold(), "day") in {"day", "week"}
    day = phrase.kind in {"weekday", "day"} or (phrase.kind == "relative" and short)
    if not day:
        return False
    left = re.split(r"[,;:]|\d", scanned.text[max(0, phrase.start - 70) : phrase.start])[-1]
    right = scanned.text[phrase.end : phrase.end + 70].lstrip(", ")
    right = re.split(r"[\d,;:]", right)[0]
    said = _speech(scanned.language)
    spoken = list(said.finditer(left))
    first = phrase.start - len(left) + spoken[-1].end() if spoken else phrase.start
    if any(first <= m.start < phrase.start for m in scanned.measures):
        spoken = []
    counted = any(n.end <= phrase.start for n in scanned.numbers)
    ahead = phrase.start < REACH and not counted and said.search(right) is not None
    return bool(spoken) or (ahead and len(scanned.phrases) > 1)


def ended(main: Window, lead: Phrase, phrases: list[Phrase], clock: Clock) -> Window:
    """Let "so far this year" end on the stated day of "as of 6 May"."""
    if lead.kind != "ytd":
        return main
    ends = [w for p in phrases if p.kind == "until" and (w := resolve(p, clock))]
    same = [w for w in ends if w.start.year == main.start.year]
    return same[0] if same else main


def bare_year(phrase: Phrase) -> bool:
    """Tell a year without month or day."""
    if phrase.kind == "year":
        return True
    units = lexicon(phrase.language).table("units")
    return phrase.kind == "relative" and units.get(phrase.part("u").casefold()) == "year"


def year_to_date(clock: Clock) -> Window | None:
    """Give the year of publication up to that day."""
    today = clock.published
    return Window(dt.date(today.year, 1, 1), today) if today else None


def same_year(window: Window | None, main: Window) -> bool:
    """Tell whether two windows start on one day."""
    return window is not None and window.start == main.start


_AND = re.compile(
    r"(?: \([^)]{0,30}\))?,? (?:e|ed|che|and|et|or|ou) (?:al|to|with|il|del|di|in|à|en|the|de|)? ?",
    re.IGNORECASE,
)


def joins(scanned: Scan, a: Phrase, b: Phrase) -> bool:
    """Tell whether a second phrase is compared with as the first is: "to 2020 and to 2019"."""
    gap = scanned.text[a.end : b.start]
    return b.kind in BASE_KINDS and len(gap) < REACH and _AND.fullmatch(gap) is not None


def near_years(versus: set[Phrase], clock: Clock) -> bool:
    """Tell "up from 14,000 last year", about this year so far, from "up from 9,000 in 2014"."""
    for phrase in versus:
        window = resolve(phrase, clock) if bare_year(phrase) else None
        far = window and clock.published and window.start.year < clock.published.year - 2
        if yearly(phrase) and not far:
            return True
    return False


_BESIDE = 8


def whole_years(
    phrases: list[Phrase],
    versus: set[Phrase],
    stated: list[Stated],
    lead: Phrase | None,
    clock: Clock,
) -> dict[Phrase, Window | None]:
    """Read "from 9 in 2015 to 4 in 2016" as two years, whatever month is named elsewhere.

    Only beside a month or day that has a year of its own: "in March" alone goes with both.
    """
    dated = lead is not None and lead.kind in {"month", "day"} and _has_year(lead)
    found: dict[Phrase, Window | None] = {}
    for a, b in pairwise(phrases if dated else []):
        pair = (a, b)
        bare = all(p.kind == "year" and re.search(r"\d{4}", p.part("y")) for p in pair)
        beside = all(
            any(0 <= p.start - s.end < _BESIDE and s.amount is not None for s in stated)
            for p in pair
        )
        if bare and beside and (a in versus) != (b in versus):
            found |= {p: resolve(p, Clock(clock.published)) for p in pair}
    return found
